// The Worker: runs the program, a fresh instance for each job. In: the packed program or what was compiled of it; jobs. Out:
// lines of events, files that have changed, how the job ended. Which commands there are is not known here.

import { ConsoleStdout, File, OpenFile, WASI } from "@bjorn3/browser_wasi_shim";
import { unpack } from "./packed.js";
import { Tree } from "./tree.js";

/** How often files are told while the program works: what is told outlives a Worker that is ended. In milliseconds. */
const FILES_EVERY = 1000;
/** How often it is told that the program works, in milliseconds. */
const SIGN_EVERY = 250;
/** Most characters kept of what the program says to people. */
const LONGEST_SAID = 10_000;
/** ENOTSUP of WASI. */
const NOT_SUPPORTED = 58;

let program = null;

const tell = (kind, more = {}) => postMessage({ kind, ...more });

async function load(packed) {
  const unpacked = new Blob([unpack(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
  program = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
  tell("ready", { program });
}

/** What the program says on its two streams and writes into files, told as it comes. */
class Watch {
  constructor(tree) {
    this.tree = tree;
    this.lines = [];
    this.said = "";
    this.signed = this.filed = performance.now();
  }

  line(line) {
    this.lines.push(line);
    this.sign();
    // Files are whole between two customers.
    if (performance.now() - this.filed > FILES_EVERY) this.files();
  }

  sign() {
    if (performance.now() - this.signed < SIGN_EVERY) return;
    this.signed = performance.now();
    tell("lines", { lines: this.lines.splice(0) });
  }

  files() {
    const { changed, gone } = this.tree.changes();
    if (changed.length > 0 || gone.length > 0) tell("files", { changed, gone });
    this.filed = performance.now();
  }

  end() {
    tell("lines", { lines: this.lines.splice(0) });
    this.files();
  }
}

function streams(watch, typed) {
  const said = new TextDecoder();
  const err = new ConsoleStdout((bytes) => {
    if (watch.said.length < LONGEST_SAID) watch.said += said.decode(bytes, { stream: true });
  });
  const input = new OpenFile(new File(new TextEncoder().encode(typed)));
  return [input, ConsoleStdout.lineBuffered((line) => watch.line(line)), err];
}

/** What the program asks of its system. */
function imports(wasi, watch) {
  const given = wasi.wasiImport;
  return {
    ...given,
    // The package counts characters, the program bytes: 「さくら」 has three and nine.
    args_sizes_get(count, size) {
      const memory = new DataView(wasi.inst.exports.memory.buffer);
      const bytes = wasi.args.map((arg) => new TextEncoder().encode(arg).length + 1);
      memory.setUint32(count, bytes.length, true);
      memory.setUint32(size, bytes.reduce((sum, one) => sum + one, 0), true);
      return 0;
    },
    fd_write(...what) {
      watch.sign();
      return given.fd_write(...what);
    },
  };
}

/** What a C library without threads lacks: each says that it is not supported. Usually there is nothing of the kind. */
function missing() {
  const names = WebAssembly.Module.imports(program).filter(({ module }) => module === "env");
  return Object.fromEntries(names.map(({ name }) => [name, () => NOT_SUPPORTED]));
}

function run({ args, files, typed = "" }) {
  const tree = new Tree(files);
  const watch = new Watch(tree);
  const wasi = new WASI(["startpack", ...args], ["LANG=ja_JP.UTF-8"], [...streams(watch, typed), tree.opened()], { debug: false });
  let exit;
  try {
    exit = wasi.start(new WebAssembly.Instance(program, { wasi_snapshot_preview1: imports(wasi, watch), env: missing() }));
  } catch (error) {
    watch.end();
    tell("broke", { why: String(error?.message ?? error), said: watch.said });
    return;
  }
  watch.end();
  tell("end", { exit, said: watch.said });
}

onmessage = async ({ data }) => {
  if (data.packed) {
    await load(data.packed).catch((error) => tell("unusable", { why: String(error?.message ?? error) }));
  } else if (data.program) {
    program = data.program;
  } else {
    run(data);
  }
};
