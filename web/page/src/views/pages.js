// Pages of a customer's documents as pictures, one at a time. In: which one is looked at. Out: nothing; it is drawn by the
// program that makes the papers.

import { button, element, fill } from "../dom.js";
import { KINDS } from "../acts/order.js";
import { openFile } from "../files/output.js";
import { ofBoth, say } from "../words.js";

/** Dots in an inch: of the pictures, and of a page of the browser. */
const ZOOMS = [50, 65, 80, 100, 120, 160, 240];
const USUAL = 80;
/** So many milliseconds go by before it is said that something is drawn. */
const QUICK = 250;

export function pagesView(office) {
  const { papers } = office;
  const at = { customer: "", document: "packet", page: 1, dpi: USUAL };
  let pages = 1;
  let shown = [];

  const customer = element("select", { id: "pages-customer", on: { change: () => go({ customer: customer.value, page: 1 }) } });
  const document_ = element(
    "select",
    { id: "pages-document", on: { change: () => go({ document: document_.value, page: 1 }) } },
    KINDS.map((kind) => element("option", { value: kind }, say(kind))),
  );
  const labelled = (words, field) => element("label", { className: "field" }, element("span", {}, words), field);
  const step = (words, sign, act) =>
    element("button", { type: "button", className: "second sign", title: words, aria: { label: words }, on: { click: act } }, sign);
  const [before, after] = [step(say("pages_before"), "◀", () => turn(-1)), step(say("pages_after"), "▶", () => turn(1))];
  const [smaller, larger] = [step(say("pages_smaller"), "−", () => zoom(-1)), step(say("pages_larger"), "＋", () => zoom(1))];
  const number = element("input", {
    type: "number",
    min: 1,
    value: 1,
    aria: { label: say("pages_number") },
    on: { change: () => go({ page: Math.min(Math.max(1, Math.round(number.value) || 1), pages) }) },
  });
  const count = element("span");
  const size = element("span", { className: "size" });
  const said = element("p", { className: "small", aria: { role: "status" } });
  const tell = (words, isSeen = true) => {
    said.textContent = words;
    said.className = isSeen ? "small" : "unseen";
  };
  const image = element("img", { className: "page", alt: "" });
  const trouble = element("div");
  const paper = element("div", { className: "desk-top", tabIndex: 0, aria: { role: "group", label: say("pages_area") } }, trouble, image);
  const open = button(say("pages_open"), openPdf);
  const only = button(say("pages_only"), () => {
    papers.choose({ whom: "ticked", ticked: [at.customer] });
    office.show("print");
  });

  function go(patch) {
    Object.assign(at, patch);
    look();
  }

  function turn(by) {
    const page = at.page + by;
    if (page >= 1 && page <= pages) go({ page });
  }

  function zoom(by) {
    const next = ZOOMS[ZOOMS.indexOf(at.dpi) + by];
    if (next) go({ dpi: next });
  }

  paper.addEventListener("keydown", (event) => {
    const act = {
      ArrowRight: () => turn(1),
      ArrowLeft: () => turn(-1),
      Home: () => go({ page: 1 }),
      End: () => go({ page: pages }),
      "+": () => zoom(1),
      "-": () => zoom(-1),
    }[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act();
  });

  /** On a screen with more dots than its pixels are counted as, the picture has more of them too. */
  const wanted = () => ({ ...at, dpi: Math.round(at.dpi * Math.min(2, Math.max(1, window.devicePixelRatio || 1))) });

  async function look() {
    if (!at.customer) return;
    const late = setTimeout(() => tell(say("pages_drawing")), QUICK);
    const found = await papers.picture(wanted());
    clearTimeout(late);
    if (found) show(found);
  }

  function show(found) {
    fill(trouble, !found.url && element("p", { className: "notice error" }, found.messages.map(({ text }) => ofBoth(text)).join(" ") || say("pages_broken")));
    image.hidden = !found.url;
    if (!found.url) {
      tell("");
      return;
    }
    pages = found.pages;
    const name = customer.selectedOptions[0]?.textContent ?? "";
    image.src = found.url;
    image.style.width = `${Math.round((found.dots[0] / wanted().dpi) * at.dpi)}px`;
    image.alt = say("pages_alt", { document: say(at.document), page: at.page, pages, name });
    number.value = at.page;
    number.max = pages;
    count.textContent = say("pages_of", { pages });
    size.textContent = `${Math.round((at.dpi / USUAL) * 100)}%`;
    // The number stands in its box already.
    tell(say("pages_said", { page: at.page, pages }), false);
    before.disabled = at.page <= 1;
    after.disabled = at.page >= pages;
    smaller.disabled = at.dpi === ZOOMS[0];
    larger.disabled = at.dpi === ZOOMS.at(-1);
    if (at.page < pages) papers.pictureAhead({ ...wanted(), page: at.page + 1 });
  }

  async function openPdf() {
    open.disabled = true;
    tell(say("pages_making"));
    const found = await papers.document(at);
    open.disabled = false;
    tell(found ? "" : say("pages_broken"));
    if (found) openFile(...found);
  }

  const tools = element(
    "div",
    { className: "tools" },
    element("div", { className: "together", aria: { role: "group", label: say("pages_turn") } }, before, number, count, after),
    element("div", { className: "together", aria: { role: "group", label: say("pages_zoom") } }, smaller, size, larger),
    open,
    only,
  );
  const node = element(
    "div",
    {},
    element("div", { className: "fields" }, labelled(say("print_customer"), customer), labelled(say("pages_document"), document_)),
    tools,
    said,
    paper,
    element("p", { className: "small" }, say("pages_keys")),
  );

  const update = ({ checked, order, offset }) => {
    const isList = checked !== shown[0];
    const isLabels = order !== shown[1] || offset !== shown[2];
    shown = [checked, order, offset];
    if (isList) {
      const all = papers.customers().map((one) => one.customer);
      if (!all.some(({ code }) => code === at.customer)) Object.assign(at, { customer: all[0]?.code ?? "", page: 1 });
      fill(customer, all.map(({ code, name, customer_no: no }) => element("option", { value: code, selected: code === at.customer }, `${name}（${no || code}）`)));
    }
    if (isList || (isLabels && at.document === "labels")) look();
  };
  return { node, update };
}
