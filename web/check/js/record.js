// What was checked so far. It is kept on the phone, where the browser allows it: many phones throw a page away while the
// camera is open.

const STORE = `startpack-check ${HEAD.run ?? ""} ${HEAD.work_date} ${HEAD.print_date} ${TERMINALS[0]?.key ?? ""}`;

const record = { customer: CUSTOMERS.length === 1 ? 0 : null, label: null, checked: {}, language: "ja", ...stored() };

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {};
  }
}

/** Remembers the record. Where nothing may be stored it lives as long as the page. */
function remember() {
  try {
    localStorage.setItem(STORE, JSON.stringify(record));
  } catch {
    // The page works without.
  }
}

function forgetAll() {
  record.checked = {};
  record.label = null;
  record.customer = CUSTOMERS.length === 1 ? 0 : null;
  try {
    localStorage.removeItem(STORE);
  } catch {
    // As above.
  }
}

/** The label and the sheet that were read for a terminal, and whether they agree. A later check counts. */
function note(key, label, sheet, isRight) {
  record.checked[key] = { label: label.text, sheet: sheet.text, isRight };
  record.label = null;
  remember();
}

function stateOf(terminal) {
  const checked = record.checked[terminal.key];
  if (checked) return checked.isRight ? "done" : "failed";
  return terminal.to_set_up ? "open" : "inUse";
}

function countOf(customerAt) {
  const wanted = terminalsOf(customerAt).filter((terminal) => terminal.to_set_up);
  return { done: wanted.filter((terminal) => stateOf(terminal) === "done").length, all: wanted.length };
}

/** What the office holds against its data: label and sheet in turn, a line each, as `startpack scan --pairs` takes them. */
function resultText() {
  const checked = TERMINALS.map((terminal) => record.checked[terminal.key]).filter(Boolean);
  return checked.map(({ label, sheet }) => `${label}\n${sheet}\n`).join("");
}
