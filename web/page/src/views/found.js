// What was found only while papers were made, such as an address that a label lacks. In: the reports of `build` and `check`.
// Out: elements.

import { element, notice } from "../dom.js";
import { ofBoth, say } from "../words.js";
import { helpOf } from "./parts.js";

/** So many sentences of a kind are said at once. */
const MOST = 5;

/** The messages of customers that `check` did not have, the same advice together. */
function kinds(report, checked) {
  const known = new Set((checked?.report?.customers ?? []).flatMap((one) => one.messages.map(({ code, text }) => `${code} ${text.ja}`)));
  const found = new Map();
  for (const message of report.customers.flatMap((one) => one.messages)) {
    if (message.severity === "note" || known.has(`${message.code} ${message.text.ja}`)) continue;
    const key = `${message.severity} ${message.code} ${message.help?.ja}`;
    found.set(key, [...(found.get(key) ?? []), message]);
  }
  return [...found.values()].sort(([one], [other]) => (other.severity === "error") - (one.severity === "error"));
}

function section(messages) {
  const [{ severity }] = messages;
  const lines = messages.map(({ text }) => element("li", {}, ofBoth(text)));
  const rest = lines.splice(MOST);
  return notice(
    severity,
    say(severity === "error" ? "made_found_error" : "made_found"),
    element("ul", {}, lines),
    rest.length > 0 && element("details", {}, element("summary", {}, say("made_found_more", { count: rest.length })), element("ul", {}, rest)),
    element("p", {}, helpOf(messages[0])),
  );
}

export const foundNow = (report, checked) => kinds(report, checked).map(section);
