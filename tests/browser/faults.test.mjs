// ① 表 and ② 誤り: what was read is shown, headings are assigned, cells are mended in their place; a mended table is the
// command line's, byte for byte.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Native, choose, desk, file, press, saved, text } from "./desk.mjs";
import { browser, list } from "./world.mjs";

const intake = fileURLToPath(new URL("../cases/intake/", import.meta.url));
const example = (name) => readFileSync(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));

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
  await page.close();
});

/** A list with two equal faults, one of another kind and a doubt. */
const faulty = () =>
  list(6)
    .replace("iji1@example.jp", "iji1.example.jp")
    .replace("iji3@example.jp", "iji3.example.jp")
    .replace(/(K-0004,)2027-02-10/, "$12027-02-31")
    .replace(/(K-0005,.*),はい,北海道/, "$1,未確認,北海道");

/** A workbook of real customers, made by the program, with a fault in a cell. */
function workbook() {
  native.write("sakura-clinic.toml", example("sakura-clinic.toml"));
  native.run("convert", "sakura-clinic.toml", "list.xlsx");
  const table = native.told("check", "list.xlsx", "--table").result.tables[0];
  const { letters } = table.columns.find((one) => one.field?.field === "institution.email");
  const cell = `${letters}${table.rows[0].row}`;
  native.run("mend", "list.xlsx", "faulty.xlsx", "--set", `${table.sheet}!${cell}=iji.example.jp`);
  return { cell, sheet: table.sheet, bytes: readFileSync(`${native.folder}/faulty.xlsx`) };
}

const active = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));

/** Waits until nothing is being judged any more. */
const settled = (errors) =>
  page.waitForFunction(
    (errors) => {
      const state = globalThis.startpack.store.values;
      const { customers } = state.checked.report;
      return state.pending.size === 0 && customers.reduce((sum, one) => sum + one.errors, 0) === errors;
    },
    errors,
    { timeout: 20_000 },
  );

const cellText = (cell) =>
  page.evaluate((cell) => {
    const { result } = globalThis.startpack.store.get("checked").report;
    return result.tables[0].rows.flatMap((row) => row.cells).find((one) => one.cell === cell)?.text ?? "";
  }, cell);

test("a workbook is mended in the page, saved under a new name, and is the command line's", async () => {
  const { cell, sheet, bytes } = workbook();
  await choose(page, [file("list.xlsx", bytes)]);
  assert.match(await text(page), /1件のお客様に誤りがあります/);
  await page.getByRole("button", { name: new RegExp(`^${cell}（`) }).click();
  assert.match(await active(), /^メールアドレス、さくら内科クリニック、\d+行目$/);
  await page.keyboard.type("iji@example.jp");
  await page.keyboard.press("Enter");
  await settled(0);
  assert.match(await text(page), /1件のお客様に誤りはありません/);
  const mended = await saved(page, "直した表を保存する（list（修正）.xlsx）");
  assert.equal(mended.name, "list（修正）.xlsx");
  native.run("mend", "faulty.xlsx", "mended.xlsx", "--set", `${sheet}!${cell}=iji@example.jp`);
  assert.ok(mended.bytes.equals(readFileSync(`${native.folder}/mended.xlsx`)));
  const original = await page.evaluate(async () => {
    const { originals } = globalThis.startpack.store.values;
    return [...new Uint8Array(await originals.get("list.xlsx").arrayBuffer())];
  });
  assert.ok(Buffer.from(original).equals(bytes));
});

test("equal faults are counted and lead to their cells; the filters count customers", async () => {
  await choose(page, [file("list.csv", faulty())]);
  const said = await text(page);
  assert.match(said, /3件のお客様に誤りがあります（誤り 3件）/);
  assert.match(said, /2か所 メールアドレス：「@」がありません/);
  await page.getByText(/^2か所/).click();
  await press(page, "L8（架空第0003クリニック）");
  assert.match(await active(), /^メールアドレス、架空第0003クリニック、8行目$/);
  // The field shows its whole text, beside the sign and not below it.
  const [over, apart] = await page.evaluate(() => {
    const field = document.activeElement;
    const sign = field.parentNode.querySelector(".sign").getBoundingClientRect();
    return [field.scrollWidth - field.clientWidth, field.getBoundingClientRect().left - sign.right];
  });
  assert.ok(over <= 0 && apart >= 0, `${over} px are cut, ${apart} px apart`);
  const cell = page.locator('tr[data-key="r8"] td.error');
  assert.match(await cell.innerText(), /誤り/);
  assert.equal(await cell.getAttribute("aria-invalid"), "true");
  const why = await page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-describedby")).innerText);
  assert.match(why, /誤り\s+L8[^]*「@」がありません[^]*のように書きます/);
  await page.getByRole("radio", { name: "注意・確認がある（1）" }).check();
  assert.deepEqual(await page.locator("tr.customer strong").allInnerTexts(), ["架空第0005クリニック"]);
  await page.getByRole("radio", { name: "すべて（6）" }).check();
  assert.equal(await page.locator("table.sheet").getAttribute("aria-rowcount"), String(1 + 6 * 3 + 4));
});

