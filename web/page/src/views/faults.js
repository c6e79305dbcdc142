// ② 誤り: what is wrong, customer by customer and cell by cell, and mended in its place. In: the report of `check`. Out: texts
// for cells, and mended tables to save; the files that were chosen stay as they are.

import { rowCells } from "../acts/addrow.js";
import { canMend, mendedName } from "../acts/faults.js";
import { button, choice, element, fill, notice } from "../dom.js";
import { nameOf, saveFile } from "../files/output.js";
import { ofBoth, say } from "../words.js";
import { askRow } from "./addrow.js";
import { Grid } from "./grid.js";
import { helpOf, mishap, progress } from "./parts.js";
import { itemsOf } from "./rows.js";
import { sheetsOf } from "./sheets.js";
import { messageRow, otherSection, summary } from "./summary.js";

/** So many customers of files that are no tables are shown. */
const MOST_OTHERS = 100;

/** So many customers are seen at a glance: one need not look for them. */
const FEW = 10;

const FILTERS = {
  all: () => true,
  errors: (group) => group.errors > 0,
  noted: (group) => group.noted > 0,
};

const sheetName = ({ file, sheet }) => (sheet ? say("table_sheet_of", { file: nameOf(file), sheet }) : nameOf(file));

/** Letters as they are compared: wide and narrow, large and small are the same. */
const plain = (text) => text.normalize("NFKC").toLowerCase().trim();

/** Which customers are shown, and of which sheet. Those that were shown stay when they are mended: a row does not vanish
 * while someone works in it. */
class Choice {
  constructor() {
    Object.assign(this, { filter: null, key: null, wanted: "", kept: new Set() });
  }

  sheet(sheets) {
    const sheet = sheets.find((one) => one.key === this.key) ?? sheets.find((one) => one.groups.some(FILTERS.errors)) ?? sheets[0];
    if (sheet && sheet.key !== this.key) this.kept = new Set();
    this.key = sheet?.key ?? null;
    return sheet ?? null;
  }

  groups(sheet) {
    const meant = FILTERS[this.filter];
    const shown = sheet.groups.filter((group) => meant(group) || this.kept.has(group.number));
    shown.forEach((group) => this.kept.add(group.number));
    return this.wanted ? shown.filter(({ name, about }) => plain(`${name} ${about}`).includes(this.wanted)) : shown;
  }

  set(filter) {
    this.filter = filter;
    this.kept = new Set();
  }
}

class FaultsView {
  constructor(office) {
    Object.assign(this, { office, choice: new Choice(), shown: {}, sheets: null, act: "" });
    this.grid = new Grid({
      mend: (sheet, cells) => this.mend(sheet, cells),
      undo: () => this.undo(),
      addRow: (sheet, group) => askRow(this.node, sheet, group, (asked) => this.addRow(sheet, group, asked)),
    });
    this.parts = Object.fromEntries(["lead", "filters", "bar", "others"].map((name) => [name, element("div", { className: name })]));
    this.said = element("p", { className: "said", aria: { role: "status" } });
    const { lead, filters, bar, others } = this.parts;
    this.search = this.searchField();
    this.nobody = element("p", { className: "nobody", hidden: true }, say("faults_nobody"));
    this.work = element("section", { className: "work", aria: { label: say("faults_work") } }, filters, this.search, bar, this.said, this.nobody, this.grid.node);
    this.node = element("div", { className: "faults" }, element("h1", {}, say("faults_heading")), lead, this.work, others);
  }

  update(state) {
    const { checked, checking, pending, steps, unsaved, mendTrouble } = state;
    const report = checked?.report ?? null;
    const isSame = ["checked", "checking", "pending", "steps", "unsaved", "mendTrouble"].every((one) => this.shown[one] === state[one]);
    if (isSame) {
      this.grid.later();
      return;
    }
    const isNew = report && !this.shown.report;
    const isSaid = report === this.shown.report;
    this.shown = { checked, checking, pending, steps, unsaved, mendTrouble, report };
    this.work.hidden = !report;
    if (!report) return this.nothing(state);
    if (!isSaid) this.sheets = sheetsOf(report);
    if (isNew) this.choice.set(this.sheets.sheets.some((one) => one.groups.some(FILTERS.errors)) ? "errors" : "all");
    if (!isSaid) {
      this.lead(state, report);
      fill(this.parts.others, this.others());
    }
    this.draw(state);
    if (isNew) this.act = "";
    this.tell(state);
  }

