// A row of the grid: a customer, a terminal, or why something is wrong. In: items. Out: what is in the row's element.

import { canAddRow } from "../acts/addrow.js";
import { element } from "../dom.js";
import { ofBoth, say } from "../words.js";
import { helpOf } from "./parts.js";

/** What the grid shows of customers, in order: each with its key, which stays the same while texts change. */
export function itemsOf(groups) {
  return groups.flatMap((group) => {
    const head = { key: `c${group.number}`, kind: "customer", group };
    const loose = group.loose.length > 0 ? [{ key: `l${group.number}`, kind: "why", group, messages: group.loose }] : [];
    const rows = group.rows.flatMap((row) => {
      const one = { key: `r${row.row}`, kind: "row", group, row };
      return row.messages.length > 0 ? [one, { key: `w${row.row}`, kind: "why", group, row, messages: row.messages }] : [one];
    });
    return [head, ...loose, ...rows];
  });
}

export function paintRow(node, item, grid) {
  node.className = item.kind;
  if (item.kind === "customer") paintCustomer(node, item.group, grid);
  else if (item.kind === "why") paintWhy(node, item, grid);
  else paintCells(node, item, grid);
}

/** A cell over the whole width, whose words stay in sight when the grid is scrolled sideways. */
const across = (name, properties, grid, ...words) =>
  element(name, { colSpan: grid.sheet.columns.length + 1, ...properties }, element("div", { className: "stays" }, ...words));

function paintCustomer(node, group, grid) {
  const { name, about, errors, noted, entry } = group;
  const words = name || say("faults_unnamed");
  const add = grid.editable && canAddRow(grid.sheet, group) && element("button", { type: "button", className: "quiet add-row", aria: { label: say("row_add_of", { name: words }) }, on: { click: () => grid.addRow(grid.sheet, group) } }, say("row_add_to"));
  const state = [
    errors > 0 && element("span", { className: "mark error" }, say("faults_marked_errors", { count: errors })),
    noted > 0 && element("span", { className: "mark warning" }, say("faults_marked_noted", { count: noted })),
    errors === 0 && entry && element("span", { className: "good" }, say("faults_none_of")),
  ];
  node.replaceChildren(
    across("th", { scope: "rowgroup" }, grid, element("strong", {}, words), element("span", { className: "of" }, about), state, add),
  );
}

function whyLine(message, item, grid) {
  const { severity, place, text } = message;
  const column = item.row && grid.sheet.columns.find((one) => one.column === place?.column);
  const help = helpOf(message);
  const go = column && (() => grid.go(`r${item.row.row}`, column.column));
  return element(
    "li",
    { className: severity },
    element("span", { className: "severity" }, say(`severity_${severity}`)),
    go
      ? element("button", { type: "button", className: "to-cell", aria: { label: say("faults_go", { cell: place.cell }) }, on: { click: go } }, place.cell)
      : element("span", { className: "to-cell" }, place?.cell ?? ""),
    element("div", {}, element("span", { className: "cause" }, ofBoth(text)), help && element("span", { className: "help" }, help)),
  );
}

function paintWhy(node, item, grid) {
  const lines = item.messages.map((message) => whyLine(message, item, grid));
  const ids = new Set();
  item.messages.forEach((message, at) => {
    const id = `why-${item.row?.row}-${message.place?.column}`;
    if (item.row && !ids.has(id)) lines[at].id = id;
    ids.add(id);
  });
  node.replaceChildren(across("td", {}, grid, element("ul", { className: "why-lines" }, lines)));
}

/** Paints the cells; the one with the field in it is not taken from under the user's hands. */
function paintCells(node, { row }, grid) {
  if (node.children.length === 0) {
    node.append(
      element("th", { scope: "row", className: "number" }, String(row.row)),
      ...grid.sheet.columns.map(({ column, isTerminal }) =>
        element(
          "td",
          { data: { column }, className: isTerminal ? "held" : "" },
          element("div", { className: "in" }, element("span", { className: "sign" }), element("span", { className: "value" })),
        ),
      ),
    );
  }
  grid.sheet.columns.forEach(({ column, letters, isTerminal }, at) => {
    const cell = node.children[at + 1];
    const said = row.byColumn.get(column) ?? [];
    const severity = ["error", "warning", "note"].find((one) => said.some((message) => message.severity === one)) ?? "";
    const text = row.cells.get(column) ?? "";
    const isPending = grid.pending?.has(`${grid.sheet.key}\n${letters}${row.row}`) ?? false;
    cell.className = [isTerminal && "held", severity, isPending && "pending"].filter(Boolean).join(" ");
    cell.title = text;
    if (severity === "error") cell.setAttribute("aria-invalid", "true");
    else cell.removeAttribute("aria-invalid");
    const [sign, value] = cell.querySelectorAll(".sign, .value");
    sign.textContent = severity && say(`severity_${severity}`);
    if (value.textContent !== text) value.textContent = text;
  });
}