test("keys move, keep, drop and undo as in a spreadsheet", async () => {
  await choose(page, [file("list.csv", faulty())]);
  await page.getByRole("radio", { name: "すべて（6）" }).check();
  await page.locator('tr[data-key="r2"] td[data-column="12"]').click();
  for (const [key, wanted] of [
    ["ArrowDown", /^メールアドレス、架空第0000クリニック、3行目/],
    ["ArrowDown", /^メールアドレス、架空第0001クリニック、4行目/],
    ["ArrowLeft", /^電話番号、架空第0001クリニック、4行目/],
    ["Tab", /^メールアドレス、架空第0001クリニック、4行目/],
    ["Shift+Tab", /^電話番号/],
    ["ArrowRight", /^メールアドレス/],
  ]) {
    await page.keyboard.press(key);
    assert.match(await active(), wanted, key);
  }
  await page.keyboard.press("F2");
  await page.keyboard.type("x");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".cell-field").inputValue(), "iji1.example.jp");
  await page.keyboard.press("Enter");
  for (let at = 0; at < "1.example.jp".length; at += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("1@example.jp");
  await page.keyboard.press("Tab");
  assert.match(await active(), /^ポータルのメールアドレス/);
  await settled(2);
  assert.equal(await cellText("L4"), "iji1@example.jp");
  // The customer that was mended stays in sight, and is called good.
  assert.match(await page.locator("tr.customer", { hasText: "架空第0001クリニック" }).innerText(), /誤りはありません/);
  await page.keyboard.press("Control+z");
  await settled(3);
  assert.equal(await cellText("L4"), "iji1.example.jp");
});

test("what an input method composes does not end the edit", async () => {
  await choose(page, [file("list.csv", faulty())]);
  await press(page, /^B10（/);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+Tab");
  await page.locator('tr[data-key="r10"] td[data-column="10"]').click();
  assert.match(await active(), /^担当部署／担当者名/);
  const devtools = await page.context().newCDPSession(page);
  const compose = (text) => devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await compose("いじか");
  await compose("医事課");
  // The Enter that chooses the word.
  await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code: "Enter", windowsVirtualKeyCode: 229 });
  assert.match(await active(), /^担当部署／担当者名/);
  await devtools.send("Input.insertText", { text: "医事課" });
  assert.equal(await page.locator(".cell-field").inputValue(), "医事課");
  await page.keyboard.type(" 花子");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.startpack.store.get("pending").size === 0);
  assert.equal(await cellText("J10"), "医事課 花子");
});

test("a block of Excel is pasted into as many cells", async () => {
  await choose(page, [file("list.csv", faulty())]);
  await press(page, /^B10（/);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "2027-02-12\tCAF7700045502\r\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await settled(2);
  assert.deepEqual([await cellText("B10"), await cellText("C10")], ["2027-02-12", "CAF7700045502"]);
});

test("an assigned heading is remembered after the page is loaded again", async () => {
  const rows = list(2).replace(",電話番号,", ",連絡する番号,").replace("オンライン請求と共用", "オンライン請求と共用,備考");
  await page.setInputFiles("#files", [file("list.csv", rows)]);
  await page.waitForSelector(".understood");
  const said = await text(page);
  assert.match(said, /見出しを確かめてください/);
  assert.match(said, /お客様 2件、端末の行 4行、読んだ列 17列/);
  await page.getByLabel("「連絡する番号」（K列）").selectOption({ label: "電話番号（必須）" });
  await page.waitForFunction(() => globalThis.startpack.store.get("checked")?.report?.result.without_errors === 2);
  assert.match(await text(page), /読んだ列 18列/);
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  await choose(page, [file("list.csv", rows)]);
  assert.match(await text(page), /2件のお客様に誤りはありません/);
  assert.deepEqual(await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key !== "startpack.language")), [
    ["startpack.headings", '{"連絡する番号":"institution.phone"}'],
  ]);
  // A list without that heading is read as it is.
  await press(page, /^1?表$/);
  await press(page, "list.csv を外す");
  await choose(page, [file("other.csv", list(1))]);
  assert.match(await text(page), /1件のお客様に誤りはありません/);
});

