// How tables are read: headings that the user has assigned to fields. In: choices, the report of `check`. Out: parts of command
// lines; what is remembered for the next time. Nothing but headings and fields is kept.

import { keep, kept } from "../kept.js";

const KEPT = "headings";

/** The headings that were assigned before, with their fields (`-`: not read). */
export const remembered = () => kept(KEPT, {});

const tablesOf = (ending) => ending?.report?.result?.tables ?? [];

/** What names a column in an assignment: its heading, or its letters where another one has that heading too. */
export function columnKey(table, column) {
  const isAlone = table.columns.filter((one) => one.heading === column.heading).length === 1;
  return isAlone && column.heading && !/=/.test(column.heading) ? column.heading : column.letters;
}

/** Those of the assignments that are about a column of the tables; one that fits none would be an error. */
export function fitting(assigned, ending) {
  const keys = new Set(tablesOf(ending).flatMap((table) => table.columns.map((column) => columnKey(table, column))));
  return Object.fromEntries(Object.entries(assigned).filter(([key]) => keys.has(key)));
}

export const columnArgs = (assigned) => Object.entries(assigned).flatMap(([key, field]) => ["--column", `${key}=${field}`]);

/** Whether the user has to say what a column is before the list can be judged. */
export function isUnclear(ending) {
  return tablesOf(ending).some(({ columns }) => {
    const codes = ending.report.customers.flatMap((one) => one.messages.map((message) => message.code));
    const isMissing = codes.includes("SP017") && columns.some((one) => one.state === "unknown");
    return isMissing || columns.some((one) => one.state === "double");
  });
}

/** Assigns a column to a field, `-` (not read) or nothing (as the program takes it), remembers it and judges anew. */
export async function assign(office, table, column, field) {
  const key = columnKey(table, column);
  const all = { ...office.store.get("assigned") };
  if (field) all[key] = field;
  else delete all[key];
  office.store.set({ assigned: all });
  keep(KEPT, Object.fromEntries(Object.entries(all).filter(([one]) => one !== column.letters)));
  await office.check({ stay: true });
}
