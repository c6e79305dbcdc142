// The file system of one job, in memory. In: paths with their bytes. Out: what has changed since it was last asked. What is
// in the files is not known here.

import { Directory, File, OpenFile, PreopenDirectory } from "@bjorn3/browser_wasi_shim";

/** A file that grows without being copied at each write, counts its changes, and is read only when it is opened. */
class KeptFile extends File {
  constructor(blob) {
    super(new ArrayBuffer(0));
    this.waiting = blob ?? null;
    this.changes = 0;
  }

  get data() {
    if (this.waiting) {
      this.room = new Uint8Array(new FileReaderSync().readAsArrayBuffer(this.waiting));
      this.length = this.room.length;
      this.waiting = null;
    }
    return this.room.subarray(0, this.length);
  }

  set data(bytes) {
    this.waiting = null;
    this.room = bytes;
    this.length = bytes.length;
    this.changes = (this.changes ?? 0) + 1;
  }

  get size() {
    return BigInt(this.waiting ? this.waiting.size : this.length);
  }

  /** Makes the file so long; what is new is zero. */
  resize(length) {
    const bytes = this.data;
    if (length > this.room.length) {
      this.room = new Uint8Array(Math.max(length, 2 * this.room.length));
      this.room.set(bytes);
    }
    if (length < this.length) this.room.fill(0, length, this.length);
    this.length = length;
    this.changes += 1;
  }

  put(bytes, at) {
    const end = at + bytes.length;
    if (end > this.data.length) this.resize(end);
    this.room.set(bytes, at);
    this.changes += 1;
  }

  path_open(oflags, rights, flags) {
    const opened = super.path_open(oflags, rights, flags);
    if (opened.ret !== 0) return opened;
    const own = new OpenKeptFile(this);
    own.file_pos = opened.fd_obj.file_pos;
    return { ret: 0, fd_obj: own };
  }
}

class OpenKeptFile extends OpenFile {
  fd_write(bytes) {
    this.file.put(bytes, Number(this.file_pos));
    this.file_pos += BigInt(bytes.length);
    return { ret: 0, nwritten: bytes.length };
  }

  fd_pwrite(bytes, offset) {
    this.file.put(bytes, Number(offset));
    return { ret: 0, nwritten: bytes.length };
  }

  fd_filestat_set_size(size) {
    this.file.resize(Number(size));
    return 0;
  }

  fd_allocate(offset, length) {
    const end = Number(offset) + Number(length);
    if (end > Number(this.file.size)) this.file.resize(end);
    return 0;
  }
}

const partsOf = (path) => path.split("/").filter((part) => part !== "" && part !== ".");

class Folder extends Directory {
  constructor() {
    super(new Map());
  }

  /** The folder with that name in this one, made if there is none. */
  folder(name) {
    let inner = this.contents.get(name);
    if (!(inner instanceof Directory)) {
      inner = new Folder();
      inner.parent = this;
      this.contents.set(name, inner);
    }
    return inner;
  }

  create_entry_for_path(path, isFolder) {
    const made = super.create_entry_for_path(path, isFolder);
    if (made.entry === null) return made;
    // The package makes entries of its own kinds: ours stand in their place.
    const parts = partsOf(path);
    const name = parts.pop();
    const parent = parts.reduce((folder, part) => folder.contents.get(part), this);
    const entry = isFolder ? new Folder() : new KeptFile();
    if (isFolder) entry.parent = parent;
    parent.contents.set(name, entry);
    return { ret: made.ret, entry };
  }
}

export class Tree {
  /** `files`: pairs of a path and a Blob. */
  constructor(files) {
    this.root = new Folder();
    this.told = new Map();
    for (const [path, blob] of files) {
      const parts = partsOf(path);
      const name = parts.pop();
      const file = new KeptFile(blob);
      parts.reduce((folder, part) => folder.folder(part), this.root).contents.set(name, file);
      this.told.set(path, [file, file.changes]);
    }
  }

  /** The folder as the program sees it: where it stands, and the root. */
  opened() {
    const opened = new PreopenDirectory("/", new Map());
    opened.dir = this.root;
    return opened;
  }

  /** What has changed since this was last called, or since the beginning. */
  changes() {
    const changed = [];
    const now = new Map();
    this.walk(this.root, "", (path, file) => {
      now.set(path, [file, file.changes]);
      const [before, changes] = this.told.get(path) ?? [];
      if (before !== file || changes !== file.changes) changed.push([path, new Blob([file.data])]);
    });
    const gone = [...this.told.keys()].filter((path) => !now.has(path));
    this.told = now;
    return { changed, gone };
  }

  walk(folder, before, visit) {
    for (const [name, entry] of folder.contents) {
      if (entry instanceof Directory) this.walk(entry, `${before}${name}/`, visit);
      else visit(before + name, entry);
    }
  }
}
