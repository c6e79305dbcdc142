// Who will be in a printing of what has changed, as far as it is known. In: what was found (acts/changes.js). Out: elements.

import { element } from "../dom.js";
import { say } from "../words.js";
import { progress } from "./parts.js";

/** So many names are said at once. */
const MOST = 12;

function group(key, names) {
  if (names.length === 0) return null;
  const shown = names.slice(0, MOST).map((name) => element("li", {}, name));
  const rest = names.slice(MOST).map((name) => element("li", {}, name));
  return [
    element("h3", {}, say(key, { count: names.length })),
    element("ul", { className: "who" }, shown),
    rest.length > 0 && element("details", {}, element("summary", {}, say("changes_more", { count: rest.length })), element("ul", { className: "who" }, rest)),
  ];
}

/** What stands below the choice; null if it is not about what has changed. */
export function changesPart({ order, changes }, stop) {
  if (order.whom !== "changed" || !changes) return null;
  if (changes.progress) return progress(say("changes_looking"), changes.progress, stop);
  const { names } = changes;
  if (!names) return element("p", { className: "told" }, say("changes_unknown"));
  const all = [group("changes_changed", names.changed), group("changes_fresh", names.fresh), group("changes_gone", names.gone)].filter(Boolean);
  return element("section", { className: "told", aria: { label: say("changes_heading") } }, all.length > 0 ? all : element("p", {}, say("changes_none")));
}
