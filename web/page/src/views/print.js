// ④ 印刷: papers are made, and given out in the order of printing. In: the order. Out: files.

import { button, choice, element, fill, notice } from "../dom.js";
import { ALL_KINDS, STUCK, lacks, spoilt } from "../acts/order.js";
import { runNames, runNow } from "../acts/runs.js";
import { canSaveFolder } from "../files/output.js";
import { ofBoth, say } from "../words.js";
import { stockNow } from "../acts/faces.js";
import { lastPrint, stockWords } from "./labelsheet.js";
import { changesPart } from "./changes.js";
import { foundNow } from "./found.js";
import { made } from "./made.js";
import { mishap, progress } from "./parts.js";
import { reprintPart } from "./reprint.js";
import { whomWords } from "./whom.js";

/** What was chosen before, each with a way to change it. */
function chosenBefore(office, state) {
  const { order, offset } = state;
  const part = (name) => () => {
    state.paperPart = name;
    office.show("paper");
  };
  const row = (key, words, name) =>
    element(
      "div",
      {},
      element("dt", {}, say(key)),
      element("dd", {}, words),
      element("dd", { className: "change" }, element("button", { type: "button", className: "quiet", aria: { label: say("print_change_of", { name: say(key) }) }, on: { click: part(name) } }, say("print_change"))),
    );
  const labels = state.stock.length > 0 && [stockWords(stockNow(state)), order.start > 1 && say("print_from", { start: order.start }), spoilt(order).length > 0 && say("sheet_told_skip", { faces: spoilt(order).join("、") }), (offset.x || offset.y) && say("print_offset", offset)];
  const sorted = order.sort ? `、${say(`sort_${order.sort}`)}` : "";
  return element(
    "dl",
    { className: "before" },
    row("print_customer", whomWords(order, office.papers.customers().length) + sorted, "whom"),
    order.kinds.some((kind) => STUCK.includes(kind)) && labels && row("print_stock", labels.filter(Boolean).join("、"), "sheet"),
  );
}

function what(papers, { order }) {
  const tick = (kind) => (input) => papers.choose({ kinds: ALL_KINDS.filter((one) => (one === kind ? input.checked : order.kinds.includes(one))) });
  return element(
    "fieldset",
    { className: "row" },
    element("legend", {}, say("print_what")),
    ALL_KINDS.map((kind) => choice("checkbox", "what", kind, say(kind), order.kinds.includes(kind), tick(kind))),
  );
}

/** Merged for the copier, or a file for each customer; what has changed is always merged. */
function how(papers, { order }) {
  if (order.whom === "changed" || papers.customers().length < 2) return null;
  const radio = (merge) =>
    choice("radio", "merge", String(merge), say(merge ? "print_merge" : "print_apart"), order.merge === merge, () => papers.choose({ merge }));
  return element("fieldset", {}, element("legend", {}, say("print_how")), radio(true), radio(false));
}

/** Which run: one that there is, or a new one with a name if the user likes. */
function runField(papers, state) {
  const { order, runs } = state;
  const now = runNow(state);
  const names = runNames(runs).reverse();
  const select = element(
    "select",
    { id: "run", disabled: order.whom === "changed", on: { change: () => papers.choose({ run: select.value }) } },
    names.map((name) => element("option", { value: name, selected: name === now }, say("print_run_on", { name }))),
    element("option", { value: "", selected: now === "" }, say("print_run_new")),
  );
  const input = element("input", { id: "run-name", value: order.name, maxLength: 20, autocomplete: "off", on: { input: () => papers.named(input.value.trim()) } });
  return element(
    "div",
    { className: "fields" },
    names.length > 0 && element("label", { className: "field" }, element("span", {}, say("print_run")), select),
    now === "" && element("label", { className: "field" }, element("span", {}, say("print_name")), input, element("small", {}, say("print_name_lead"))),
  );
}

