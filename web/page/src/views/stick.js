// ⑤ 貼る・数える: labels are read and held against the lists, sheets are counted, the records of the day taken in. In: what is
// read, chosen or dropped. Out: verdicts, lists of what is missing, a new list.

import { isPicture, isTable, runsOf } from "../acts/stick.js";
import { button, choice, element, fill } from "../dom.js";
import { customerFiles, parted } from "../files/intake.js";
import { say } from "../words.js";
import { countPanel } from "./count.js";
import { labelsPanel } from "./labels.js";
import { recordPanel } from "./record.js";

const PANELS = { labels: labelsPanel, count: countPanel, record: recordPanel };

/** What codes can be held against: the lists, and runs. */
export function sources({ files, runs }) {
  const lists = customerFiles(files.keys());
  const names = lists.length > 2 ? `${lists[0]} …` : lists.join("、");
  return [
    ...(lists.length > 0 ? [{ value: "lists", words: say("stick_lists", { names }) }] : []),
    ...runsOf(runs).map((name) => ({ value: name, words: say("stick_run", { name }) })),
  ];
}

/** A field of choice that keeps what was chosen as long as it is there. */
export function selectField(label, options, value, act) {
  const select = element(
    "select",
    { on: { change: () => act(select.value) } },
    options.map((one) => element("option", { value: one.value, selected: one.value === value }, one.words)),
  );
  return element("label", { className: "field" }, element("span", {}, label), select);
}

export function nothing(words, office) {
  return [element("p", { className: "notice information" }, words), button(say("stick_to_table"), () => office.show("table"), "first")];
}

export function stickView(office) {
  const troubles = element("div");
  const panels = Object.fromEntries(Object.entries(PANELS).map(([name, panel]) => [name, panel(office)]));
  const place = element("div");
  let now = "labels";
  const open = (name) => {
    now = name;
    fill(troubles);
    fill(place, panels[name].node);
    panels[name].update(office.store.values);
  };
  const tabs = Object.keys(PANELS).map((name) =>
    choice("radio", "stick-what", name, say(`stick_${name}`), name === now, () => open(name)),
  );
  const node = element(
    "div",
    { className: "stick" },
    element("h1", {}, say("stick_heading")),
    element("fieldset", { className: "row" }, element("legend", {}, say("stick_what")), tabs),
    troubles,
    place,
  );
  open(now);

  /** Runs that come back are taken in; what the open panel is for goes there. */
  const drop = ({ files, unread }) => {
    const { own, runs } = parted(files);
    if (runs.size > 0) office.store.set({ runs: new Map([...office.store.get("runs"), ...runs]) });
    const isMeant = now === "record" ? isTable : isPicture;
    const meant = new Map([...own].filter(([path]) => isMeant(path)));
    const others = [...unread, ...[...own.keys()].filter((path) => !isMeant(path))];
    fill(
      troubles,
      others.map((name) => element("p", { className: "notice error", aria: { role: "alert" } }, say("stick_not_ours", { name }))),
    );
    if (meant.size > 0) panels[now].take(meant);
  };
  for (const panel of Object.values(panels)) panel.drop = drop;
  return { node, drop, update: (state) => panels[now].update(state) };
}
