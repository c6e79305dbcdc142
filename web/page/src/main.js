// The page: the frame around its views, and which one is shown.

import { element, fill, notice } from "./dom.js";
import { Engine } from "./engine/engine.js";
import { dropped } from "./files/intake.js";
import { BEGINNING, Office } from "./office.js";
import { Store } from "./state.js";
import { leaving } from "./views/leaving.js";
import { faultsView } from "./views/faults.js";
import { paperView } from "./views/paper.js";
import { printView } from "./views/print.js";
import { settingsView } from "./views/settings.js";
import { stickView } from "./views/stick.js";
import { tableView } from "./views/table.js";
import { LANGUAGES, language, say, speak } from "./words.js";

/** The views, in the order of the work. Each makes its node and, with each change, puts into it what is so now. */
const VIEWS = {
  table: tableView,
  faults: faultsView,
  paper: paperView,
  print: printView,
  stick: stickView,
  settings: settingsView,
};

let licences = "";
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

/** The switch of languages; each is called by its own name. */
function languages(change) {
  const one = (name) =>
    element(
      "button",
      { type: "button", className: "quiet", lang: name, aria: { pressed: String(name === language()) }, on: { click: () => change(name) } },
      { ja: "日本語", en: "English" }[name],
    );
  return LANGUAGES.map(one);
}

/** What stands around the views, in the language of the page. */
function frame(change) {
  document.documentElement.lang = language();
  document.querySelector(".skip").textContent = say("skip");
  const [steps, switches] = ["steps", "languages"].map((id) => document.getElementById(id));
  steps.setAttribute("aria-label", say("steps"));
  switches.setAttribute("aria-label", say("language"));
  fill(switches, languages(change));
  fill(
    document.getElementById("foot"),
    element("details", {}, element("summary", {}, say("foot_licences")), element("pre", { lang: "en" }, licences)),
  );
}

/** Files may be dropped anywhere: one that misses an area does not replace the page. A view may take them itself. */
function takeDrops(taker) {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    if (event.dataTransfer.types.includes("Files")) taker(await dropped(event.dataTransfer));
  });
}

/** The page as it is shown. */
class Desk {
  constructor(office, store) {
    Object.assign(this, { office, store, shown: null });
    this.make();
    store.listen(() => this.update());
    takeDrops((gathered) => (this.views[store.get("view")].drop ?? ((files) => office.take(files)))(gathered));
  }

  /** Makes all that has words in it. */
  make() {
    this.views = Object.fromEntries(Object.entries(VIEWS).map(([name, view]) => [name, view(this.office)]));
    frame((name) => {
      speak(name);
      this.shown = null;
      this.make();
      document.querySelector(`#languages [lang=${name}]`).focus();
    });
    this.update();
  }

  /** Nobody is told again while nothing has changed: a button may have the focus. */
  tellLeaving(state) {
    const now = state.isLeaving ? JSON.stringify([language(), this.office.unsaved.all()]) : "";
    if (now === this.told) return;
    this.told = now;
    fill(document.getElementById("leaving"), leaving(this.office));
  }

  update() {
    const state = this.store.values;
    this.tellLeaving(state);
    const place = document.getElementById("view");
    if (state.usable && !state.usable.is) {
      fill(place, notice("error", say("unusable"), element("p", {}, say("unusable_lead")), element("p", {}, state.usable.why)));
      return;
    }
    this.views[state.view].update(state);
    if (this.shown === state.view) return;
    fill(place, this.views[state.view].node);
    fill(document.getElementById("steps"), steps(state.view, this.office));
    document.title = `${say(`step_${state.view}`)} — ${say("title")}`;
    if (this.shown) {
      const heading = place.querySelector("h1");
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    this.shown = state.view;
  }
}

/** The office is there by name for whoever tests the page or looks for what went wrong. */
function begin() {
  licences = text("licences");
  const store = new Store({ ...BEGINNING });
  const engine = new Engine(text("program"), text("worker"));
  document.getElementById("program").remove();
  const office = new Office(engine, store);
  globalThis.startpack = Object.assign(office, { views: Object.keys(VIEWS) });
  new Desk(office, store);
  office.begin().then(() => {
    document.documentElement.dataset.ready = "yes";
  });
}

// The program stands behind this script.
document.addEventListener("DOMContentLoaded", begin);
