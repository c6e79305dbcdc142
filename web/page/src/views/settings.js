// ⑥ 設定: the office's own values. In: what is written into the form, or a file of settings. Out: settings that the program
// finds right; the fault beside its field where it does not.

import { ALL_KINDS } from "../acts/order.js";
import { FILE, filesOf, logoOf } from "../acts/settings.js";
import { button, choice, element, fill, notice } from "../dom.js";
import { saveFile, saveZip } from "../files/output.js";
import { ofBoth, say } from "../words.js";
import { picker } from "./picker.js";
import { said } from "./verdict.js";

const SORTS = ["", "work-date", "customer-no", "code"];
const LOGO = "dealer.logo";

/** A field with its label, what may be written, and a place for its fault. */
class Field {
  constructor(key, input, hint = `settings_${key}_hint`) {
    const id = `set-${key.replace(".", "-")}`;
    Object.assign(this, { key, input });
    this.fault = element("p", { className: "fault", id: `${id}-fault`, hidden: true });
    input.id = id;
    input.setAttribute("aria-describedby", hint ? `${id}-hint ${id}-fault` : `${id}-fault`);
    this.node = element(
      "div",
      { className: "field" },
      element("label", { htmlFor: id }, say(`settings_${key}`)),
      hint && element("p", { className: "small", id: `${id}-hint` }, say(hint)),
      this.fault,
      input,
    );
  }

  get value() {
    return this.input.value.trim();
  }

  set value(text) {
    this.input.value = text;
  }

  tell(words) {
    this.fault.hidden = !words;
    fill(this.fault, words);
    if (words) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }
}

const line = (key, properties = {}) => new Field(key, element("input", { type: "text", autocomplete: "off", ...properties }));

const options = (input, all) => {
  fill(input, all.map(({ value, words }) => element("option", { value }, words)));
  return input;
};

/** Which papers are made: none ticked means the usual ones. */
class Papers {
  constructor() {
    this.key = "documents";
    this.boxes = ALL_KINDS.map((name) => choice("checkbox", "set-documents", name, say(name), false, () => {}));
    this.inputs = this.boxes.map((box) => box.querySelector("input"));
    this.input = this.inputs[0];
    this.node = element(
      "fieldset",
      {},
      element("legend", {}, say("settings_documents")),
      element("p", { className: "small" }, say("settings_documents_hint")),
      element("div", { className: "row" }, this.boxes),
    );
  }

  get value() {
    return this.inputs.filter(({ checked }) => checked).map(({ value }) => value).join(",");
  }

  set value(text) {
    const names = text.split(",").map((name) => name.trim()).filter(Boolean);
    for (const input of this.inputs) input.checked = names.includes(input.value);
  }

  tell() {}
}

/** The logo is a picture, shown as it is. */
class Logo {
  constructor() {
    this.key = LOGO;
    this.logo = null;
    this.fault = element("p", { className: "fault", hidden: true });
    this.shown = element("div");
    const take = async ({ files }) => {
      const [[name, blob]] = files;
      this.set(await logoOf(name, blob));
    };
    const [file, choose] = picker(say("settings_logo_choose"), "second", { id: "logo", accept: ".png,.jpg,.jpeg" }, take);
    this.input = choose;
    this.remove = button(say("settings_logo_remove"), () => this.set(null), "quiet");
    this.node = element(
      "div",
      { className: "field", aria: { role: "group", label: say(`settings_${LOGO}`) } },
      element("span", {}, say(`settings_${LOGO}`)),
      element("p", { className: "small" }, say(`settings_${LOGO}_hint`)),
      this.fault,
      this.shown,
      element("p", { className: "acts" }, file, choose, this.remove),
    );
    this.set(null);
  }

  set(logo) {
    this.logo = logo;
    this.remove.hidden = !logo;
    fill(this.shown, logo && element("img", { src: logo.data, alt: say(`settings_${LOGO}`), className: "logo" }));
  }

  tell(words) {
    this.fault.hidden = !words;
    fill(this.fault, words);
  }
}

/** All fields, as they stand on the page. */
function fields() {
  const sort = options(element("select"), SORTS.map((value) => ({ value, words: say(`settings_sort_${value || "none"}`) })));
  const all = {
    dealer: [
      line("dealer.name", { autocomplete: "organization" }),
      line("dealer.contact"),
      line("dealer.phone", { inputMode: "tel", autocomplete: "tel" }),
      line("dealer.email", { inputMode: "email", autocomplete: "email" }),
      new Logo(),
    ],
    words: [new Field("note", element("textarea", { rows: 4 }))],
    papers: [new Papers(), new Field("sort", sort, null), new Field("stock", element("select"), null)],
    printer: [line("offset_x", { inputMode: "decimal" }), line("offset_y", { inputMode: "decimal" })],
  };
  return { groups: all, list: Object.values(all).flat() };
}

class Form {
  constructor() {
    Object.assign(this, fields());
    const group = ([name, some]) =>
      element("fieldset", { className: name }, element("legend", {}, element("h2", {}, say(`settings_${name}`))), some.map(({ node }) => node));
    this.node = element("div", {}, Object.entries(this.groups).map(group));
  }

  of(key) {
    return this.list.find((one) => one.key === key);
  }

  read() {
    const texts = this.list.filter(({ key }) => key !== LOGO).map(({ key, value }) => [key, value]);
    return { values: Object.fromEntries(texts.filter(([, value]) => value)), logo: this.of(LOGO).logo };
  }

