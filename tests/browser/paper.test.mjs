// ③ 紙: pictures are those of the command line, byte for byte; faces that are clicked, the offset and the order reach the papers.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { readFileSync } from "node:fs";
import { Native, choose, desk, file, make, press, saved, text } from "./desk.mjs";
import { browser, list } from "./world.mjs";

let opened, page, native;

before(async () => {
  opened = await browser();
});

after(() => opened.close());

beforeEach(async () => {
  native = new Native();
  page = await desk(opened);
  await page.evaluate(() => {
    localStorage.clear();
    globalThis.encoded = (blob) =>
      new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
        reader.readAsDataURL(blob);
      });
  });
  native.write("list.csv", list(3));
  await choose(page, [file("list.csv", list(3))]);
  await press(page, /^3?紙$/);
});

afterEach(async () => {
  native.close();
  assert.deepEqual(page.troubles, []);
  await page.evaluate(() => localStorage.clear());
  await page.close();
});

/** The picture that is shown now, once it says what is looked for. */
async function picture(alt) {
  await page.waitForFunction((alt) => document.querySelector("img.page")?.alt.includes(alt), alt, { timeout: 20_000 });
  const bytes = await page.evaluate(async () => {
    await document.querySelector("img.page").decode();
    const blob = await globalThis.startpack.papers.pictures.kept.get(globalThis.startpack.papers.pictures.latest).then((one) => one.blob);
    return globalThis.encoded(blob);
  });
  return Buffer.from(bytes, "base64");
}

/** The same from the command line. */
function preview(...args) {
  native.run("preview", "list.csv", ...args, "--dpi", "80", "-o", "page.png");
  return readFileSync(`${native.folder}/page.png`);
}

const part = (name) => page.getByRole("tab", { name }).click();

test("pages are the command line's pictures, and keys turn them", async () => {
  const first = await picture("1ページ目");
  // The number stands in its box; beside it, it is said to a screen reader only.
  assert.equal(await page.locator(".unseen[role=status]").textContent(), "1 / 16 ページ");
  assert.ok(first.equals(preview("--customer", "0111000006", "--document", "packet", "--page", "1")));
  await press(page, "次のページ");
  const second = await picture("2ページ目");
  assert.ok(second.equals(preview("--customer", "0111000006", "--document", "packet", "--page", "2")));
  await page.locator(".desk-top").focus();
  await page.keyboard.press("End");
  await picture("16ページ目（全16ページ）");
  assert.ok(await page.getByRole("button", { name: "次のページ" }).isDisabled());
  await page.keyboard.press("Home");
  await picture(" 1ページ目");
  await page.locator("#pages-customer").selectOption("0111000014");
  await page.locator("#pages-document").selectOption("handover");
  const other = await picture("架空第0001クリニック（K-0001） 受渡しチェックリスト 1ページ目");
  assert.ok(other.equals(preview("--customer", "0111000014", "--document", "handover", "--page", "1")));
});

test("a page is larger on demand, and is drawn with more dots", async () => {
  await picture("1ページ目");
  const width = () => page.evaluate(() => document.querySelector("img.page").naturalWidth);
  const before = await width();
  await press(page, "大きくする");
  await page.waitForFunction((before) => document.querySelector("img.page").naturalWidth > before, before);
});

test("the PDF of a customer opens in the browser's own viewer", async () => {
  await page.evaluate(() => (globalThis.open = (url) => void (globalThis.openedUrl = url)));
  await press(page, "PDFを開く");
  await page.waitForFunction(() => globalThis.openedUrl, null, { timeout: 60_000 });
  const bytes = await page.evaluate(async () => {
    // The policy of the page forbids to fetch even its own; the file is kept by the act.
    const [, blob] = await globalThis.startpack.papers.document({ customer: "0111000006", document: "packet" });
    return globalThis.encoded(blob);
  });
  native.run("build", "list.csv", "--customer", "0111000006", "--only", "packet", "--names", "readable");
  const [[, wanted]] = [...native.files()];
  assert.ok(Buffer.from(bytes, "base64").equals(wanted));
});