  nothing({ checking, checked }) {
    fill(
      this.parts.lead,
      checking ? progress(say("checking"), checking, () => this.office.stop()) : (checked && mishap(checked)) || element("p", {}, say("faults_nothing")),
      button(say("faults_to_table"), () => this.office.show("table")),
    );
    fill(this.parts.others);
    this.said.textContent = "";
  }

  lead({ checked }, report) {
    const good = report.result?.without_errors ?? 0;
    const isAll = good > 0 && good === report.customers.length;
    const words = isAll ? say("faults_on") : say("faults_on_rest", { count: good });
    const focused = document.activeElement?.dataset?.kind;
    fill(
      this.parts.lead,
      mishap(checked),
      summary(report, this.sheets, (place) => this.go(place)),
      this.general(true),
      element(
        "p",
        { className: "acts" },
        good > 0 && button(words, () => this.office.show("paper"), isAll ? "first" : "second"),
        good > 0 && button(say("faults_skip"), () => this.office.show("print"), "quiet"),
        button(say("faults_to_table"), () => this.office.show("table"), good > 0 ? "quiet" : "second"),
      ),
    );
    if (focused) this.parts.lead.querySelector(`[data-kind="${CSS.escape(focused)}"]`)?.focus();
  }

  draw(state) {
    const { sheets } = this.sheets;
    const sheet = this.choice.sheet(sheets);
    this.work.hidden = !sheets.some((one) => one.groups.length > 0);
    if (this.work.hidden) return;
    const counted = (name) => sheet.groups.filter(FILTERS[name]).length;
    const choices = Object.keys(FILTERS).map((name) =>
      choice("radio", "filter", name, say(`faults_${name}`, { count: counted(name) }), name === this.choice.filter, () => {
        this.choice.set(name);
        this.draw(this.office.store.values);
      }),
    );
    const focused = this.parts.filters.contains(document.activeElement) && document.activeElement.value;
    fill(
      this.parts.filters,
      sheets.length > 1 && this.sheetField(sheets, sheet),
      element("fieldset", { className: "row" }, element("legend", {}, say("faults_filter")), choices),
    );
    if (focused) [...this.parts.filters.querySelectorAll("input, select")].find((one) => one.value === focused)?.focus();
    this.search.hidden = sheet.groups.length <= FEW && !this.choice.wanted;
    this.bar(state, sheet);
    const items = itemsOf(this.choice.groups(sheet));
    this.grid.pending = state.pending;
    this.grid.show(sheet, items, { editable: canMend(sheet.file), name: say("faults_grid", { name: sheetName(sheet) }) });
    this.grid.node.hidden = items.length === 0;
    this.nobody.hidden = items.length > 0;
  }

  searchField() {
    const input = element("input", { type: "search", autocomplete: "off", on: { input: () => this.find(input.value) } });
    return element("label", { className: "field search" }, element("span", {}, say("faults_search")), input);
  }

  find(words) {
    this.choice.wanted = plain(words);
    this.draw(this.office.store.values);
  }

  sheetField(sheets, shown) {
    const option = (sheet) => {
      const errors = sheet.groups.reduce((sum, one) => sum + one.errors, 0);
      return element("option", { value: sheet.key, selected: sheet === shown }, say("faults_sheet_of", { name: sheetName(sheet), errors }));
    };
    const select = element("select", { on: { change: () => this.pick(select.value) } }, sheets.map(option));
    return element("label", { className: "field" }, element("span", {}, say("faults_sheet")), select);
  }

  pick(key) {
    this.choice.key = key;
    this.choice.kept = new Set();
    this.draw(this.office.store.values);
  }

