// Puts the page into one file. In: the program as wasm, page.html, style.css, src/ and the packages of package-lock.json.
// Out: startpack.html, which loads nothing. How the program is built is not known here.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { pack } from "./src/engine/packed.js";

const here = dirname(fileURLToPath(import.meta.url));
const [wasm, out] = process.argv.slice(2);
const MOST_BYTES = 25 * 1024 * 1024;

const read = (...path) => readFileSync(join(here, ...path), "utf8");

/** A script with all that it imports. */
async function bundled(entry, format) {
  const made = await build({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    write: false,
    format,
    target: "es2022",
    charset: "utf8",
    minify: true,
    legalComments: "none",
    loader: { ".toml": "text" },
    logLevel: "warning",
  });
  return made.outputFiles[0].text;
}

/** What may stand within an element of script: it must not end it. */
const within = (text) => text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Every view may have a style of its own. */
const styles = readdirSync(join(here, "style")).filter((name) => name.endsWith(".css")).sort();
const style = [
  read("node_modules/@digital-go-jp/design-tokens/dist/tokens-simple.css"),
  read("style.css"),
  ...styles.map((name) => read("style", name)),
].join("\n");
const script = within(await bundled("main.js", "iife"));
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "worker-src blob:",
  "img-src data: blob:",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

const parts = {
  policy,
  style,
  script,
  worker: within(await bundled("engine/worker.js", "iife")),
  program: pack(gzipSync(readFileSync(wasm), { level: 9 })),
  icon: `data:image/svg+xml,${encodeURIComponent(read("..", "..", "packaging", "icon.svg").replace(/\s+/g, " "))}`,
  // Of all that is in the page: crates, packages, fonts. `.ci/third_party.py` writes the second.
  licences: within(["LICENSE", "THIRD_PARTY.md"].map((name) => read("..", "..", name).trim()).join("\n\n----\n\n")),
};
const page = read("page.html").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
const size = Buffer.byteLength(page);
if (size > MOST_BYTES) throw new Error(`the page is too large: ${size} bytes`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
console.log(`${out}: ${(size / 1e6).toFixed(1)} MB`);
