// What whoever was about to close the page has not saved, with a way to save it. In: what is not saved. Out: elements.

import { button, element, notice } from "../dom.js";
import { saveZip } from "../files/output.js";
import { say } from "../words.js";

function line(office, { kind, name, view }) {
  const save = () => {
    const { runs } = office.papers;
    const files = runs.filesOf(name);
    saveZip(`${name}.zip`, files);
    runs.given([...files.keys()].map((path) => `out/${path}`));
  };
  const act = kind === "run" ? button(say("leaving_zip", { name }), save) : button(say(`leaving_to_${kind}`), () => office.show(view));
  return element("li", {}, element("span", {}, say(`leaving_${kind}`, { name })), act);
}

/** The notice; null if nobody was about to leave, or nothing would be lost. */
export function leaving(office) {
  const { store, unsaved } = office;
  const all = store.get("isLeaving") ? unsaved.all() : [];
  if (all.length === 0) return null;
  const close = button(say("leaving_close"), () => store.set({ isLeaving: false }), "quiet");
  return notice("warning", say("leaving"), element("ul", { className: "leaving" }, all.map((one) => line(office, one))), close);
}