function folderPart(papers, { folder }) {
  const { runs } = papers;
  if (!canSaveFolder()) return element("p", { className: "small" }, say("folder_none"));
  if (!folder) {
    return element("div", { className: "folder choosing" }, element("p", {}, say("folder_lead")), button(say("folder_choose"), () => runs.choose()));
  }
  return element(
    "div",
    { className: "folder" },
    element("p", {}, say(folder.isOpen ? "folder_now" : "folder_asks", { name: folder.name })),
    folder.trouble && notice("error", say("folder_trouble", { name: folder.name }), element("p", {}, say("folder_trouble_lead")), element("p", { className: "small" }, folder.trouble)),
    element(
      "p",
      { className: "acts" },
      !folder.isOpen && button(say("folder_open", { name: folder.name }), () => runs.open()),
      button(say("folder_other"), () => runs.choose(), "quiet"),
      button(say("folder_leave"), () => runs.leave(), "quiet"),
    ),
  );
}

/** Shows the first heading of a place, and lets it be read out. */
function lead(place) {
  const heading = place.querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
  place.scrollIntoView({ block: place.clientHeight > window.innerHeight ? "start" : "nearest" });
}

/** Why nothing came of it, in the program's words. */
const refused = ({ report }) =>
  report.messages.filter(({ severity }) => severity === "error").map(({ text, help }) => notice("error", ofBoth(text), help && element("p", {}, ofBoth(help))));

export function printView(office) {
  const { papers } = office;
  const [form, now, who, again] = [element("div"), element("div"), element("div", { aria: { live: "polite" } }), reprintPart(office)];
  const node = element("div", {}, element("h1", {}, say("print_heading")), form, now, again.node);
  let [shown, isWaiting] = [{}, false];
  const showForm = (state) => {
    if (papers.customers().length === 0) {
      fill(form, element("p", {}, say("print_nobody")), button(say("faults_to_table"), () => office.show("table")));
      return;
    }
    const focused = document.activeElement;
    const key = form.contains(focused) && (focused.id ? `#${focused.id}` : focused.name && `[name=${focused.name}][value=${focused.value}]`);
    const why = lacks({ ...state.order, run: runNow(state) });
    const isOn = state.order.whom === "changed";
    const isStuck = state.stock.length > 0 && state.order.kinds.some((kind) => STUCK.includes(kind));
    const make = button(say(isOn ? "print_make_changed" : "print_make"), () => papers.build(), "first");
    make.disabled = Boolean(why) || Boolean(state.building) || Boolean(state.reprinting);
    fill(
      form,
      chosenBefore(office, state),
      who,
      isStuck && lastPrint(papers, state, stockNow(state)),
      what(papers, state),
      how(papers, state),
      runField(papers, state),
      folderPart(papers, state),
      element("p", { className: "acts" }, make),
      why && element("p", { className: "problem", aria: { role: "status" } }, say(why)),
    );
    if (key) form.querySelector(key)?.focus();
  };
  const showNow = (state) => {
    const { building, built, order } = state;
    if (building) {
      const merges = building.total > 0 && building.processed === building.total;
      fill(now, progress(say(merges ? "merging" : "making"), merges ? { total: 0 } : building, () => office.stop()));
      if (!shown.building) lead(now);
      isWaiting = true;
      return;
    }
    const words = say(order.whom === "changed" ? "print_make_changed" : "print_make");
    fill(now, built && [mishap(built, words), built.how === "ended" && built.report && (built.report.result?.made > 0 ? [made(built.report, state, papers.runs), element("p", { className: "acts" }, button(say("made_stick"), () => office.show("stick")))] : [element("h2", {}, say("nothing_made")), refused(built), foundNow(built.report, state.checked)])]);
    // Who waited at the button is led to what came of it.
    if (built && isWaiting) lead(now);
    if (built) isWaiting = false;
  };
  const FORM = ["checked", "stock", "order", "offset", "runs", "folder", "usualStock", "faces"];
  const update = (state) => {
    const isBusy = Boolean(state.building || state.reprinting);
    if (isBusy !== shown.isBusy || FORM.some((key) => state[key] !== shown[key])) showForm(state);
    if (["building", "built", "folder", "unsavedRuns"].some((key) => state[key] !== shown[key])) showNow(state);
    if (state.changes !== shown.changes) fill(who, changesPart(state, () => papers.changes.stop()));
    again.update(state);
    shown = { ...state, isBusy };
  };
  return { node, update };
}
