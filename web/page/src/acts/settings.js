// The office's own values. In: what the user writes into the form. Out: `startpack.toml`, judged by the program itself and
// kept in the browser. How a file of settings is understood is known to the program.

import sample from "../../../../examples/sakura-clinic.toml";
import { customerFiles } from "../files/intake.js";
import { keep, kept } from "../kept.js";
import { common } from "./common.js";
import { ALL_KINDS, KINDS } from "./order.js";

export const FILE = "startpack.toml";

/** The keys that the form has, in the order of the file. Others of a file are about files that the page does not have. */
export const KEYS = [
  "note", "sort", "documents", "stock", "offset_x", "offset_y",
  "dealer.name", "dealer.contact", "dealer.phone", "dealer.email",
];
const LOGO = "dealer.logo";
const millimetres = (text) => Number((text ?? "").normalize("NFKC")) || 0;
const EARLY = ["stock", "offset_x", "offset_y"];

/** `logo`: a file's name and its bytes as a data URL. */
const NOTHING = { values: {}, logo: null };
const KEPT = "settings";

export const keptSettings = () => kept(KEPT, NOTHING);

/** A value as TOML writes it: JSON's way, with the one character more that TOML does not take as it is. */
function written(key, value) {
  const number = value.normalize("NFKC");
  if (key.startsWith("offset_") && /^-?\d+(\.\d+)?$/.test(number)) return number;
  return JSON.stringify(value).replaceAll("\x7f", "\\u007f");
}

/** The file, and the key of each of its lines. */
export function tomlOf({ values, logo }) {
  const lines = ["# startpack の設定です。お客様の表と同じフォルダーに、startpack.toml という名前で置きます。"];
  const keys = [null];
  const put = (line, key = null) => {
    lines.push(line);
    keys.push(key);
  };
  const all = { ...values, [LOGO]: logo?.name ?? "" };
  for (const key of [...KEYS, LOGO]) {
    const value = all[key]?.trim();
    if (!value) continue;
    const name = key.split(".").at(-1);
    if (key !== name && !lines.includes("[dealer]")) put("[dealer]");
    put(`${name} = ${written(key, value)}`, key);
  }
  return { text: `${lines.join("\n")}\n`, keys };
}

function bytesOf({ data }) {
  return new Blob([Uint8Array.from(atob(data.split(",")[1]), (one) => one.charCodeAt(0))]);
}

/** The files of the settings, below `folder`. */
export function filesOf(settings, folder = "") {
  const { text } = tomlOf(settings);
  const files = new Map([[folder + FILE, new Blob([text])]]);
  if (settings.logo) files.set(folder + settings.logo.name, bytesOf(settings.logo));
  return files;
}

