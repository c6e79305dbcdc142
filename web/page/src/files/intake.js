// Files into the page. In: what was dropped or chosen. Out: a Map of paths to Blobs, and what could not be read. What is in
// them is not known here.

import { unzipped } from "./zip.js";

/** What was dropped: files and whole folders. Must be called while the event is handled. */
export function dropped(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.());
  if (entries.length === 0 || entries.some((entry) => !entry)) return chosen(transfer.files);
  return gather(async (put) => {
    for (const entry of entries) await walk(entry, put);
  });
}

/** What was chosen in a dialogue, with the paths below a chosen folder. */
export function chosen(files) {
  const all = [...files];
  return gather(async (put) => {
    for (const file of all) await put(file.webkitRelativePath || file.name, file);
  });
}

async function walk(entry, put) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    await put(entry.fullPath.replace(/^\//, ""), file);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A folder is read in pieces; the last one is empty.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
    if (some.length === 0) return;
    for (const inner of some) await walk(inner, put);
  }
}

async function gather(visit) {
  const found = { files: new Map(), unread: [], large: [] };
  await visit(async (path, file) => {
    if (!file) {
      found.unread.push(path);
    } else if (/\.zip$/i.test(path)) {
      await unzipped(file).then(
        (inner) => inner.forEach((blob, name) => found.files.set(name, blob)),
        (error) => (error instanceof RangeError ? found.large : found.unread).push(path),
      );
    } else {
      found.files.set(path, file);
    }
  });
  return found;
}

const CUSTOMERS = /\.(xlsx|xlsm|ods|csv|tsv|toml)$/i;

/** Those of the paths that hold customers: no settings, nothing hidden, nothing that Excel leaves beside an open workbook. */
export function customerFiles(paths) {
  const isMeant = (path) => {
    const parts = path.split("/");
    const name = parts.at(-1);
    return CUSTOMERS.test(name) && name !== "startpack.toml" && !name.startsWith("~$") && !parts.some((part) => part.startsWith("."));
  };
  return [...paths].filter(isMeant).sort();
}

/** Parts files of customers from folders of runs, which were made by the program and come back: those go below `out/`. */
export function parted(files) {
  const roots = [...files.keys()]
    .map((path) => path.match(/^(.*\/)(?:manifest\.json|\.journal)$/)?.[1])
    .filter((root) => root);
  const [own, runs] = [new Map(), new Map()];
  for (const [path, blob] of files) {
    const root = roots.find((one) => path.startsWith(one));
    if (root) runs.set(`out/${root.split("/").at(-2)}/${path.slice(root.length)}`, blob);
    else own.set(path, blob);
  }
  return { own, runs, names: [...new Set(roots.map((root) => root.split("/").at(-2)))] };
}
