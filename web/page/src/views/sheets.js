// The report of `check` as sheets with customers, rows and what is said of each cell. In: the report. Out: plain values. How
// they are shown is not known here.

import { ofBoth } from "../words.js";

export const keyOf = ({ file, sheet }) => `${file}\n${sheet ?? ""}`;

const TERMINAL = "institution.terminal.name";
const NAME = "institution.name";

/** The columns that are shown: those that were read, the terminal's name first. */
function columnsOf(table) {
  const known = table.columns.filter((one) => one.state === "known" && one.field).map((one) => ({ ...one, path: one.field.field }));
  const at = known.findIndex((one) => one.path === TERMINAL);
  if (at > 0) known.unshift(...known.splice(at, 1));
  return known.map((one) => ({ ...one, isTerminal: one.path === TERMINAL }));
}

/** The last row with anything in it, customers or not. */
const lastRowOf = ({ rows, heading_rows: heads }) => rows.reduce((last, { row }) => Math.max(last, row), heads[1]);

function groupsOf(table, entries) {
  const groups = new Map();
  for (const row of table.rows) {
    if (row.customer === null) continue;
    if (!groups.has(row.customer)) groups.set(row.customer, { number: row.customer, rows: [], entry: null, loose: [] });
    const cells = new Map(row.cells.map(({ column, text }) => [column, text]));
    groups.get(row.customer).rows.push({ row: row.row, cells, byColumn: new Map(), messages: [] });
  }
  const all = [...groups.values()];
  const byRow = new Map(all.flatMap((group) => group.rows.map((row) => [row.row, group])));
  for (const entry of entries) {
    const group = entry.place && byRow.get(entry.place.row);
    if (group) group.entry = entry;
  }
  return { all, byRow };
}

/** Lays each message to its cell, its row, its customer or the sheet as a whole. */
function lay(sheet, byRow, entries) {
  const shown = new Set(sheet.columns.map((one) => one.column));
  for (const entry of entries) {
    const own = sheet.groups.find((group) => group.entry === entry);
    for (const message of entry.messages) {
      const { place } = message;
      const isHere = place?.cell && place.file === sheet.file && (place.sheet ?? "") === sheet.sheet;
      const row = isHere && byRow.get(place.row)?.rows.find((one) => one.row === place.row);
      if (row) {
        row.messages.push(message);
        if (shown.has(place.column)) row.byColumn.set(place.column, [...(row.byColumn.get(place.column) ?? []), message]);
      } else if (own && !(isHere && place.row <= sheet.heads[1])) own.loose.push(message);
      else sheet.general.push(message);
    }
  }
}

const isError = (message) => message.severity === "error";

function count(group, columns) {
  const all = [...group.loose, ...group.rows.flatMap((row) => row.messages)];
  const text = (path) => {
    const at = columns.find((one) => one.path === path)?.column;
    return group.rows.map((row) => row.cells.get(at)).find(Boolean);
  };
  const { name, customer_no: number, code } = group.entry?.customer ?? {};
  Object.assign(group, {
    messages: all,
    errors: all.filter(isError).length,
    noted: all.filter((one) => !isError(one)).length,
    name: name ?? text(NAME) ?? "",
    about: [number ?? text("customer_no"), code].filter(Boolean).join("　"),
  });
}

/** All tables with their customers; `others`: what is said of files that are no tables. */
export function sheetsOf(report) {
  const tables = report.result?.tables ?? [];
  const taken = new Set();
  const sheets = tables.map((table) => {
    const entries = report.customers.filter((one) => one.file === table.file);
    entries.forEach((one) => taken.add(one));
    const sheet = { key: keyOf(table), file: table.file, sheet: table.sheet ?? "", heads: table.heading_rows, columns: columnsOf(table), lastRow: lastRowOf(table), general: [] };
    const { all, byRow } = groupsOf(table, entries);
    sheet.groups = all;
    lay(sheet, byRow, entries);
    all.forEach((group) => count(group, sheet.columns));
    return sheet;
  });
  return { sheets, others: report.customers.filter((one) => !taken.has(one)), general: report.messages };
}

/** The text of a message without the value, so that equal faults have equal texts. */
function alike(message, value) {
  const text = ofBoth(message.text);
  return value ? text.replace(`「${value}」`, "").replace(` \`${value}\``, "") : text;
}

/** Equal faults together, the most first: `{ message, words, places }`, a place with its sheet, row and column. */
export function kinds(sheets, isMeant) {
  const found = new Map();
  for (const sheet of sheets) {
    for (const group of sheet.groups) {
      for (const row of group.rows) {
        for (const message of row.messages.filter(isMeant)) {
          const { column } = message.place;
          const words = alike(message, row.cells.get(column));
          const key = `${message.code}\n${words}`;
          if (!found.has(key)) found.set(key, { message, words, places: [] });
          found.get(key).places.push({ sheet, group, row, column, cell: message.place.cell });
        }
      }
    }
  }
  return [...found.values()].sort((one, other) => other.places.length - one.places.length);
}
