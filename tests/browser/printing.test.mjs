// ④ 印刷: saved files are the command line's, byte for byte; a run is stopped and goes on, lives in a folder, is supplemented and
// printed again.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Native, choose, desk, file, make, press, saved, text, unpacked } from "./desk.mjs";
import { browser, list } from "./world.mjs";

const COMMON = ["--names", "readable", "--only", "packet,handover,labels"];
/** The second customer gets another name, and one comes. */
const changed = list(4).replaceAll("架空第0001クリニック", "架空第九クリニック");

let opened, page, native;

before(async () => {
  opened = await browser();
});

after(() => opened.close());

beforeEach(async () => {
  native = new Native();
  page = await desk(opened);
  await page.evaluate(() => localStorage.clear());
});

afterEach(async () => {
  native.close();
  assert.deepEqual(page.troubles, []);
  await page.evaluate(() => localStorage.clear());
  await page.close();
});

const isLock = (name) => name.endsWith(".lock");

/** Holds two sets of files against each other; each has its own lock. */
function areTheSame(made, wanted) {
  const names = (files) => [...files.keys()].filter((name) => !isLock(name)).sort();
  assert.deepEqual(names(made), names(wanted));
  const others = names(made).filter((name) => Buffer.compare(Buffer.from(made.get(name)), Buffer.from(wanted.get(name))) !== 0);
  assert.deepEqual(others, []);
}

/** A folder that the picker gives: it keeps what is written, as the browser's own folders do. */
const stubbed = () =>
  page.evaluate(() => {
    const blobs = new Map();
    class Folder {
      constructor(name, path) {
        Object.assign(this, { kind: "directory", name, path, inner: new Map() });
      }
      async *values() {
        yield* this.inner.values();
      }
      async getDirectoryHandle(name, { create } = {}) {
        if (!this.inner.has(name)) {
          if (!create) throw new DOMException(name, "NotFoundError");
          this.inner.set(name, new Folder(name, `${this.path}${name}/`));
        }
        return this.inner.get(name);
      }
      async getFileHandle(name, { create } = {}) {
        const path = this.path + name;
        if (!this.inner.has(name)) {
          if (!create) throw new DOMException(name, "NotFoundError");
          this.inner.set(name, {
            kind: "file",
            name,
            getFile: async () => new File([blobs.get(path)], name),
            createWritable: async () => ({ write: async (blob) => void blobs.set(path, blob), close: async () => {} }),
          });
        }
        return this.inner.get(name);
      }
      async removeEntry(name) {
        this.inner.delete(name);
        blobs.delete(this.path + name);
      }
      async queryPermission() {
        return "prompt";
      }
      async requestPermission() {
        globalThis.asked = true;
        return "granted";
      }
    }
    const root = new Folder("書類", "");
    globalThis.showDirectoryPicker = async () => root;
    globalThis.inFolderNow = () => blobs.size;
    const encoded = (blob) =>
      new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
        reader.readAsDataURL(blob);
      });
    globalThis.inFolder = async () => Promise.all([...blobs].map(async ([path, blob]) => [path, await encoded(blob)]));
  });

const inFolder = async () => new Map((await page.evaluate(() => globalThis.inFolder())).map(([path, text]) => [path, Buffer.from(text, "base64")]));

const toPrint = (name) => press(page, name ?? /^4?印刷$/);

test("a run in a chosen folder is stopped, goes on there, and is the command line's", async () => {
  const rows = list(60);
  native.write("list.csv", rows);
  native.run("build", "list.csv", ...COMMON, "--merge");
  await stubbed();
  await choose(page, [file("list.csv", rows)]);
  await toPrint();
  await press(page, "保存するフォルダーを選ぶ");
  await page.waitForFunction(() => /保存先：フォルダー「書類」/.test(document.querySelector("#view").innerText));
  assert.equal(await page.evaluate(() => globalThis.asked), true);
  await press(page, "書類を作る");
  await page.waitForFunction(() => document.querySelector("progress")?.value >= 4, null, { timeout: 60_000 });
  assert.match(await text(page), /残り約/);
  // What a computer that is switched off now would leave.
  await page.waitForFunction(() => globalThis.inFolderNow() > 5);
  await press(page, "中止する");
  await page.waitForFunction(() => /中止しました/.test(document.querySelector("#view").innerText));
  const some = await inFolder();
  assert.ok(some.size > 5 && [...some.keys()].some((path) => path.endsWith(".journal")), `${some.size} files`);
  await make(page);
  const states = await page.evaluate(() => globalThis.startpack.store.get("built").report.customers.map((one) => one.output.state));
  assert.ok(states.includes("kept") && states.includes("new"), String(states));
  assert.match(await text(page), /フォルダー「書類」の「\d{8}-\w{4}」に保存しました/);
  assert.deepEqual(await page.evaluate(() => globalThis.startpack.store.get("unsavedRuns")), []);
  // The overview says of customers who were there before the run went on that nothing has changed.
  const papers = (files) => new Map([...files].filter(([path]) => !/一覧\.xlsx$/.test(path)));
  areTheSame(papers(await inFolder()), papers(native.files()));
});

