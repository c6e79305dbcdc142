// What the page knows of the terminals, and what a code says. The form of a code is that of docs/tie.md; the rules for
// what a scanner or a person makes of it are those of `startpack scan`.

const HEAD = JSON.parse(document.getElementById("head").textContent);
const CUSTOMERS = JSON.parse(document.getElementById("customers").textContent);

/** Crockford's base32: no I, L, O, U. */
const TAG = /^(?:[0-9A-HJKMNP-TV-Z]{8}|[0-9A-HJKMNP-TV-Z]{16})$/;

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** All terminals, in order of customer. */
const TERMINALS = CUSTOMERS.flatMap((customer, customerAt) =>
  customer.institutions.flatMap((institution) =>
    institution.terminals.map((terminal) => ({
      ...terminal,
      code: institution.code,
      institution: institution.name,
      customer: customerAt,
      key: keyOf(institution.code, terminal.number),
    })),
  ),
);

const BY_KEY = new Map(TERMINALS.map((terminal) => [terminal.key, terminal]));

function keyOf(code, number) {
  return `${code}-${String(number).padStart(2, "0")}`;
}

function terminalsOf(customerAt) {
  return TERMINALS.filter((terminal) => terminal.customer === customerAt);
}

/**
 * Takes a text apart. `kind` is `label` (with its tag), `slot` (a 管理番号, which has none), or why it is neither:
 * `sheetMark`, `otherVersion`, `slotMisread`, `misread`, `otherCode`. `customerAt` lets a person leave out the code's
 * first line: `01-R0-WN45WXY9` is enough.
 */
function readCode(text, customerAt = null) {
  const folded = text.normalize("NFKC").trim().toUpperCase().replace(/^\]Q\d/, "");
  const bare = folded.replace(/[^0-9A-Z]/g, "");
  if (/^SPS\d/.test(bare)) return { kind: "sheetMark" };
  if (/^SP1/.test(bare)) return readLabel(bare.slice(3));
  if (/^SP\d/.test(bare)) return { kind: "otherVersion" };
  const slot = /^(\d{10})T(\d{2,3})([0-9A-Z])$/.exec(bare);
  if (slot) return readSlot(slot);
  const short = /^(\d{2,3})R([0-7])([0-9A-Z]+)$/.exec(bare);
  if (short && TAG.test(short[3])) return readShort(short, customerAt);
  return { kind: /^\d{10}/.test(bare) ? "misread" : "otherCode" };
}

function readLabel(rest) {
  const parts = /^(\d{10})(\d{2,3})R([0-7])([0-9A-Z]+)$/.exec(rest);
  if (!parts || !TAG.test(parts[4])) return { kind: "misread" };
  const [, code, number, revision, tag] = parts;
  if (Number(number) === 0 || keyOf(code, Number(number)) !== `${code}-${number}`) return { kind: "misread" };
  return labelCode(code, Number(number), Number(revision), tag);
}

function labelCode(code, number, revision, tag) {
  const key = keyOf(code, number);
  return { kind: "label", key, code, revision, tag: `R${revision}-${tag}`, text: `SP1-${key}-R${revision}-${tag}` };
}

/** A code's second line: of all institutions of the customer, the one whose terminal has this tag. */
function readShort([, number, revision, tag], customerAt) {
  const fits = (terminal) =>
    (customerAt === null || terminal.customer === customerAt) &&
    terminal.number === Number(number) &&
    terminal.tags.includes(`R${revision}-${tag}`);
  const found = TERMINALS.filter(fits);
  return found.length === 1
    ? labelCode(found[0].code, found[0].number, Number(revision), tag)
    : { kind: "misread" };
}

/** A 管理番号. What it says is the last character's to prove: as printed now, or by ISO 7064 MOD 37,36 as on older papers. */
function readSlot([, code, digits, check]) {
  const number = Number(digits);
  const key = keyOf(code, number);
  const known = BY_KEY.get(key);
  const right = [checkCharacter(`${code}T${digits}`), known ? known.slot.slice(-1) : ""];
  // Nobody can tell O from 0 and I from 1 on a label.
  const alike = (character) => character.replace("O", "0").replace("I", "1");
  if (number === 0 || !right.map(alike).includes(alike(check))) return { kind: "slotMisread" };
  return { kind: "slot", key, code, text: known ? known.slot : `${code}-T${digits}-${check}` };
}

function checkCharacter(body) {
  let product = 36;
  for (const character of body) {
    const sum = (product + ALPHABET.indexOf(character)) % 36;
    product = ((sum || 36) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36];
}

/**
 * What a code's tag is worth: `fits`, `wrong` (made over other facts), `newer` (it knows facts that this page does not),
 * `unchecked` (it was made over some of the facts only), or `none` for a 管理番号.
 */
function tagState(code, terminal) {
  if (code.kind === "slot") return "none";
  if (terminal.tags.includes(code.tag)) return "fits";
  const revisions = terminal.tags.map((tag) => Number(tag[1]));
  if (revisions.includes(code.revision)) return "wrong";
  return code.revision & ~Math.max(...revisions) ? "newer" : "unchecked";
}

/** What label and sheet are worth together: `verdict` is `same`, `different` or `outdated`; `notes` are names of words. */
function compare(label, sheet) {
  const terminal = BY_KEY.get(label.key);
  if (label.key !== sheet.key) return { verdict: "different", terminal, other: BY_KEY.get(sheet.key), notes: [] };
  const papers = [
    ["label", label, tagState(label, terminal)],
    ["sheet", sheet, tagState(sheet, terminal)],
  ];
  const wrong = papers.filter(([, , state]) => state === "wrong").map(([which]) => which);
  if (wrong.length) return { verdict: "outdated", terminal, wrong, notes: [] };
  return { verdict: "same", terminal, notes: notesOf(label, sheet, papers) };
}

function notesOf(label, sheet, papers) {
  const notes = [];
  const both = label.kind === "label" && sheet.kind === "label";
  if (both && label.revision !== sheet.revision) {
    const more = sheet.revision & ~label.revision;
    notes.push({ words: more ? "newerSheet" : "newerLabel" });
  }
  const words = { none: "bySlot", newer: "newerThanPage", unchecked: "unchecked" };
  for (const state of Object.keys(words)) {
    const which = papers.filter(([, , found]) => found === state).map(([paper]) => paper);
    if (which.length) notes.push({ words: words[state], which });
  }
  if (both && label.revision === 0 && sheet.revision === 0) notes.push({ words: "notTied" });
  return notes;
}
