// What the user does, as command lines. In: the user's acts. Out: the state of the page. How the program is run (engine/) and
// what is shown (views/) is not known here.

import { common } from "./acts/common.js";
import { Mender } from "./acts/faults.js";
import { PAPERS, Papers } from "./acts/papers.js";
import { Settings, furnished, keptSettings } from "./acts/settings.js";
import { STICKING, Stick } from "./acts/stick.js";
import { columnArgs, fitting, isUnclear, remembered } from "./acts/table.js";
import { Unsaved } from "./acts/unsaved.js";
import { pairKey, twins } from "./acts/twins.js";
import { customerFiles, parted } from "./files/intake.js";

export { common };

export const BEGINNING = {
  view: "table",
  usable: null,
  files: new Map(),
  runs: new Map(),
  troubles: { unread: [], large: [], runs: [] },
  // Files that came last, and pairs of files with the same customers that are both used.
  added: new Set(),
  used: new Set(),
  checking: null,
  checked: null,
  building: null,
  built: null,
  stock: [],
  settings: { values: {}, logo: null },
  sticking: STICKING,
  looking: null,
  counting: null,
  counted: null,
  // Headings that the user has assigned to fields, and those of them that the tables have.
  assigned: {},
  columns: {},
  // Mended tables: the files as they were chosen, the steps back, cells that are being judged, tables not saved yet.
  originals: new Map(),
  steps: [],
  pending: new Set(),
  unsaved: new Set(),
  mendTrouble: null,
  // Settings that are written into the form and not used yet; whoever was about to close the page is told what would be lost.
  isDraft: false,
  isLeaving: false,
  ...PAPERS,
};

export class Office {
  constructor(engine, store) {
    Object.assign(this, { engine: furnished(engine, () => store.get("settings")), store, job: null, mender: null });
    this.mender = new Mender(this);
    this.papers = new Papers(this);
    Object.assign(this, { stick: new Stick(this), settings: new Settings(this), unsaved: new Unsaved(this) });
    store.set({ settings: keptSettings(), assigned: remembered() });
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
    this.settings.begin();
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
      added: own.size > 0 ? new Set(own.keys()) : this.store.get("added"),
      ...this.forgotten([...own.keys()]),
    });
    await this.check();
  }

  async remove(path) {
    const files = new Map(this.store.get("files"));
    files.delete(path);
    this.store.set({ files, ...this.forgotten([path]) });
    await this.check();
  }

  /** Both files of a pair are meant, though they have the same customers. */
  async useBoth(pair) {
    this.store.set({ used: new Set([...this.store.get("used"), pairKey(pair)]) });
    this.show(this.afterCheck(this.store.get("checked")));
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
    if (event.event === "code") this.store.set({ [key]: { ...now, codes: (now.codes ?? 0) + 1 } });
    if (event.event === "started") this.store.set({ [key]: { ...now, total: event.total } });
    if (event.event === "progress") {
      const { processed, total, seconds_left: left } = event.progress;
      this.store.set({ [key]: { processed, total, left } });
    }
  }

  /** The state without what was mended in those files: others stand in their place. */
  forgotten(paths) {
    const { originals, steps, unsaved } = this.store.values;
    const others = (path) => !paths.includes(path);
    return {
      originals: new Map([...originals].filter(([path]) => others(path))),
      steps: steps.filter(({ path }) => others(path)),
      unsaved: new Set([...unsaved].filter(others)),
      mendTrouble: null,
    };
  }

  /** What a command that reads tables is told of how to read them. */
  reading() {
    return columnArgs(this.store.get("columns"));
  }

  checkArgs(customers, more = []) {
    return ["check", ...customers, ...common(), "--table", ...this.reading(), ...more];
  }

  /** Judges the files as they are now, beside whatever else goes on. */
  judging() {
    const files = this.store.get("files");
    return this.engine.run(this.checkArgs(customerFiles(files.keys())), { files });
  }

  /** Judges all; `stay`: the view stays as it is. */
  async check({ stay = false } = {}) {
    this.mender.forget();
    const files = this.store.get("files");
    const customers = customerFiles(files.keys());
    // Who assigns a heading keeps what is chosen from before the eyes.
    this.store.set(stay && customers.length > 0 ? { built: null } : { checked: null, built: null });
    if (customers.length === 0) {
      this.stop();
      this.store.set({ checking: null });
      return;
    }
    const { assigned } = this.store.values;
    let ending = await this.alone("checking", this.checkArgs(customers), { files });
    const wanted = ending && fitting(assigned, ending);
    // Which of the remembered headings the tables have is known only when they were read.
    if (ending?.report && JSON.stringify(wanted) !== JSON.stringify(this.store.get("columns"))) {
      this.store.set({ columns: wanted });
      ending = await this.alone("checking", this.checkArgs(customers), { files });
    }
    if (!ending) return;
    this.store.set({ checked: ending, view: stay ? this.store.get("view") : this.afterCheck(ending) });
  }

  /** Where the user is led when the lists are judged. */
  afterCheck(ending) {
    if (!ending.report) return this.store.get("view");
    return isUnclear(ending) || twins({ ...this.store.values, checked: ending }).length > 0 ? "table" : "faults";
  }

  /** The empty workbook. */
  async emptyTable(name) {
    const { files } = await this.engine.run(["new", name, ...common()]).done;
    return files.get(name);
  }
}