test("a column of secrets is only named", async () => {
  const rows = list(1).replace("オンライン請求と共用", "オンライン請求と共用,ログインパスワード").replace(/はい$/m, "はい,himitsu9");
  await choose(page, [file("list.csv", rows)]);
  await press(page, /^1?表$/);
  assert.match(await text(page), /秘密の列があります：ログインパスワード（S）/);
  await page.getByText("読んだ列をすべて見る").click();
  await press(page, /^2?誤り$/);
  assert.doesNotMatch(await page.evaluate(() => document.querySelector("#view").outerHTML), /himitsu/);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(globalThis.startpack.store.get("checked").report)), /himitsu/);
});

test("what cannot be mended here is said in words", async () => {
  const { bytes } = workbook();
  native.write("f.xlsx", bytes);
  native.run("convert", "list.xlsx", "list.ods");
  await choose(page, [file("list.ods", readFileSync(`${native.folder}/list.ods`)), file("hospital.toml", example("hospital.toml"))]);
  await page.getByRole("radio", { name: /^すべて/ }).check();
  const said = await text(page);
  assert.match(said, /list\.ods は、ここでは直せません[^]*Excelで直して保存し、もう一度ここに置いてください/);
  assert.match(said, /みどりの丘総合病院[^]*この形式のファイルは、ここでは直せません/);
  await page.locator("td[data-column]").first().click();
  assert.equal(await page.locator(".cell-field").getAttribute("readonly"), "");
});

test("every table of the intake cases is shown, with all that is said of it", async () => {
  for (const name of readdirSync(intake)) {
    native.write(name, readFileSync(intake + name));
    await page.evaluate(() => globalThis.startpack.store.set({ view: "table" }));
    await page.setInputFiles("#files", [file(name, readFileSync(intake + name))]);
    await page.waitForFunction((name) => globalThis.startpack.store.get("checked")?.report?.customers.some((one) => one.file === name), name);
    await press(page, /^2?誤り$/);
    if (await page.getByRole("radio", { name: /^すべて/ }).isVisible()) await page.getByRole("radio", { name: /^すべて/ }).check();
    const told = native.told("check", name);
    const all = told.customers.flatMap((one) => one.messages);
    const shown = (await text(page)).replaceAll(/\s/g, "");
    for (const { text: words } of all) assert.ok(shown.includes(words.ja.replaceAll(/\s/g, "")), `${name}: ${words.ja}`);
    await press(page, "表を選ぶ");
    await press(page, `${name} を外す`);
  }
});

test("1,000 customers are scrolled with few rows in the page, and one of them is mended", async () => {
  const rows = list(1000).replace("iji990@example.jp", "iji990.example.jp");
  await choose(page, [file("list.csv", rows)]);
  await page.getByRole("radio", { name: "すべて（1000）" }).check();
  const found = await page.evaluate(async () => {
    const grid = document.querySelector(".sheet-frame");
    let [longest, most, last] = [0, 0, performance.now()];
    const seen = new Set();
    for (let at = 0; at <= 30; at += 1) {
      grid.scrollTop = (grid.scrollHeight * at) / 30;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      const rows = [...grid.querySelectorAll("tbody tr:not(.spacer)")];
      most = Math.max(most, rows.length);
      rows.forEach((row) => seen.add(row.getAttribute("aria-rowindex")));
      const [head] = grid.querySelectorAll("thead th");
      if (Math.abs(head.getBoundingClientRect().top - grid.getBoundingClientRect().top) > 2) throw new Error("the head moved");
    }
    return { longest, most, end: [...seen].map(Number).sort((one, other) => other - one)[0] };
  });
  console.log(`  a step of scrolling took ${Math.round(found.longest)} ms at most, ${found.most} rows were in the page`);
  assert.ok(found.most < 120, `${found.most} rows`);
  assert.equal(found.end, 1 + 3 * 1000 + 1);
  await page.getByLabel("名称・顧客番号で探す").fill("ｋ-0502");
  assert.deepEqual(await page.locator("tr.customer strong").allInnerTexts(), ["架空第0502クリニック"]);
  await page.getByLabel("名称・顧客番号で探す").fill("ない");
  assert.match(await text(page), /あてはまるお客様はいません/);
  await press(page, /^L1982（/);
  const begun = Date.now();
  await page.keyboard.type("iji990@example.jp");
  await page.keyboard.press("Enter");
  await settled(0);
  console.log(`  a cell of 1,000 customers was judged after ${Date.now() - begun} ms`);
});

