// ⑤ 貼る・数える in a browser: codes typed and photographed against lists and runs; sheets counted; records of the day taken in.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Native, choose, desk, file, press, saved, text } from "./desk.mjs";
import { browser, list, photo } from "./world.mjs";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const example = (name) => readFileSync(at(`examples/${name}`));
const hostile = (name) => readFileSync(at(`tests/cases/hostile/${name}`));

let opened, page, native;

before(async () => {
  opened = await browser(photo("plain-400.jpg"));
});

after(() => opened.close());

beforeEach(async () => {
  native = new Native();
  page = await desk(opened);
});

afterEach(async () => {
  native.close();
  assert.deepEqual(page.troubles, []);
  await page.close();
});

/** Waits for the verdict that has those words. */
const verdict = async (words) => {
  await page.waitForFunction((words) => document.querySelector(".verdict")?.textContent.includes(words), words, { timeout: 30_000 });
  return page.innerText(".verdict");
};

const type = async (code) => {
  await page.fill("#code", code);
  await page.keyboard.press("Enter");
};

/** The codes of an example's labels, as the program reads them. */
function codesOf(name) {
  native.write(name, example(name));
  native.run("build", name, "--only", "labels", "--date", "2026-11-24");
  const labels = [...native.files().keys()].find((path) => path.endsWith("labels.pdf"));
  return native.told("scan", `out/${labels}`, "--against", name).result.codes.map((code) => code.text);
}

const toStick = () => press(page, /^\d?貼る・数える$/);

test("codes of a handy scanner: right, wrong, and what is left", async () => {
  const [first, second] = codesOf("ika-shika.toml");
  await choose(page, [file("ika-shika.toml", example("ika-shika.toml"))]);
  await toStick();
  await type(first);
  assert.match(await verdict(first), /○[^]*正しいラベルです[^]*医科端末01/);
  assert.match(await text(page), /端末 4台のうち 1台を確かめました[^]*まだ確かめていない端末[^]*医科端末02/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "code");
  // Full-width letters, as they are typed where the input method is on.
  await type(second.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)));
  assert.match(await verdict(second), /○/);
  const last = second.at(-1) === "0" ? "1" : "0";
  await type(second.slice(0, -1) + last);
  assert.match(await verdict("いまの表と合いません"), /×/);
  await type("9999999999-T01-X");
  await verdict("△");
  await press(page, "最初から確かめ直す");
  assert.doesNotMatch(await text(page), /台を確かめました/);
});

test("the Enter of a scanner into an input method ends the code", async () => {
  const [first] = codesOf("sakura-clinic.toml");
  await choose(page, [file("sakura-clinic.toml", example("sakura-clinic.toml"))]);
  await toStick();
  await page.evaluate((code) => {
    const input = document.getElementById("code");
    input.focus();
    input.dispatchEvent(new CompositionEvent("compositionstart"));
    input.value = code;
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    input.dispatchEvent(new CompositionEvent("compositionend"));
  }, first);
  assert.match(await verdict(first), /○/);
  // A word in kana is the user's own, and is not sent.
  await page.evaluate(() => {
    const input = document.getElementById("code");
    input.value = "さくら";
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    input.dispatchEvent(new CompositionEvent("compositionend"));
  });
  assert.equal(await page.inputValue("#code"), "さくら");
});

test("a label and its notice page, one after the other", async () => {
  const [first, second] = codesOf("ika-shika.toml");
  await choose(page, [file("ika-shika.toml", example("ika-shika.toml"))]);
  await toStick();
  await page.getByRole("checkbox", { name: /続けて読み/ }).check();
  await type(first);
  assert.match(await verdict("次に、この端末の通知書のページ"), /医科端末01/);
  await type(second);
  assert.match(await verdict("別の端末です"), /×[^]*医科端末01[^]*医科端末02/);
  assert.doesNotMatch(await text(page), /1台を確かめました/);
  await type(first);
  await verdict("次に、");
  await type(first);
  assert.match(await verdict("同じ端末です"), /○[^]*医科端末01/);
  assert.match(await text(page), /4台のうち 1台/);
});

test("photos of labels, dropped ones and the camera's", async () => {
  await choose(page, [file("certificates-issued.toml", example("certificates-issued.toml"))]);
  await toStick();
  await page.setInputFiles("#pictures", [photo("plain-400.jpg"), photo("other.jpg")]);
  await page.waitForSelector(".found");
  const said = await text(page);
  assert.match(said, /コード 2個のうち/);
  assert.match(said, /plain-400\.jpg[^]*other\.jpg|other\.jpg[^]*plain-400\.jpg/);
  const bytes = [...readFileSync(photo("plain-400.jpg"))];
  const transfer = await page.evaluateHandle((bytes) => {
    const made = new DataTransfer();
    made.items.add(new File([Uint8Array.from(bytes)], "dropped.jpg"));
    return made;
  }, bytes);
  await page.dispatchEvent("#view", "drop", { dataTransfer: transfer });
  await page.waitForFunction(() => !document.querySelector(".found") && document.querySelector(".verdict"));
  const one = await page.innerText(".verdict");
  await press(page, "カメラで撮る");
  await page.waitForFunction(() => document.querySelector("video")?.videoWidth > 0);
  await press(page, "撮って確かめる");
  await page.waitForFunction(() => !document.querySelector(".progress") && document.querySelector(".verdict"), null, { timeout: 30_000 });
  assert.equal(await page.innerText(".verdict"), one);
  await press(page, "カメラを閉じる");
  assert.equal(await page.locator("video").count(), 0);
});

