// The grid: a sheet's rows, of which only those in sight are in the page. In: items (rows.js). Out: texts that the user put
// into cells. What the texts mean is not known here.

import { element } from "../dom.js";
import { say } from "../words.js";
import { CellField } from "./cell.js";
import { paintRow } from "./rows.js";

/** Rows above and below what is seen, in pixels. */
const BEYOND = 600;
const PEN = document.createElement("canvas").getContext("2d");
const GUESSED = { row: 45, customer: 53, why: 64 };

export class Grid {
  constructor({ mend, undo, addRow }) {
    Object.assign(this, { mend, undo, addRow, items: [], sheet: null, heights: new Map(), shown: new Map(), active: null });
    this.head = element("thead");
    this.columns = element("colgroup");
    [this.above, this.below] = [this.spacer(), this.spacer()];
    this.body = element("tbody", {}, this.above, this.below);
    this.table = element("table", { className: "sheet", aria: { role: "grid" } }, this.columns, this.head, this.body);
    this.node = element("div", { className: "sheet-frame", tabIndex: -1, on: { scroll: () => this.later() } }, this.table);
    this.field = new CellField(this);
    new ResizeObserver(() => this.resized()).observe(this.node);
  }

  spacer() {
    return element("tr", { className: "spacer", aria: { hidden: "true" } }, element("td"));
  }

