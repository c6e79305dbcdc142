// Printed sheets are counted. In: a run, and the stack as it was scanned. Out: what is missing, double, replaced or of other
// papers, customer by customer.

import { runsOf } from "../acts/stick.js";
import { element, fill, notice } from "../dom.js";
import { say } from "../words.js";
import { mishap, progress } from "./parts.js";
import { picker } from "./picker.js";
import { nothing, selectField } from "./stick.js";
import { board, said } from "./verdict.js";

const DOCUMENTS = ["packet", "handover", "labels", "letter", "address", "picklist", "replaced"];

function sheetWords({ sheet, document: kind, pages }) {
  const document = DOCUMENTS.includes(kind) ? say(kind) : kind;
  if (pages.length > 0) return say("count_sheet_pages", { sheet, document, pages: pages.join("-") });
  return say(kind === "labels" ? "count_sheet" : "count_cover", { sheet, document });
}

const sheets = (heading, some) =>
  some.length > 0 && [element("h4", {}, heading), element("ul", {}, some.map((one) => element("li", {}, sheetWords(one))))];

function customer({ code, name, missing, double }) {
  return element(
    "section",
    { className: "customer" },
    element("h3", {}, name, element("span", { className: "of" }, code)),
    sheets(say("count_missing"), missing),
    sheets(say("count_double"), double),
  );
}

function counted({ result, messages }, unread) {
  const { complete, sheets: all, seen, customers, replaced, foreign, misread } = result;
  const errors = [...unread, ...messages.filter(({ severity }) => severity === "error")].map(said);
  const wrong = customers.filter((one) => one.missing.length > 0 || one.double.length > 0);
  const others = (key, some) => some.length > 0 && [element("h3", {}, say(`count_${key}`)), element("p", {}, say(`count_${key}_lead`, { count: some.length }))];
  // A sheet that was replaced goes out with the others if it is not pulled out: it comes first.
  const old = replaced.length > 0 && [
    notice(
      "warning",
      say("count_replaced", { count: replaced.length }),
      element("p", {}, say("count_replaced_lead")),
      element("ul", {}, replaced.map((one) => element("li", {}, `${one.name}　${sheetWords(one)}`))),
    ),
  ];
  return [
    old,
    complete ? board("good", say("count_good", { sheets: all })) : board("bad", say("count_bad", { sheets: all, seen }), element("p", {}, say("count_next"))),
    errors,
    wrong.map(customer),
    others("foreign", foreign),
    others("misread", misread),
  ];
}

export function countPanel(office) {
  const wish = { run: "" };
  const [which, now] = [element("div"), element("div", { aria: { live: "polite" } })];
  const take = (pictures) => office.stick.count(pictures, wish.run);
  const form = element(
    "div",
    {},
    element("p", { className: "acts" }, picker(say("count_files"), "first", { id: "stack", multiple: true, accept: ".png,.jpg,.jpeg,.pdf,.zip" }, (gathered) => self.drop(gathered))),
    element("p", { className: "small" }, say("stick_pictures_hint")),
  );
  const node = element("div", {}, element("p", {}, say("count_lead")), which, form, now);
  let shown = {};
  const update = ({ runs, counting, counted: ending }) => {
    if (runs !== shown.runs) {
      const names = runsOf(runs);
      if (!names.includes(wish.run)) wish.run = names.at(-1) ?? "";
      form.hidden = names.length === 0;
      const options = names.map((value) => ({ value, words: value }));
      fill(which, names.length > 0 ? selectField(say("count_run"), options, wish.run, (value) => (wish.run = value)) : nothing(say("count_none"), office));
    }
    if (counting !== shown.counting || ending !== shown.ending) {
      const report = ending?.report;
      const trouble = ending && [mishap(ending), report && !report.result && report.messages.map(said)];
      fill(now, counting ? progress(say("count_counting"), counting, () => office.stop()) : [trouble, report?.result && counted(report, ending.unread)]);
    }
    shown = { runs, counting, ending };
  };
  const self = { node, update, take: (pictures) => wish.run && take(pictures) };
  return self;
}
