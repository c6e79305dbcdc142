// What was understood of each table: its sheet, its customers, its columns; a heading that is not known is assigned by choosing.
// In: the report of `check`. Out: assignments.

import { assign, columnKey } from "../acts/table.js";
import { element } from "../dom.js";
import { nameOf } from "../files/output.js";
import { say } from "../words.js";

/** The fields that a column can be assigned to, the likeliest first; those that another column has are not offered. */
function fieldOptions(column, table, fields, chosen) {
  const taken = new Map(table.columns.filter((one) => one.state === "known" && one.field && one !== column).map((one) => [one.field.field, one.letters]));
  const likely = new Set(column.suggestions.map(({ field }) => field));
  const option = ({ field, heading, required }) => {
    const at = taken.get(field);
    const words = at ? say("table_taken", { heading, at }) : heading;
    return element("option", { value: field, selected: field === chosen, disabled: Boolean(at) }, required && !at ? say("table_required", { heading }) : words);
  };
  const group = (words, some) => some.length > 0 && element("optgroup", { label: words }, some.map(option));
  return [
    group(say("table_likely"), fields.filter(({ field }) => likely.has(field))),
    group(say("table_fields"), fields.filter(({ field }) => !likely.has(field))),
  ];
}

function columnField(office, table, column, { fields, assigned }) {
  const chosen = assigned[columnKey(table, column)];
  const nothing = column.state === "double" ? say("table_choose") : say("table_not_read");
  const select = element(
    "select",
    { data: { column: `${table.file} ${column.letters}` }, on: { change: () => assign(office, table, column, select.value) } },
    element("option", { value: "" }, chosen ? say("table_as_before") : nothing),
    (column.state === "double" || chosen) && element("option", { value: "-", selected: chosen === "-" }, say("table_not_read")),
    fieldOptions(column, table, fields, chosen),
  );
  const words = say("table_column", { heading: column.heading || say("table_no_heading"), letters: column.letters });
  const more = column.state === "double" ? say("table_double") : chosen ? say("table_assigned") : "";
  return element(
    "label",
    { className: `field heading ${column.state}` },
    element("span", {}, words, more && element("span", { className: "mark" }, more)),
    select,
  );
}

/** All columns as they were read. */
function columnTable({ columns, file }) {
  const row = ({ letters, heading, state, field }) =>
    element(
      "tr",
      {},
      element("td", {}, letters),
      element("th", { scope: "row" }, heading),
      element("td", {}, state === "known" ? (field?.heading ?? say("table_not_read")) : say(`table_state_${state}`)),
    );
  const head = ["table_letters", "table_in_sheet", "table_read_as"].map((key) => element("th", { scope: "col" }, say(key)));
  return element(
    "table",
    { className: "made columns" },
    element("caption", {}, say("table_columns_of", { name: nameOf(file) })),
    element("thead", {}, element("tr", {}, head)),
    element("tbody", {}, columns.map(row)),
  );
}

function counts(table) {
  const rows = table.rows.filter((one) => one.customer !== null);
  const customers = new Set(rows.map((one) => one.customer)).size;
  const known = table.columns.filter((one) => one.state === "known").length;
  return say("table_counts", { customers, rows: rows.length, known });
}

function tableSection(office, table, more) {
  const { columns, sheet, sheets } = table;
  const isAsked = (one) => one.state === "unknown" || one.state === "double" || more.assigned[columnKey(table, one)] !== undefined;
  const asked = columns.filter((one) => one.state !== "secret" && isAsked(one)).sort((one, other) => (other.state === "double") - (one.state === "double"));
  const secret = columns.filter((one) => one.state === "secret");
  const open = more.isOpen.has(table.file);
  const details = element("details", { open }, element("summary", {}, say("table_columns")), columnTable(table));
  details.addEventListener("toggle", () => (details.open ? more.isOpen.add(table.file) : more.isOpen.delete(table.file)));
  return element(
    "section",
    { className: "understood" },
    element("h3", {}, nameOf(table.file)),
    element("p", {}, sheet && say("table_sheet", { sheet }), counts(table)),
    sheets.length > 1 && element("p", { className: "small" }, say("table_other_sheets", { sheets: sheets.filter((one) => one !== sheet).join("、") })),
    secret.length > 0 && element("p", { className: "secret" }, say("table_secret", { headings: secret.map((one) => `${one.heading}（${one.letters}）`).join("、") })),
    asked.length > 0 && [
      element("p", {}, element("strong", {}, say("table_unknown")), ` ${say("table_unknown_lead")}`),
      element("div", { className: "headings" }, asked.map((column) => columnField(office, table, column, more))),
    ],
    details,
  );
}

/** A section for each table of the report. */
export function understood(office, state, isOpen) {
  const { result } = state.checked?.report ?? {};
  const tables = result?.tables ?? [];
  if (tables.length === 0) return null;
  const more = { fields: result.fields ?? [], assigned: state.assigned, isOpen };
  return [element("h2", {}, say("table_understood")), tables.map((table) => tableSection(office, table, more))];
}
