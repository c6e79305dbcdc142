// Who will be in a printing of what has changed, before it is made. In: the order, the lists, the run. Out: customers by name.
// The program decides it while it makes the papers, so they are made on trial: nothing of it is kept unless just that is
// ordered then.

import { runNow } from "./runs.js";

const ofRun = (run) => (path) => path.startsWith(`${run}/print/`) && path.endsWith("/print.json");

/** Names, by code, of all who have papers in the printings of a run. */
async function printedBefore(runs, run) {
  const told = await Promise.all([...runs].filter(([path]) => ofRun(run)(path)).map(([, blob]) => blob.text()));
  return new Map(told.flatMap((text) => JSON.parse(text).sheets.customers.map(({ code, name }) => [code, name])));
}

/** `{ changed, fresh, gone }`: names; null if the program says no printing. Who has faults is not gone: the papers stay in force. */
export async function found({ report, files }, runs) {
  const { result } = report ?? {};
  if (!result?.printing) return null;
  const { run, printing } = result;
  if (printing.kept) return { changed: [], fresh: [], gone: [] };
  const told = files.get(`${run}/print/${printing.number}/print.json`);
  const { sheets, gone = [] } = JSON.parse(await told.text());
  const { customers } = sheets;
  const before = await printedBefore(runs, run);
  const names = (isOld) => customers.filter(({ code }) => before.has(code) === isOld).map(({ name, customer_no: no, code }) => `${name}（${no || code}）`);
  return { changed: names(true), fresh: names(false), gone: gone.map((code) => before.get(code) || code) };
}

export class Changes {
  constructor(papers) {
    const { engine, store } = papers;
    Object.assign(this, { papers, engine, store, wanted: null, job: null, trial: null, isPaused: false });
    store.listen((state) => this.look(state));
  }

  /** What a build would be given now; null if it is not about what has changed, or cannot be. */
  wish(state) {
    const { order, checked, files, runs } = state;
    if (order.whom !== "changed" || !checked?.report || !runNow(state) || this.isPaused) return null;
    return { args: JSON.stringify(this.papers.buildLine()), files, runs };
  }

  look(state) {
    const wish = this.wish(state);
    const isSame = (one) => one && wish && one.args === wish.args && one.files === wish.files && one.runs === wish.runs;
    if (isSame(this.wanted) || (!wish && !this.wanted)) return;
    this.wanted = wish;
    this.job?.stop();
    this.job = null;
    if (wish) this.try(wish);
    else if (state.changes) this.store.set({ changes: null });
  }

  async try(wish) {
    this.trial = null;
    const onEvent = ({ event, progress }) => {
      if (event === "progress" && this.wanted === wish) this.store.set({ changes: { progress: { ...progress, left: progress.seconds_left } } });
    };
    const job = this.engine.run(JSON.parse(wish.args), { files: new Map([...wish.files, ...wish.runs]), onEvent });
    this.job = job;
    this.store.set({ changes: { progress: { processed: 0, total: 0, left: null } } });
    const ending = await job.done;
    if (this.wanted !== wish) return;
    const names = ending.how === "ended" ? await found(ending, wish.runs).catch(() => null) : null;
    if (this.wanted !== wish) return;
    if (names) this.trial = { wish, ending };
    this.store.set({ changes: { names } });
  }

  stop() {
    this.job?.stop();
  }

  /** What was made on trial, if it is what is ordered now. */
  made(args, { files, runs }) {
    const { wish, ending } = this.trial ?? {};
    this.trial = null;
    return wish && wish.args === JSON.stringify(args) && wish.files === files && wish.runs === runs ? ending : null;
  }

  /** While papers are made nothing is tried. */
  pause() {
    this.isPaused = true;
    this.look(this.store.values);
  }

  /** A printing that was just made is not tried again, unless something else changes. */
  rest() {
    this.isPaused = false;
    this.wanted = this.wish(this.store.values);
  }
}