test("a cell of a list of 30 is judged at once, and then the whole list", async () => {
  await choose(page, [file("list.csv", list(30).replace("iji9@example.jp", "iji9.example.jp"))]);
  await press(page, /^L20（/);
  await page.evaluate(() => {
    const { store } = globalThis.startpack;
    let [before, begun] = [store.get("checked"), 0];
    globalThis.took = [];
    store.listen(({ pending, checked }) => {
      if (pending.size > 0 && !begun) begun = performance.now();
      if (begun && checked !== before) globalThis.took.push(Math.round(performance.now() - begun));
      if (begun && checked !== before) begun = 0;
      before = checked;
    });
  });
  for (let errors = 1; errors >= 0; errors -= 1) {
    for (const text of errors > 0 ? ["a.example.jp", "b.example.jp"] : ["iji9@example.jp"]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
      await settled(errors);
      await page.keyboard.press("ArrowUp");
    }
  }
  console.log(`  cells of a list of 30 were judged after ${(await page.evaluate(() => globalThis.took)).join(", ")} ms`);
  // What the whole list says takes the place of what was said of the one.
  await page.waitForFunction(() => globalThis.startpack.store.get("checked").report.exit_code === 0, null, { timeout: 10_000 });
  assert.match(await text(page), /30件のお客様に誤りはありません/);
});

test("a row for a terminal is added to a customer, and is the command line's", async () => {
  const rows = list(3);
  native.write("list.csv", rows);
  await choose(page, [file("list.csv", rows)]);
  await press(page, "架空第0001クリニック に端末の行を足す");
  await page.locator("#row-name").fill("診察室PC");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => globalThis.startpack.store.get("pending").size === 0 && /8行目/.test(document.activeElement.getAttribute("aria-label")), null, { timeout: 20_000 });
  assert.match(await active(), /^端末名称等、架空第0001クリニック、8行目$/);
  assert.match(await text(page), /8行目に「診察室PC」を足しました/);
  const mended = await saved(page, "直した表を保存する（list（修正）.csv）");
  native.run("mend", "list.csv", "mended.csv", "--set", "A8=K-0001", "--set", "P8=診察室PC");
  assert.ok(mended.bytes.equals(readFileSync(`${native.folder}/mended.csv`)));
  await press(page, "元に戻す");
  await page.waitForFunction(() => !document.querySelector('tr[data-key="r8"]'));
  // Where a customer has two institutions, the new terminal is of the chosen one.
  native.write("ika-shika.toml", example("ika-shika.toml"));
  native.run("convert", "ika-shika.toml", "two.xlsx");
  await choose(page, [file("two.xlsx", readFileSync(`${native.folder}/two.xlsx`))]);
  await page.getByLabel("表示する表").selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^すべて/ }).check();
  await press(page, "架空あおば病院 に端末の行を足す");
  await page.locator("#row-name").fill("医科端末09");
  await page.locator("#row-institution").selectOption({ index: 0 });
  await press(page, "足す");
  await page.waitForFunction(() => globalThis.startpack.store.get("pending").size === 0 && /^端末名称等、架空あおば病院/.test(document.activeElement.getAttribute("aria-label")), null, { timeout: 20_000 });
  const name = await page.evaluate(async () => {
    const { store, engine } = globalThis.startpack;
    const { report } = await engine.run(["build", "two.xlsx", "--dry-run", "--only", "labels", "-o", "out", "--format", "ndjson"], { files: store.get("files") }).done;
    return [report.exit_code, report.result.labels];
  });
  assert.deepEqual(name, [0, 5]);
});
