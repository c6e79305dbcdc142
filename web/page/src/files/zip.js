// Archives. In: files; an archive's bytes. Out: an archive; the files in it. Where they come from is not known here.

import { Zip, ZipPassThrough, unzipSync } from "fflate";

/** Most bytes and files that are taken out of an archive. */
export const MOST_UNPACKED = 300_000_000;
const MOST_FILES = 20_000;

/** An archive of a Map of paths to Blobs, as a Blob. Nothing is compressed: PDFs are already. */
export async function zipped(files) {
  const parts = [];
  let done;
  const ended = new Promise((resolve, reject) => {
    done = (error, part, isLast) => {
      if (error) reject(error);
      parts.push(part);
      if (isLast) resolve();
    };
  });
  const zip = new Zip(done);
  for (const [path, blob] of files) {
    const entry = new ZipPassThrough(path);
    zip.add(entry);
    entry.push(new Uint8Array(await blob.arrayBuffer()), true);
  }
  zip.end();
  await ended;
  return new Blob(parts, { type: "application/zip" });
}

/** The files of an archive, a Map of paths to Blobs; fails if there are too many or it is broken. */
export async function unzipped(blob) {
  let [bytes, count] = [0, 0];
  const filter = ({ originalSize }) => {
    bytes += originalSize;
    count += 1;
    if (bytes > MOST_UNPACKED || count > MOST_FILES) throw new RangeError("too large");
    return true;
  };
  const entries = Object.entries(unzipSync(new Uint8Array(await blob.arrayBuffer()), { filter }));
  return new Map(entries.filter(([name]) => !name.endsWith("/")).map(([name, data]) => [named(name), new Blob([data])]));
}

/** Windows writes names in its own encoding and does not say so; the package gives their bytes as characters then. */
function named(name) {
  if (!/[\x80-\xff]/.test(name) || /[^\x00-\xff]/.test(name)) return name;
  return new TextDecoder("shift_jis").decode(Uint8Array.from(name, (one) => one.charCodeAt(0)));
}
