// Cells are mended. In: cells with their new texts. Out: a new table in memory and what is said of it now; the file that was
// chosen is never written. How it is shown is not known here.

import { nameOf } from "../files/output.js";
import { common } from "./common.js";

/** So many steps can be undone. */
const MOST_STEPS = 200;
/** A list of more customers is judged in two steps: first the one whose cell it is, then all. */
const FEW = 12;
/** How long after the last change all are judged, in milliseconds. */
const REST = 500;

const TABLES = /\.(xlsx|csv|tsv)$/i;

/** Whether cells of the file can be mended here; others are mended in Excel. */
export const canMend = (path) => TABLES.test(path);

/** The name under which a mended table is saved. */
export function mendedName(path) {
  const name = nameOf(path);
  const at = name.lastIndexOf(".");
  return `${name.slice(0, at)}（修正）${name.slice(at)}`;
}

export class Mender {
  constructor(office) {
    Object.assign(this, { office, store: office.store, queue: Promise.resolve(), turn: 0 });
    // Whoever closes the page with a mended table that is not saved is asked.
    window.addEventListener("beforeunload", (event) => {
      if (this.store.get("unsaved").size > 0) event.preventDefault();
    });
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

  next(work, keys) {
    this.turn += 1;
    clearTimeout(this.timer);
    this.queue = this.queue.then(work).catch(() => {});
    return this.queue.then(() => {
      const pending = new Set(this.store.get("pending"));
      keys.forEach((key) => pending.delete(key));
      this.store.set({ pending });
    });
  }

  async mendNow(sheet, cells) {
    const { file: path } = sheet;
    const before = this.store.get("files").get(path);
    const out = `mended${path.slice(path.lastIndexOf("."))}`;
    const sets = cells.flatMap(({ cell, text }) => ["--set", `${sheet.sheet ? `${sheet.sheet}!` : ""}${cell}=${text}`]);
    const args = ["mend", path, out, ...sets, ...common()];
    const { files, report } = await this.office.engine.run(args, { files: new Map([[path, before]]) }).done;
    const made = files.get(out);
    if (!made) {
      this.store.set({ mendTrouble: report?.messages[0] ?? {} });
      return;
    }
    const step = { path, before, cells: cells.map(({ cell }) => cell), sheet: sheet.key };
    const steps = [...this.store.get("steps"), step].slice(-MOST_STEPS);
    this.put(path, made, { steps, mendTrouble: null });
    await this.judge(path, cells);
  }

  async undoNow() {
    const steps = [...this.store.get("steps")];
    const step = steps.pop();
    if (!step) return;
    this.put(step.path, step.before, { steps, mendTrouble: null, undone: step });
    await this.judge(step.path, []);
  }

  put(path, blob, more) {
    const { files, originals } = this.store.values;
    const kept = originals.has(path) ? originals : new Map([...originals, [path, files.get(path)]]);
    this.store.set({ ...more, originals: kept, files: new Map([...files, [path, blob]]), unsaved: new Set([...this.store.get("unsaved"), path]) });
  }

  /** Judges at once the customer whose cells have changed, and all of them when the user rests. */
  async judge(path, cells) {
    const mine = this.turn;
    const report = this.store.get("checked")?.report;
    const one = report && report.customers.length > FEW && ownerOf(report, path, cells);
    if (one && (await this.judgeOne(report, one, cells))) {
      this.timer = setTimeout(() => mine === this.turn && this.judgeAll(mine), REST);
      return;
    }
    await this.judgeAll(mine);
  }

  async judgeOne(report, one, cells) {
    const { files } = this.store.values;
    const args = this.office.checkArgs([one.file], ["--customer", one.customer.customer_no]);
    const { report: found } = await this.office.engine.run(args, { files }).done;
    const now = found?.customers.find((other) => isSame(other, one));
    // The whole list alone knows what holds between customers.
    if (!now || found.customers.length !== 1) return false;
    now.customer = { ...now.customer, number: one.customer.number };
    const customers = report.customers.map((other) => (other === one ? now : other));
    const tables = report.result.tables.map((table) => (table.file === one.file ? withTexts(table, cells) : table));
    this.tell({ ...report, customers, result: { ...report.result, ...counted(customers), tables } });
    return true;
  }

  async judgeAll(mine) {
    const ending = await this.office.checked();
    if (mine === this.turn && ending.report) this.store.set({ checked: ending, built: null });
  }

  tell(report) {
    this.store.set({ checked: { ...this.store.get("checked"), report }, built: null });
  }
}

const isSame = (one, other) => one.file === other.file && one.place?.row === other.place?.row && one.place?.sheet === other.place?.sheet;

/** The customer whose cells these are, if `--customer` finds it alone and the cells do not say who it is. */
function ownerOf(report, path, cells) {
  const table = report.result?.tables?.find((one) => one.file === path);
  const rows = new Set(cells.map(({ row }) => row));
  if (!table || cells.some(({ field }) => /^(customer_no|institution\.(name|code|previous_code|prefecture|fee_table))$/.test(field))) return null;
  const owners = new Set(table.rows.filter(({ row }) => rows.has(row)).map((row) => row.customer));
  const first = owners.size === 1 && table.rows.find((row) => row.customer === [...owners][0]);
  const owner = first && report.customers.find((one) => one.file === path && one.place?.row === first.row);
  const number = owner?.customer.customer_no;
  const isAlone = number && !/[,，、]/.test(number) && report.customers.filter((one) => one.customer?.customer_no === number).length === 1;
  return isAlone ? owner : null;
}

/** What `check` counts, of a report in which one customer was judged anew. */
function counted(customers) {
  const good = customers.filter((one) => one.ok).length;
  const warnings = customers.reduce((sum, one) => sum + one.warnings, 0);
  return { without_errors: good, with_errors: customers.length - good, warnings };
}

/** A table with the texts as they were typed. */
function withTexts(table, cells) {
  const rows = table.rows.map((row) => {
    const own = cells.filter((cell) => cell.row === row.row);
    if (own.length === 0) return row;
    const others = row.cells.filter(({ cell }) => !own.some((one) => one.cell === cell));
    const typed = own.filter(({ text }) => text !== "").map(({ cell, column, text }) => ({ cell, column, text }));
    return { ...row, cells: [...others, ...typed] };
  });
  return { ...table, rows };
}
