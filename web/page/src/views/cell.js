// The field in the cell that the user is in. In: keys, the clipboard. Out: moves and texts. It stands there before the first
// letter is typed, so that an input method writes into it from the first key on; what it composes never ends the edit.

import { element } from "../dom.js";
import { say } from "../words.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class CellField {
  constructor(grid) {
    Object.assign(this, { grid, editing: false, place: null });
    const node = element("input", { type: "text", className: "cell-field", autocomplete: "off", spellcheck: false });
    this.node = node;
    const on = (name, act) => node.addEventListener(name, act);
    on("keydown", (event) => this.key(event));
    on("input", () => (this.editing = true));
    on("compositionstart", () => (this.editing = true));
    on("paste", (event) => this.paste(event));
    on("focus", () => !this.editing && node.select());
    on("blur", () => this.commit());
    on("pointerdown", () => {
      if (document.activeElement === node && !node.readOnly) this.editing = true;
    });
    on("dblclick", () => this.edit());
    grid.table.addEventListener("click", (event) => {
      const cell = event.target.closest("td[data-column]");
      if (cell && !cell.contains(node)) grid.go(cell.parentNode.dataset.key, Number(cell.dataset.column));
    });
    grid.node.addEventListener("keydown", (event) => {
      if (event.target !== grid.node || !ARROWS[event.key] || !grid.active) return;
      event.preventDefault();
      grid.go(grid.active.key, grid.active.column);
    });
  }

  item() {
    return this.grid.items.find((one) => one.key === this.grid.active?.key);
  }

  text() {
    return this.item()?.row.cells.get(this.grid.active.column) ?? "";
  }

  /** Stands in the active cell, if that is in the page. */
  stand() {
    const cell = this.grid.cellNode();
    if (!cell) return;
    if (!cell.contains(this.node)) {
      const value = cell.querySelector(".value");
      this.place = value;
      this.editing = false;
      value.hidden = true;
      value.after(this.node);
    }
    if (!this.editing) {
      const isSelected = document.activeElement === this.node;
      if (this.node.value !== this.text()) this.node.value = this.text();
      if (isSelected) this.node.select();
    }
    const { column } = this.grid.active;
    const item = this.item();
    const { heading } = this.grid.sheet.columns.find((one) => one.column === column);
    const said = item.row.byColumn.get(column) ?? [];
    this.node.readOnly = !this.grid.editable;
    this.node.setAttribute("aria-label", say("faults_cell", { heading, name: item.group.name, row: item.row.row }));
    this.node.setAttribute("aria-invalid", String(said.some((one) => one.severity === "error")));
    if (said.length > 0) this.node.setAttribute("aria-describedby", `why-${item.row.row}-${column}`);
    else this.node.removeAttribute("aria-describedby");
  }

  /** Leaves the cell that it stands in; what was typed is kept. */
  leave() {
    this.commit();
    this.node.remove();
    if (this.place) this.place.hidden = false;
    this.place = null;
  }

  /** The row goes out of sight: the keys stay with the grid. */
  leaving(row) {
    if (!row.contains(this.node)) return;
    const isHere = document.activeElement === this.node;
    this.leave();
    if (isHere) this.grid.node.focus({ preventScroll: true });
  }

  focus() {
    if (!this.node.isConnected) return;
    this.node.focus({ preventScroll: true });
    this.node.select();
  }

  edit() {
    if (this.node.readOnly) return;
    this.editing = true;
    this.node.setSelectionRange(this.node.value.length, this.node.value.length);
  }

  commit() {
    if (!this.editing) return;
    this.editing = false;
    const text = this.node.value.trim();
    if (text !== this.text()) this.grid.put([[text]]);
  }

  cancel() {
    this.editing = false;
    this.node.value = this.text();
    this.node.select();
  }

  key(event) {
    // What an input method composes is its own: its Enter chooses a word, its Esc drops one.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.command(event)) event.preventDefault();
  }

  /** Does what a key stands for; false if the field shall have it. */
  command(event) {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return key.toLowerCase() === "z" && !this.editing && this.grid.undo();
    if (key === "Tab") return this.tab(shiftKey);
    if (this.editing) {
      if (key === "Escape") this.cancel();
      else if (key === "Enter") this.onward(shiftKey ? -1 : 1);
      else if (key === "ArrowUp" || key === "ArrowDown") this.onward(ARROWS[key][0]);
      else return false;
      return true;
    }
    if (key === "Enter" || key === "F2") this.edit();
    else if (ARROWS[key]) this.grid.move(...ARROWS[key]);
    else return false;
    return true;
  }

  onward(down) {
    this.commit();
    if (!this.grid.move(down, 0)) this.node.select();
  }

  /** To the next cell of the row; at its end out of the grid. */
  tab(isBack) {
    this.commit();
    return this.grid.move(0, isBack ? -1 : 1);
  }

  /** A block of Excel goes into as many cells; one text replaces what is selected. */
  paste(event) {
    if (this.editing || this.node.readOnly) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    this.grid.put(text.split("\n").map((line) => line.split("\t").map((one) => one.trim())));
  }
}