test("faces that are clicked are the command line's --start and --skip", async () => {
  await part("ラベル用紙");
  await press(page, "3番の面");
  await page.getByRole("radio", { name: "使えない面に × を付ける" }).check();
  await press(page, "5番の面");
  await press(page, "7番の面");
  await press(page, "7番の面、使えない");
  await page.getByRole("button", { name: "8番の面", exact: true }).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.face), "6");
  assert.match(await text(page), /1枚目は3番の面から印刷します。 使えない面：5、8/);
  await page.getByLabel("右へ（mm）").fill("1.5");
  await page.getByLabel("下へ（mm）").fill("-0.8");
  await page.getByLabel("下へ（mm）").blur();
  native.run("build", "list.csv", "--names", "readable", "--only", "packet,handover,labels", "--merge", "--start", "3", "--skip", "5,8", "--offset-x=1.5", "--offset-y=-0.8");
  await press(page, "次へ：印刷する");
  await make(page);
  const labels = await saved(page, "端末ラベル を保存");
  const [, wanted] = [...native.files()].find(([path]) => path.endsWith("labels-001.pdf"));
  assert.ok(labels.bytes.equals(wanted));
  // The printer's offset is remembered, the faces of one sheet are not.
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  const now = await page.evaluate(() => [globalThis.startpack.store.get("offset"), globalThis.startpack.store.get("order").start]);
  assert.deepEqual(now, [{ x: 1.5, y: -0.8 }, 1]);
});

test("a spoilt offset is told beside its box and not used", async () => {
  await part("ラベル用紙");
  await page.getByLabel("右へ（mm）").fill("150");
  await page.getByLabel("右へ（mm）").blur();
  assert.match(await text(page), /20 mm までの数字を入れてください/);
  assert.deepEqual(await page.evaluate(() => globalThis.startpack.store.get("offset")), { x: 0, y: 0 });
});

test("stock is found by its product number", async () => {
  await part("ラベル用紙");
  await page.getByLabel("品番で探す（例：72212）").fill("elm022");
  const shown = page.locator(".stock:visible");
  assert.equal(await shown.count(), 1);
  await shown.getByRole("radio").check();
  assert.match(await text(page), /（44面）/);
  assert.equal(await page.locator(".faces button").count(), 44);
  await part("書類を見る");
  await page.locator("#pages-document").selectOption("labels");
  const shownPage = await picture("端末ラベル 1ページ目");
  assert.ok(shownPage.equals(preview("--customer", "0111000006", "--document", "labels", "--stock", "a4-44-48.3x25.4")));
});

test("customers by tick, by date, and their order", async () => {
  const args = () =>
    page.evaluate(() => {
      const { engine } = globalThis.startpack;
      const run = engine.run.bind(engine);
      globalThis.ran = [];
      engine.run = (args, options) => {
        globalThis.ran.push(args);
        return run(args, options);
      };
    });
  await args();
  await part("印刷するお客様");
  await page.getByRole("radio", { name: "お客様を選ぶ" }).check();
  await page.getByLabel("名称・顧客番号・コードで絞る").fill("k-0002");
  await page.getByRole("checkbox", { name: /架空第0002/ }).check();
  await page.getByLabel("名称・顧客番号・コードで絞る").fill("");
  await page.getByRole("checkbox", { name: /架空第0000/ }).check();
  await page.getByLabel("印刷する順").selectOption("code");
  await press(page, "次へ：印刷する");
  assert.match(await text(page), /選んだお客様（2件）、医療機関コードの順/);
  await make(page);
  assert.match(await text(page), /2件の書類ができました/);
  const built = await page.evaluate(() => globalThis.ran.find(([name]) => name === "build").join(" "));
  assert.match(built, /--customer 0111000022,0111000006 --sort code/);
  await page.getByRole("button", { name: "お客様を変える" }).click();
  await page.getByRole("radio", { name: "工事日で選ぶ" }).check();
  await page.getByLabel("工事日（最初の日）").fill("2027-03-01");
  assert.match(await text(page), /工事日が 2027年3月1日 のお客様/);
  await press(page, "次へ：印刷する");
  await press(page, "書類を作る");
  await page.waitForSelector(".notice.error");
  assert.match(await text(page), /書類はできませんでした[^]*当てはまるお客様がいません/);
});