test("a picture without codes, a broken PDF and a file of another kind are told in words", async () => {
  await choose(page, [file("list.csv", list(1))]);
  await toStick();
  await page.setInputFiles("#pictures", [file("notes.txt", "a")]);
  await page.waitForSelector(".notice.error");
  assert.match(await text(page), /notes\.txt は、ここでは使えません/);
  for (const name of ["dash.pdf", "type3-nores.pdf"]) {
    await page.setInputFiles("#pictures", [file(name, hostile(name))]);
    await page.waitForFunction(() => !document.querySelector(".progress") && /見つかりません|読めません|開けません|処理/.test(document.querySelector("#view").innerText), null, { timeout: 90_000 });
  }
  await type("foo");
  assert.match(await verdict("foo"), /△/);
});

test("the sheets of a run are counted, and what is missing is told by customer", async () => {
  await toStick();
  await page.getByRole("radio", { name: "印刷した紙を数える" }).check();
  assert.match(await text(page), /数えられる書類がありません/);
  // A run, as it comes back when its folder is dropped, and its papers for the printer.
  const papers = await page.evaluate(async (list) => {
    const { engine, store } = globalThis.startpack;
    const options = ["--only", "handover,labels", "--merge", "-o", "out", "--format", "ndjson"];
    const { files } = await engine.run(["build", "list.csv", ...options], { files: new Map([["list.csv", new Blob([list])]]) }).done;
    store.set({ runs: files });
    const find = (kind) => [...files].find(([path]) => path.endsWith(".pdf") && path.includes("/print/") && path.includes(kind))[1];
    return Promise.all(["labels", "handover"].map(async (kind) => [...new Uint8Array(await find(kind).arrayBuffer())]));
  }, list(2));
  const [labels, handover] = papers.map((bytes) => Uint8Array.from(bytes));
  // Labels bear no marks of sheets: everything is missing.
  await page.setInputFiles("#stack", [file("labels.pdf", labels)]);
  await verdict("そろっていません（10枚のうち 0枚）");
  assert.match(await text(page), /×[^]*架空第0000クリニック[^]*足りない紙[^]*用紙 1：受渡しチェックリスト 表紙[^]*用紙 2：受渡しチェックリスト 1-2ページ[^]*架空第0001クリニック/);
  await page.setInputFiles("#stack", [file("handover.pdf", handover)]);
  await page.waitForFunction(() => /全部そろっています（10枚）/.test(document.querySelector(".verdict")?.textContent), null, { timeout: 120_000 });
});

test("the records of the day go out as a table and come back into a new list", async () => {
  native.write("list.csv", list(1));
  native.run("convert", "list.csv", "list.xlsx");
  const sheet = readFileSync(`${native.folder}/list.xlsx`);
  native.run("record", "list.xlsx", "--form", "form.xlsx");
  native.run("record", "list.xlsx", "form.xlsx", "-o", "new.xlsx");
  await choose(page, [file("list.xlsx", sheet)]);
  await toStick();
  await page.getByRole("radio", { name: "工事の日の記録を写す" }).check();
  const form = await saved(page, "工事担当者に渡す表を作る");
  assert.ok(form.bytes.equals(readFileSync(`${native.folder}/form.xlsx`)));
  const [download] = await Promise.all([page.waitForEvent("download"), page.setInputFiles("#returned", [file("form.xlsx", form.bytes)])]);
  assert.equal(download.suggestedFilename(), "list-記録済み.xlsx");
  assert.ok(readFileSync(await download.path()).equals(readFileSync(`${native.folder}/new.xlsx`)));
  await page.setInputFiles("#returned", [file("broken.xlsx", "no workbook")]);
  await page.waitForSelector(".notice.error");
  assert.match(await text(page), /写せませんでした/);
});

test("sheets that were replaced are named first, with what to do", async () => {
  const old = await page.evaluate(async (lists) => {
    const { engine, store } = globalThis.startpack;
    const options = ["--only", "handover", "--merge", "--run", "R1", "-o", "out", "--format", "ndjson"];
    const build = async (list, runs, more) => (await engine.run(["build", "list.csv", ...options, ...more], { files: new Map([["list.csv", new Blob([list])], ...runs]) }).done).files;
    const first = await build(lists[0], [], []);
    const runs = new Map([...first, ...(await build(lists[1], first, ["--supplement"]))]);
    store.set({ runs });
    return [...new Uint8Array(await runs.get("out/R1/print/1/handover-001.pdf").arrayBuffer())];
  }, [list(1), list(1).replaceAll("架空第0000クリニック", "架空第九クリニック")]);
  await toStick();
  await page.getByRole("radio", { name: "印刷した紙を数える" }).check();
  await page.setInputFiles("#stack", [file("handover.pdf", Uint8Array.from(old))]);
  await verdict("そろっていません");
  const said = await text(page);
  assert.match(said, /先に、差し替える前の紙5枚を束から抜いてください[^]*細断[^]*架空第[^]*用紙 1：受渡しチェックリスト 表紙[^]*そろっていません[^]*足りない紙/);
});
