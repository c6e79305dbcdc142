// What the user does while labels are stuck and sheets are counted, as command lines. In: the user's acts. Out: patches of
// the state, and what a command reported. What is shown is not known here.

import { customerFiles } from "../files/intake.js";
import { nameOf } from "../files/output.js";
import { common } from "./common.js";

/** What can be looked at: pictures and pages. */
export const isPicture = (path) => /\.(png|jpe?g|pdf)$/i.test(path);
export const isTable = (path) => /\.(xlsx|xlsm|ods|csv|tsv)$/i.test(path);

/** The runs among the files: names of their folders below `out/`. */
export const runsOf = (runs) => [...runs.keys()].map((path) => path.match(/^out\/([^/]+)\/manifest\.json$/)?.[1]).filter(Boolean);

export const STICKING = {
  seen: new Map(),
  terminals: [],
  first: null,
  last: null,
  found: null,
  ended: null,
};

export class Stick {
  constructor(office) {
    this.office = office;
    this.queue = Promise.resolve();
  }

  get now() {
    return this.office.store.get("sticking");
  }

  set(patch) {
    this.office.store.set({ sticking: { ...this.now, ...patch } });
  }

  /** What codes are held against: `lists`, or a run by name. */
  against(which) {
    const { files, runs } = this.office.store.values;
    if (which !== "lists") return { paths: [`out/${which}`], files: runs };
    return { paths: customerFiles(files.keys()), files };
  }

  /** Headings that the user has assigned. */
  reading() {
    return this.office.reading?.() ?? [];
  }

  /** Forgets what was seen. */
  again() {
    this.set(STICKING);
  }

  /** A code that was typed or read by a handy scanner. With `pairs`, the second is held against the first. */
  typed(text, { which, pairs }) {
    this.queue = this.queue.then(() => this.one(text, which, pairs));
    return this.queue;
  }

  async one(text, which, pairs) {
    const { paths, files } = this.against(which);
    const first = pairs && this.now.first;
    const args = ["scan", "-", ...(first ? ["--pairs"] : []), "--against", ...paths, ...common()];
    const lines = first ? [first, text] : [text];
    const ending = await this.office.engine.run(args, { files, typed: `${lines.join("\n")}\n` }).done;
    const codes = ending.report?.result?.codes ?? [];
    const code = codes.at(-1);
    if (!code || codes.length < lines.length) {
      this.set({ last: null, found: null, ended: ending });
      return;
    }
    const isOdd = ({ code: number, place }) => number === "SP188" && place?.file === "-";
    const odd = first ? ending.report.messages.find(isOdd) : null;
    const isWaiting = Boolean(pairs && !first && code.terminal);
    const seen = isWaiting ? [] : first && !odd ? codes : first ? [] : [code];
    this.set({
      ...this.noted(ending.report, seen),
      first: isWaiting ? text : null,
      last: { code, before: first ? codes[0] : null, odd, isWaiting, at: Date.now() },
      found: null,
      ended: null,
    });
  }

  /** What is seen now, with the right ones among `codes`. */
  noted({ result }, codes) {
    const seen = new Map(this.now.seen);
    for (const { status, terminal } of codes) if (status === "right" && terminal) seen.set(terminal.slot, status);
    return { seen, terminals: result.terminals };
  }

  /** Photos and scanned pages. */
  async looked(pictures, { which }) {
    const { paths, files } = this.against(which);
    const args = ["scan", ...pictures.keys(), "--against", ...paths, ...common()];
    const ending = await this.office.alone("looking", args, { files: new Map([...files, ...pictures]) });
    if (!ending) return;
    const { report } = ending;
    if (!report?.result) {
      this.set({ last: null, found: null, first: null, ended: ending });
      return;
    }
    this.set({ ...this.noted(report, report.result.codes), first: null, last: null, found: report, ended: ending });
  }

  /** Counts the scanned sheets of a run. Reading a stack takes minutes: `scan` tells each mark as it is read. */
  async count(pictures, run) {
    const { store } = this.office;
    store.set({ counted: null });
    const read = await this.office.alone("counting", ["scan", ...pictures.keys(), ...common()], { files: pictures });
    if (!read) return;
    const { codes } = read.report?.result ?? {};
    if (!codes) {
      store.set({ counted: read });
      return;
    }
    const typed = codes.map(({ text }) => text).filter((text) => text.startsWith("SPS")).join("\n");
    const counted = await this.office.alone("counting", ["reconcile", `out/${run}`, "-", ...common()], { files: store.get("runs"), typed: `${typed}\n` });
    if (!counted) return;
    // A page that cannot be read is told; that labels beside marks are held against nothing is not.
    const unread = read.report.messages.filter(({ severity, code }) => severity === "error" && !/^SP1[89]/.test(code));
    store.set({ counted: { ...counted, unread } });
  }

  /** The table that goes to the installer: its file, or how the job ended. */
  async form(list, name) {
    const files = this.office.store.get("files");
    const ending = await this.office.engine.run(["record", list, "--form", name, ...this.reading(), ...common()], { files }).done;
    return { name, blob: ending.files.get(name) ?? null, ending };
  }

  /** Takes a table that came back into a new list. */
  async record(list, returned) {
    const [path, blob] = returned;
    const files = new Map([...this.office.store.get("files"), [`returned/${nameOf(path)}`, blob]]);
    const [, stem, ending] = nameOf(list).match(/^(.*?)(\.[^.]+)$/);
    const name = `${stem}-記録済み${ending}`;
    const args = ["record", list, `returned/${nameOf(path)}`, "-o", name, ...this.reading(), ...common()];
    const done = await this.office.engine.run(args, { files }).done;
    return { name, blob: done.files.get(name) ?? null, ending: done };
  }
}