test("what has changed since a printing is printed alone, from a run that came back", async () => {
  native.write("list.csv", list(3));
  native.run("build", "list.csv", ...COMMON, "--merge", "--run", "1月分");
  await choose(page, [file("list.csv", list(3))]);
  await toPrint();
  await page.fill("#run-name", "1月分");
  await page.locator("#run-name").blur();
  await make(page);
  const first = await saved(page, "すべてをzipで保存する");
  assert.equal(first.name, "1月分.zip");
  areTheSame(unpacked(first), native.files());
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  native.write("list.csv", changed);
  // Six labels of the first print lie on the sheet: what has changed goes on behind them.
  native.run("build", "list.csv", ...COMMON, "--merge", "--supplement", "--run", "1月分", "--start", "7");
  await choose(page, [file("list.csv", changed), file(first.name, first.bytes)]);
  await press(page, /^3?紙$/);
  await page.getByRole("tab", { name: "印刷するお客様" }).click();
  await page.getByRole("radio", { name: "「1月分」を印刷したあとに変わった分だけ" }).check();
  await press(page, "次へ：印刷する");
  assert.match(await text(page), /前の印刷「1月分」の続きで、7番の面から印刷します/);
  // Who will be in it is named before it is made.
  await page.waitForFunction(() => /内容が変わったお客様（1件）/.test(document.querySelector("#view").innerText), null, { timeout: 60_000 });
  assert.match(await text(page), /内容が変わったお客様（1件）[^]*架空第九クリニック（K-0001）[^]*増えたお客様（1件）[^]*架空第0003クリニック（K-0003）/);
  await press(page, "変わった分だけ作る");
  await page.waitForSelector("ol.made", { timeout: 60_000 });
  assert.match(await text(page), /内容が変わったお客様 1件、増えたお客様 1件、なくなったお客様 0件/);
  assert.match(await text(page), /前の印刷「1月分」で、ラベル用紙の10番の面まで使いました/);
  assert.match(await page.locator("ol.made li").first().innerText(), /差し替え表[^]*A4、片面[^]*1枚/);
  areTheSame(unpacked(await saved(page, "すべてをzipで保存する")), native.files());
});

test("a customer and a sheet are printed again", async () => {
  native.write("list.csv", list(2));
  native.run("build", "list.csv", ...COMMON, "--merge", "--run", "R1");
  native.run("reprint", "out/R1", "--customer", "0111000014", "--only", "handover");
  native.run("reprint", "out/R1", "--sheet", "2");
  await choose(page, [file("list.csv", list(2))]);
  await toPrint();
  await page.fill("#run-name", "R1");
  await page.locator("#run-name").blur();
  await make(page);
  await page.locator(".reprint summary").click();
  await page.locator("#reprint-customer").selectOption("0111000014");
  await page.locator("#reprint-kind").selectOption("handover");
  await press(page, "この書類を印刷し直す");
  await page.waitForSelector(".reprint ol.made", { timeout: 30_000 });
  assert.match(await page.locator(".reprint").innerText(), /前に作ったものと同じです/);
  const papers = await saved(page, "架空第0001クリニック　受渡しチェックリスト を保存");
  assert.ok(papers.bytes.equals(native.files().get("R1/reprint/0111000014-handover.pdf")));
  await page.fill("#reprint-sheet", "2");
  await press(page, "この1枚を印刷し直す");
  await page.waitForFunction(() => /用紙 2番/.test(document.querySelector(".reprint").innerText), null, { timeout: 30_000 });
  const sheet = await saved(page, "用紙 2番 を保存");
  assert.ok(sheet.bytes.equals(native.files().get("R1/reprint/sheet-2.pdf")));
});

test("what was printed stays ticked, and not when the file has changed", async () => {
  await choose(page, [file("list.csv", list(2))]);
  await toPrint();
  await make(page);
  const box = (name) => page.getByRole("checkbox", { name: `${name} を印刷した` });
  await box("準備のご案内").check();
  await page.waitForSelector(".is-printed");
  await toPrint(/^3?紙$/);
  await toPrint();
  await make(page);
  await page.waitForSelector(".is-printed");
  assert.ok(await box("準備のご案内").isChecked());
  assert.ok(!(await box("受渡しチェックリスト").isChecked()));
});

