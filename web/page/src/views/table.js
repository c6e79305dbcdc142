// ① 表: files are taken. In: what is dropped or chosen. Out: the office's files.

import { isUnclear } from "../acts/table.js";
import { twins } from "../acts/twins.js";
import { button, element, fill, notice } from "../dom.js";
import { chosen, customerFiles } from "../files/intake.js";
import { nameOf, saveFile } from "../files/output.js";
import { MOST_UNPACKED } from "../files/zip.js";
import { ofBoth, say } from "../words.js";
import { mishap, progress } from "./parts.js";
import { understood } from "./understood.js";

const EMPTY = "hearing-sheet.xlsx";

/** A button that opens the browser's dialogue for files. */
function picker(words, className, properties, take) {
  const input = element("input", {
    type: "file",
    hidden: true,
    multiple: true,
    ...properties,
    on: {
      change: () => {
        take(chosen(input.files));
        // The same file can be chosen again after it was mended.
        input.value = "";
      },
    },
  });
  return [input, button(words, () => input.click(), className)];
}

function dropArea(take) {
  const area = element("section", { className: "drop", aria: { label: say("table_drop") } });
  area.append(
    element("p", { className: "drop-words" }, say("table_drop")),
    element(
      "p",
      { className: "acts" },
      picker(say("table_files"), "first", { id: "files" }, take),
      picker(say("table_folder"), "second", { id: "folder", webkitdirectory: true }, take),
    ),
    element("p", { className: "small" }, say("table_accepted")),
    element("p", { className: "private" }, element("strong", {}, say("table_private")), ` ${say("table_private_more")}`),
  );
  const over = (is) => area.classList.toggle("over", is);
  document.addEventListener("dragover", () => over(true));
  for (const end of ["dragleave", "drop"]) document.addEventListener(end, () => over(false));
  return area;
}

function chosenFiles(state, office) {
  const paths = [...state.files.keys()];
  if (paths.length === 0) return null;
  const rows = paths.map((path) =>
    element(
      "li",
      {},
      element("span", {}, path),
      element(
        "button",
        {
          type: "button",
          className: "quiet",
          aria: { label: say("table_remove_of", { name: path }) },
          on: { click: () => remove(office, path) },
        },
        say("table_remove"),
      ),
    ),
  );
  return [element("h2", {}, say("table_chosen")), element("ul", { className: "files" }, rows)];
}

function troubles({ troubles, files, checking }) {
  const most = Math.round(MOST_UNPACKED / 1e6);
  const all = [
    ...troubles.unread.map((name) => say("table_unread", { name })),
    ...troubles.large.map((name) => say("table_zip_large", { name, most })),
  ];
  if (files.size > 0 && !checking && customerFiles(files.keys()).length === 0) all.push(say("table_none"));
  return all.map((words) => element("p", { className: "notice error", aria: { role: "alert" } }, words));
}

/** Takes a file out; one whose mended cells were not saved only if the user says so. */
function remove(office, path) {
  if (!office.store.get("unsaved").has(path) || globalThis.confirm(say("table_remove_unsaved", { name: path }))) office.remove(path);
}

/** Which of two files with the same customers is meant. */
function twinsOf(state, office) {
  return twins(state).map((pair) => {
    const names = { older: pair.older, newer: pair.newer, count: pair.count };
    return notice(
      "warning",
      say("twins", names),
      element("p", {}, say("twins_lead")),
      element("p", { className: "acts" }, button(say("twins_replace", names), () => remove(office, pair.older), "first"), button(say("twins_both"), () => office.useBoth(pair))),
    );
  });
}

/** What is missing or double in the headings. */
function unclear({ customers }) {
  const said = customers.flatMap((one) => one.messages).filter(({ code }) => code === "SP017" || code === "SP013");
  const lines = said.map(({ text }) => element("li", {}, ofBoth(text)));
  return notice("warning", say("table_unclear"), element("ul", {}, lines), element("p", {}, say("table_unclear_lead")));
}

/** The next step: the faults, or printing if there is none. */
function onward({ checked }, office) {
  const errors = checked.report.customers.reduce((sum, one) => sum + one.errors, 0);
  const words = errors > 0 ? say("table_to_faults", { errors }) : say("table_to_good");
  return element("p", { className: "acts" }, button(words, () => office.show("faults"), isUnclear(checked) ? "second" : "first"));
}

export function tableView(office) {
  const now = element("div");
  const take = async (gathered) => office.take(await gathered);
  const node = element(
    "div",
    {},
    element("h1", {}, say("table_heading")),
    element("p", {}, say("table_lead")),
    dropArea(take),
    now,
    element(
      "section",
      { className: "empty" },
      element("p", {}, say("table_empty_lead")),
      button(say("table_empty"), async () => saveFile(EMPTY, await office.emptyTable(EMPTY)), "quiet"),
    ),
  );
  const isOpen = new Set();
  let shown = {};
  const update = (state) => {
    const { usable, files, troubles: found, checking, checked, assigned, used } = state;
    const fresh = { usable, files, found, checking, checked, assigned, used };
    // What is chosen from stays open while something else changes.
    if (Object.keys(fresh).every((key) => fresh[key] === shown[key])) return;
    shown = fresh;
    const focused = document.activeElement?.dataset?.column;
    fill(
      now,
      !state.usable && element("p", { className: "small" }, say("starting")),
      troubles(state),
      state.troubles.runs.map((name) => notice("information", say("run_found", { name: nameOf(name) }))),
      state.checking && progress(say("checking"), state.checking, () => office.stop()),
      state.checked && mishap(state.checked),
      twinsOf(state, office),
      isUnclear(state.checked) && unclear(state.checked.report),
      chosenFiles(state, office),
      understood(office, state, isOpen),
      state.checked?.report && onward(state, office),
      state.checked?.how === "stopped" && button(say("table_again"), () => office.check(), "first"),
    );
    if (focused) [...now.querySelectorAll("select")].find((one) => one.dataset.column === focused)?.focus();
  };
  return { node, update };
}
