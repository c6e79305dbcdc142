// Makes the pictures of the READMEs from the page itself, with a list that has faults: docs/pictures/page-<view>.png. Needs
// `PAGE`, `STARTPACK` and `CHROMIUM`, as tests/browser/run sets them. Run it when the views have changed.

import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Native, choose, desk, file, press } from "./desk.mjs";
import { browser, list } from "./world.mjs";

const PICTURES = fileURLToPath(new URL("../../docs/pictures/", import.meta.url));
const MOST_BYTES = 120_000;

// The page's face is that of the papers. Windows has it, other systems find it in fonts/.
const fonts = mkdtempSync(join(tmpdir(), "startpack-fonts-"));
writeFileSync(
  join(fonts, "fonts.conf"),
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
   <dir>${fileURLToPath(new URL("../../fonts", import.meta.url))}</dir><dir>/usr/share/fonts</dir><cachedir>${fonts}</cachedir></fontconfig>`,
);
process.env.FONTCONFIG_FILE = join(fonts, "fonts.conf");

/** A label of the first customer, as a handy scanner types it. */
function label(rows) {
  const native = new Native();
  native.write("list.csv", rows);
  native.run("build", "list.csv", "--only", "labels", "-o", "out");
  const path = [...native.files().keys()].find((one) => one.endsWith("labels.pdf"));
  const [code] = native.told("scan", `out/${path}`).result.codes;
  native.close();
  return code.text;
}

const rows = list(3);
const faulty = rows.replace("iji1@example.jp", "iji1.example.jp");
const opened = await browser();
const page = await desk(opened);

const to = (words) => press(page, new RegExp(`^\\d?${words}$`));

let isGood = false;
const good = async () => {
  if (!isGood) await choose(page, [file("お客様の表.csv", rows)]);
  isGood = true;
};

/** What is done before each picture, in the order of the work. */
const SCENES = {
  table: async () => {},
  faults: async () => choose(page, [file("お客様の表.csv", faulty)]),
  paper: async () => {
    await good();
    await to("紙");
    await page.waitForSelector("#view img", { timeout: 30_000 }).catch(() => {});
  },
  print: async () => {
    await good();
    await to("印刷");
    await press(page, "書類を作る");
    await page.waitForSelector(".made", { timeout: 120_000 });
    await page.evaluate(() => document.querySelector(".made").scrollIntoView({ block: "center" }));
  },
  stick: async () => {
    await to("貼る・数える");
    await page.fill("#code", label(rows));
    await page.keyboard.press("Enter");
    await page.waitForSelector(".verdict");
  },
  settings: async () => {
    await to("設定");
    await page.fill("#set-dealer-name", "架空通信株式会社");
    await page.fill("#set-dealer-contact", "営業部 架空花子");
    await page.fill("#set-dealer-phone", "011-123-4567");
    await page.fill("#set-note", "工事の前日までに、端末の電源と通信を確かめてください。");
    await page.evaluate(() => (document.activeElement.blur(), window.scrollTo(0, 0)));
  },
};

const views = await page.evaluate(() => globalThis.startpack.views);
for (const [name, scene] of Object.entries(SCENES).filter(([name]) => views.includes(name))) {
  await scene();
  await page.waitForTimeout(300);
  const path = join(PICTURES, `page-${name}.png`);
  await page.screenshot({ path, animations: "disabled" });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${path} is too large: ${size} bytes`);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
}
await opened.close();
