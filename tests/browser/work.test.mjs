// What holds for the whole walk through the page: the steps lead on in their order, nothing is lost unasked when the page is
// closed, and a mended copy beside its old list is asked about.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { choose, desk, file, make, press, saved, text } from "./desk.mjs";
import { browser, list } from "./world.mjs";

let opened, page;

before(async () => {
  opened = await browser();
});

after(() => opened.close());

beforeEach(async () => {
  page = await desk(opened);
  await page.evaluate(() => localStorage.clear());
});

afterEach(async () => {
  assert.deepEqual(page.troubles, []);
  await page.evaluate(() => localStorage.clear());
  await page.close();
});

const heading = () => page.innerText("#view h1");

/** Whether the page asks before it is loaded again; whoever is asked stays. */
async function asks() {
  let asked = 0;
  const hear = async (dialog) => {
    asked += 1;
    assert.equal(dialog.type(), "beforeunload");
    await dialog.dismiss();
  };
  page.on("dialog", hear);
  await page.evaluate(() => void setTimeout(() => location.reload()));
  await page.waitForTimeout(400);
  page.off("dialog", hear);
  if (asked === 0) await page.waitForSelector("html[data-ready]");
  return asked > 0;
}

test("the steps lead on in their order, and the papers need not be looked at", async () => {
  await page.setInputFiles("#files", [file("list.csv", list(2))]);
  await page.waitForFunction(() => /誤りと注意/.test(document.querySelector("#view h1").textContent), null, { timeout: 60_000 });
  await press(page, "次へ：紙を確かめる");
  assert.equal(await heading(), "紙を確かめます");
  await press(page, "次へ：印刷する");
  assert.equal(await heading(), "書類を作って印刷します");
  await press(page, /^2?誤り$/);
  await press(page, "紙を確かめずに印刷へ進む");
  assert.equal(await heading(), "書類を作って印刷します");
  await make(page);
  await press(page, "次へ：貼る・数える");
  assert.match(await heading(), /貼ったラベルを確かめ/);
});

test("papers that are not saved are asked about, and what is saved is not", async () => {
  await choose(page, [file("list.csv", list(2))]);
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  assert.match(await text(page), /まだ保存していません/);
  assert.ok(await asks());
  const said = await page.innerText("#leaving");
  assert.match(said, /まだ保存していないものがあります[^]*作った書類「\d{8}-\w{4}」/);
  // The list of files may be gone from ④ by then: the notice saves them itself.
  const { name } = await saved(page, /^「.*」をzipで保存する$/);
  assert.match(name, /^\d{8}-\w{4}\.zip$/);
  assert.equal(await page.innerText("#leaving"), "");
  assert.doesNotMatch(await text(page), /まだ保存していません/);
  assert.ok(!(await asks()));
});

test("one customer's papers that are saved one by one are saved", async () => {
  await choose(page, [file("list.csv", list(1))]);
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  for (const kind of ["準備のご案内", "受渡しチェックリスト"]) await saved(page, `架空第0000クリニック　${kind} を保存`);
  assert.ok(await asks());
  await saved(page, "架空第0000クリニック　端末ラベル を保存");
  assert.ok(!(await asks()));
});

test("a mended list is asked about until it is saved", async () => {
  await choose(page, [file("list.csv", list(2).replace("iji1@example.jp", "iji1.example.jp"))]);
  await press(page, /^L4（/);
  await page.keyboard.type("iji1@example.jp");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.startpack.store.get("unsaved").size === 1);
  assert.ok(await asks());
  assert.match(await page.innerText("#leaving"), /直した表「list\.csv」/);
  await press(page, /^1?表$/);
  await press(page, "「誤り」の画面で保存する");
  await saved(page, /^直した表を保存する/);
  assert.ok(!(await asks()));
});

test("a mended list that was not saved is taken out only if the user says so", async () => {
  await choose(page, [file("list.csv", list(2).replace("iji1@example.jp", "iji1.example.jp"))]);
  await press(page, /^L4（/);
  await page.keyboard.type("iji1@example.jp");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.startpack.store.get("unsaved").size === 1);
  await press(page, /^1?表$/);
  const asked = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.message());
    await (asked.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  const files = () => page.evaluate(() => globalThis.startpack.store.get("files").size);
  await press(page, "list.csv を外す");
  assert.equal(await files(), 1);
  assert.match(asked[0], /まだ保存していません/);
  await press(page, "list.csv を外す");
  assert.equal(await files(), 0);
});

test("settings that are written and not used are asked about; used ones outlive the reload", async () => {
  assert.ok(!(await asks()));
  await press(page, /^\d?設定$/);
  await page.fill("#set-dealer-name", "架空通信株式会社");
  assert.match(await text(page), /まだ使っていません/);
  assert.ok(await asks());
  assert.equal(await page.inputValue("#set-dealer-name"), "架空通信株式会社");
  await press(page, "この設定を使う");
  await page.waitForSelector(".settings .notice.success");
  assert.ok(!(await asks()));
  await press(page, /^\d?設定$/);
  assert.equal(await page.inputValue("#set-dealer-name"), "架空通信株式会社");
});

test("a mended copy beside its old list takes its place, or both are used, as the user says", async () => {
  const asked = () => page.waitForFunction(() => /にもあります/.test(document.querySelector("#view").innerText), null, { timeout: 30_000 });
  const faulty = list(3).replace("iji1@example.jp", "iji1.example.jp");
  await choose(page, [file("list.csv", faulty)]);
  await press(page, /^1?表$/);
  await page.setInputFiles("#files", [file("list（修正）.csv", list(3))]);
  await asked();
  // The one with a fault has no code: it is known by its number.
  assert.match(await text(page), /「list（修正）\.csv」のお客様3件は、「list\.csv」にもあります/);
  await press(page, "入れ替える（list.csv を外す）");
  await page.waitForFunction(() => /誤りと注意/.test(document.querySelector("#view h1").textContent), null, { timeout: 30_000 });
  assert.match(await text(page), /3件のお客様に誤りはありません/);
  await press(page, /^1?表$/);
  await page.setInputFiles("#files", [file("other.csv", list(1))]);
  await asked();
  await press(page, "両方使う");
  assert.equal(await heading(), "誤りと注意");
  assert.match(await text(page), /同じ10桁コード/);
  await press(page, /^1?表$/);
  assert.doesNotMatch(await text(page), /にもあります/);
  // Files without a customer in common are not asked about.
  await press(page, "other.csv を外す");
  await choose(page, [file("new.csv", list(5).replace(/K-000[0-3].*\n/g, ""))]);
  assert.match(await text(page), /4件のお客様に誤りはありません/);
});
