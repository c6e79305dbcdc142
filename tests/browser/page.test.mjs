// The program in a browser: what it makes is what the command line makes, byte for byte; what hangs, breaks or is stopped is
// ended and the next job works; nothing leaves the page.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Native, choose, desk, file, make, press, saved, text, unpacked } from "./desk.mjs";
import { browser, list } from "./world.mjs";

const example = (name) => readFileSync(fileURLToPath(new URL(`../../examples/${name}`, import.meta.url)));
const hostile = (name) => readFileSync(fileURLToPath(new URL(`../cases/hostile/${name}`, import.meta.url)));

/** How the page runs the program, as it is asked here for what it has no button for. */
const COMMON = ["--names", "readable", "--only", "packet,handover,labels"];

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

/** Holds two sets of files against each other; each has its own lock. */
function areTheSame(made, wanted, but = []) {
  const names = (files) => [...files.keys()].filter((name) => !name.endsWith(".lock") && !but.some((one) => name.endsWith(one))).sort();
  assert.deepEqual(names(made), names(wanted));
  const others = names(made).filter((name) => Buffer.compare(Buffer.from(made.get(name)), wanted.get(name)) !== 0);
  assert.deepEqual(others, []);
}

test("a merged run is the command line's, byte for byte", async () => {
  const text = list(6);
  native.write("list.csv", text);
  native.run("build", "list.csv", ...COMMON, "--merge");
  await choose(page, [file("list.csv", text)]);
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  areTheSame(unpacked(await saved(page, "すべてをzipで保存する")), native.files());
});

test("one customer of a workbook, and a single file", async () => {
  native.write("sakura-clinic.toml", example("sakura-clinic.toml"));
  native.run("convert", "sakura-clinic.toml", "list.xlsx");
  native.run("build", "list.xlsx", ...COMMON);
  await choose(page, [file("list.xlsx", readFileSync(`${native.folder}/list.xlsx`))]);
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  const packet = await saved(page, "さくら内科クリニック　準備のご案内 を保存");
  const [name, bytes] = [...native.files()].find(([path]) => path.includes("準備のご案内"));
  assert.equal(packet.name, name.split("/").at(-1));
  assert.ok(packet.bytes.equals(bytes));
  areTheSame(unpacked(await saved(page, "すべてをzipで保存する")), native.files());
});

test("faults are told by customer, and the others can be printed", async () => {
  const rows = list(3).replace("iji1@example.jp", "iji1.example.jp");
  await choose(page, [file("list.csv", rows)]);
  const said = await text(page);
  assert.match(said, /1件のお客様に誤りがあります（誤り 1件）/);
  assert.match(said, /架空第0001クリニック[^]*誤り\s+L4/);
  assert.doesNotMatch(said, /架空第0002クリニック/);
  await page.getByRole("radio", { name: "すべて（3）" }).check();
  assert.match(await text(page), /架空第0002クリニック[^]*誤りはありません/);
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  assert.match(await text(page), /2件の書類ができました[^]*作れなかったお客様：1件/);
});

test("a run that is stopped goes on where it was", async () => {
  const rows = list(60);
  native.write("list.csv", rows);
  native.run("build", "list.csv", ...COMMON, "--merge");
  await choose(page, [file("list.csv", rows)]);
  await press(page, "紙を確かめずに印刷へ進む");
  await press(page, "書類を作る");
  // A job gives its files once a second: what came after the last time is lost with it.
  await page.waitForFunction(() => globalThis.startpack.job?.files.size > 18, null, { timeout: 60_000, polling: 50 });
  await press(page, "中止する");
  await page.waitForFunction(() => /中止しました/.test(document.querySelector("#view").innerText));
  await make(page);
  const kept = await page.evaluate(() => {
    const { customers } = globalThis.startpack.store.get("built").report;
    return customers.filter((one) => one.output.state === "kept").length;
  });
  assert.ok(kept > 5 && kept < 60, `${kept} kept`);
  // The overview says who was kept.
  areTheSame(unpacked(await saved(page, "すべてをzipで保存する")), native.files(), ["一覧.xlsx", "SHA256SUMS"]);
});

test("a run comes back as an archive, and nothing is made again", async () => {
  const rows = list(2);
  await choose(page, [file("list.csv", rows)]);
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  const archive = await saved(page, "すべてをzipで保存する");
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  assert.match(await text(page), /お客様の表を選びます/);
  await choose(page, [file("list.csv", rows), file(archive.name, archive.bytes)]);
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  const states = await page.evaluate(() => globalThis.startpack.store.get("built").report.customers.map((one) => one.output.state));
  assert.deepEqual(states, ["kept", "kept"]);
  // The user has it all already.
  assert.doesNotMatch(await text(page), /まだ保存していません/);
});

test("hostile workbooks are refused in words, and the next list works", async () => {
  for (const name of ["sst-1MB-x900.xlsx", "ods-100k-x900-x20000.ods", "stored-flip.xlsx"]) {
    native.write(name, hostile(name));
    await choose(page, [file(name, hostile(name))]);
    const { messages, customers } = native.told("check", name);
    const [first] = [...messages, ...customers.flatMap((one) => one.messages)].filter((one) => one.severity === "error");
    assert.ok((await text(page)).includes(first.text.ja), name);
    await press(page, "表を選ぶ");
    await press(page, `${name} を外す`);
  }
  await choose(page, [file("list.csv", list(1))]);
  assert.match(await text(page), /1件のお客様に誤りはありません/);
});

