// ② 誤り: what is wrong, customer by customer, as text. In: the report of `check`. Out: nothing; the workbook is mended in
// Excel.

import { button, choice, element, fill, notice } from "../dom.js";
import { ofBoth, say } from "../words.js";
import { mishap, progress } from "./parts.js";

/** So many customers are shown at first, and more at each push. */
const AT_ONCE = 100;

const FILTERS = {
  all: () => true,
  errors: (customer) => customer.errors > 0,
  noted: (customer) => customer.messages.some((message) => message.severity !== "error"),
};

function placeWords({ file, line, sheet, cell }) {
  if (cell && sheet) return say("place_cell", { file, sheet, cell });
  if (cell) return say("place_cell_csv", { file, cell });
  if (line) return say("place_line", { file, line });
  return file;
}

function messageRow({ severity, code, place, text, help }) {
  return element(
    "li",
    { className: severity },
    element("span", { className: "severity" }, say(`severity_${severity}`)),
    element(
      "div",
      {},
      element("p", { className: "cause" }, ofBoth(text)),
      help && element("p", { className: "help" }, ofBoth(help)),
      element("p", { className: "place" }, place && placeWords(place), element("span", { className: "code" }, code)),
    ),
  );
}

function customerSection({ customer, messages, file }) {
  const { name, customer_no: number, code } = customer ?? {};
  return element(
    "section",
    { className: "customer" },
    element(
      "h2",
      {},
      name || say("faults_unnamed"),
      element("span", { className: "of" }, [number, code].filter(Boolean).join("　") || file),
    ),
    messages.length > 0
      ? element("ul", { className: "messages" }, messages.map(messageRow))
      : element("p", { className: "good" }, say("faults_none_of")),
  );
}

function summary(report) {
  const { without_errors: good, with_errors: bad, warnings } = report.result ?? {};
  const errors = report.customers.reduce((sum, one) => sum + one.errors, 0);
  const also = warnings > 0 && element("p", {}, say("faults_warnings", { warnings }));
  if (bad > 0) {
    const lead = element("p", {}, say("faults_some_lead"));
    return notice("error", say("faults_some", { count: bad, errors }), lead, also);
  }
  return report.exit_code === 0 && notice("success", say("faults_good", { count: good }), also);
}

/** The customers under the chosen filter. */
class List {
  constructor() {
    this.node = element("div");
    this.filter = null;
    this.most = AT_ONCE;
  }

  show(report) {
    const bad = report.customers.some(FILTERS.errors);
    const filter = this.filter ?? (bad ? "errors" : "all");
    const counted = (name) => report.customers.filter(FILTERS[name]).length;
    const choices = Object.keys(FILTERS).map((name) =>
      choice("radio", "filter", name, say(`faults_${name}`, { count: counted(name) }), name === filter, () => {
        this.filter = name;
        this.most = AT_ONCE;
        this.show(report);
        this.node.querySelector(`input[value=${name}]`).focus();
      }),
    );
    const meant = report.customers.filter(FILTERS[filter]);
    const more = meant.length - this.most;
    fill(
      this.node,
      element("fieldset", { className: "row" }, element("legend", {}, say("faults_filter")), choices),
      meant.slice(0, this.most).map(customerSection),
      more > 0 &&
        button(say("faults_more", { count: more }), () => {
          this.most = meant.length;
          this.show(report);
        }),
    );
  }
}

export function faultsView(office) {
  const now = element("div");
  const list = new List();
  const node = element("div", {}, element("h1", {}, say("faults_heading")), now);
  let shown = null;
  const onward = (report) => {
    const good = report.result?.without_errors ?? 0;
    const all = good === report.customers.length;
    const words = all ? say("faults_print") : say("faults_print_rest", { count: good });
    return good > 0 && button(words, () => office.show("print"), all ? "first" : "second");
  };
  const update = ({ checking, checked }) => {
    const report = checked?.report;
    // The list stays as it is while something else changes.
    if (report && report === shown) return;
    shown = report ?? null;
    if (!report) {
      const nothing = [element("p", {}, say("faults_nothing"))];
      fill(
        now,
        checking ? progress(say("checking"), checking, () => office.stop()) : (checked && mishap(checked)) || nothing,
        button(say("faults_to_table"), () => office.show("table")),
      );
      return;
    }
    list.filter = null;
    list.show(report);
    fill(
      now,
      mishap(checked),
      summary(report),
      element("p", { className: "acts" }, onward(report), button(say("faults_to_table"), () => office.show("table"))),
      report.messages.length > 0 && [
        element("h2", {}, say("faults_general")),
        element("ul", { className: "messages" }, report.messages.map(messageRow)),
      ],
      report.customers.length > 0 && list.node,
    );
  };
  return { node, update };
}
