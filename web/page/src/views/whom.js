// Which customers' papers are printed, and in which order. In: the list. Out: the order.

import { button, choice, element, fill } from "../dom.js";
import { SORTS } from "../acts/order.js";
import { isPrinted, runNow } from "../acts/runs.js";
import { dayWords, say } from "../words.js";
import { changesPart } from "./changes.js";

const AT_ONCE = 200;

/** Customers to tick, narrowed by a part of their name or number. */
function tickList(papers) {
  const list = element("div", { className: "ticks" });
  const search = element("input", { type: "search", autocomplete: "off", on: { input: () => show() } });
  const more = element("p", { className: "small", aria: { role: "status" } });
  const plain = (text) => (text ?? "").normalize("NFKC").toLowerCase();
  const found = () => {
    const wanted = plain(search.value);
    return papers.customers().map((one) => one.customer).filter(({ code, name, customer_no: no }) => plain(`${code} ${name} ${no ?? ""}`).includes(wanted));
  };
  const ticked = () => papers.store.get("order").ticked;
  const tick = (code, is) => papers.choose({ ticked: is ? [...ticked(), code] : ticked().filter((one) => one !== code) });
  function show() {
    const all = found();
    const chosen = new Set(ticked());
    fill(
      list,
      all.slice(0, AT_ONCE).map(({ code, name, customer_no: no }) =>
        choice("checkbox", "tick", code, `${name}（${no || code}）`, chosen.has(code), (input) => tick(code, input.checked)),
      ),
    );
    more.textContent = all.length > AT_ONCE ? say("whom_more", { count: all.length - AT_ONCE }) : "";
  }
  const every = (is) => {
    const codes = found().map(({ code }) => code);
    const others = ticked().filter((code) => !codes.includes(code));
    papers.choose({ ticked: is ? [...others, ...codes] : others });
    show();
  };
  const node = element(
    "div",
    { className: "under" },
    element("label", { className: "field" }, element("span", {}, say("whom_search")), search),
    element("p", { className: "acts" }, button(say("whom_every"), () => every(true), "quiet"), button(say("whom_none"), () => every(false), "quiet")),
    list,
    more,
  );
  return { node, show };
}

function dateFields(papers) {
  const field = (key) => {
    const input = element("input", { type: "date", name: key, on: { change: () => papers.choose({ [key]: input.value }) } });
    return element("label", { className: "field" }, element("span", {}, say(`whom_${key}`)), input);
  };
  return element("div", { className: "under fields" }, field("from"), field("to"));
}

export function whomView(office) {
  const { papers } = office;
  const [ticks, dates] = [tickList(papers), dateFields(papers)];
  const radios = element("div");
  const told = element("p", { className: "told", aria: { role: "status" } });
  const who = element("div", { aria: { live: "polite" } });
  const sort = element(
    "select",
    { on: { change: () => papers.choose({ sort: sort.value }) } },
    SORTS.map((name) => element("option", { value: name }, say(`sort_${name || "list"}`))),
  );
  const radio = (name, words, order, isThere = true) => {
    const made = choice("radio", "whom", name, words, order.whom === name, () => papers.choose({ whom: name }));
    made.querySelector("input").disabled = !isThere;
    return made;
  };
  const later = element("p", { className: "small" }, say("whom_changed_later"));
  const node = element(
    "div",
    {},
    element("fieldset", {}, element("legend", {}, say("print_whom")), radios, dates, ticks.node),
    told,
    who,
    element("label", { className: "field" }, element("span", {}, say("whom_sort")), sort),
  );
  let [shown, seen] = [[], null];
  const update = (state) => {
    const { checked, order, runs, changes } = state;
    if (changes !== seen) fill(who, changesPart(state, () => papers.changes.stop()));
    seen = changes;
    if (shown[0] === checked && shown[1] === order && shown[2] === runs) return;
    const isNew = shown[0] !== checked;
    const whom = shown[1]?.whom;
    shown = [checked, order, runs];
    const count = papers.customers().length;
    const run = runNow(state);
    const canChange = Boolean(run) && isPrinted(runs, run);
    const focused = document.activeElement?.name === "whom" && document.activeElement.value;
    fill(
      radios,
      radio("all", say("print_all", { count }), order),
      radio("changed", canChange ? say("whom_changed", { run }) : say("whom_changed_none"), order, canChange),
      !canChange && later,
      radio("dates", say("whom_dates"), order),
      radio("ticked", say("whom_ticked"), order),
    );
    if (focused) radios.querySelector(`[value=${focused}]`)?.focus();
    dates.hidden = order.whom !== "dates";
    ticks.node.hidden = order.whom !== "ticked";
    if (!ticks.node.hidden && (isNew || whom !== "ticked" || !document.activeElement?.closest(".ticks"))) ticks.show();
    told.textContent = whomWords(order, count);
    sort.value = order.sort;
  };
  return { node, update };
}

/** In words, whose papers are made. */
export function whomWords({ whom, from, to, ticked }, count) {
  if (whom === "dates") {
    const [first, last] = [dayWords(from || to), dayWords(to || from)];
    if (!first) return say("lacks_dates");
    return first === last ? say("whom_told_day", { day: first }) : say("whom_told_dates", { from: first, to: last });
  }
  if (whom === "ticked") return say("whom_told_ticked", { count: ticked.length });
  return whom === "changed" ? say("whom_told_changed") : say("print_all", { count });
}