/** Runs the program as the page does; what came of it, and how many milliseconds it took. */
const job = (args, files, options = {}) =>
  page.evaluate(
    async ([args, files, options]) => {
      const begun = performance.now();
      const blobs = new Map(files.map(([name, content]) => [name, new Blob([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))])]));
      const { how, exit, said, report, why } = await globalThis.startpack.engine.run(args, { ...options, files: blobs }).done;
      return { how, exit, said, report, why, took: performance.now() - begun };
    },
    [args, files.map(([name, content]) => [name, Buffer.from(content).toString("base64")]), options],
  );

test("hostile PDFs are ended, each within its bounds, and the next job works", async () => {
  for (const name of ["dash.pdf", "forms-1e6.pdf", "type3-nores.pdf"]) {
    const { how, took } = await job(["scan", name, "--format", "ndjson"], [[name, hostile(name)]], { patience: 10_000 });
    assert.ok(["ended", "hung", "broke"].includes(how), `${name}: ${how}`);
    assert.ok(took < 20_000, `${name}: ${took} ms`);
    const next = await job(["check", "list.csv", "--format", "ndjson"], [["list.csv", list(1)]]);
    assert.deepEqual([next.how, next.exit], ["ended", 0], name);
  }
});

test("a job that gives no sign of life is ended, and the next one works", async () => {
  const { how } = await job(["build", "list.csv", "--format", "ndjson"], [["list.csv", list(30)]], { patience: 1 });
  assert.equal(how, "hung");
  await choose(page, [file("list.csv", list(1))]);
  assert.match(await text(page), /1件のお客様に誤りはありません/);
});

test("the empty workbook is the command line's", async () => {
  native.run("new", "hearing-sheet.xlsx");
  const empty = await saved(page, "空の表をもらう（hearing-sheet.xlsx）");
  assert.equal(empty.name, "hearing-sheet.xlsx");
  assert.ok(empty.bytes.equals(readFileSync(`${native.folder}/hearing-sheet.xlsx`)));
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

test("a dropped file and a folder that is chosen for the papers", async () => {
  const rows = list(2);
  native.write("list.csv", rows);
  native.run("build", "list.csv", ...COMMON, "--merge");
  // A browser without a head shows no picker: this one stands for it, and notes what is written.
  await page.evaluate(() => {
    globalThis.written = {};
    const folder = (path) => ({
      name: "papers",
      values: async function* () {},
      getDirectoryHandle: async (name) => folder(`${path}${name}/`),
      getFileHandle: async (name, { create } = {}) => {
        if (!create) throw new DOMException(name, "NotFoundError");
        return {
        createWritable: async () => ({
          write: async (blob) => (globalThis.written[path + name] = [...new Uint8Array(await blob.arrayBuffer())]),
          close: async () => {},
        }),
        };
      },
    });
    globalThis.showDirectoryPicker = async () => folder("");
  });
  const transfer = await page.evaluateHandle((rows) => {
    const made = new DataTransfer();
    made.items.add(new File([rows], "list.csv"));
    return made;
  }, rows);
  await page.dispatchEvent(".drop", "drop", { dataTransfer: transfer });
  await page.waitForSelector(".notice.success");
  await press(page, "紙を確かめずに印刷へ進む");
  await make(page);
  await press(page, "フォルダーに保存する");
  await page.waitForFunction(() => /保存しました/.test(document.querySelector("#view").textContent));
  const written = await page.evaluate(() => globalThis.written);
  areTheSame(new Map(Object.entries(written).map(([name, bytes]) => [name, Uint8Array.from(bytes)])), native.files());
});

test("files in an archive of Windows have their names", async () => {
  const name = Buffer.from([0x95, 0x5c, 0x2e, 0x63, 0x73, 0x76]); // 表.csv
  await choose(page, [file("list.zip", stored(name, Buffer.from(list(1))))]);
  await press(page, /^1?表$/);
  assert.match(await text(page), /表\.csv/);
});

test("an archive that would unpack to more than is taken is refused in words", async () => {
  const zip = stored(Buffer.from("list.csv"), Buffer.from(list(1)));
  // Its directory says that the file has four gigabytes.
  zip.writeUInt32LE(0xf0000000, zip.lastIndexOf("PK\x01\x02") + 24);
  await page.setInputFiles("#files", [file("list.zip", zip)]);
  await page.waitForSelector(".notice.error");
  assert.match(await text(page), /list\.zip は大きすぎます/);
});

/** An archive with one file, as it is stored without compression. */
function stored(name, bytes) {
  const sum = crc32(bytes);
  const [head, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  head.write("PK\x03\x04", "latin1");
  entry.write("PK\x01\x02", "latin1");
  end.write("PK\x05\x06", "latin1");
  for (const [place, at] of [[head, 14], [entry, 16]]) {
    [sum, bytes.length, bytes.length].forEach((number, one) => place.writeUInt32LE(number, at + 4 * one));
    place.writeUInt16LE(name.length, at + 12);
  }
  [1, 1].forEach((count, one) => end.writeUInt16LE(count, 8 + 2 * one));
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(head.length + name.length + bytes.length, 16);
  return Buffer.concat([head, name, bytes, entry, name, end]);
}

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
