// What stands above and below the grid: how many faults of which kind there are, with ways to their cells; what is said of
// files that are no tables. In: the report. Out: elements.

import { canMend } from "../acts/faults.js";
import { button, element, notice } from "../dom.js";
import { nameOf } from "../files/output.js";
import { ofBoth, say } from "../words.js";
import { helpOf } from "./parts.js";
import { kinds } from "./sheets.js";

/** What is said of headings: missing ones, double ones. */
const HEADINGS = new Set(["SP013", "SP017"]);

/** So many kinds of faults, and cells of one kind, are named at once. */
const MOST_KINDS = 6;
const MOST_CELLS = 60;

function placeWords({ file, line, sheet, cell }) {
  if (cell && sheet) return say("place_cell", { file, sheet, cell });
  if (cell) return say("place_cell_csv", { file, cell });
  if (line) return say("place_line", { file, line });
  return file;
}

export function messageRow(message) {
  const { severity, code, place, text } = message;
  const help = helpOf(message);
  return element(
    "li",
    { className: severity },
    element("span", { className: "severity" }, say(`severity_${severity}`)),
    element(
      "div",
      {},
      element("p", { className: "cause" }, ofBoth(text)),
      help && element("p", { className: "help" }, help),
      element("p", { className: "place" }, place && placeWords(place), element("span", { className: "code" }, code)),
    ),
  );
}

/** A customer of a file that is no table. */
export function otherSection({ customer, messages, file, place }) {
  const { name, customer_no: number, code } = customer ?? {};
  return element(
    "section",
    { className: "customer" },
    element("h2", {}, name || (place ? say("faults_unnamed") : nameOf(file)), element("span", { className: "of" }, [number, code].filter(Boolean).join("　") || (place && file))),
    messages.length > 0 ? element("ul", { className: "messages" }, messages.map(messageRow)) : element("p", { className: "good" }, say("faults_none_of")),
    !canMend(file) && element("p", { className: "small" }, say("faults_no_cells")),
  );
}

/** A kind of fault: one leads to its cell, many open a list of theirs. */
function kindLine({ message, words, places }, go) {
  const link = (place, shown) => {
    const made = button(shown, () => go(place), "link");
    made.dataset.kind = `${place.sheet.key} ${place.cell}`;
    return made;
  };
  const whose = ({ group, cell }) => say("faults_at", { cell, name: group.name || say("faults_unnamed") });
  if (places.length === 1) return element("li", {}, link(places[0], say("faults_one", { where: whose(places[0]), words: ofBoth(message.text) })));
  const cells = places.slice(0, MOST_CELLS).map((place) => element("li", {}, link(place, whose(place))));
  const more = places.length - cells.length;
  return element(
    "li",
    {},
    element(
      "details",
      {},
      element("summary", {}, element("strong", {}, say("faults_places", { count: places.length })), ` ${words}`),
      element("ul", { className: "cells" }, cells, more > 0 && element("li", {}, say("faults_more_cells", { count: more }))),
    ),
  );
}

function kindList(found, go) {
  const lines = found.map((kind) => kindLine(kind, go));
  const rest = lines.splice(MOST_KINDS);
  return [
    element("ul", { className: "kinds" }, lines),
    rest.length > 0 &&
      element("details", {}, element("summary", {}, say("faults_more_kinds", { count: rest.length })), element("ul", { className: "kinds" }, rest)),
  ];
}

const isError = (message) => message.severity === "error";

/** The faults of all sheets, counted and led to; `go` leads to a cell. */
export function summary(report, { sheets }, go) {
  const { without_errors: good, warnings } = report.result ?? {};
  const wrong = report.customers.filter((one) => one.errors > 0);
  const errors = wrong.reduce((sum, one) => sum + one.errors, 0);
  // What is said of a table as a whole comes as a customer without a place.
  const bad = wrong.filter((one) => one.place || one.customer?.name).length;
  const isOfHeadings = sheets.length > 0 && wrong.some((one) => one.messages.some(({ code }) => HEADINGS.has(code)));
  const doubts = kinds(sheets, (one) => !isError(one));
  const also = doubts.length > 0
    ? element("details", { className: "doubts" }, element("summary", {}, say("faults_doubts", { count: doubts.reduce((sum, one) => sum + one.places.length, 0) })), kindList(doubts, go))
    : warnings > 0 && element("p", {}, say("faults_warnings", { warnings }));
  if (wrong.length > 0) {
    const lead = element("p", {}, say(bad > 0 ? "faults_some_lead" : isOfHeadings ? "faults_some_table_lead" : "faults_some_table_other"));
    const words = bad > 0 ? say("faults_some", { count: bad, errors }) : say("faults_some_table", { errors });
    return notice("error", words, kindList(kinds(sheets, isError), go), lead, also);
  }
  return report.exit_code === 0 || good > 0 ? notice("success", say("faults_good", { count: good }), also) : null;
}
