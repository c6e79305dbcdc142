// The files of a build in the order of printing, each to be opened, saved and ticked. In: the report of `build` and the files.
// Out: elements.

import { button, choice, element } from "../dom.js";
import { STUCK, spoilt } from "../acts/order.js";
import { canSaveFolder, nameOf, openFile, saveFile, saveZip } from "../files/output.js";
import { foundNow } from "./found.js";
import { keep, kept } from "../kept.js";
import { ofBoth, say } from "../words.js";

const AT_ONCE = 60;
/** So many ticks are remembered; the oldest are forgotten. */
const MOST_TICKS = 2000;

/** Merged files are called after their kind; some runs have others than those that the page asks for. */
const kindOf = (path) => nameOf(path).split("-")[0];
const NAMED = ["packet", "handover", "labels", "picklist", "letter", "address", "mail", "replaced"];
const named = (kind, file) => (NAMED.includes(kind) ? say(kind) : nameOf(file));

/** What goes into a mail is not printed. */
const MAIL = "mail";

/** Old sheets are pulled out first; the others are in order. */
const FIRST = "replaced";

const sheetWords = (count) => say("made_sheets", { count });
const labelPaper = (result) => say("made_paper_labels_of", { stock: result.paper?.label_stock ?? "" });

/** The name under which a merged file is saved: each printing has files of the same names in its folder. */
function savedAs(file, kind) {
  const [, run, number, part] = file.match(/([^/]+)\/print\/(?:(\d+)\/)?[a-z]+-(\d+)\.pdf$/) ?? [];
  if (!run) return nameOf(file);
  const title = part === "001" ? named(kind, file) : `${named(kind, file)}-${part}`;
  return number ? say("made_name_printing", { run, number, title }) : say("made_name", { run, title });
}

function mergedFiles({ result }, order) {
  const files = (result?.merged ?? []).map(({ file, sheets, sides, replaced }) => {
    const kind = kindOf(file);
    const isLabels = STUCK.includes(kind);
    const start = isLabels && order.start > 1 && say("sheet_told_start", { start: order.start });
    const skip = isLabels && spoilt(order).length > 0 && say("sheet_told_skip", { faces: spoilt(order).join("、") });
    return {
      file,
      kind,
      as: savedAs(file, kind),
      words: named(kind, file),
      paper: isLabels ? labelPaper(result) : say(sides === 1 ? "made_paper_a4_one" : "made_paper_a4"),
      sheets: sheetWords(sheets),
      remark: [replaced && say("made_replaced"), isLabels && say("made_try"), start, skip].filter(Boolean).join(" "),
    };
  });
  return [...files.filter(({ kind }) => kind === FIRST), ...files.filter(({ kind }) => kind !== FIRST)];
}

function ownFiles({ result, customers }, merged) {
  return customers.flatMap(({ customer, output }) =>
    (output?.documents ?? [])
      .filter(({ kind }) => !merged.has(kind) && kind !== MAIL)
      .map(({ kind, file, pages }) => ({
        file,
        words: `${customer.name}　${named(kind, file)}`,
        paper: STUCK.includes(kind) ? labelPaper(result) : say(pages === 1 ? "made_paper_a4_one" : "made_paper_a4"),
        sheets: sheetWords(STUCK.includes(kind) ? pages : Math.ceil(pages / 2)),
      })),
  );
}

/** What is printed, in order: the merged files; or the documents of each customer and the common label sheets. */
function printed(report, order) {
  const merged = mergedFiles(report, order);
  if (report.result?.printing) return merged;
  return [...ownFiles(report, new Set(merged.map(({ kind }) => kind))), ...merged];
}

/** The texts of mails, customer by customer. */
const mails = ({ customers }) =>
  customers.flatMap(({ customer, output }) =>
    (output?.documents ?? [])
      .filter(({ kind }) => kind === MAIL)
      .map(({ file }) => ({ file, words: `${customer.name}　${say(MAIL)}`, paper: say("made_mail_paper"), isPrinted: false })),
  );

/** The path of a file that the report names: below the folder of the run, or as it stands. */
const pathOf = (file, run, files) => [file, `${run}/${file}`, `out/${file}`].find((path) => files.has(path));