  later() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      this.draw();
    });
  }

  resized() {
    this.node.style.setProperty("--seen", `${this.node.clientWidth}px`);
    this.draw();
  }

  /** Shows a sheet with those items; where the user is stays. */
  show(sheet, items, { editable, name }) {
    const isOther = this.sheet?.key !== sheet.key || this.sheet.columns.length !== sheet.columns.length;
    Object.assign(this, { sheet, items, editable });
    if (isOther) {
      this.field.leave();
      this.shown.forEach((node) => node.remove());
      this.shown.clear();
      this.heights.clear();
      this.active = null;
      this.node.scrollTo(0, 0);
      this.heading();
    }
    this.table.setAttribute("aria-label", name);
    this.table.setAttribute("aria-rowcount", String(items.length + 1));
    this.table.setAttribute("aria-readonly", String(!editable));
    if (!this.active || !items.some((one) => one.key === this.active.key)) {
      const first = items.find((one) => one.kind === "row");
      this.active = first ? { key: first.key, column: sheet.columns[0].column } : null;
    }
    this.layout();
    this.draw(true);
  }

  heading() {
    const widths = this.sheet.columns.map((column) => this.widthOf(column));
    const col = (width) => {
      const made = element("col");
      made.style.width = `${width}px`;
      return made;
    };
    this.columns.replaceChildren(col(64), ...widths.map(col));
    this.table.style.width = `${64 + widths.reduce((sum, one) => sum + one, 0)}px`;
    const cell = ({ heading, letters, isTerminal }) =>
      element("th", { scope: "col", className: isTerminal ? "held" : "" }, element("span", { className: "letters" }, letters), heading);
    const row = element("tr", { aria: { rowindex: "1" } }, element("th", { scope: "col", className: "number" }, say("faults_row")), this.sheet.columns.map(cell));
    this.head.replaceChildren(row);
  }

  /** Wide enough for what is in it, within bounds. */
  widthOf({ column, heading }) {
    const rows = this.sheet.groups.slice(0, 300).flatMap((group) => group.rows);
    const long = (text) => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 255 ? 2 : 1), 0);
    const texts = rows.map((row) => row.cells.get(column) ?? "").sort((one, other) => long(other) - long(one));
    PEN.font = getComputedStyle(document.body).font;
    const wide = (text) => PEN.measureText(text).width;
    const sign = rows.some((row) => row.byColumn.has(column)) ? 62 : 0;
    const most = Math.max(wide(heading) / 2 + 48, Math.min(wide(heading) * 1.1 + 20, 150), ...texts.slice(0, 5).map((text) => wide(text) + 20 + sign));
    return Math.round(Math.min(Math.max(most, 104), 300));
  }

  /** Where each item begins. */
  layout() {
    let top = 0;
    this.tops = this.items.map((item) => {
      const mine = top;
      top += this.heights.get(item.key) ?? GUESSED[item.kind] * (item.kind === "why" ? item.messages.length : 1);
      return mine;
    });
    this.total = top;
  }

  /** The item at that height. */
  at(height) {
    let [low, high] = [0, this.items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle] <= height) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  draw(isAll = false) {
    if (!this.sheet || !this.node.isConnected) return;
    for (let once = 0; once < 3; once += 1) {
      this.place(isAll && once === 0);
      if (!this.measure()) return;
    }
  }

  /** Puts into the page what is in sight; what is there already stays, so that nobody loses the focus. */
  place(isAll) {
    const from = this.at(this.node.scrollTop - BEYOND);
    const to = Math.min(this.at(this.node.scrollTop + this.node.clientHeight + BEYOND) + 1, this.items.length);
    const wanted = new Map(this.items.slice(from, to).map((item, at) => [item.key, [item, from + at]]));
    for (const [key, node] of this.shown) {
      if (wanted.has(key)) continue;
      this.field.leaving(node);
      node.remove();
      this.shown.delete(key);
    }
    let next = this.above.nextSibling;
    for (const [key, [item, at]] of wanted) {
      let node = this.shown.get(key);
      const isNew = !node;
      if (isNew) {
        node = element("tr", { data: { key } });
        this.shown.set(key, node);
      }
      if (isNew || isAll) paintRow(node, item, this);
      node.setAttribute("aria-rowindex", String(at + 2));
      if (node === next) next = next.nextSibling;
      else this.body.insertBefore(node, next);
    }
    this.above.firstChild.style.height = `${this.tops[from] ?? 0}px`;
    this.below.firstChild.style.height = `${this.total - (this.tops[to] ?? this.total)}px`;
    this.field.stand();
    // Keys come back to a cell that is out of sight.
    this.node.tabIndex = this.cellNode() ? -1 : 0;
  }

  /** Measures what is in the page; true if something is of another height than was thought. */
  measure() {
    let [isOther, moved] = [false, 0];
    const top = this.node.scrollTop;
    for (const [key, node] of this.shown) {
      const height = node.getBoundingClientRect().height;
      const at = this.items.findIndex((one) => one.key === key);
      const thought = (this.tops[at + 1] ?? this.total) - this.tops[at];
      if (Math.abs(height - thought) < 0.5) continue;
      this.heights.set(key, height);
      isOther = true;
      if (this.tops[at] + thought <= top) moved += height - thought;
    }
    if (isOther) this.layout();
    if (moved) this.node.scrollTop = top + moved;
    return isOther;
  }

  cellNode({ key, column } = this.active ?? {}) {
    return this.shown.get(key)?.querySelector(`td[data-column="${column}"]`) ?? null;
  }

  /** Makes a cell the one that the user is in. */
  go(key, column) {
    if (!this.items.some((one) => one.key === key)) return;
    this.field.leave();
    this.active = { key, column };
    this.reveal();
    this.field.stand();
    this.field.focus();
  }

  /** Scrolls so that the active cell is seen, with what is said of its row. */
  reveal() {
    const at = this.items.findIndex((one) => one.key === this.active.key);
    const head = this.head.offsetHeight;
    const seen = this.node.clientHeight - head;
    const why = this.items[at + 1]?.kind === "why" ? 2 : 1;
    for (let once = 0; once < 2; once += 1) {
      const [top, bottom] = [this.tops[at], this.tops[at + why] ?? this.total];
      if (top < this.node.scrollTop) this.node.scrollTop = Math.max(top - 49, 0);
      else if (bottom > this.node.scrollTop + seen) this.node.scrollTop = Math.min(bottom - seen, top);
      this.draw();
    }
    const cell = this.cellNode();
    if (!cell || getComputedStyle(cell).position === "sticky") return;
    const held = [...this.head.querySelectorAll(".number, .held")].filter((one) => getComputedStyle(one).left !== "auto");
    const left = held.reduce((sum, one) => sum + one.offsetWidth, 0);
    if (cell.offsetLeft - left < this.node.scrollLeft) this.node.scrollLeft = cell.offsetLeft - left;
    const right = cell.offsetLeft + cell.offsetWidth;
    if (right > this.node.scrollLeft + this.node.clientWidth) this.node.scrollLeft = right - this.node.clientWidth;
  }

  /** Goes so many rows and columns on; false at the end of what there is. */
  move(down, right) {
    const { columns } = this.sheet;
    const rows = this.items.filter((one) => one.kind === "row");
    const row = rows[rows.findIndex((one) => one.key === this.active.key) + down];
    const column = columns[columns.findIndex((one) => one.column === this.active.column) + right];
    if (!row || !column) return false;
    this.go(row.key, column.column);
    return true;
  }

  /** Puts a block of texts in, from the active cell to the right and down. */
  put(lines) {
    const rows = this.items.filter((one) => one.kind === "row");
    const at = rows.findIndex((one) => one.key === this.active.key);
    const left = this.sheet.columns.findIndex((one) => one.column === this.active.column);
    const cells = lines.flatMap((line, down) =>
      line.map((text, right) => {
        const [item, column] = [rows[at + down], this.sheet.columns[left + right]];
        if (!item || !column || (item.row.cells.get(column.column) ?? "") === text) return null;
        return { cell: `${column.letters}${item.row.row}`, text, row: item.row.row, column: column.column, field: column.path };
      }),
    );
    const changed = cells.filter(Boolean);
    if (changed.length > 0) this.mend(this.sheet, changed);
  }
}
