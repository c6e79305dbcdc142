// ⑥ 設定 in a browser: values judged by the program beside their fields, kept over a reload, in every paper, saved and loaded.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Native, choose, desk, file, press, saved, text, unpacked } from "./desk.mjs";
import { browser, list } from "./world.mjs";

const logo = readFileSync(fileURLToPath(new URL("../../docs/pictures/labels.png", import.meta.url)));

let opened, page, native;

before(async () => {
  opened = await browser();
});

after(() => opened.close());

beforeEach(async () => {
  native = new Native();
  page = await desk(opened);
});

afterEach(async () => {
  native.close();
  assert.deepEqual(page.troubles, []);
  await page.evaluate(() => localStorage.clear());
  await page.close();
});

const toSettings = () => press(page, /^\d?設定$/);

const ended = () => page.waitForSelector(".settings .notice", { timeout: 30_000 });

test("faults stand beside their fields, all at once, and nothing is taken", async () => {
  await toSettings();
  await page.fill("#set-dealer-name", "架空通信株式会社");
  await page.fill("#set-dealer-phone", "123");
  await page.fill("#set-dealer-email", "foo");
  await page.fill("#set-offset_x", "５０");
  await press(page, "この設定を使う");
  await ended();
  assert.match(await text(page), /直すところが 3か所あります/);
  for (const [id, words] of [["dealer-phone", /電話番号は0で始まります/], ["dealer-email", /「@」がありません/], ["offset_x", /-15から15まで/]]) {
    assert.equal(await page.getAttribute(`#set-${id}`, "aria-invalid"), "true", id);
    assert.match(await page.innerText(`#set-${id}-fault`), words);
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), "set-dealer-phone");
  assert.equal(await page.evaluate(() => localStorage.getItem("startpack.settings")), null);
  await page.fill("#set-dealer-phone", "011-123-4567");
  await page.fill("#set-dealer-email", "support@example.jp");
  await page.fill("#set-offset_x", "0.5");
  await press(page, "この設定を使う");
  await page.waitForSelector(".settings .notice.success");
  assert.equal(await page.getAttribute("#set-dealer-phone", "aria-invalid"), null);
});

test("what is written outlives a change of the language", async () => {
  await toSettings();
  await page.fill("#set-note", "工事の前日までに");
  await press(page, "English");
  assert.equal(await page.inputValue("#set-note"), "工事の前日までに");
  await press(page, "Use these settings");
  await page.waitForSelector(".settings .notice.success");
});

test("a secret is refused and not repeated", async () => {
  await toSettings();
  await page.fill("#set-note", "パスワードはabc12345です");
  await press(page, "この設定を使う");
  await ended();
  const said = await page.innerText("#set-note-fault");
  assert.match(said, /秘密の情報/);
  assert.doesNotMatch(said, /abc12345/);
});

test("settings outlive a reload, are in the papers, and go out and come back as a file", async () => {
  await toSettings();
  await page.fill("#set-dealer-name", "架空通信株式会社");
  await page.fill("#set-note", "工事の前日までに、\n端末の電源と\"通信\"を確かめてください。");
  await page.setInputFiles("#logo", [file("mark.png", logo)]);
  await page.selectOption("#set-sort", "work-date");
  await press(page, "この設定を使う");
  await page.waitForSelector(".settings .notice.success");
  const archive = await saved(page, "ファイルに保存する");
  const files = unpacked(archive);
  assert.deepEqual([...files.keys()].sort(), ["logo.png", "startpack.toml"]);
  for (const [name, bytes] of files) native.write(name, bytes);
  const { result } = native.told("settings");
  const set = Object.fromEntries(result.values.map(({ key, value }) => [key, value]));
  assert.equal(set.note, "工事の前日までに、\n端末の電源と\"通信\"を確かめてください。");
  assert.equal(set["dealer.name"], "架空通信株式会社");

  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await toSettings();
  assert.equal(await page.inputValue("#set-dealer-name"), "架空通信株式会社");
  assert.equal(await page.locator("img.logo").count(), 1);

  // What a job makes is what the command line makes beside the same file.
  const rows = list(1).replace(/販売担当/g, "備考");
  native.write("list.csv", rows);
  const options = ["--only", "packet", "--date", "2026-11-24", "-o", "out"];
  const inPage = await page.evaluate(
    async ({ rows, options }) => {
      const files = new Map([["list.csv", new Blob([rows])]]);
      const { files: made, report } = await globalThis.startpack.engine.run(["build", "list.csv", ...options, "--format", "ndjson"], { files }).done;
      const [path, blob] = [...made].find(([name]) => name.endsWith(".pdf")) ?? [];
      return { path, bytes: blob && [...new Uint8Array(await blob.arrayBuffer())], said: JSON.stringify(report?.messages) };
    },
    { rows, options },
  );
  native.told("build", "list.csv", ...options);
  assert.ok(inPage.path, inPage.said);
  assert.ok(Buffer.from(inPage.bytes).equals(native.files().get(inPage.path.replace(/^out\//, ""))));

  await press(page, "設定をすべて消す");
  await press(page, "この設定を使う");
  await page.waitForSelector(".settings .notice.success");
  assert.equal(await page.inputValue("#set-note"), "");
  await page.setInputFiles("#settings-file", [file(archive.name, archive.bytes)]);
  await page.waitForSelector(".settings .notice.information");
  assert.match(await page.inputValue("#set-note"), /端末の電源と"通信"/);
  assert.equal(await page.locator("img.logo").count(), 1);
});

test("a file with faults, with more than the page uses, and of another name", async () => {
  await toSettings();
  await page.setInputFiles("#settings-file", [file("startpack.toml", 'stokc = "72212"\n')]);
  await ended();
  assert.match(await text(page), /読み込めませんでした[^]*stokc/);
  await page.setInputFiles("#settings-file", [file("startpack.toml", 'stock = "72212"\nkey = "label.key"\n')]);
  await page.waitForSelector(".settings .notice.information");
  assert.match(await text(page), /読み込みませんでした：key/);
  assert.equal(await page.inputValue("#set-stock"), "72212");
  await page.setInputFiles("#settings-file", [file("other.toml", "")]);
  await ended();
  assert.match(await text(page), /startpack\.toml という名前/);
});

test("a list with settings of its own beside it keeps those", async () => {
  await toSettings();
  await page.fill("#set-dealer-phone", "011-123-4567");
  await page.fill("#set-dealer-name", "架空通信株式会社");
  await press(page, "この設定を使う");
  await page.waitForSelector(".settings .notice.success");
  await choose(page, [file("list.csv", list(1)), file("startpack.toml", 'stokc = "72212"\n')]);
  assert.match(await text(page), /stokc/);
});