/** What a file is known by: its place, and what is in it, so that a file that was made anew is not taken for printed. */
const markOf = async (path, blob) => {
  const sum = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return `${path.replace(/^out\//, "")} ${[...new Uint8Array(sum, 0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

/** 「印刷した」, kept by the name of the run and the file. */
function tick(path, blob, words) {
  const made = choice("checkbox", "printed", path, say("made_printed"), false, async (input) => {
    const mark = await markOf(path, blob);
    const others = kept("printed", []).filter((one) => one !== mark);
    keep("printed", input.checked ? [...others, mark].slice(-MOST_TICKS) : others);
    made.closest("li")?.classList.toggle("is-printed", input.checked);
  });
  const input = made.querySelector("input");
  input.setAttribute("aria-label", say("made_printed_of", { name: words }));
  const known = kept("printed", []);
  if (known.some((one) => one.startsWith(`${path.replace(/^out\//, "")} `))) {
    markOf(path, blob).then((mark) => {
      input.checked = known.includes(mark);
      made.closest("li")?.classList.toggle("is-printed", input.checked);
    });
  }
  return made;
}

function row({ file, words, as = nameOf(file), paper, sheets, remark, isPrinted = true }, run, files, given) {
  const path = pathOf(file, run, files);
  const save = () => {
    saveFile(as, files.get(path));
    given([path]);
  };
  const act = (key, go) =>
    element("button", { type: "button", className: "second", aria: { label: say(`${key}_of`, { name: words }) }, on: { click: go } }, say(key));
  return element(
    "li",
    {},
    element("div", { className: "what" }, element("strong", {}, words), element("span", { className: "of" }, as), remark && element("p", { className: "small" }, remark)),
    element("div", { className: "on" }, element("span", {}, paper), sheets && element("span", {}, sheets)),
    path && element("div", { className: "do" }, act("made_open", () => openFile(path, files.get(path))), act("made_save", save), isPrinted && tick(path, files.get(path), words)),
  );
}

/** Files in a list, each with what it is printed on and what can be done with it; `given` hears which were saved. */
export function fileRows(list, files, { report, given = () => {} } = {}) {
  const run = report?.result?.run ?? null;
  const made = (one) => row(one, run, files, given);
  const isInOrder = list.every(({ isPrinted = true }) => isPrinted);
  const node = element(isInOrder ? "ol" : "ul", { className: "made" }, list.slice(0, AT_ONCE).map(made));
  const rest = list.slice(AT_ONCE);
  const more = button(say("made_more", { count: rest.length }), () => {
    node.append(...rest.map(made));
    more.remove();
    node.children[AT_ONCE].querySelector("button")?.focus();
  });
  return rest.length > 0 ? [node, more] : [node];
}

/** Everything in the folder of the run, or in those of the customers, as it is given out. */
export function givenOut({ result, customers }, files) {
  const folders = result?.run ? [result.run] : customers.map((one) => one.output?.folder);
  const wanted = folders.filter(Boolean).map((folder) => (folder.startsWith("out/") ? `${folder}/` : `out/${folder}/`));
  const isGiven = (path) => wanted.some((folder) => path.startsWith(folder)) && !nameOf(path).endsWith(".lock");
  return new Map([...files].filter(([path]) => isGiven(path)).map(([path, blob]) => [path.slice("out/".length), blob]));
}

/** Which words the browser's own viewer has for 100 %; a page is opened in it, and printed from there. */
function hundred() {
  const isEdge = /\bEdg\//.test(navigator.userAgent);
  const isFirefox = /Firefox\//.test(navigator.userAgent);
  return say(isEdge ? "hundred_edge" : isFirefox ? "hundred_firefox" : "hundred_chrome");
}

/** What has changed since the printing before. */
function since({ printing }) {
  if (!printing) return null;
  const { number, before, changed, new: came, gone, kept: isKept } = printing;
  if (isKept) return element("p", {}, say("made_kept", { number }));
  if (!before) return null;
  return element("p", {}, say("made_since", { before, number, changed, came, gone }));
}

function removed({ removed: names }) {
  return names?.length > 0 && element("p", { className: "notice warning" }, say("made_removed", { names: names.map(({ name }) => name).join("、") }));
}

/** A sentence with the titles of merged files in place of their paths, which are not the user's. */
const titled = (step) =>
  step.replace(/print\/(?:\d+\/)?([a-z]+)-\d{3}\.pdf/g, (path, kind) => (NAMED.includes(kind) ? `「${say(kind)}」` : path)).replace(/\bmail\.txt\b/g, `「${say(MAIL)}」`);

/** `store` keeps the runs (acts/runs.js): it asks for their folder, and is told what was saved. */
export function made(report, { runs: files, order, folder, unsavedRuns, checked }, store) {
  const [list, letters] = [printed(report, order), mails(report)];
  const { result } = report;
  const run = result?.run?.split("/").at(-1) ?? null;
  const messages = report.messages.map((message) => element("p", { className: `notice ${message.severity}` }, ofBoth(message.text), " ", ofBoth(message.help)));
  const all = givenOut(report, files);
  const name = [...all.keys()][0]?.split("/")[0];
  // It is saved when all of it is written.
  const isKept = folder?.isOpen && !folder.trouble && !folder.isBusy;
  const isLost = unsavedRuns.includes(name);
  const given = (paths) => store.given(paths);
  const zip = () => {
    saveZip(`${name}.zip`, all);
    given([...all.keys()].map((path) => `out/${path}`));
  };
  const isSupplement = result.printing?.scope === "supplement";
  return [
    element("h2", {}, isSupplement ? say("made_heading_changed") : say("made_heading", { count: result.made })),
    run && element("p", {}, say("made_run", { run })),
    since(result),
    result.with_errors > 0 && element("p", {}, say("made_left", { count: result.with_errors })),
    foundNow(report, checked),
    removed(result),
    messages,
    list.length > 0 && [
      element("p", {}, say("made_order")),
      element("p", { className: "hundred" }, element("strong", {}, say("hundred")), ` ${hundred()}`),
      fileRows(list, files, { report, given }),
    ],
    letters.length > 0 && [element("h3", {}, say("made_mails")), element("p", {}, say("made_mails_lead")), fileRows(letters, files, { report, given })],
    isLost && element("p", { className: "told" }, say("made_unsaved")),
    isKept && element("p", { className: "told", aria: { role: "status" } }, say("made_in_folder", { name: folder.name, run: name })),
    element(
      "p",
      { className: "acts" },
      button(say("made_zip"), zip, isLost ? "first" : "second"),
      canSaveFolder() && !folder?.isOpen && button(say("made_folder"), () => store.choose()),
    ),
    element("h2", {}, say("made_next")),
    element("ol", { className: "next" }, report.next_steps.map((step) => element("li", {}, titled(typeof step === "string" ? step : ofBoth(step))))),
  ];
}
