// One customer judged by itself, whatever the length of the list. In: a table as it was read, with texts that have changed; what
// `check` says of that customer alone. Out: a list of one customer for `check`; the report with what it said. The whole list
// is judged afterwards: what holds between customers is known only then.

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

/** A table with the texts as they were typed. */
export function withTexts(table, cells) {
  const rows = table.rows.map((row) => {
    const own = cells.filter((cell) => cell.row === row.row);
    if (own.length === 0) return row;
    const others = row.cells.filter(({ cell }) => !own.some((one) => one.cell === cell));
    const typed = own.filter(({ text }) => text !== "").map(({ cell, column, text }) => ({ cell, column, text }));
    return { ...row, cells: [...others, ...typed] };
  });
  return { ...table, rows };
}

/** The customer whose cells these are, as a list of one; null if there is not exactly one, or a secret was left out of it. */
export function alone(report, sheet, cells) {
  const found = report.result?.tables?.find((one) => one.file === sheet.file && (one.sheet ?? "") === sheet.sheet);
  if (!found) return null;
  const table = withTexts(found, cells);
  const owners = new Set(cells.map(({ row }) => table.rows.find((one) => one.row === row)?.customer ?? null));
  const [owner] = owners;
  if (owners.size !== 1 || owner === null) return null;
  const rows = table.rows.filter((one) => one.customer === owner);
  const entry = report.customers.find((one) => one.file === sheet.file && one.place?.row === rows[0].row);
  if (!entry || entry.messages.some(({ code }) => code === "SP020")) return null;
  const columns = table.columns.filter((one) => one.state === "known" && one.field);
  const line = (row) => columns.map(({ column }) => quoted(row.cells.find((one) => one.column === column)?.text ?? "")).join(",");
  const text = [columns.map(({ field }) => quoted(field.heading)).join(","), ...rows.map(line)].join("\n");
  return { table, columns, rows, entry, text: `${text}\n` };
}

/** A place in the list of one as the place in the table. */
function placed(place, { table, columns, rows }) {
  const [row, column] = [rows[place?.row - 2], columns[place?.column - 1]];
  const own = { file: table.file, line: null, sheet: null, cell: null, row: null, column: null };
  if (!row || !column) return own;
  return { ...own, sheet: table.sheet, cell: `${column.letters}${row.row}`, row: row.row, column: column.column };
}

/** The report with the customer as it was judged alone; null if that is not clear. */
export function merged(report, one, found) {
  if (found?.customers.length !== 1 || found.customers[0].errors !== found.customers[0].messages.filter(isError).length) return null;
  const [now] = found.customers;
  const rows = new Set(one.rows.map((row) => row.row));
  // What was said of the table as a whole came with its first customer.
  const kept = one.entry.messages.filter(({ place }) => place?.row && !rows.has(place.row));
  const messages = [...kept, ...now.messages.filter(({ place }) => place?.row !== 1).map((message) => ({ ...message, place: placed(message.place, one) }))];
  const errors = messages.filter(isError).length;
  const warnings = messages.filter(({ severity }) => severity === "warning").length;
  const entry = { ...one.entry, customer: { ...now.customer, number: one.entry.customer.number }, ok: errors === 0, errors, warnings, messages };
  const customers = report.customers.map((other) => (other === one.entry ? entry : other));
  const tables = report.result.tables.map((table) => (table.file === one.table.file && table.sheet === one.table.sheet ? one.table : table));
  return { ...report, customers, result: { ...report.result, ...counted(customers), tables } };
}

const isError = ({ severity }) => severity === "error";

function counted(customers) {
  const good = customers.filter((one) => one.ok).length;
  const warnings = customers.reduce((sum, one) => sum + one.warnings, 0);
  return { without_errors: good, with_errors: customers.length - good, warnings };
}
