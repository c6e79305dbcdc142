// The check page of one customer: photos and typed codes of label and notice sheet, what comes of them, and the list that
// goes back to the office.

import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import {
  Office, browser, codeOf, customersOf, heading, isEasy, phone, photo, photosOfFirst, press, shoot, text, type,
} from "./world.mjs";

const SITE = "certificates-issued.toml";

let office, opened, page, customers;

before(async () => {
  office = new Office();
  office.build(office.example(SITE), "--check-page");
  opened = await browser();
});

after(async () => {
  await opened.close();
  office.close();
});

beforeEach(async () => {
  page = await phone(opened, office.url("out/2310505058/check.html"));
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  customers = await customersOf(page);
});

afterEach(async () => {
  assert.deepEqual(page.troubles, []);
  await page.close();
});

test("every photo of the set is read", async () => {
  const unread = [];
  for (const name of photosOfFirst()) {
    await shoot(page, photo(name));
    if ((await text(page)).includes("受付PC01")) await press(page, "ラベルからやり直す");
    else unread.push(name);
  }
  assert.deepEqual(unread, []);
});

test("label and sheet of one terminal are the same terminal, and it is done", async () => {
  await isEasy(page);
  await shoot(page, photo("plain-400.jpg"));
  await isEasy(page);
  assert.match(await text(page), /受付PC01[^]*2310505058-T01-/);
  await shoot(page, photo("jpeg40-400.jpg"));
  await isEasy(page);
  assert.equal(await heading(page), "同じ端末");
  assert.match(await text(page), /○/);
  await press(page, "端末の一覧を見る");
  await isEasy(page);
  assert.match(await heading(page), /1／2台/);
  assert.match(await text(page), /○ 済み\s+受付PC01[^]*まだ\s+リハビリ室PC02/);
});

test("a sheet of another terminal is an alarm that names both", async () => {
  await shoot(page, photo("plain-400.jpg"));
  await shoot(page, photo("other.jpg"));
  assert.equal(await heading(page), "別の端末");
  assert.match(await text(page), /×[^]*ラベルは\s+受付PC01[^]*通知書のページは\s+リハビリ室PC02/);
  await isEasy(page);
  await press(page, "端末の一覧を見る");
  assert.match(await text(page), /× 別\s+受付PC01/);
  // What was wrong is right as soon as it has been put right.
  await press(page, "次の端末へ");
  await shoot(page, photo("plain-400.jpg"));
  await shoot(page, photo("tilt33-400.jpg"));
  assert.equal(await heading(page), "同じ端末");
});

test("a label of before the certificate with a sheet of now is a note and no alarm", async () => {
  await type(page, codeOf(customers, 0, 0, 0));
  await type(page, codeOf(customers, 0, 0, -1));
  assert.equal(await heading(page), "同じ端末");
  assert.match(await text(page), /通知書のページの方が新しい印刷です/);
});

test("two papers of before the certificate are not tied to it yet", async () => {
  await type(page, codeOf(customers, 0, 1, 0));
  await type(page, codeOf(customers, 0, 1, 0));
  assert.match(await text(page), /まだ電子証明書と照合していません/);
});

test("a tag over other facts is an alarm, one over some of the facts a note", async () => {
  const label = codeOf(customers, 0, 0);
  await type(page, label);
  await type(page, `${label.slice(0, -8)}ABCDEFGH`);
  assert.equal(await heading(page), "書類がデータと合いません");
  assert.match(await text(page), /通知書のページの照合符号/);
  await press(page, "読み直す");
  await type(page, label);
  await type(page, "SP1-2310505058-01-R3-ABCDEFGH");
  assert.equal(await heading(page), "同じ端末");
  assert.match(await text(page), /照合符号は、このページでは確かめられません/);
});

test("a code may be typed in any way a person types it", async () => {
  const label = codeOf(customers, 0, 0);
  const wide = label.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
  for (const typed of [label.toLowerCase(), label.replaceAll("-", ""), wide, ` ]Q1${label} `, label.slice(15)]) {
    await type(page, typed);
    assert.match(await heading(page), /通知書のページを読みます/, typed);
    await press(page, "ラベルからやり直す");
  }
});

test("a slot number names the terminal, and its last character proves it", async () => {
  const { slot } = customers[0].institutions[0].terminals[0];
  await type(page, `${slot.slice(0, -1)}${slot.endsWith("9") ? "8" : "9"}`);
  assert.match(await text(page), /最後の1文字が合いません/);
  await isEasyButAlert();
  await type(page, slot.toLowerCase());
  await type(page, codeOf(customers, 0, 0));
  assert.equal(await heading(page), "同じ端末");
  assert.match(await text(page), /ラベルは管理番号で確かめました/);
});

