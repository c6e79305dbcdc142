// How quick the page is, told and not tested: STARTPACK, CHROMIUM and PAGE as for tests/browser/run.
//
//   PAGE=target/web/startpack.html CHROMIUM=/usr/bin/chromium node tests/browser/bench.mjs

import { choose, desk, file, make, press } from "./desk.mjs";
import { browser, list } from "./world.mjs";

const opened = await browser();

async function told(what, most, work) {
  const begun = performance.now();
  const found = await work();
  const took = (performance.now() - begun) / 1000;
  console.log(`${what}: ${took.toFixed(2)} s (wanted: at most ${most} s)`);
  return found;
}

/** How long the page did not answer at a time, at most, while `work` was done. */
async function pauses(page, what, work) {
  await page.evaluate(() => {
    let last = performance.now();
    globalThis.longest = 0;
    globalThis.beat = setInterval(() => {
      const now = performance.now();
      globalThis.longest = Math.max(globalThis.longest, now - last - 10);
      last = now;
    }, 10);
  });
  await work();
  const longest = await page.evaluate(() => {
    clearInterval(globalThis.beat);
    return globalThis.longest;
  });
  console.log(`  ${what}: the page did not answer for ${Math.round(longest)} ms at most`);
}

const page = await told("page ready", 3, () => desk(opened));
await told("a list of 30 judged", 1, () => choose(page, [file("list.csv", list(30))]));
await press(page, "印刷へ進む");
await page.getByRole("radio", { name: "1件だけ" }).check();
await told("one customer's papers", 1.5, () => make(page));
await choose(page, [file("list.csv", list(300))]);
await press(page, "印刷へ進む");
await page.getByRole("radio", { name: /誤りのないお客様すべて/ }).check();
await pauses(page, "300 customers", () => told("300 customers merged", 30, () => make(page)));
console.log(page.troubles.join("\n"));
await opened.close();
