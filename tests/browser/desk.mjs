// What the tests of the page have in common: the page at a desk, and hands that use it.

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "../../web/page/node_modules/fflate/esm/index.mjs";

export const PAGE = pathToFileURL(resolve(process.env.PAGE ?? "")).href;

/** The page, with all that it asks for from elsewhere, and all that goes wrong in it, in `troubles`. */
export async function desk(opened) {
  const page = await opened.newPage({ viewport: { width: 1280, height: 720 }, locale: "ja-JP" });
  page.troubles = [];
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) page.troubles.push(request.url());
  });
  page.on("console", (message) => page.troubles.push(message.text()));
  page.on("pageerror", (error) => page.troubles.push(error.message));
  await page.goto(PAGE);
  await page.waitForSelector("html[data-ready]", { timeout: 60_000 });
  return page;
}

/** A file as the browser takes it. */
export const file = (name, content) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });

/** Chooses files, and waits until they are judged. */
export async function choose(page, files) {
  await press(page, /^1?表$/);
  await page.setInputFiles("#files", files);
  await page.waitForFunction(() => /誤りと注意/.test(document.querySelector("#view h1").textContent), null, { timeout: 60_000 });
}

export const press = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" }).click();

export const text = (page) => page.innerText("#view");

/** Makes the documents of the list as it was chosen, and waits for the files. */
export async function make(page) {
  await press(page, "書類を作る");
  await page.waitForSelector("ol.made", { timeout: 120_000 });
}

/** What a button lets one save. */
export async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The files in an archive: names and bytes. */
export const unpacked = ({ bytes }) => new Map(Object.entries(unzipSync(new Uint8Array(bytes))));

/** The program on the command line, in a folder of its own. */
export class Native {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "startpack-page-"));
  }

  write(name, content) {
    writeFileSync(join(this.folder, name), content);
  }

  run(...args) {
    execFileSync(process.env.STARTPACK, args, { cwd: this.folder, env: { ...process.env, LANG: "ja_JP.UTF-8" } });
  }

  /** What it says, whatever comes of it. */
  told(...args) {
    return JSON.parse(spawnSync(process.env.STARTPACK, [...args, "--format", "json"], { cwd: this.folder }).stdout);
  }

  /** All files below `out/`. */
  files() {
    const all = readdirSync(join(this.folder, "out"), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const paths = all.map((one) => join(one.parentPath, one.name));
    return new Map(paths.map((path) => [path.slice(join(this.folder, "out").length + 1), readFileSync(path)]));
  }

  close() {
    rmSync(this.folder, { recursive: true });
  }
}
