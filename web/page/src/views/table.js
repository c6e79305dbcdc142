// ① 表: files are taken. In: what is dropped or chosen. Out: the office's files.

import { button, element, fill, notice } from "../dom.js";
import { chosen, customerFiles } from "../files/intake.js";
import { nameOf, saveFile } from "../files/output.js";
import { MOST_UNPACKED } from "../files/zip.js";
import { say } from "../words.js";
import { mishap, progress } from "./parts.js";

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
          on: { click: () => office.remove(path) },
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
  const update = (state) =>
    fill(
      now,
      !state.usable && element("p", { className: "small" }, say("starting")),
      troubles(state),
      state.troubles.runs.map((name) => notice("information", say("run_found", { name: nameOf(name) }))),
      state.checking && progress(say("checking"), state.checking, () => office.stop()),
      state.checked && mishap(state.checked),
      chosenFiles(state, office),
      state.checked?.how === "stopped" && button(say("table_again"), () => office.check(), "first"),
    );
  return { node, update };
}
