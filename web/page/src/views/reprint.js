// Papers of a run again: a customer's, or one sheet by its number. In: a run. Out: files.

import { button, element, fill, notice } from "../dom.js";
import { ALL_KINDS, STUCK } from "../acts/order.js";
import { runNames, runNow } from "../acts/runs.js";
import { nameOf } from "../files/output.js";
import { ofBoth, say } from "../words.js";
import { fileRows } from "./made.js";
import { mishap, progress } from "./parts.js";

/** The files of a reprint in words: `0110100013-packet.pdf`, `sheet-217.pdf`. */
function words(file, name) {
  const [first, kind] = nameOf(file).replace(/\.pdf$/, "").split("-");
  if (first === "sheet") return say("reprint_sheet_of", { sheet: kind });
  return ALL_KINDS.includes(kind) ? `${name}　${say(kind)}` : nameOf(file);
}

function result({ reprinted, runs }, name, given) {
  if (reprinted.how !== "ended" || !reprinted.report?.result) {
    const messages = reprinted.report?.messages ?? [];
    return [mishap(reprinted, say("reprint_make")), messages.map(({ text, help }) => notice("error", ofBoth(text), help && element("p", {}, ofBoth(help))))];
  }
  const isStuck = (file) => STUCK.some((kind) => nameOf(file).includes(`-${kind}`));
  const rows = reprinted.report.result.files.map(({ file, pages, identical }) => ({
    file,
    words: words(file, name),
    paper: say(isStuck(file) ? "made_paper_labels" : "made_paper_a4"),
    sheets: say("made_sheets", { count: Math.ceil(pages / (isStuck(file) ? 1 : 2)) }),
    remark: say(identical ? "reprint_identical" : "reprint_marked"),
  }));
  return [element("h3", {}, say("reprint_made")), fileRows(rows, runs, { ...reprinted, given })];
}

export function reprintPart(office) {
  const { papers } = office;
  const customer = element("select", { id: "reprint-customer" });
  const kind = element("select", { id: "reprint-kind" });
  const sheet = element("input", { id: "reprint-sheet", type: "number", min: 1 });
  const problem = element("p", { className: "problem", aria: { role: "status" } });
  const now = element("div");
  let [run, names] = ["", new Map()];
  const field = (key, input) => element("label", { className: "field" }, element("span", {}, say(key)), input);
  const ofCustomer = button(say("reprint_make"), () => papers.reprint({ run, customer: customer.value, kinds: kind.value.split(",") }));
  const ofSheet = button(say("reprint_make_sheet"), () => {
    const number = Number(sheet.value);
    const isGood = Number.isInteger(number) && number > 0;
    sheet.setAttribute("aria-invalid", String(!isGood));
    problem.textContent = isGood ? "" : say("reprint_sheet_wrong");
    if (isGood) papers.reprint({ run, sheet: number });
  });
  const node = element(
    "details",
    { className: "reprint" },
    element("summary", {}, say("reprint_heading")),
    element("p", {}, say("reprint_lead")),
    element("div", { className: "fields" }, field("print_customer", customer), field("pages_document", kind), ofCustomer),
    element("div", { className: "fields" }, field("reprint_sheet", sheet), ofSheet),
    problem,
    now,
  );
  let shown = {};
  async function list() {
    const contents = await papers.contents(run);
    names = new Map((contents?.customers ?? []).map(({ code, name }) => [code, name]));
    fill(customer, (contents?.customers ?? []).map(({ code, name, customer_no: no }) => element("option", { value: code }, `${name}（${no || code}）`)));
    // What is not printed is not printed again.
    const kinds = ALL_KINDS.filter((one) => one !== "mail" && contents?.documents?.includes(one));
    const chosen = kind.value;
    fill(kind, element("option", { value: kinds.join(",") }, say("reprint_all_kinds")), kinds.map((one) => element("option", { value: one, selected: one === chosen }, say(one))));
    const isPrinted = (contents?.merged ?? []).some(({ kind: one }) => ["packet", "handover", "letter"].includes(one));
    sheet.disabled = ofSheet.disabled = !isPrinted;
  }
  const update = (state) => {
    const { runs, order, building, reprinting, reprinted } = state;
    const found = runNow(state);
    node.hidden = !found || !runNames(runs).includes(found) || Boolean(building) || !runs.has(`out/${found}/manifest.json`);
    if (node.hidden) return;
    if (found !== run || runs !== shown.runs) {
      run = found;
      if (!reprinting) list();
    }
    ofCustomer.disabled = Boolean(reprinting);
    if (reprinting !== shown.reprinting || reprinted !== shown.reprinted) {
      fill(now, reprinting ? progress(say("making"), reprinting, () => office.stop()) : reprinted && result(state, names.get(customer.value) ?? "", (paths) => papers.runs.given(paths)));
    }
    shown = { runs, order, reprinting, reprinted };
  };
  return { node, update };
}
