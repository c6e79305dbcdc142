// The label sheet as a picture: the first free face, spoilt faces, the stock by product number, and what the printer shifts.
// In: the geometry of the stock. Out: the order.

import { button, element, fill } from "../dom.js";
import { stockNow } from "../acts/faces.js";
import { spoilt } from "../acts/order.js";
import { openFile } from "../files/output.js";
import { say } from "../words.js";

/** No printer shifts by more, in mm; what is larger is a slip of the finger. */
const MOST_OFFSET = 20;

/** What a stock is called: its product numbers. */
export const stockWords = ({ name, products }) => products[0] ?? name;

function place(node, [x, y], [width, height], [across, down]) {
  Object.assign(node.style, {
    left: `${(100 * x) / across}%`,
    top: `${(100 * y) / down}%`,
    width: `${(100 * width) / across}%`,
    height: `${(100 * height) / down}%`,
  });
  return node;
}

/** A sheet as a picture; `face` makes what stands at each place. */
function sheet({ paper, label, places }, className, face) {
  const node = element("div", { className: `sheet ${className}` }, places.map((one, at) => place(face(at + 1), one, label, paper)));
  node.style.aspectRatio = `${paper[0]} / ${paper[1]}`;
  return node;
}

const smallPicture = (stock) => {
  const node = sheet(stock, "small-sheet", () => element("span", { className: "face" }));
  node.setAttribute("aria-hidden", "true");
  return node;
};

/** Stock to choose from: those whose product number has what was typed. */
function stockList(papers) {
  const list = element("div", { className: "stocks" });
  const search = element("input", { type: "search", autocomplete: "off", on: { input: () => narrow() } });
  const none = element("p", { className: "small", aria: { role: "status" } });
  let cards = [];
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s-]/g, "");
  function narrow() {
    const wanted = plain(search.value);
    for (const { node, words } of cards) node.hidden = !words.includes(wanted);
    none.textContent = cards.every(({ node }) => node.hidden) ? say("sheet_no_stock") : "";
  }
  const card = (stock, now) => {
    const { name, faces, label, products, feed } = stock;
    const input = element("input", { type: "radio", name: "stock", value: name, checked: stock === now, on: { change: () => papers.choose({ stock: name, start: 1, skip: [] }) } });
    const size = say(feed === "roll" ? "sheet_roll_size" : "sheet_size", { faces, width: label[0], height: label[1] });
    const words = element("span", {}, element("strong", {}, products.join("、") || name), element("span", { className: "of" }, size));
    return { node: element("label", { className: "stock" }, input, smallPicture(stock), words), words: plain(`${products.join(" ")} ${name}`) };
  };
  const show = (all, now) => {
    // What cannot take a label's code is of no use here.
    cards = all.filter(({ design }) => design).map((stock) => card(stock, now));
    fill(list, cards.map(({ node }) => node));
    narrow();
  };
  const node = element(
    "fieldset",
    {},
    element("legend", {}, say("sheet_stock")),
    element("label", { className: "field" }, element("span", {}, say("sheet_search")), search),
    none,
    list,
  );
  return { node, show, search };
}

function offsetFields(papers) {
  const field = (axis) => {
    const said = element("span", { className: "problem", id: `offset-${axis}-said` });
    const input = element("input", { type: "number", step: 0.1, min: -MOST_OFFSET, max: MOST_OFFSET, id: `offset-${axis}`, aria: { describedby: said.id } });
    input.addEventListener("change", () => {
      const value = input.value === "" && !input.validity.badInput ? 0 : Number(input.value);
      const isGood = !input.validity.badInput && Math.abs(value) <= MOST_OFFSET;
      input.setAttribute("aria-invalid", String(!isGood));
      said.textContent = isGood ? "" : say("sheet_offset_wrong", { most: MOST_OFFSET });
      if (isGood) papers.chooseOffset({ [axis]: Math.round(value * 100) / 100 });
    });
    return { input, node: element("label", { className: "field" }, element("span", {}, say(`sheet_offset_${axis}`)), input, said) };
  };
  const fields = { x: field("x"), y: field("y") };
  const show = (offset) => {
    for (const axis of ["x", "y"]) if (document.activeElement !== fields[axis].input) fields[axis].input.value = offset[axis];
  };
  const test = async () => {
    const made = await papers.calibration();
    if (made) openFile("calibration.pdf", made);
  };
  const node = element(
    "fieldset",
    {},
    element("legend", {}, say("sheet_offset")),
    element("p", { className: "small" }, say("sheet_offset_lead")),
    element("div", { className: "fields" }, fields.x.node, fields.y.node),
    button(say("sheet_calibrate"), test, "quiet"),
  );
  return { node, show };
}

/** What the last print has left of its sheet, and the choice to go on there; null if that is nothing. */
export function lastPrint(papers, { order, faces }, now) {
  if (!faces || faces.start === 1 || faces.stock !== now?.name) return null;
  const { run, start } = faces;
  const isOn = order.start === start;
  const key = run ? "" : "_nameless";
  const words = isOn ? say(`sheet_goes_on${key}`, { run, start }) : say(`sheet_left${key}`, { run, last: start - 1 });
  return element(
    "div",
    { className: "left-over", aria: { role: "group", label: say("sheet_left_over") } },
    element("p", {}, words, " ", element("span", { className: "small" }, say("sheet_laser"))),
    element(
      "p",
      { className: "acts" },
      !isOn && button(say("sheet_go_on", { start }), () => papers.goOn()),
      button(say("sheet_fresh"), () => papers.freshSheet(), isOn ? "second" : "quiet"),
    ),
  );
}

