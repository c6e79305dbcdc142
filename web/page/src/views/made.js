// The files of a build in the order of printing, each to be opened and saved. In: the report of `build` and the files.
// Out: elements.

import { button, element } from "../dom.js";
import { canSaveFolder, nameOf, openFile, saveFile, saveFolder, saveZip } from "../files/output.js";
import { ofBoth, say } from "../words.js";

/** Merged files are called after their kind; some runs have others than those that the page asks for. */
const kindOf = (path) => nameOf(path).split("-")[0];
const NAMED = ["packet", "handover", "labels", "picklist", "replaced"];
const named = (kind, file) => (NAMED.includes(kind) ? say(kind) : nameOf(file));

/** What is printed, in order: the merged files, or else the documents of each customer. */
function printed({ result, customers }) {
  const merged = (result?.merged ?? []).map(({ file, pages, sides }) => {
    const kind = kindOf(file);
    const paper = kind === "labels" ? "made_paper_labels" : sides === 1 ? "made_paper_a4_one" : "made_paper_a4";
    return { file, pages, words: named(kind, file), paper };
  });
  if (merged.length > 0) return merged;
  return customers
    .flatMap(({ customer, output }) => (output?.documents ?? []).map((one) => ({ ...one, name: customer.name })))
    .map(({ kind, file, pages, name }) => ({
      file,
      pages,
      words: `${name}　${named(kind, file)}`,
      paper: kind === "labels" ? "made_paper_labels" : "made_paper_a4",
    }));
}

/** The path of a file that the report names: below the folder of the run, or as it stands. */
const pathOf = (file, run, files) => [file, `${run}/${file}`, `out/${file}`].find((path) => files.has(path));

function row({ file, pages, words, paper }, run, files) {
  const path = pathOf(file, run, files);
  const act = (key, go) =>
    element(
      "button",
      { type: "button", className: "quiet", aria: { label: say(`${key}_of`, { name: words }) }, on: { click: go } },
      say(key),
    );
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, words, element("span", { className: "of" }, nameOf(file))),
    element("td", {}, say(paper)),
    element("td", { className: "figure" }, String(pages)),
    element(
      "td",
      {},
      path && [
        act("made_open", () => openFile(path, files.get(path))),
        act("made_save", () => saveFile(path, files.get(path))),
      ],
    ),
  );
}

/** Everything in the folder of the run, or in those of the customers, as it is given out. */
export function givenOut({ result, customers }, files) {
  const folders = result?.run ? [result.run] : customers.map((one) => one.output?.folder);
  const wanted = folders.filter(Boolean).map((folder) => (folder.startsWith("out/") ? `${folder}/` : `out/${folder}/`));
  const isGiven = (path) => wanted.some((folder) => path.startsWith(folder)) && !nameOf(path).endsWith(".lock");
  return new Map([...files].filter(([path]) => isGiven(path)).map(([path, blob]) => [path.slice("out/".length), blob]));
}

export function made(report, files) {
  const list = printed(report);
  const { result } = report;
  const run = result?.run ?? null;
  const messages = report.messages.map((message) => element("p", { className: `notice ${message.severity}` }, ofBoth(message.text), " ", ofBoth(message.help)));
  if (list.length === 0) return [element("h2", {}, say("nothing_made")), messages];
  const all = givenOut(report, files);
  const folder = [...all.keys()][0].split("/")[0];
  const saved = element("p", { aria: { role: "status" } });
  const heads = ["made_file", "made_paper", "made_pages", "made_act"];
  const toFolder = async () => {
    if (await saveFolder(all)) saved.textContent = say("made_saved", { name: folder });
  };
  return [
    element("h2", {}, say("made_heading", { count: result.made })),
    result.with_errors > 0 && element("p", {}, say("made_left", { count: result.with_errors })),
    messages,
    element("p", {}, say("made_order")),
    element(
      "table",
      { className: "made" },
      element("thead", {}, element("tr", {}, heads.map((key) => element("th", { scope: "col", className: key === "made_pages" ? "figure" : "" }, say(key))))),
      element("tbody", {}, list.map((one) => row(one, run, files))),
    ),
    element(
      "p",
      { className: "acts" },
      button(say("made_zip"), () => saveZip(`${folder}.zip`, all), "first"),
      canSaveFolder() && button(say("made_folder"), toFolder),
    ),
    saved,
    element("h2", {}, say("made_next")),
    element("ol", { className: "next" }, report.next_steps.map((step) => element("li", {}, typeof step === "string" ? step : ofBoth(step)))),
  ];
}
