// The program on the side of the page. In: command lines with their files. Out: events, files, and how each job ended. A
// Worker that hangs, breaks down or is stopped is ended, and the next job gets another. What commands mean is not known here.

/** How long a job may give no sign of life, in milliseconds. */
const PATIENCE = 60_000;
const GRACE = 2_000;

export class Engine {
  /** `packed`: the program, compressed, as text (packed.js); `script`: the Worker's. */
  constructor(packed, script) {
    this.url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    this.idle = [];
    this.ready = this.load(packed);
  }

  load(packed) {
    const worker = new Worker(this.url);
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || "worker"));
      worker.onmessage = ({ data }) => {
        if (data.kind !== "ready") return reject(new Error(data.why));
        this.program = data.program;
        this.idle.push(worker);
        resolve();
      };
      worker.postMessage({ packed });
    });
  }

  /** A Worker that has the program. */
  worker() {
    const waiting = this.idle.pop();
    if (waiting) return waiting;
    const worker = new Worker(this.url);
    worker.postMessage({ program: this.program });
    return worker;
  }

  /** Makes a Worker that waits, if none does. */
  warm() {
    if (this.idle.length === 0) this.idle.push(this.worker());
  }

  /** Starts a job: `args` is the command line behind the program's name, `files` a Map of paths to Blobs. */
  run(args, { files = new Map(), typed = "", onEvent = () => {}, onFiles = () => {}, patience = PATIENCE } = {}) {
    return new Job(this, { args, files: [...files], typed }, { onEvent, onFiles }, patience);
  }
}

/** One run of the program. `done` resolves, and never fails, with an `Ending`. */
class Job {
  constructor(engine, task, { onEvent, onFiles }, patience) {
    Object.assign(this, { engine, onEvent, onFiles, patience, files: new Map(), report: null, worker: null, over: false });
    const inputs = new Set(task.files.map(([path]) => path));
    this.gone = new Set();
    this.inputs = inputs;
    this.done = new Promise((resolve) => {
      this.resolve = resolve;
    });
    engine.ready.then(() => this.start(task), (error) => this.end({ how: "broke", why: error.message }));
  }

  start(task) {
    if (this.over) return;
    this.worker = this.engine.worker();
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => this.end({ how: "broke", why: event.message });
    this.watch();
    this.worker.postMessage(task);
    // What the user does meanwhile finds another one that waits.
    setTimeout(() => this.engine.warm());
  }

  /** Ends the job if it gives no sign of life from now on. */
  watch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // A computer that slept finds the time over before it hears what was said: that comes within the grace.
      this.timer = setTimeout(() => this.end({ how: "hung" }), Math.min(GRACE, this.patience));
    }, this.patience);
  }

  hear(data) {
    if (this.over) return;
    this.watch();
    if (data.kind === "lines") data.lines.forEach((line) => this.event(line));
    if (data.kind === "files") this.keep(data);
    if (data.kind === "end") this.end({ how: "ended", exit: data.exit, said: data.said });
    if (data.kind === "broke") this.end({ how: "broke", why: data.why, said: data.said });
  }

  /** The last line of a job is the object of its command, the others are events. */
  event(line) {
    let value;
    try {
      value = JSON.parse(line);
    } catch {
      return;
    }
    if (value.event) this.onEvent(value);
    else this.report = value;
  }

  keep({ changed, gone }) {
    for (const [path, blob] of changed) {
      this.files.set(path, blob);
      this.gone.delete(path);
    }
    for (const path of gone) {
      this.files.delete(path);
      if (this.inputs.has(path)) this.gone.add(path);
    }
    this.onFiles({ changed, gone });
  }

  /** Ends it at once; what it has made whole so far is in the ending. */
  stop() {
    this.end({ how: "stopped" });
  }

  end(ending) {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.timer);
    // A Worker that ended well can run the next job.
    if (ending.how === "ended") this.engine.idle.push(this.worker);
    else this.worker?.terminate();
    this.worker = null;
    this.resolve({ exit: null, said: "", why: "", ...ending, report: this.report, files: this.files, gone: this.gone });
  }
}
