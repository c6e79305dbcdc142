// The question for one more terminal of a customer. In: the customer. Out: the terminal's name and its institution.

import { institutionsOf } from "../acts/addrow.js";
import { button, element } from "../dom.js";
import { say } from "../words.js";

/** Asks in a dialogue; `act` hears `{ name, code }`. */
export function askRow(place, sheet, group, act) {
  const all = institutionsOf(sheet, group);
  const input = element("input", { type: "text", id: "row-name", required: true, autocomplete: "off", maxLength: 100 });
  const select = element("select", { id: "row-institution" }, all.map(({ code, name }) => element("option", { value: code }, `${name}（${code}）`)));
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const send = (event) => {
    event.preventDefault();
    const name = input.value.trim();
    if (!name) return input.focus();
    close();
    act({ name, code: select.value });
  };
  const field = (key, node) => element("label", { className: "field" }, element("span", {}, say(key)), node);
  const form = element(
    "form",
    { on: { submit: send } },
    element("h2", { id: "row-heading" }, say("row_heading", { name: group.name || say("faults_unnamed") })),
    field("row_name", input),
    all.length > 1 && field("row_institution", select),
    element("p", { className: "small" }, say("row_lead")),
    element("p", { className: "acts" }, element("button", { type: "submit", className: "first" }, say("row_add")), button(say("row_cancel"), close, "quiet")),
  );
  const dialog = element("dialog", { className: "ask", aria: { labelledby: "row-heading" }, on: { cancel: close } }, form);
  place.append(dialog);
  dialog.showModal();
  input.focus();
}
