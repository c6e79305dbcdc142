// Runs that were made here or came back: in memory, and in the folder that was chosen for them. In: how jobs ended. Out: the
// files of all runs, below `out/`. What is in them is not known here.

import { chooseFolder, isAllowed, keepFolder, keptFolder, readRuns, writeFiles } from "../files/folder.js";

const BELOW = "out/";
/** What a run leaves that is of use to nobody. */
const isLock = (path) => path.endsWith(".lock");
/** What is printed again, and the overview, can be made from the run at any time. */
const isAgain = (path) => /^out\/[^/]+\/(?:reprint\/|一覧\.xlsx$)/.test(path);

/** Names of the runs among the files, the newest last. */
export function runNames(files) {
  const found = [...files.keys()].map((path) => path.match(/^out\/([^/]+)\/(?:manifest\.json|\.journal)$/)?.[1]);
  return [...new Set(found.filter(Boolean))].sort();
}

/** A name for a new run beside those: the day and the next number; none is needed for the first. */
export function freshName(names, today = new Date()) {
  if (names.length === 0) return "";
  const two = (number) => String(number).padStart(2, "0");
  const day = `${today.getFullYear()}${two(today.getMonth() + 1)}${two(today.getDate())}`;
  const number = [...Array(names.length + 2).keys()].slice(2).find((one) => !names.includes(`${day}-${one}`));
  return `${day}-${number ?? names.length + 2}`;
}

/** The run that an order goes on with, or "". */
export const runNow = ({ order, runs }) => {
  const names = runNames(runs);
  return (order.run === null ? names.at(-1) : names.find((name) => name === order.run)) ?? "";
};

/** Whether papers of the run were printed, so that what has changed since can be. */
export const isPrinted = (files, run) => [...files.keys()].some((path) => path.startsWith(`out/${run}/print/`) && path.endsWith("print.json"));

/** The name of the run that a job has worked on; null if there is none. */
export function runOf({ report, files }) {
  const told = report?.result?.run?.split("/").at(-1);
  return told ?? runNames(files).at(-1) ?? null;
}

export class Runs {
  constructor(store) {
    this.store = store;
    this.own = false;
    this.onDisk = new Map();
    // What was made in this visit, and what of it was saved as a file or in an archive.
    Object.assign(this, { made: new Map(), saved: new Map() });
    this.writing = Promise.resolve();
  }

  /** Says of which runs (or customers, of papers without a run) something would be lost with the page. */
  tell() {
    const { runs } = this.store.values;
    const isLost = ([path, blob]) => runs.get(path) === blob && this.saved.get(path) !== blob && this.onDisk.get(path) !== blob && !isLock(path) && !isAgain(path);
    const names = [...this.made].filter(isLost).map(([path]) => path.split("/")[1]);
    this.store.set({ unsavedRuns: [...new Set(names)].sort() });
  }

  /** The user has these files. */
  given(paths) {
    const { runs } = this.store.values;
    for (const path of paths) this.saved.set(path, runs.get(path));
    this.tell();
  }

  /** All files of a run, as they are given out. */
  filesOf(run) {
    const own = [...this.store.get("runs")].filter(([path]) => path.startsWith(`${BELOW}${run}/`) && !isLock(path));
    return new Map(own.map(([path, blob]) => [path.slice(BELOW.length), blob]));
  }

  /** The folder of the last visit; the browser asks for permission again, mostly. */
  async begin() {
    const handle = await keptFolder();
    if (!handle) return;
    this.store.set({ folder: { handle, name: handle.name, isOpen: false } });
    if (await isAllowed(handle, false).catch(() => false)) await this.open();
  }

  async choose() {
    const handle = await chooseFolder();
    if (!handle) return;
    await keepFolder(handle);
    this.onDisk = new Map();
    this.store.set({ folder: { handle, name: handle.name, isOpen: false } });
    await this.open();
  }

  /** Opens the chosen folder: its runs are read, and those that are only here are written into it. */
  async open() {
    const { folder } = this.store.values;
    if (!(await isAllowed(folder.handle, true))) return;
    this.store.set({ folder: { ...folder, isOpen: true, trouble: false, isBusy: true } });
    await this.refresh();
    await this.write();
    this.store.set({ folder: { ...this.store.get("folder"), isBusy: false } });
  }

  async leave() {
    await keepFolder(null);
    // What is in the folder stays there.
    this.given([...this.onDisk].filter(([path, blob]) => this.store.get("runs").get(path) === blob).map(([path]) => path));
    this.onDisk = new Map();
    this.store.set({ folder: null });
  }

  /** The path in the chosen folder: a run's own folder is not made in itself. */
  inFolder(path) {
    const parts = path.slice(BELOW.length).split("/");
    return this.own ? (parts[0] === this.store.get("folder").name ? parts.slice(1).join("/") : null) : parts.join("/");
  }

  /** Reads the folder again: others may have changed it. */
  async refresh() {
    const { folder, runs } = this.store.values;
    if (!folder?.isOpen) return;
    if (folder.trouble) this.store.set({ folder: { ...folder, trouble: false } });
    try {
      const { own, files } = await readRuns(folder.handle);
      this.own = own;
      const read = new Map([...files].filter(([path]) => !isLock(path)).map(([path, blob]) => [BELOW + path, blob]));
      const there = new Set(runNames(read));
      const here = [...runs].filter(([path]) => !there.has(path.split("/")[1]));
      this.onDisk = read;
      this.store.set({ runs: new Map([...here, ...read]) });
    } catch (error) {
      this.trouble(error);
    }
  }

  /** Takes what a job has made, and writes it into the folder. */
  async take(ending) {
    const kept = new Map(this.store.get("runs"));
    for (const [path, blob] of ending.files) {
      if (!path.startsWith(BELOW)) continue;
      kept.set(path, blob);
      this.made.set(path, blob);
    }
    for (const path of ending.gone) kept.delete(path);
    this.store.set({ runs: kept });
    await this.write();
  }

  /** Makes the folder what is here. */
  async write() {
    await this.writing;
    const { runs } = this.store.values;
    const changed = [...runs].filter(([path, blob]) => this.onDisk.get(path) !== blob);
    await this.put(changed, [...this.onDisk.keys()].filter((path) => !runs.has(path)));
    this.tell();
  }

  /** Writes what a job has made so far: a computer that is switched off loses little. */
  soFar({ changed, gone }) {
    const below = ([path]) => path.startsWith(BELOW);
    this.writing = this.writing.then(() => this.put(changed.filter(below), gone.filter((path) => below([path]))));
  }

  async put(changed, gone) {
    const { folder } = this.store.values;
    if (!folder?.isOpen || folder.trouble) return;
    const placed = (path) => !isLock(path) && this.inFolder(path);
    try {
      const files = changed.filter(([path]) => placed(path)).map(([path, blob]) => [this.inFolder(path), blob]);
      await writeFiles(folder.handle, files, gone.filter(placed).map((path) => this.inFolder(path)));
      for (const [path, blob] of changed) this.onDisk.set(path, blob);
      for (const path of gone) this.onDisk.delete(path);
    } catch (error) {
      this.trouble(error);
    }
  }

  /** The folder cannot be used (moved, full, write-protected): the papers are still here. */
  trouble(error) {
    this.store.set({ folder: { ...this.store.get("folder"), trouble: String(error?.message ?? error) } });
  }
}
