// Parts of a view of which one is shown at a time. In: names, words and nodes. Out: an element.

import { element } from "../dom.js";

/** `parts`: `[name, words, node]` each; `act` hears which one is shown. Arrows, Home and End move between them. */
export function tabs(label, parts, act = () => {}) {
  const names = parts.map(([name]) => name);
  const heads = parts.map(([name, words]) =>
    element("button", { type: "button", id: `tab-${name}`, aria: { role: "tab", controls: `part-${name}` }, on: { click: () => show(name) } }, words),
  );
  const bodies = parts.map(([name, , node]) =>
    element("section", { id: `part-${name}`, className: "part", aria: { role: "tabpanel", labelledby: `tab-${name}` } }, node),
  );
  function show(name) {
    names.forEach((one, at) => {
      heads[at].setAttribute("aria-selected", String(one === name));
      heads[at].tabIndex = one === name ? 0 : -1;
      bodies[at].hidden = one !== name;
    });
    act(name);
  }
  const list = element("div", { className: "tabs", aria: { role: "tablist", label } }, heads);
  list.addEventListener("keydown", ({ key }) => {
    const at = heads.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: heads.length - 1 }[key];
    if (to === undefined) return;
    const wanted = (to + heads.length) % heads.length;
    show(names[wanted]);
    heads[wanted].focus();
  });
  show(names[0]);
  return { node: element("div", {}, list, bodies), show };
}
