// What a code turned out to be: a large sign with its word, seen from afar, never by colour alone. In: a code of `scan`.
// Out: elements.

import { element } from "../dom.js";
import { dayWords, ofBoth, say } from "../words.js";

/** Signs: right, wrong, neither of the two, and something is still to come. */
const SIGNS = { good: "○", bad: "×", open: "△", next: "→" };

const OPEN = ["slot", "misread", "other", "sheet-mark", "unchecked", "unverified"];

export const kindOf = ({ status }) => (status === "right" || status === "own" ? "good" : OPEN.includes(status) ? "open" : "bad");

export const sign = (kind) => element("span", { className: "sign", aria: { hidden: "true" } }, SIGNS[kind]);

export const wordOf = ({ status }) => say(`scan_${status}`);

export const whoIs = ({ institution, name, slot }) => [
  element("span", { className: "slot" }, slot),
  ` ${[institution, name].filter(Boolean).join("　")}`,
];

function changes({ changed }) {
  const line = ({ fact, was, is, now_at: at }) =>
    element(
      "li",
      {},
      say("changed_line", { fact: say(`fact_${fact}`), was: dayWords(was) ?? "－", is: dayWords(is) ?? "－" }),
      at && say("changed_at", { number: at }),
    );
  return changed.length > 0 && element("ul", {}, changed.map(line));
}

/** What is to be known and done beside the word. */
function help(code) {
  if (code.status === "right") return say(code.held ? "scan_right_held" : "scan_right_not_held");
  if (code.status === "own") return say("scan_own_help", { what: say(`own_${code.own}`) });
  return say(`scan_${code.status}_help`);
}

function board(kind, word, ...more) {
  return element(
    "section",
    { className: `verdict ${kind}`, aria: { label: word } },
    sign(kind),
    element("div", {}, element("h2", {}, word), ...more),
  );
}

const whose = (terminal) =>
  terminal &&
  element(
    "p",
    { className: "whose" },
    element("strong", {}, terminal.name ?? ""),
    element("span", {}, terminal.institution),
    element("span", { className: "slot" }, terminal.slot),
  );

/** The verdict on one code. */
export function verdict(code) {
  return board(
    kindOf(code),
    wordOf(code),
    whose(code.terminal),
    element("p", {}, help(code)),
    changes(code),
    element("p", { className: "small" }, code.text),
  );
}

/** The verdict on a label and the page that was read after it. */
export function pairVerdict({ before, code, odd }) {
  const worse = [before, code].find((one) => kindOf(one) !== "good");
  if (odd) {
    const both = [before, code].map((one) => element("li", {}, one.terminal ? whoIs(one.terminal) : one.text));
    return board("bad", say("stick_pair_wrong"), element("ul", {}, both), element("p", {}, say("stick_pair_wrong_lead")));
  }
  if (worse) return verdict(worse);
  return board("good", say("stick_pair_right"), whose(code.terminal), element("p", {}, help(code)));
}

/** The label was read; its page comes next. */
export function waiting(code, again) {
  return board("next", say("stick_waiting"), whose(code.terminal), element("p", {}, say("stick_waiting_lead")), again);
}

/** An error in words, where there is no code. */
export const said = ({ text, help }) =>
  element("p", { className: "notice error", aria: { role: "alert" } }, ofBoth(text), help && element("span", { className: "then" }, ofBoth(help)));

export { board };