/** Files with the settings beside every list that has none of its own. */
export function withSettings(files, settings) {
  if (!tomlOf(settings).keys.some(Boolean)) return files;
  const folders = new Set(customerFiles(files.keys()).map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  const all = new Map(files);
  for (const folder of folders) {
    if (files.has(folder + FILE)) continue;
    for (const [path, blob] of filesOf(settings, folder)) if (!all.has(path)) all.set(path, blob);
  }
  return all;
}

/** An engine whose every job finds the settings. */
export function furnished(engine, settings) {
  const run = (args, { files = new Map(), ...options } = {}) => engine.run(args, { ...options, files: withSettings(files, settings()) });
  return Object.assign(Object.create(engine), { run });
}

/** A customer who leaves the dealer to the settings. */
const SOMEONE = sample.replace(/^\[dealer\][^]*?(?=^\[\[)/m, "");

/** Where a message of the program belongs: a key of the form, or null. */
function keyOf({ code, place, text }, keys) {
  if (place?.file === FILE) return keys[place.line - 1] ?? null;
  if (code === "SP160") return "stock";
  return { x: "offset_x", y: "offset_y" }[text.en.match(/--offset-(x|y)/)?.[1]] ?? null;
}

export class Settings {
  constructor(office) {
    this.office = office;
  }

  /** What the program says against the settings: the errors, each with its key. */
  async faults(settings) {
    const found = await this.judged(settings);
    // Those of the command line come before anything is read: the rest is judged without them.
    const early = found.map(({ key }) => key).filter((key) => EARLY.includes(key));
    if (early.length === 0) return found;
    const rest = Object.entries(settings.values).filter(([key]) => !early.includes(key));
    return [...found, ...(await this.faults({ ...settings, values: Object.fromEntries(rest) }))];
  }

  async judged(settings) {
    const files = new Map([["customer.toml", new Blob([SOMEONE])], ...filesOf(settings)]);
    const args = ["build", "customer.toml", "--dry-run", "-o", "out", ...common()];
    const { report } = await this.office.engine.run(args, { files }).done;
    if (!report) return [{ key: null, message: null }];
    const { keys } = tomlOf(settings);
    const messages = [...report.messages, ...report.customers.flatMap((one) => one.messages)];
    return messages
      .filter((one) => one.severity === "error")
      .map((message) => ({ key: keyOf(message, keys), message }));
  }

  /** Takes settings that have no faults; false if the browser does not keep them. */
  async take(settings) {
    const isKept = keep(KEPT, settings);
    this.office.store.set({ settings, built: null });
    this.order(settings);
    if (this.office.store.get("files").size > 0) await this.office.check({ stay: true });
    return isKept;
  }

  /** What the settings say of papers and printer stands in the order from the beginning. */
  order({ values }) {
    const { papers } = this.office;
    if (!papers) return;
    const kinds = (values.documents ?? "").split(",").map((one) => one.trim()).filter((one) => ALL_KINDS.includes(one));
    papers.choose({ sort: values.sort ?? "", kinds: kinds.length > 0 ? kinds : KINDS });
    papers.chooseOffset({ x: millimetres(values.offset_x), y: millimetres(values.offset_y) });
  }

  /** The offset is one value, wherever it is written. */
  begin() {
    const { store } = this.office;
    this.order(store.get("settings"));
    let known = store.get("offset");
    store.listen(({ offset, settings }) => {
      if (offset === known) return;
      known = offset;
      const { x, y } = offset;
      const written = { offset_x: x ? String(x) : undefined, offset_y: y ? String(y) : undefined };
      const values = Object.fromEntries(Object.entries({ ...settings.values, ...written }).filter(([, value]) => value));
      if (JSON.stringify(values) === JSON.stringify(settings.values)) return;
      keep(KEPT, { ...settings, values });
      store.set({ settings: { ...settings, values } });
    });
  }

  /** Reads a file of settings: what it sets, keys that the page has no use for, or what is wrong with it. */
  async read(files) {
    const path = [...files.keys()].find((one) => one.split("/").at(-1).toLowerCase() === FILE);
    if (!path) return null;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const beside = [...files].filter(([name]) => name.startsWith(folder)).map(([name, blob]) => [name.slice(folder.length), blob]);
    const { report } = await this.office.engine.run(["settings", ...common()], { files: new Map([...beside, [FILE, files.get(path)]]) }).done;
    if (!report?.result) return { messages: report?.messages ?? [] };
    const set = report.result.values.filter(({ value }) => value !== null);
    const values = Object.fromEntries(set.filter(({ key }) => KEYS.includes(key)).map(({ key, value }) => [key, value]));
    const name = set.find(({ key }) => key === LOGO)?.value;
    const blob = new Map(beside).get(name);
    const unused = set.map(({ key }) => key).filter((key) => !KEYS.includes(key) && key !== LOGO);
    return { messages: [], settings: { values, logo: blob ? await logoOf(name, blob) : null }, unused, isLogoLost: Boolean(name) && !blob };
  }
}

/** A picture as it is kept. */
export function logoOf(name, blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: `logo.${/\.png$/i.test(name) ? "png" : "jpg"}`, data: reader.result });
    reader.readAsDataURL(blob.slice(0, blob.size, /\.png$/i.test(name) ? "image/png" : "image/jpeg"));
  });
}
