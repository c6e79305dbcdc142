// The check page of a run's day, with the live camera, and on phones that lack something.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Office, browser, codeOf, customersOf, heading, isEasy, phone, photo, press, shoot, text, type } from "./world.mjs";

const LONG = "医療法人社団架空会 架空大学医学部附属東西医学統合医療センター";

let office, opened, day;

before(async () => {
  office = new Office();
  const files = [
    office.example("certificates-issued.toml"),
    office.example("sakura-clinic.toml", (text) =>
      text.replace("2027-01-20", "2027-01-13").replace("さくら内科クリニック", "さくら</script><img src=x>内科"),
    ),
    office.example("ika-shika.toml", (text) => text.replace("2027-02-24", "2027-01-13").replace("架空あおば病院", LONG)),
  ];
  office.build(...files, "--run", "R", "--only", "labels", "--stock", "a4-8-97x69");
  day = office.url("out/R/check-2027-01-13.html");
  assert.deepEqual(readdirSync(join(office.folder, "out/R")).filter((name) => name.startsWith("check")), ["check-2027-01-13.html"]);
  opened = await browser(photo("plain-400.jpg"));
});

after(async () => {
  await opened.close();
  office.close();
});

test("a day's page asks for the customer and finds another one's papers", async () => {
  const page = await phone(opened, day, { width: 320 });
  assert.equal(await heading(page), "お客様を選んでください");
  await isEasy(page);
  const customers = await customersOf(page);
  const names = customers.map((customer) => customer.name);
  assert.ok(names.includes("さくら</script><img src=x>内科"), names.join());
  const [mine, other] = [LONG, "もみじ通り整形外科"].map((name) => names.indexOf(name));
  await page.getByRole("button", { name: LONG }).click();
  await type(page, codeOf(customers, other, 0));
  assert.equal(await heading(page), "別のお客様の端末");
  assert.match(await text(page), /もみじ通り整形外科[^]*受付PC01/);
  await isEasy(page);
  await press(page, "読み直す");
  await type(page, codeOf(customers, mine, 0));
  await type(page, codeOf(customers, other, 0));
  assert.match(await text(page), /ラベルは\s+医科端末01[^]*通知書のページは\s+もみじ通り整形外科/);
  await press(page, "端末の一覧を見る");
  assert.match(await text(page), /× 別\s+医科端末01[^]*歯科端末01/);
  await isEasy(page);
  await press(page, "お客様を選び直す");
  assert.equal(await heading(page), "お客様を選んでください");
  assert.deepEqual(page.troubles, []);
  await page.close();
});

test("the live camera reads", async () => {
  const page = await phone(opened, day);
  await page.getByRole("button", { name: "もみじ通り整形外科" }).click();
  await press(page, "カメラで続けて読む");
  await page.waitForSelector("text=この端末の通知書のページを読みます", { timeout: 60_000 });
  assert.match(await text(page), /受付PC01/);
  await press(page, "カメラで続けて読む");
  await page.waitForSelector(".verdict", { timeout: 60_000 });
  assert.equal(await heading(page), "同じ端末");
  assert.deepEqual(page.troubles, []);
  await page.close();
});

test("a phone without camera access, decompression or storage can still type", async () => {
  const before = () => {
    delete window.DecompressionStream;
    Object.defineProperty(window, "localStorage", { get: () => { throw new Error("none"); } });
    Object.defineProperty(navigator, "mediaDevices", { value: undefined });
  };
  const page = await phone(opened, day, { before });
  const customers = await customersOf(page);
  await page.getByRole("button", { name: "もみじ通り整形外科" }).click();
  assert.equal(await page.getByRole("button", { name: "カメラで続けて読む" }).count(), 0);
  await shoot(page, photo("plain-400.jpg"));
  assert.match(await text(page), /写真を読めません/);
  const at = customers.findIndex((customer) => customer.name === "もみじ通り整形外科");
  await type(page, codeOf(customers, at, 0));
  await type(page, codeOf(customers, at, 0));
  assert.equal(await heading(page), "同じ端末");
  assert.deepEqual(page.troubles, []);
  await page.close();
});

test("a camera that is refused says what else there is", async () => {
  const before = () => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  };
  const page = await phone(opened, day, { before });
  await page.getByRole("button", { name: "もみじ通り整形外科" }).click();
  await press(page, "カメラで続けて読む");
  await page.waitForSelector("[role=alert]");
  assert.match(await text(page), /カメラを使えません/);
  await page.close();
});
