// ③ 紙: the papers before they are printed, the label sheet, and for whom. In: the list. Out: the order.

import { button, element, fill } from "../dom.js";
import { say } from "../words.js";
import { labelSheet } from "./labelsheet.js";
import { pagesView } from "./pages.js";
import { tabs } from "./tabs.js";
import { whomView } from "./whom.js";

export function paperView(office) {
  const parts = { pages: pagesView(office), sheet: labelSheet(office), whom: whomView(office) };
  const words = (name) => say(`paper_${name}`);
  const { node: inner, show } = tabs(
    say("paper_heading"),
    Object.entries(parts).map(([name, part]) => [name, words(name), part.node]),
    (name) => parts[name].shown?.(),
  );
  const onward = element("p", { className: "acts" }, button(say("paper_onward"), () => office.show("print"), "first"));
  const place = element("div");
  const node = element("div", {}, element("h1", {}, say("paper_heading")), place);
  let isFilled = null;
  const update = (state) => {
    const some = office.papers.customers().length > 0;
    if (some !== isFilled) {
      fill(place, some ? [inner, onward] : [element("p", {}, say("print_nobody")), button(say("faults_to_table"), () => office.show("table"))]);
      isFilled = some;
    }
    if (!some) return;
    if (state.paperPart) {
      show(state.paperPart);
      state.paperPart = null; // It is shown once.
    }
    for (const part of Object.values(parts)) part.update(state);
  };
  return { node, update };
}