test("files for each customer, with the common label sheets", async () => {
  native.write("list.csv", list(2));
  native.run("build", "list.csv", ...COMMON);
  await choose(page, [file("list.csv", list(2))]);
  await toPrint();
  await page.getByRole("radio", { name: /お客様ごとに分ける/ }).check();
  await make(page);
  const rows = await page.locator("ol.made li").allInnerTexts();
  assert.deepEqual(rows.map((row) => row.split("\n")[0]), [
    "架空第0000クリニック　準備のご案内",
    "架空第0000クリニック　受渡しチェックリスト",
    "架空第0001クリニック　準備のご案内",
    "架空第0001クリニック　受渡しチェックリスト",
    "端末ラベル",
    "ラベルの仕分け表",
  ]);
  areTheSame(unpacked(await saved(page, "すべてをzipで保存する")), native.files());
});

test("a folder that cannot be written to is told, and the papers are still there", async () => {
  await stubbed();
  await choose(page, [file("list.csv", list(1))]);
  await toPrint();
  await press(page, "保存するフォルダーを選ぶ");
  await page.waitForFunction(() => /保存先/.test(document.querySelector("#view").innerText));
  await page.evaluate(() => {
    globalThis.startpack.store.get("folder").handle.getDirectoryHandle = async () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await make(page);
  assert.match(await text(page), /フォルダー「書類」に保存できませんでした[^]*書類はこのページに残っています/);
  const { name } = await saved(page, "すべてをzipで保存する");
  assert.match(name, /\.zip$/);
});

test("the folder of the last visit is opened by a click, and its run goes on", async () => {
  native.write("list.csv", list(2));
  native.run("build", "list.csv", ...COMMON, "--merge", "--run", "春");
  const before = [...native.files()].filter(([name]) => !isLock(name)).map(([name, bytes]) => [name, bytes.toString("base64")]);
  await stubbed();
  // What the browser kept, as it is found when the page is opened: it asks for permission again.
  await page.evaluate(async (before) => {
    const handle = await globalThis.showDirectoryPicker();
    for (const [path, text] of before) {
      const parts = path.split("/");
      const name = parts.pop();
      let folder = handle;
      for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
      const out = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await out.write(new Blob([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))]));
    }
    globalThis.startpack.store.set({ folder: { handle, name: handle.name, isOpen: false } });
  }, before);
  native.write("list.csv", changed);
  native.run("build", "list.csv", ...COMMON, "--merge", "--supplement", "--run", "春");
  await choose(page, [file("list.csv", changed)]);
  await toPrint();
  await press(page, "「書類」を使う");
  await page.waitForFunction(() => document.querySelector("#run")?.value === "春");
  await press(page, "お客様を変える");
  await page.getByRole("radio", { name: "「春」を印刷したあとに変わった分だけ" }).check();
  await press(page, "次へ：印刷する");
  await press(page, "変わった分だけ作る");
  await page.waitForSelector("ol.made", { timeout: 60_000 });
  areTheSame(await inFolder(), native.files());
});

test("a covering letter, address labels and texts of mails are ticked, made and listed in the order of printing", async () => {
  const kinds = "packet,handover,labels,letter,address,mail";
  native.write("list.csv", list(2));
  native.run("build", "list.csv", "--names", "readable", "--merge", "--only", kinds, "--run", "R1");
  await choose(page, [file("list.csv", list(2))]);
  await toPrint();
  const box = (name) => page.getByRole("checkbox", { name, exact: true });
  for (const name of ["準備のご案内", "受渡しチェックリスト", "端末ラベル"]) assert.ok(await box(name).isChecked(), name);
  for (const name of ["送付状", "宛名ラベル", "メールの文面"]) {
    assert.ok(!(await box(name).isChecked()), name);
    await box(name).check();
  }
  await page.fill("#run-name", "R1");
  await page.locator("#run-name").blur();
  await make(page);
  const rows = (await page.locator("ol.made > li").allInnerTexts()).map((row) => row.split("\n").filter(Boolean));
  assert.deepEqual(rows.map(([name, as]) => [name, as]), [
    ["準備のご案内", "R1_1回目_準備のご案内.pdf"],
    ["受渡しチェックリスト", "R1_1回目_受渡しチェックリスト.pdf"],
    ["端末ラベル", "R1_1回目_端末ラベル.pdf"],
    ["ラベルの仕分け表", "R1_1回目_ラベルの仕分け表.pdf"],
    ["送付状", "R1_1回目_送付状.pdf"],
    ["宛名ラベル", "R1_1回目_宛名ラベル.pdf"],
  ]);
  assert.match(rows[5].join(" "), /ラベル用紙 72212、片面 1枚/);
  const said = await text(page);
  // What `check` is not asked about is told where the papers are made.
  assert.match(said, /郵便番号がないため、宛名が足りません[^]*郵便番号（postal_code）を書いてください/);
  assert.match(said, /メールの文面（印刷しません）[^]*架空第0000クリニック　メールの文面[^]*架空第0001クリニック　メールの文面/);
  assert.doesNotMatch(said, /mail\.txt|letter-001/);
  const mail = await saved(page, "架空第0001クリニック　メールの文面 を保存");
  assert.match(mail.name, /メールの文面\.txt$/);
  const letters = await saved(page, "送付状 を保存");
  assert.equal(letters.name, "R1_1回目_送付状.pdf");
  assert.ok(letters.bytes.equals(native.files().get("R1/print/1/letter-001.pdf")));
  areTheSame(unpacked(await saved(page, "すべてをzipで保存する")), native.files());
  await page.locator(".reprint summary").click();
  assert.deepEqual(await page.locator("#reprint-kind option").allInnerTexts(), ["すべての書類", "準備のご案内", "受渡しチェックリスト", "端末ラベル", "送付状", "宛名ラベル"]);
});

