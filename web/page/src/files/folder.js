// The folder that was chosen for the runs: kept by the browser, read, and written to. In: a handle of the browser. Out: files
// below it. What is in them is not known here.

/** A folder with more files than this holds something else. */
const MOST_FILES = 50_000;

/** The one place of the browser that can keep a handle. */
function store(mode) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("startpack", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("handles");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result.transaction("handles", mode).objectStore("handles"));
  });
}

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The handle that was kept; null if there is none, or the browser keeps none. */
export async function keptFolder() {
  try {
    return (await asked((await store("readonly")).get("runs"))) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a handle, or forgets it (null). */
export async function keepFolder(handle) {
  try {
    const kept = await store("readwrite");
    await asked(handle ? kept.put(handle, "runs") : kept.delete("runs"));
  } catch {
    // It serves until the page is closed.
  }
}

/** Asks for a folder; null if none was chosen. */
export const chooseFolder = () => window.showDirectoryPicker({ id: "startpack", mode: "readwrite" }).catch(() => null);

/** Whether the folder may be used; `ask` asks the user, which takes a click. */
export async function isAllowed(handle, ask) {
  const how = { mode: "readwrite" };
  if (!handle.queryPermission) return true;
  if ((await handle.queryPermission(how)) === "granted") return true;
  return ask && (await handle.requestPermission(how).catch(() => "denied")) === "granted";
}

/** Visits every file in a folder. */
async function walk(folder, before, put) {
  for await (const entry of folder.values()) {
    if (entry.kind === "directory") await walk(entry, `${before}${entry.name}/`, put);
    else if (!(await put(before + entry.name, entry))) return;
  }
}

const has = async (folder, name) => folder.getFileHandle(name).then(() => true, () => false);

/** Whether a folder is that of a run. */
const isRun = async (folder) => (await has(folder, "manifest.json")) || (await has(folder, ".journal"));

/** Folders of runs: the chosen one, or those in it. */
async function runsIn(root) {
  if (await isRun(root)) return { own: true, folders: [root] };
  const folders = [];
  for await (const entry of root.values()) if (entry.kind === "directory" && (await isRun(entry))) folders.push(entry);
  return { own: false, folders };
}

/** Files of all runs in the folder, by their paths with the run's name before them; `own`: the folder is itself a run's. */
export async function readRuns(root) {
  const { own, folders } = await runsIn(root);
  const files = new Map();
  for (const folder of folders) {
    await walk(folder, `${folder.name}/`, async (path, entry) => {
      files.set(path, await entry.getFile());
      return files.size < MOST_FILES;
    });
  }
  return { own, files };
}

/** The folder and name of a path below `root`. */
async function placed(root, path, create) {
  const parts = path.split("/");
  const name = parts.pop();
  let folder = root;
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
  return [folder, name];
}

/** Writes a Map of paths to Blobs, and removes what is `gone`. */
export async function writeFiles(root, files, gone = []) {
  for (const [path, blob] of files) {
    const [folder, name] = await placed(root, path, true);
    const out = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await out.write(blob);
    await out.close();
  }
  for (const path of gone) {
    await placed(root, path, false).then(
      ([folder, name]) => folder.removeEntry(name),
      () => {},
    ).catch(() => {});
  }
}
