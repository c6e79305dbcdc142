// ④ 印刷: documents are made, and given out in the order of printing. In: the user's choices. Out: files.

import { button, choice, element, fill } from "../dom.js";
import { say } from "../words.js";
import { made } from "./made.js";
import { mishap, progress } from "./parts.js";

const KINDS = ["packet", "handover", "labels"];

/** What the user has chosen; it outlives a change of the list as far as it can. */
class Choices {
  constructor() {
    Object.assign(this, { one: false, customer: "", kinds: new Set(KINDS), stock: "", merge: true });
  }

  order() {
    const only = KINDS.filter((kind) => this.kinds.has(kind));
    return { customer: this.one && this.customer, only, stock: this.stock, merge: this.merge && !this.one };
  }
}

function whom(choices, customers, again) {
  const radio = (one, words) =>
    choice("radio", "whom", one ? "one" : "all", words, choices.one === one, () => {
      choices.one = one;
      again();
    });
  const options = customers.map(({ customer: { code, name, customer_no: number } }) =>
    element("option", { value: code, selected: code === choices.customer }, `${name}（${number || code}）`),
  );
  const select = element("select", { disabled: !choices.one, on: { change: () => (choices.customer = select.value) } }, options);
  return element(
    "fieldset",
    {},
    element("legend", {}, say("print_whom")),
    radio(false, say("print_all", { count: customers.length })),
    radio(true, say("print_one")),
    element("label", { className: "field" }, element("span", {}, say("print_customer")), select),
  );
}

function what(choices, customers, again) {
  const boxes = KINDS.map((kind) =>
    choice("checkbox", "what", kind, say(kind), choices.kinds.has(kind), (input) => {
      if (input.checked) choices.kinds.add(kind);
      else choices.kinds.delete(kind);
      again();
    }),
  );
  const merge = choice("checkbox", "merge", "merge", say("print_merge"), choices.merge, (input) => (choices.merge = input.checked));
  return element(
    "fieldset",
    {},
    element("legend", {}, say("print_what")),
    element("div", { className: "row" }, boxes),
    !choices.one && customers.length > 1 && merge,
  );
}

function stockField(choices, stock) {
  const options = stock.flatMap(({ name, faces, products }) => {
    const words = say("print_stock_faces", { name: products.join("、") || name, faces });
    return element("option", { value: name, selected: name === choices.stock }, words);
  });
  const select = element(
    "select",
    { id: "stock", disabled: !choices.kinds.has("labels"), on: { change: () => (choices.stock = select.value) } },
    element("option", { value: "" }, say("print_stock_usual")),
    options,
  );
  return element("label", { className: "field" }, element("span", {}, say("print_stock")), select);
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

export function printView(office) {
  const choices = new Choices();
  const [form, now] = [element("div"), element("div")];
  const node = element("div", {}, element("h1", {}, say("print_heading")), form, now);
  let shown = {};
  const showForm = (state) => {
    const customers = (state.checked?.report?.customers ?? []).filter((one) => one.ok && one.customer?.code);
    if (customers.length === 0) {
      fill(form, element("p", {}, say("print_nobody")), button(say("faults_to_table"), () => office.show("table")));
      return;
    }
    if (!customers.some((one) => one.customer.code === choices.customer)) choices.customer = customers[0].customer.code;
    const again = () => {
      const focused = document.activeElement;
      showForm(state);
      form.querySelector(`input[name=${focused.name}][value=${focused.value}]`)?.focus();
    };
    const make = button(say("print_make"), () => office.build(choices.order()), "first");
    make.disabled = choices.kinds.size === 0 || Boolean(state.building);
    fill(form, whom(choices, customers, again), what(choices, customers, again), stockField(choices, state.stock), element("p", { className: "acts" }, make));
  };
  const showNow = ({ building, built, runs }) => {
    if (building) {
      const merges = building.total > 0 && building.processed === building.total;
      fill(now, progress(say(merges ? "merging" : "making"), merges ? { total: 0 } : building, () => office.stop()));
      if (!shown.building) lead(now);
      return;
    }
    const isEnd = built && shown.building;
    fill(now, built && [mishap(built, say("print_make")), built.how === "ended" && built.report && made(built.report, runs)]);
    // Who waited at the button is led to what came of it.
    if (isEnd) lead(now);
  };
  const update = (state) => {
    const { checked, stock, building, built } = state;
    const isBusy = Boolean(building);
    if (checked !== shown.checked || stock !== shown.stock || isBusy !== shown.isBusy) showForm(state);
    if (building !== shown.building || built !== shown.built) showNow(state);
    shown = { checked, stock, isBusy, building, built };
  };
  return { node, update };
}
