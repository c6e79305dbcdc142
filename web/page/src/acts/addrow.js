// A row for one more terminal of a customer, behind the last row of the table. In: the sheet, the customer's rows. Out: cells for
// `mend`. The program knows whose row it is by the customer's number, or by the institution's code.

const NUMBER = "customer_no";
const NAME = "institution.terminal.name";
/** What a code is made of, as the columns have it. */
const CODE = ["institution.prefecture", "institution.fee_table", "institution.code"];

const columnOf = (sheet, path) => sheet.columns.find((one) => one.path === path);

const textOf = (sheet, row, path) => row.cells.get(columnOf(sheet, path)?.column) ?? "";

/** The institutions of a customer, each with the row that names it first. */
export function institutionsOf(sheet, group) {
  const found = new Map();
  for (const row of group.rows) {
    const code = textOf(sheet, row, CODE.at(-1));
    if (code && !found.has(code)) found.set(code, { code, row, name: textOf(sheet, row, "institution.name") });
  }
  return [...found.values()];
}

/** Whether a row behind the last one can be told to be this customer's. */
export function canAddRow(sheet, group) {
  if (!columnOf(sheet, NAME)) return false;
  if (columnOf(sheet, NUMBER)) return group.rows.some((row) => textOf(sheet, row, NUMBER));
  return institutionsOf(sheet, group).length > 0;
}

/** The cells of the new row; `code` is that of one of the institutions. */
export function rowCells(sheet, group, { name, code }) {
  const row = sheet.lastRow + 1;
  const cell = (path, text) => {
    const column = columnOf(sheet, path);
    return column && text ? [{ cell: `${column.letters}${row}`, text, row, column: column.column, field: path }] : [];
  };
  const all = institutionsOf(sheet, group);
  const number = group.rows.map((one) => textOf(sheet, one, NUMBER)).find(Boolean) ?? "";
  const meant = all.find((one) => one.code === code) ?? all[0];
  const isNamed = meant && (all.length > 1 || !number);
  return { row, cells: [...cell(NUMBER, number), ...(isNamed ? CODE.flatMap((path) => cell(path, textOf(sheet, meant.row, path))) : []), ...cell(NAME, name)] };
}
