// The records of the day: a table goes out to the installer, and comes back into a new list. In: a list, and what came back.
// Out: files to save.

import { button, element, fill, notice } from "../dom.js";
import { customerFiles } from "../files/intake.js";
import { saveFile } from "../files/output.js";
import { say } from "../words.js";
import { mishap } from "./parts.js";
import { picker } from "./picker.js";
import { nothing, selectField } from "./stick.js";
import { said } from "./verdict.js";

export function recordPanel(office) {
  const wish = { list: "" };
  const [which, formed, taken] = [element("div"), element("div", { aria: { live: "polite" } }), element("div", { aria: { live: "polite" } })];
  /** Saves what was made, or says why it was not. */
  const tell = (place, { name, blob, ending }, done, not) => {
    const messages = ending.report?.messages ?? [];
    if (blob) {
      saveFile(name, blob);
      fill(place, notice("success", say(done, { name })), messages.filter(({ severity }) => severity === "warning").map(said));
      return;
    }
    fill(place, mishap(ending) ?? [notice("error", say(not)), messages.filter(({ severity }) => severity === "error").map(said)]);
  };
  const form = async () => tell(formed, await office.stick.form(wish.list, say("record_form_name")), "record_form_written", "record_form_not");
  const take = async (tables) => {
    for (const one of tables) tell(taken, await office.stick.record(wish.list, one), "record_written", "record_not");
  };
  const body = element(
    "div",
    {},
    element("h2", {}, say("record_form_heading")),
    element("p", { className: "acts" }, button(say("record_form"), form, "second")),
    formed,
    element("h2", {}, say("record_return_heading")),
    element("p", { className: "acts" }, picker(say("record_return"), "second", { id: "returned", accept: ".xlsx,.xlsm,.ods,.csv,.tsv" }, (gathered) => self.drop(gathered))),
    element("p", { className: "small" }, say("record_return_hint")),
    taken,
  );
  const node = element("div", {}, element("p", {}, say("record_lead")), which, body);
  let shown = null;
  const update = ({ files }) => {
    if (files === shown) return;
    shown = files;
    const lists = customerFiles(files.keys());
    if (!lists.includes(wish.list)) wish.list = lists[0] ?? "";
    body.hidden = lists.length === 0;
    const options = lists.map((value) => ({ value, words: value }));
    fill(which, lists.length > 0 ? selectField(say("record_list"), options, wish.list, (value) => (wish.list = value)) : nothing(say("record_none"), office));
  };
  const self = { node, update, take };
  return self;
}