  write({ values, logo }) {
    for (const one of this.list) if (one.key !== LOGO) one.value = values[one.key] ?? "";
    this.of(LOGO).set(logo);
    this.tell([]);
  }

  /** A stock can be chosen by a product's number too, as a file of settings may say it. */
  stocks(stock, chosen) {
    const all = stock.map(({ name, faces, products }) => ({ value: name, words: say("settings_stock_faces", { name: products.join("、") || name, faces }) }));
    const own = chosen && !stock.some(({ name }) => name === chosen) ? [{ value: chosen, words: chosen }] : [];
    options(this.of("stock").input, [{ value: "", words: say("settings_stock_none") }, ...own, ...all]);
    this.of("stock").value = chosen ?? "";
  }

  /** Puts each fault beside its field; gives back those that have none. */
  tell(faults) {
    for (const one of this.list) one.tell(null);
    const rest = [];
    for (const { key, message } of faults) {
      const field = key && this.of(key);
      if (field) field.tell(faultWords(key, message));
      else rest.push(message);
    }
    this.list.find((one) => faults.some(({ key }) => key === one.key))?.input.focus();
    return rest.filter(Boolean);
  }
}

/** The program speaks of its options where the page has fields. */
function faultWords(key, { text, help }) {
  if (key.startsWith("offset_")) return say("settings_offset_wrong");
  if (key === "stock") return say("settings_stock_wrong");
  return [ofBoth(text), element("span", { className: "then" }, ofBoth(help))];
}

async function saveSettings(settings) {
  const files = filesOf(settings);
  if (files.size > 1) await saveZip("startpack-settings.zip", files);
  else saveFile(FILE, files.get(FILE));
}

export function settingsView(office) {
  // What was written and not yet used outlives a change of the language.
  const draft = office.settings.form?.read();
  const form = new Form();
  office.settings.form = form;
  const [top, now, loaded] = [element("div"), element("div", { aria: { live: "polite" } }), element("div", { aria: { live: "polite" } })];
  const stock = () => office.store.get("stock");
  const write = (settings) => {
    form.stocks(stock(), settings.values.stock);
    form.write(settings);
  };
  const use = async () => {
    fill(top);
    fill(now, element("p", {}, say("settings_judging")));
    const settings = form.read();
    const faults = await office.settings.faults(settings);
    const rest = form.tell(faults);
    if (faults.length > 0) {
      fill(now);
      fill(top, notice("error", say("settings_wrong", { count: faults.length })), rest.map(said));
      return;
    }
    const isKept = await office.settings.take(settings);
    drafted(false);
    fill(now, isKept ? notice("success", say("settings_saved")) : notice("warning", say("settings_saved_not_kept")));
  };
  /** What is written and not used yet would be lost with the page. */
  const hint = element("p", { className: "told", aria: { role: "status" }, hidden: true }, say("settings_draft", { save: say("settings_save") }));
  const drafted = (is) => {
    hint.hidden = !is;
    if (office.store.get("isDraft") !== is) office.store.set({ isDraft: is });
  };
  const load = async ({ files }) => {
    fill(now);
    const read = await office.settings.read(files);
    if (!read?.settings) {
      fill(loaded, notice("error", say("settings_unread"), ...(read ? read.messages.map(said) : [element("p", {}, say("settings_none_there"))])));
      return;
    }
    write(read.settings);
    drafted(true);
    fill(
      loaded,
      notice(
        "information",
        say("settings_read", { save: say("settings_save") }),
        read.unused.length > 0 && element("p", {}, say("settings_unused", { keys: read.unused.join("、") })),
        read.isLogoLost && element("p", {}, say("settings_logo_not_there")),
      ),
    );
  };
  const clear = () => {
    write({ values: {}, logo: null });
    drafted(true);
    fill(loaded);
    fill(now, element("p", {}, say("settings_cleared", { save: say("settings_save") })));
  };
  const node = element(
    "div",
    { className: "settings" },
    element("h1", {}, say("settings_heading")),
    element("p", {}, say("settings_lead")),
    element("p", { className: "small" }, say("settings_kept")),
    top,
    form.node,
    hint,
    element("p", { className: "acts" }, button(say("settings_save"), use, "first"), button(say("settings_clear"), clear, "quiet")),
    now,
    element("h2", {}, say("settings_file")),
    element("p", {}, say("settings_file_lead")),
    element(
      "p",
      { className: "acts" },
      button(say("settings_to_file"), () => saveSettings(form.read())),
      picker(say("settings_from_file"), "second", { id: "settings-file", multiple: true, accept: ".toml,.png,.jpg,.jpeg,.zip" }, load),
    ),
    loaded,
  );
  for (const event of ["input", "change"]) form.node.addEventListener(event, () => drafted(true));
  form.of(LOGO).remove.addEventListener("click", () => drafted(true));
  hint.hidden = !office.store.get("isDraft");
  let shown = {};
  const update = ({ settings, stock: known }) => {
    if (known !== shown.stock) form.stocks(known, settings.values.stock);
    const isDraft = office.store.get("isDraft");
    if (settings !== shown.settings && !isDraft) write(settings);
    else if (!shown.settings && draft) write(draft);
    shown = { settings, stock: known };
  };
  return { node, update, drop: load };
}