  bar({ steps, unsaved, originals, mendTrouble, files }, sheet) {
    const focused = document.activeElement?.dataset?.act;
    const undo = button(say("faults_undo"), () => this.undo(), "second");
    undo.disabled = steps.length === 0;
    undo.dataset.act = "undo";
    const isMended = (path) => originals.has(path) && files.get(path) !== originals.get(path);
    const save = (path) => {
      const made = button(say("faults_save", { name: mendedName(path) }), () => this.save(path), unsaved.has(path) ? "first" : "second");
      made.dataset.act = `save ${path}`;
      made.disabled = !isMended(path);
      return made;
    };
    const paths = new Set([...(canMend(sheet.file) ? [sheet.file] : []), ...[...originals.keys()].filter(isMended)]);
    fill(
      this.parts.bar,
      canMend(sheet.file)
        ? element("p", { className: "small" }, say("faults_keys"))
        : notice("information", say("faults_no_mend", { name: nameOf(sheet.file) }), element("p", {}, say("faults_no_mend_lead"))),
      paths.size > 0 && element("div", { className: "acts" }, undo, [...paths].map(save), element("p", { className: "small" }, say("faults_original"))),
      mendTrouble && notice("error", ofBoth(mendTrouble.text) || say("faults_mend_failed"), element("p", {}, helpOf(mendTrouble))),
    );
    if (focused) [...this.parts.bar.querySelectorAll("button:enabled")].find((one) => one.dataset.act === focused)?.focus();
  }

  save(path) {
    const { files, unsaved } = this.office.store.values;
    saveFile(mendedName(path), files.get(path));
    this.act = say("faults_saved", { name: mendedName(path) });
    this.office.store.set({ unsaved: new Set([...unsaved].filter((one) => one !== path)) });
  }

  mend(sheet, cells) {
    this.act = say("faults_mended", { cell: cells.map((one) => one.cell).join("、") });
    this.office.mender.mend(sheet, cells);
  }

  /** Adds a row for a terminal, and leads to it. */
  async addRow(sheet, group, asked) {
    const { row, cells } = rowCells(sheet, group, asked);
    this.act = say("row_added", { row, name: asked.name });
    this.grid.node.focus({ preventScroll: true });
    await this.office.mender.mend(sheet, cells);
    const now = this.sheets.sheets.find((one) => one.key === sheet.key);
    const owner = now?.groups.find((one) => one.rows.some((each) => each.row === row));
    if (owner) this.go({ sheet: now, group: owner, row: owner.rows.find((each) => each.row === row), column: now.columns[0].column });
  }

  undo() {
    const step = this.office.store.get("steps").at(-1);
    if (!step) return false;
    this.act = say("faults_undone", { cell: step.cells.join("、") });
    this.office.mender.undo();
    return true;
  }

  /** How it stands after a change, for whoever does not see the grid too. */
  tell({ pending }) {
    if (pending.size > 0) return;
    const errors = this.sheets.sheets.flatMap((one) => one.groups).reduce((sum, one) => sum + one.errors, 0);
    const left = errors > 0 ? say("faults_left", { errors }) : say("faults_left_none");
    this.said.textContent = this.act && `${this.act} ${left}`;
  }

  /** Leads to a cell, whichever sheet and filter show it. */
  go({ sheet, group, row, column }) {
    this.choice.key = sheet.key;
    const now = this.sheets.sheets.find((one) => one.key === sheet.key);
    const isShown = FILTERS[this.choice.filter](group) || this.choice.kept.has(group.number);
    if (!isShown) this.choice.set("all");
    this.choice.wanted = "";
    this.search.querySelector("input").value = "";
    this.draw(this.office.store.values);
    const hasColumn = now.columns.some((one) => one.column === column);
    this.grid.node.scrollIntoView({ block: "center" });
    this.grid.go(`r${row.row}`, hasColumn ? column : now.columns[0].column);
  }

  /** What is said of tables as a whole: faults above the grid, all else below it. */
  general(isAbove) {
    const { general, sheets } = this.sheets;
    const meant = [...general, ...sheets.flatMap((one) => one.general)].filter(({ severity }) => (severity === "error") === isAbove);
    return meant.length > 0 && [element("h2", {}, say(isAbove ? "faults_general" : "faults_general_notes")), element("ul", { className: "messages" }, meant.map(messageRow))];
  }

  others() {
    return [this.general(false), this.sheets.others.slice(0, MOST_OTHERS).map(otherSection)];
  }
}

export function faultsView(office) {
  const view = new FaultsView(office);
  return { node: view.node, update: (state) => view.update(state) };
}
