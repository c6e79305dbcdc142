// Cells are mended. In: cells with their new texts. Out: a new table in memory and what is said of it now; the file that was
// chosen is never written. How it is shown is not known here.

import { nameOf } from "../files/output.js";
import { say } from "../words.js";
import { common } from "./common.js";
import { alone, merged } from "./quick.js";

/** So many steps can be undone. */
const MOST_STEPS = 200;
/** A list of more customers is judged in two steps: first the one whose cell it is, then all. */
const FEW = 3;
/** How long after the last change all are judged, in milliseconds. */
const REST = 500;

const TABLES = /\.(xlsx|csv|tsv)$/i;

/** Whether cells of the file can be mended here; others are mended in Excel. */
export const canMend = (path) => TABLES.test(path);

/** The name under which a mended table is saved. */
export function mendedName(path) {
  const name = nameOf(path);
  const at = name.lastIndexOf(".");
  return say("faults_mended_name", { name: name.slice(0, at) }) + name.slice(at);
}

export class Mender {
  constructor(office) {
    Object.assign(this, { office, store: office.store, queue: Promise.resolve(), turn: 0 });
  }

  /** Puts texts into cells of a table: `cells` are `{ cell, text, row, field }`. Resolves when that is judged. */
  mend(sheet, cells) {
    const keys = cells.map(({ cell }) => `${sheet.key}\n${cell}`);
    this.store.set({ pending: new Set([...this.store.get("pending"), ...keys]) });
    return this.next(() => this.mendNow(sheet, cells), keys);
  }

  /** Takes back the last step. */
  undo() {
    return this.next(() => this.undoNow(), []);
  }

  /** What is being judged or is to be is old. */
  forget() {
    this.turn += 1;
    clearTimeout(this.timer);
    this.whole?.stop();
  }

  next(work, keys) {
    this.forget();
    this.queue = this.queue.then(work).catch(() => {});
    return this.queue.then(() => {
      const pending = new Set(this.store.get("pending"));
      keys.forEach((key) => pending.delete(key));
      this.store.set({ pending });
    });
  }

  async mendNow(sheet, cells) {
    const { file: path } = sheet;
    const { files, checked } = this.store.values;
    const step = { path, before: files.get(path), checked, cells: cells.map(({ cell }) => cell) };
    const isJudged = await this.judgeOne(sheet, cells);
    const out = `${path}.new${path.slice(path.lastIndexOf("."))}`;
    const sets = cells.flatMap(({ cell, text }) => ["--set", `${sheet.sheet ? `${sheet.sheet}!` : ""}${cell}=${text}`]);
    const ending = await this.office.engine.run(["mend", path, out, ...sets, ...common()], { files: new Map([[path, step.before]]) }).done;
    const made = ending.files.get(out);
    if (!made) {
      this.store.set({ mendTrouble: ending.report?.messages[0] ?? {}, checked });
      return;
    }
    this.put(path, made, { steps: [...this.store.get("steps"), step].slice(-MOST_STEPS), mendTrouble: null });
    await this.judgeRest(isJudged);
  }

  async undoNow() {
    const steps = [...this.store.get("steps")];
    const step = steps.pop();
    if (!step) return;
    // What was said before holds again.
    this.put(step.path, step.before, { steps, mendTrouble: null, checked: step.checked });
    await this.judgeRest(true);
  }

  put(path, blob, more) {
    const { files, originals } = this.store.values;
    const kept = originals.has(path) ? originals : new Map([...originals, [path, files.get(path)]]);
    this.store.set({ ...more, originals: kept, files: new Map([...files, [path, blob]]), unsaved: new Set([...this.store.get("unsaved"), path]) });
  }

  /** Judges the customer whose cells change, by itself; true if that was possible. */
  async judgeOne(sheet, cells) {
    const { report } = this.store.get("checked") ?? {};
    const one = report && report.customers.length > FEW && alone(report, sheet, cells);
    if (!one) return false;
    const settings = [...this.store.get("files")].filter(([path]) => path === "startpack.toml");
    const files = new Map([...settings, ["one.csv", new Blob([one.text])]]);
    const { report: found } = await this.office.engine.run(["check", "one.csv", ...common()], { files }).done;
    const now = merged(report, one, found);
    if (!now) return false;
    this.store.set({ checked: { ...this.store.get("checked"), report: now }, built: null });
    return true;
  }

  /** Judges all: at once, or when the user rests. */
  async judgeRest(isJudged) {
    const mine = this.turn;
    if (!isJudged) return this.judgeAll(mine);
    this.timer = setTimeout(() => mine === this.turn && this.judgeAll(mine), REST);
  }

  async judgeAll(mine) {
    this.whole = this.office.judging();
    const ending = await this.whole.done;
    if (mine === this.turn && ending.report) this.store.set({ checked: ending, built: null });
  }
}
