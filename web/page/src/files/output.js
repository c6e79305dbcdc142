// Files out of the page: opened in the browser's own viewer, saved one by one, as an archive. What is in them is
// not known here; folders are in folder.js.

import { zipped } from "./zip.js";

const KINDS = {
  pdf: "application/pdf",
  html: "text/html",
  json: "application/json",
  txt: "text/plain;charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export const nameOf = (path) => path.split("/").at(-1);

function address(path, blob) {
  const kind = KINDS[path.split(".").at(-1)] ?? "application/octet-stream";
  const url = URL.createObjectURL(blob.slice(0, blob.size, kind));
  // A viewer reads it some time after it was opened.
  setTimeout(() => URL.revokeObjectURL(url), 600_000);
  return url;
}

export function openFile(path, blob) {
  window.open(address(path, blob), "_blank", "noopener");
}

export function saveFile(name, blob) {
  const link = document.createElement("a");
  link.href = address(name, blob);
  link.download = nameOf(name);
  link.click();
}

export async function saveZip(name, files) {
  saveFile(name, await zipped(files));
}

export const canSaveFolder = () => typeof window.showDirectoryPicker === "function";
