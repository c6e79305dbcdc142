// Every view for everyone: axe-core (WCAG 2.2 AA) in both languages, the keyboard alone, 400 % zoom, titles, the languages.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { choose, desk, file, text } from "./desk.mjs";
import { browser, list } from "./world.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ROWS = list(3).replace("iji1@example.jp", "iji1.example.jp");

let opened, page;

before(async () => {
  opened = await browser();
});

after(() => opened.close());

beforeEach(async () => {
  page = await desk(opened);
});

afterEach(async () => {
  assert.deepEqual(page.troubles, []);
  await page.evaluate(() => localStorage.clear());
  await page.close();
});

/** The steps of the work, in the page's order; each is the name of a view. */
const views = () => page.evaluate(() => document.querySelectorAll("#steps button").length);

async function open(at) {
  await page.locator("#steps button").nth(at).click();
  await page.waitForFunction((at) => document.querySelectorAll("#steps button")[at].getAttribute("aria-current") === "step", at);
}

const toEnglish = () => page.getByRole("button", { name: "English" }).click();

/** What axe finds: rule, and where. */
async function axe() {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((values) => globalThis.axe.run(document, { runOnly: { type: "tag", values } }), RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary.split("\n")[1] ?? ""}`));
}

/** Looks at every view as it stands now. */
async function everyView(look) {
  const found = [];
  for (let at = 0; at < (await views()); at += 1) {
    await open(at);
    found.push(...(await look()).map((one) => `view ${at + 1}: ${one}`));
  }
  return found;
}

test("axe finds nothing in any view, empty or with a list, in either language", async () => {
  assert.deepEqual(await everyView(axe), []);
  await choose(page, [file("list.csv", ROWS)]);
  assert.deepEqual(await everyView(axe), []);
  await toEnglish();
  assert.deepEqual(await everyView(axe), []);
});

test("verdicts, faults of the settings and a count are found well by axe", async () => {
  await choose(page, [file("list.csv", list(3))]);
  await page.getByRole("button", { name: /貼る・数える/ }).click();
  await page.fill("#code", "SP1-0111000006-01-R0-KVBZ3AF2");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".verdict");
  assert.deepEqual(await axe(), []);
  for (const name of ["印刷した紙を数える", "工事の日の記録を写す"]) {
    await page.getByRole("radio", { name }).check();
    assert.deepEqual(await axe(), []);
  }
  await page.getByRole("button", { name: /^\d?設定$/ }).click();
  await page.fill("#set-dealer-email", "foo");
  await page.fill("#set-dealer-name", "架空");
  await page.getByRole("button", { name: "この設定を使う" }).click();
  await page.waitForSelector(".notice.error");
  assert.deepEqual(await axe(), []);
});

test("what the page asks, and what it has made, is found well by axe", async () => {
  await choose(page, [file("list.csv", list(2))]);
  await page.getByRole("button", { name: "架空第0001クリニック に端末の行を足す" }).click();
  assert.deepEqual(await axe(), []);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog").count(), 0);
  await page.getByRole("button", { name: /^\d?表$/ }).click();
  await page.setInputFiles("#files", [file("list（修正）.csv", list(3))]);
  await page.waitForSelector(".notice.warning");
  assert.deepEqual(await axe(), []);
  await page.getByRole("button", { name: /^入れ替える/ }).click();
  await page.getByRole("button", { name: "紙を確かめずに印刷へ進む" }).click();
  for (const name of ["送付状", "メールの文面"]) await page.getByRole("checkbox", { name }).check();
  await page.getByRole("button", { name: "書類を作る" }).click();
  await page.waitForSelector("ul.made", { timeout: 60_000 });
  await page.evaluate(() => globalThis.startpack.store.set({ isLeaving: true }));
  await page.waitForSelector("#leaving .notice");
  assert.deepEqual(await axe(), []);
  await page.getByRole("button", { name: "お客様を変える" }).click();
  await page.getByRole("radio", { name: /変わった分だけ/ }).check();
  await page.waitForFunction(() => /変わったお客様はいません/.test(document.querySelector("#view").innerText), null, { timeout: 60_000 });
  assert.deepEqual(await axe(), []);
});

test("each view has its title, its heading and one current step, in both languages", async () => {
  const seen = new Set();
  const look = async () => {
    seen.add(await page.title());
    const heads = await page.locator("#view h1").count();
    const now = await page.locator("[aria-current=step]").count();
    return heads === 1 && now === 1 ? [] : [`${heads} headings, ${now} steps`];
  };
  assert.deepEqual(await everyView(look), []);
  await toEnglish();
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.deepEqual(await everyView(look), []);
  assert.equal(seen.size, 2 * (await views()));
});

test("the language is kept, and the program speaks it", async () => {
  await toEnglish();
  assert.equal(await page.evaluate(() => document.activeElement.lang), "en");
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.setInputFiles("#files", [file("list.csv", ROWS)]);
  await page.waitForFunction(() => globalThis.startpack.store.get("checked"), null, { timeout: 60_000 });
  const said = await page.evaluate(() => globalThis.startpack.store.get("checked").report);
  assert.equal(said.language, "en");
  const [message] = said.customers.flatMap((one) => one.messages).filter(({ severity }) => severity === "error");
  assert.ok((await text(page)).includes(message.text.en.slice(0, 20)));
  await page.getByRole("button", { name: "日本語" }).click();
  assert.match(await text(page), /架空第0001クリニック/);
});

test("the keyboard alone reaches everything, and sees where it is", async () => {
  await choose(page, [file("list.csv", ROWS)]);
  const walk = async () => {
    await page.evaluate(() => document.activeElement?.blur());
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
      const meant = all.filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
      // Of choices that exclude each other the keyboard stops at one.
      const stops = meant.filter((one) => one.type !== "radio" || one.checked);
      stops.forEach((one, at) => (one.dataset.stop = at));
      return stops.length;
    });
    const [reached, unseen] = [new Set(), []];
    // In the grid each cell is a stop, as in Excel; beyond its last one the way goes on.
    for (let step = 0; step < wanted + 300 && reached.size < wanted; step += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const { dataset } = document.activeElement;
        const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
        return { stop: dataset.stop, isSeen: outlineStyle !== "none" || boxShadow !== "none", what: document.activeElement.outerHTML.slice(0, 80) };
      });
      if (at.stop === undefined) continue;
      reached.add(at.stop);
      if (!at.isSeen) unseen.push(at.what);
    }
    await page.evaluate(() => document.querySelectorAll("[data-stop]").forEach((one) => delete one.dataset.stop));
    return [...(reached.size < wanted ? [`${reached.size} of ${wanted} reached`] : []), ...unseen];
  };
  assert.deepEqual(await everyView(walk), []);
});

test("at 400 % nothing is cut off to the side, and targets are large enough", async () => {
  await choose(page, [file("list.csv", ROWS)]);
  const look = async () => {
    const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    return wide > shown ? [`${wide} px wide in ${shown}`] : [];
  };
  const targets = () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll("button, select, summary, input:not([type=radio], [type=checkbox], [hidden])")];
      const small = all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5);
      return small.map((one) => one.outerHTML.slice(0, 100));
    });
  assert.deepEqual(await everyView(targets), []);
  // 1280 px at 400 %.
  await page.setViewportSize({ width: 320, height: 256 });
  assert.deepEqual(await everyView(look), []);
  await toEnglish();
  assert.deepEqual(await everyView(look), []);
});

test("printed, the page shows what is read and not what is pressed", async () => {
  await choose(page, [file("list.csv", ROWS)]);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("h1").isVisible());
  assert.match(await text(page), /架空第0001クリニック/);
  for (const place of ["#steps", "#languages", "#foot", ".acts"]) {
    assert.equal(await page.locator(`${place} >> visible=true`).count(), 0, place);
  }
});