/** The large picture, with a button for each face. */
function faces(papers) {
  const node = element("div", { className: "faces", aria: { role: "group", label: say("sheet_faces") } });
  let [mode, now, order] = ["start", null, null];

  const spoil = (face) => {
    const skip = order.skip.includes(face) ? order.skip.filter((one) => one !== face) : [...order.skip, face];
    papers.choose({ skip: skip.filter((one) => one !== order.start) });
  };
  const begin = (face) => papers.choose({ start: face, skip: order.skip.filter((one) => one !== face) });
  const act = (face) => (mode === "start" || face <= order.start ? begin(face) : spoil(face));

  const stateOf = (face) => {
    if (face < order.start) return "used";
    if (face === order.start) return "start";
    return spoilt(order).includes(face) ? "spoilt" : "free";
  };
  const SIGNS = { used: "", start: "▶", spoilt: "×", free: "" };

  function keys(event, face) {
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: now.columns, ArrowUp: -now.columns }[event.key];
    const to = by ? face + by : { Home: 1, End: now.faces }[event.key];
    if (to) {
      event.preventDefault();
      if (to >= 1 && to <= now.faces) focus(to);
    } else if (/^[xX×]$/.test(event.key) && face > order.start) {
      spoil(face);
    } else if (/^[sS]$/.test(event.key)) {
      begin(face);
    }
  }
  const focus = (face) => {
    for (const one of node.querySelectorAll("button")) one.tabIndex = Number(one.dataset.face) === face ? 0 : -1;
    node.querySelector(`[data-face="${face}"]`)?.focus();
  };
  const face = (number) => {
    const is = stateOf(number);
    const made = element(
      "button",
      {
        type: "button",
        className: `face ${is}`,
        tabIndex: -1,
        data: { face: String(number) },
        aria: { label: say(`sheet_face_${is}`, { number }) },
        on: { click: () => act(number), keydown: (event) => keys(event, number) },
      },
      element("span", { aria: { hidden: "true" } }, SIGNS[is]),
      element("small", { aria: { hidden: "true" } }, String(number)),
    );
    return made;
  };
  const show = (stock, chosen) => {
    const focused = node.contains(document.activeElement) ? Number(document.activeElement.dataset.face) : null;
    [now, order] = [stock, chosen];
    fill(node, stock.feed === "roll" ? [smallPicture(stock), element("p", {}, say("sheet_roll"))] : sheet(stock, `columns-${stock.columns}`, face));
    const entry = focused ?? Math.min(order.start, stock.faces);
    const button_ = node.querySelector(`[data-face="${entry}"]`);
    if (button_) button_.tabIndex = 0;
    if (focused) button_?.focus();
  };
  return { node, show, setMode: (chosen) => (mode = chosen) };
}

export function labelSheet(office) {
  const { papers } = office;
  const [picture, stocks, offset] = [faces(papers), stockList(papers), offsetFields(papers)];
  const mode = (name, checked) => {
    const input = element("input", { type: "radio", name: "mode", value: name, checked, on: { change: () => picture.setMode(name) } });
    return element("label", { className: "choice" }, input, element("span", {}, say(`sheet_mode_${name}`)));
  };
  const told = element("p", { className: "told", aria: { role: "status" } });
  const again = button(say("sheet_again"), () => papers.choose({ start: 1, skip: [] }), "quiet");
  const modes = element("fieldset", { className: "modes" }, element("legend", {}, say("sheet_mode")), mode("start", true), mode("spoil", false));
  const last = element("div");
  const left = element("div", { className: "sheet-side" }, last, modes, told, picture.node, element("p", { className: "small" }, say("sheet_keys")), again);
  const right = element("div", {}, stocks.node, offset.node);
  const node = element("div", { className: "sheet-view" }, left, right);
  let shown = [];
  const update = (state) => {
    const { stock, order, usualStock, faces } = state;
    offset.show(state.offset);
    if (stock.length === 0) return;
    const now = stockNow(state);
    if (shown[0] !== stock || shown[1] !== now) stocks.show(stock, now);
    if (shown[1] !== now || shown[2] !== order || shown[3] !== usualStock || shown[4] !== faces) {
      fill(last, lastPrint(papers, state, now));
      picture.show(now, order);
      const out = spoilt(order);
      const words = [say("sheet_told", { stock: stockWords(now), faces: now.faces }), say("sheet_told_start", { start: order.start })];
      if (out.length > 0) words.push(say("sheet_told_skip", { faces: out.join("、") }));
      told.textContent = words.join(" ");
      modes.hidden = again.hidden = now.feed === "roll";
      again.disabled = order.start === 1 && out.length === 0;
    }
    shown = [stock, now, order, usualStock, faces];
  };
  return { node, update };
}
