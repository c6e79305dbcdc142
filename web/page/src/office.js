// What the user does, as command lines. In: the user's acts. Out: the state of the page. How the program is run (engine/) and
// what is shown (views/) is not known here.

import { PAPERS, Papers } from "./acts/papers.js";
import { customerFiles, parted } from "./files/intake.js";
import { language } from "./words.js";

/** Every command of the page says everything as events, in the language of the page. */
export const common = () => ["--format", "ndjson", "--lang", language()];

export const BEGINNING = {
  view: "table",
  usable: null,
  files: new Map(),
  runs: new Map(),
  troubles: { unread: [], large: [], runs: [] },
  checking: null,
  checked: null,
  building: null,
  built: null,
  stock: [],
  ...PAPERS,
};

export class Office {
  constructor(engine, store) {
    Object.assign(this, { engine, store, job: null });
    this.papers = new Papers(this);
  }

  async begin() {
    try {
      await this.engine.ready;
    } catch (error) {
      this.store.set({ usable: { is: false, why: error.message } });
      return;
    }
    const { report } = await this.engine.run(["stock", ...common()]).done;
    this.store.set({ usable: { is: true }, stock: report?.result?.stock ?? [] });
    await this.papers.runs.begin();
  }

  show(view) {
    this.store.set({ view });
  }

  /** Takes files in the place of those of the same path, and checks all. */
  async take({ files, unread, large }) {
    const { own, runs, names } = parted(files);
    const kept = new Map([...this.store.get("files"), ...own]);
    this.store.set({
      files: kept,
      runs: new Map([...this.store.get("runs"), ...runs]),
      troubles: { unread, large, runs: names },
    });
    await this.check();
  }

  async remove(path) {
    const files = new Map(this.store.get("files"));
    files.delete(path);
    this.store.set({ files });
    await this.check();
  }

  stop() {
    this.job?.stop();
  }

  /** Runs a command that is the only one then; `key` is where its progress is kept. */
  async alone(key, args, options) {
    this.stop();
    this.store.set({ [key]: { processed: 0, total: 0, left: null } });
    const job = this.engine.run(args, { ...options, onEvent: (event) => this.hear(key, event) });
    this.job = job;
    const ending = await job.done;
    // One that was replaced has nothing to say any more.
    if (this.job !== job) return null;
    this.job = null;
    this.store.set({ [key]: null });
    return ending;
  }

  hear(key, event) {
    const now = this.store.get(key);
    if (!now) return;
    if (event.event === "started") this.store.set({ [key]: { ...now, total: event.total } });
    if (event.event === "progress") {
      const { processed, total, seconds_left: left } = event.progress;
      this.store.set({ [key]: { processed, total, left } });
    }
  }

  async check() {
    const files = this.store.get("files");
    const customers = customerFiles(files.keys());
    this.store.set({ checked: null, built: null });
    if (customers.length === 0) {
      this.stop();
      this.store.set({ checking: null });
      return;
    }
    const ending = await this.alone("checking", ["check", ...customers, ...common()], { files });
    if (ending) this.store.set({ checked: ending, view: ending.report ? "faults" : "table" });
  }

  /** The empty workbook. */
  async emptyTable(name) {
    const { files } = await this.engine.run(["new", name, ...common()]).done;
    return files.get(name);
  }
}
