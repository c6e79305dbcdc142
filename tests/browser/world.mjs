// What the tests have in common: customers built by the program, a browser of a phone's size, and hands that use the page.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
const examples = join(here, "..", "..", "examples");

/** Photos of the first terminal's label of `certificates-issued.toml`; `other.jpg` is of the second. */
export const PHOTOS = join(here, "photos");

export const photo = (name) => join(PHOTOS, name);

/** All photos of the first terminal. */
export const photosOfFirst = () => readdirSync(PHOTOS).filter((name) => name.endsWith(".jpg") && name !== "other.jpg");

/** A folder with site files and what the program made of them. */
export class Office {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "startpack-check-"));
  }

  /** The example of that name, changed. */
  example(name, change = (text) => text) {
    writeFileSync(join(this.folder, name), change(readFileSync(join(examples, name), "utf8")));
    return name;
  }

  build(...args) {
    execFileSync(process.env.STARTPACK, ["build", ...args, "--date", "2026-11-24", "--lang", "en"], { cwd: this.folder });
  }

  /** `startpack scan` of a text. */
  scan(text, ...args) {
    const ran = spawnSync(process.env.STARTPACK, ["scan", "-", ...args, "--lang", "en"], { cwd: this.folder, input: text });
    return { code: ran.status, said: String(ran.stdout) + String(ran.stderr) };
  }

  url(path) {
    return pathToFileURL(join(this.folder, path)).href;
  }

  close() {
    rmSync(this.folder, { recursive: true });
  }
}

/** A browser; `camera` is a JPEG that its camera shows. */
export async function browser(camera) {
  const args = ["--use-fake-ui-for-media-stream"];
  let film = null;
  if (camera) {
    // A film of JPEG pictures, one after the other, is what Chromium takes for a camera.
    film = join(mkdtempSync(join(tmpdir(), "startpack-film-")), "film.mjpeg");
    copyFileSync(camera, film);
    args.push("--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`);
  }
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return chromium.launch({ executablePath: process.env.CHROMIUM, args });
}

/** A page as a phone shows it. Whatever it asks for from elsewhere, and whatever goes wrong in it, is in `troubles`. */
export async function phone(opened, url, { width = 390, before } = {}) {
  const page = await opened.newPage({ viewport: { width, height: 844 }, hasTouch: true, isMobile: true });
  page.troubles = [];
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) page.troubles.push(request.url());
  });
  page.on("console", (message) => page.troubles.push(message.text()));
  page.on("pageerror", (error) => page.troubles.push(error.message));
  page.on("dialog", (dialog) => {
    page.troubles.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  if (before) await page.addInitScript(before);
  await page.goto(url);
  return page;
}

/** Takes a photo and waits until the page has said something about it. */
export async function shoot(page, file) {
  await page.evaluate(() => document.querySelector("#view").firstElementChild.setAttribute("data-before", ""));
  await page.setInputFiles("#photo", file);
  await page.waitForSelector("#view > :first-child:not([data-before])");
}

export async function type(page, code) {
  if (!(await page.$("#code"))) await press(page, "文字で入れる");
  await page.fill("#code", code);
  await press(page, "決定");
}

export const press = (page, words) => page.getByRole("button", { name: words, exact: true }).click();

export const heading = (page) => page.textContent("#view h1");

export const text = (page) => page.innerText("#view");

/** What the page knows of the customers. */
export const customersOf = (page) => page.$eval("#customers", (block) => JSON.parse(block.textContent));

/** The code of a terminal with its first or last tag. */
export function codeOf(customers, customer, terminal, tag = -1) {
  const institution = customers[customer].institutions[0];
  const { number, tags } = institution.terminals[terminal];
  return `SP1-${institution.code}-${String(number).padStart(2, "0")}-${tags.at(tag)}`;
}

/** Fails if something would not fit a finger or the screen. */
export async function isEasy(page) {
  const found = await page.evaluate(() => {
    const shown = [...document.querySelectorAll("button, label.button, input[type=text], textarea")];
    const small = shown.filter((one) => one.getBoundingClientRect().height < 48).map((one) => one.textContent);
    const heading = document.querySelector("#view h1");
    return { small, wide: document.documentElement.scrollWidth - innerWidth, isFocused: document.activeElement === heading };
  });
  assert.deepEqual(found, { small: [], wide: 0, isFocused: true });
}

/** The check digit of a code (ISO/IEC 7812-1, annex B). */
function luhn(digits) {
  const sums = [...digits].reverse().map((digit, at) => (at % 2 === 0 ? 2 * digit : Number(digit)));
  const sum = sums.reduce((all, one) => all + (one > 9 ? one - 9 : one), 0);
  return (10 - (sum % 10)) % 10;
}

/** A list of so many customers with two terminals each, as CSV. */
export function list(count) {
  const heads =
    "顧客番号,工事日,お客様ID,v6オプション,都道府県,点数表,医療機関コード,医療機関（薬局）名称,届出所在地," +
    "担当部署／担当者名,電話番号,メールアドレス,ポータルのメールアドレス,支払方法,電子処方箋,端末名称等,設置場所,オンライン請求と共用";
  const rows = Array.from({ length: count }, (_, at) => {
    const [number, six] = [String(at).padStart(4, "0"), String(100_000 + at)];
    return [
      `K-${number},2027-02-10,CAF77${number}5501,はい,北海道,医科,${six}${luhn(`011${six}`)},架空第${number}クリニック,` +
        `北海道札幌市中央区架空${at + 1}-1,医事課 資格太郎,011-000-0001,iji${at}@example.jp,portal${at}@example.jp,控除,はい,受付PC01,1階,はい`,
      `K-${number},,,,,,,,,,,,,,,受付PC02,1階,いいえ`,
    ];
  });
  return `${[heads, ...rows.flat()].join("\n")}\n`;
}
