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

/** Packages whose code or values are in the page, each with its licence's text. */
const PACKAGES = {
  "@bjorn3/browser_wasi_shim": "LICENSE-MIT",
  "@digital-go-jp/design-tokens": "LICENSE",
  fflate: "LICENSE",
};

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

const licences = Object.entries(PACKAGES).map(([name, file]) => {
  const { version, license } = JSON.parse(read("node_modules", name, "package.json"));
  if (!/\bMIT\b/.test(license)) throw new Error(`${name} is under ${license}`);
  return `${name} ${version}\n\n${read("node_modules", name, file).trim()}`;
});
const fonts = ["BIZUDGothic-OFL.txt", "NotoSansJP-OFL.txt"].map((name) => read("..", "..", "fonts", name).trim());

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
  licences: within([read("..", "..", "LICENSE").trim(), ...licences, ...fonts].join("\n\n----\n\n")),
};
const page = read("page.html").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
const size = Buffer.byteLength(page);
if (size > MOST_BYTES) throw new Error(`the page is too large: ${size} bytes`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
console.log(`${out}: ${(size / 1e6).toFixed(1)} MB`);
