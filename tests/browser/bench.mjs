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
await press(page, /^3?紙$/);
await told("first page as a picture", 1, () => page.waitForSelector("img.page[src]"));
const look = (button) =>
  page.evaluate(async (button) => {
    const image = document.querySelector("img.page");
    const before = image.alt;
    const begun = performance.now();
    [...document.querySelectorAll("button")].find((one) => one.ariaLabel === button).click();
    while (image.alt === before) await new Promise((resume) => setTimeout(resume, 1));
    await image.decode();
    return performance.now() - begun;
  }, button);
const drawn = [];
for (let page = 0; page < 6; page += 1) drawn.push(Math.round(await look("次のページ")));
console.log(`next pages at once, one after the other: ${drawn.join(", ")} ms (wanted: at most 300)`);
console.log(`larger: ${Math.round(await page.evaluate(async () => {
  const image = document.querySelector("img.page");
  const before = image.src;
  const begun = performance.now();
  [...document.querySelectorAll("button")].find((one) => one.ariaLabel === "大きくする").click();
  while (image.src === before) await new Promise((resume) => setTimeout(resume, 1));
  await image.decode();
  return performance.now() - begun;
}))} ms`);
await press(page, "このお客様だけ印刷する");
await told("one customer's papers", 1.5, () => make(page));
await choose(page, [file("list.csv", list(300))]);
await press(page, /^3?紙$/);
await page.getByRole("tab", { name: "印刷するお客様" }).click();
await page.getByRole("radio", { name: /誤りのないお客様すべて/ }).check();
await press(page, "紙を確かめずに印刷へ進む");
await pauses(page, "300 customers", () => told("300 customers merged", 30, () => make(page)));
console.log(page.troubles.join("\n"));
await opened.close();