test("an address label without an address is told by customer, with what to do", async () => {
  await choose(page, [file("list.csv", list(2).replace("北海道札幌市中央区架空1-1", ""))]);
  await toPrint();
  await page.getByRole("checkbox", { name: "宛名ラベル" }).check();
  await make(page);
  assert.match(await text(page), /1件の書類ができました[^]*作れなかったお客様[^]*架空第0000クリニック の届出所在地がないため[^]*届出所在地（address）を書いてください/);
});

test("who has faults is not named as gone: only the printing says who is", async () => {
  const { found } = await import("../../web/page/src/acts/changes.js");
  const printing = (customers, gone) => new Blob([JSON.stringify({ sheets: { customers }, gone })]);
  const customer = (code) => ({ code, name: `n${code}`, customer_no: `K${code}` });
  const first = printing([customer("1"), customer("2"), customer("3")]);
  const removed = [{ code: "2", name: "n2" }, { code: "3", name: "n3" }];
  const report = { result: { run: "R", printing: { number: 2, kept: false }, removed } };
  const runs = new Map([["R/print/1/print.json", first]]);
  const files = new Map([["R/print/2/print.json", printing([customer("1"), customer("4")], ["3"])]]);
  assert.deepEqual(await found({ report, files }, runs), { changed: ["n1（K1）"], fresh: ["n4（K4）"], gone: ["n3"] });
});

test("what is printed after the list has changed begins at no face that the last print has used", async () => {
  await choose(page, [file("list.csv", list(2))]);
  await toPrint();
  await page.fill("#run-name", "R1");
  await page.locator("#run-name").blur();
  await make(page);
  const start = () => page.evaluate(() => globalThis.startpack.store.get("order").start);
  assert.equal(await start(), 1);
  await choose(page, [file("list.csv", list(2).replace("架空第0001クリニック", "架空第九クリニック"))]);
  await toPrint();
  assert.equal(await start(), 5);
  assert.match(await text(page), /前の印刷「R1」の続きで、5番の面から印刷します/);
});

test("the next print is offered the first free face of the sheet, and goes on there", async () => {
  await choose(page, [file("list.csv", list(2))]);
  await toPrint();
  await page.fill("#run-name", "R1");
  await page.locator("#run-name").blur();
  await make(page);
  assert.match(await text(page), /前の印刷「R1」で、ラベル用紙の4番の面まで使いました/);
  // The same order stays the same: nothing is made anew unasked.
  assert.equal(await page.evaluate(() => globalThis.startpack.store.get("order").start), 1);
  await press(page, /^3?紙$/);
  await page.getByRole("tab", { name: "ラベル用紙" }).click();
  await press(page, "5番の面から印刷する");
  assert.match(await text(page), /1枚目は5番の面から印刷します/);
  await press(page, "新しい用紙を使う");
  assert.match(await text(page), /1枚目は1番の面から印刷します/);
  assert.doesNotMatch(await text(page), /まで使いました/);
});

test("a face after the last label is found on any sheet", async () => {
  const { faceAfter } = await import("../../web/page/src/acts/faces.js");
  const after = (start, skip, count) => faceAfter(12, { start, skip }, count);
  assert.deepEqual(after(1, [], 4), { start: 5, skip: [] });
  assert.deepEqual(after(1, [], 12), { start: 1, skip: [] });
  assert.deepEqual(after(1, [], 13), { start: 2, skip: [] });
  assert.deepEqual(after(3, [5, 8], 3), { start: 7, skip: [8] });
  assert.deepEqual(after(3, [5, 8, 13], 8), { start: 1, skip: [] });
  assert.deepEqual(after(11, [12], 1), { start: 1, skip: [] });
  assert.deepEqual(after(11, [], 3), { start: 2, skip: [] });
});
