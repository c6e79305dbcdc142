// The page: the frame around its views, and which one is shown.

import { element, fill, notice } from "./dom.js";
import { Engine } from "./engine/engine.js";
import { BEGINNING, Office } from "./office.js";
import { Store } from "./state.js";
import { faultsView } from "./views/faults.js";
import { printView } from "./views/print.js";
import { tableView } from "./views/table.js";
import { say } from "./words.js";

/** The views, in the order of the work. Each makes its node and, with each change, puts into it what is so now. */
const VIEWS = { table: tableView, faults: faultsView, print: printView };

const text = (id) => document.getElementById(id).textContent;

function steps(now, office) {
  const one = (view, at) =>
    element(
      "li",
      {},
      element(
        "button",
        { type: "button", aria: view === now ? { current: "step" } : {}, on: { click: () => office.show(view) } },
        element("span", { className: "number", aria: { hidden: "true" } }, String(at + 1)),
        say(`step_${view}`),
      ),
    );
  return element("ol", {}, Object.keys(VIEWS).map(one));
}

/** The office is there by name for whoever tests the page or looks for what went wrong. */
function begin() {
  const store = new Store({ ...BEGINNING });
  const engine = new Engine(text("program"), text("worker"));
  document.getElementById("program").remove();
  const office = new Office(engine, store);
  globalThis.startpack = office;
  const views = Object.fromEntries(Object.entries(VIEWS).map(([name, view]) => [name, view(office)]));
  let shown = null;
  const update = (state) => {
    const place = document.getElementById("view");
    if (state.usable && !state.usable.is) {
      fill(place, notice("error", say("unusable"), element("p", {}, say("unusable_lead")), element("p", {}, state.usable.why)));
      return;
    }
    views[state.view].update(state);
    if (shown === state.view) return;
    fill(place, views[state.view].node);
    fill(document.getElementById("steps"), steps(state.view, office));
    document.title = `${say(`step_${state.view}`)} — ${say("title")}`;
    if (shown) {
      const heading = place.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    shown = state.view;
  };
  store.listen(update);
  update(store.values);
  fill(
    document.getElementById("foot"),
    element("details", {}, element("summary", {}, say("foot_licences")), element("pre", {}, text("licences"))),
  );
  office.begin().then(() => {
    document.documentElement.dataset.ready = "yes";
  });
}

// The program stands behind this script.
document.addEventListener("DOMContentLoaded", begin);