async function isEasyButAlert() {
  assert.equal(await page.getByRole("alert").count(), 1);
  await isEasy(page);
}

test("what is no label says what it is", async () => {
  for (const [typed, words] of [
    ["SPS1-R-1A-RECE", "用紙の番号"],
    ["SP2-2310505058-01-R7-ABCDEFGH", "新しい版"],
    ["SP1-2310505058-01-R7-ABCDEFG", "形が合いません"],
    ["SP1-2310505058-01-R7-ABCDEFGO", "形が合いません"],
    ["SP1-2310505058-001-R7-ABCDEFGH", "形が合いません"],
    ["hello", "ラベルのコードではありません"],
  ]) {
    await type(page, typed);
    assert.ok((await text(page)).includes(words), `${typed}: ${await text(page)}`);
  }
});

test("a picture without a code, and one that is no picture, can be taken again", async () => {
  const blank = await page.screenshot({ clip: { x: 0, y: 700, width: 50, height: 50 } });
  await shoot(page, { name: "blank.png", mimeType: "image/png", buffer: blank });
  assert.match(await text(page), /読めませんでした/);
  await shoot(page, { name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
  assert.match(await text(page), /開けませんでした/);
  await isEasyButAlert();
});

test("the same photo twice is refused, and a terminal that is done says so", async () => {
  await shoot(page, photo("plain-400.jpg"));
  await shoot(page, photo("plain-400.jpg"));
  assert.match(await text(page), /ラベルと同じ写真です/);
  for (let round = 0; round < 2; round += 1) {
    await shoot(page, photo("tilt33-400.jpg"));
    if (round === 0) await press(page, "次の端末へ");
    if (round === 0) await shoot(page, photo("plain-400.jpg"));
  }
  assert.match(await text(page), /もう済んでいます/);
});

test("a terminal that the page does not know is an alarm", async () => {
  await type(page, "SP1-0110100013-01-R0-WN45WXY9");
  assert.equal(await heading(page), "このページにない端末");
  await isEasy(page);
});

test("a phone that throws the page away goes on where it was", async () => {
  await shoot(page, photo("plain-400.jpg"));
  await page.reload();
  assert.match(await heading(page), /通知書のページを読みます/);
  await shoot(page, photo("tilt33-400.jpg"));
  await page.reload();
  await press(page, "端末の一覧を見る");
  assert.match(await heading(page), /1／2台/);
});

test("the office takes the result", async () => {
  for (const terminal of [0, 1]) {
    await type(page, codeOf(customers, 0, terminal));
    await type(page, codeOf(customers, 0, terminal));
    if (terminal === 0) await press(page, "次の端末へ");
  }
  await press(page, "端末の一覧を見る");
  assert.equal(await heading(page), "すべて済みました");
  await press(page, "結果を事務所に渡す");
  await isEasy(page);
  const result = await page.inputValue("#result");
  assert.equal(result.split("\n").length, 5);
  const scanned = office.scan(result, "--against", SITE, "--pairs");
  assert.equal(scanned.code, 0, scanned.said);
  await press(page, "コピーする");
  await page.waitForFunction(() => /コピー/.test(document.querySelector("#status").textContent));
  await press(page, "この携帯電話から記録を消す");
  await press(page, "消す");
  await press(page, "端末の一覧を見る");
  assert.match(await heading(page), /0／2台/);
});

test("the office is told of a mismatch", async () => {
  await type(page, codeOf(customers, 0, 0));
  await type(page, codeOf(customers, 0, 1));
  await press(page, "端末の一覧を見る");
  await press(page, "結果を事務所に渡す");
  const scanned = office.scan(await page.inputValue("#result"), "--against", SITE, "--pairs");
  assert.equal(scanned.code, 1, scanned.said);
});

test("all of it is there in English, and with the keyboard", async () => {
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await heading(page), "Read the label on the PC");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  await page.getByRole("button", { name: "Type the code" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await heading(page), "Type the code or the slot number");
  await page.keyboard.press("Tab");
  await page.keyboard.type(codeOf(customers, 0, 0));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Type the code" }).press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type(codeOf(customers, 0, 0));
  await page.keyboard.press("Enter");
  assert.equal(await heading(page), "The same PC");
  await page.getByRole("button", { name: "日本語" }).click();
  assert.equal(await heading(page), "同じ端末");
});

test("nothing can leave the page", async () => {
  const refused = await page.evaluate(async () => {
    const told = new Promise((resume) => document.addEventListener("securitypolicyviolation", (one) => resume(one.violatedDirective)));
    await fetch("http://127.0.0.1:9/").catch(() => {});
    return told;
  });
  assert.equal(refused, "connect-src");
  page.troubles = page.troubles.filter((trouble) => !/127\.0\.0\.1|Content Security Policy/.test(trouble));
});
