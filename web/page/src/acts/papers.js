// What the user does to see papers and to have them made, as command lines. In: the order (order.js) and the list. Out: pictures,
// files, and the state of the page. How a run's folder is read and written is not known here (runs.js).

import { customerFiles } from "../files/intake.js";
import { common } from "../office.js";
import { keep, kept } from "../kept.js";
import { Changes } from "./changes.js";
import { facesAfter, lastFaces, rememberFaces, stockNow } from "./faces.js";
import { OFFSET, ORDER, buildArgs, labelArgs } from "./order.js";
import { Pictures } from "./pictures.js";
import { Runs, freshName, runNames, runNow, runOf } from "./runs.js";

export const PAPERS = { order: { ...ORDER }, offset: { ...OFFSET }, usualStock: "", folder: null, reprinting: null, reprinted: null, unsavedRuns: [], faces: null, changes: null };

const PICTURE = "page.png";

export class Papers {
  constructor(office) {
    const { engine, store } = office;
    Object.assign(this, { office, engine, store, seen: [] });
    this.runs = new Runs(store);
    this.pictures = new Pictures((what) => this.draw(what));
    store.set({ offset: kept("offset", { ...OFFSET }), order: { ...ORDER, stock: kept("stock", "") }, faces: lastFaces() });
    store.listen((state) => this.listChanged(state));
    this.changes = new Changes(this);
  }

  /** Customers whose papers can be made. */
  customers() {
    return (this.store.get("checked")?.report?.customers ?? []).filter((one) => one.ok && one.customer?.code);
  }

  choose(patch) {
    if ("stock" in patch) keep("stock", patch.stock || null);
    const { faces, order } = this.store.values;
    // Another print goes on where the last one has left its sheet.
    const isNext = (patch.whom === "changed" && order.whom !== "changed") || patch.run === "";
    const next = isNext && faces ? { start: faces.start, skip: faces.skip } : {};
    this.store.set({ order: { ...order, ...next, ...patch } });
  }

  /** What is printed after a list has changed does not begin at a face that the last print has used. */
  leaveUsedFaces() {
    const { faces, order } = this.store.values;
    if (faces?.from === undefined || faces.from !== order.start || faces.stock !== stockNow(this.store.values)?.name) return;
    this.choose({ start: faces.start, skip: faces.skip });
  }

  /** Goes on where the last print has left its sheet; or that sheet is not used any more. */
  goOn() {
    const { start, skip } = this.store.get("faces");
    this.choose({ start, skip });
  }

  freshSheet() {
    this.store.set({ faces: rememberFaces(null) });
    this.choose({ start: 1, skip: [] });
  }

  chooseOffset(patch) {
    const offset = { ...this.store.get("offset"), ...patch };
    keep("offset", offset.x || offset.y ? offset : null);
    this.store.set({ offset });
  }

  /** Pictures of another list, or of other choices, show something else. */
  listChanged({ files, checked }) {
    if (this.seen[0] === files && this.seen[1] === checked) return;
    this.seen = [files, checked];
    this.pictures.forget();
    if (checked?.report) this.usual();
    this.leaveUsedFaces();
    const codes = new Set(this.customers().map((one) => one.customer.code));
    const { ticked } = this.store.get("order");
    if (checked && ticked.some((code) => !codes.has(code))) this.choose({ ticked: ticked.filter((code) => codes.has(code)) });
  }

  /** The label stock of the office's settings. */
  async usual() {
    const { report } = await this.run(["settings"]).done;
    const found = report?.result?.values?.find(({ key }) => key === "stock")?.value;
    this.store.set({ usualStock: found ?? "" });
  }

  run(args, { files = this.store.get("files"), ...options } = {}) {
    return this.engine.run([...args, ...common()], { files, ...options });
  }

  /** What a command that reads lists is told: the files, and how their columns are read. */
  lists() {
    return [...customerFiles(this.store.get("files").keys()), ...(this.office.reading?.() ?? [])];
  }

  /** The same where one customer is meant: the file that holds it is enough, unless columns of others are named too. */
  listOf(code) {
    const file = this.customers().find((one) => one.customer.code === code)?.file;
    return file && !this.office.reading?.().length ? [file] : this.lists();
  }

  /** How labels are printed, as far as the picture of that document shows it. */
  labelled(document) {
    return document === "labels" ? labelArgs(this.store.get("order"), this.store.get("offset")) : [];
  }

  /** The picture of a page of a customer's document; null if another was asked for meanwhile. */
  picture(what) {
    return this.pictures.wanted({ ...what, labels: this.labelled(what.document) });
  }

  pictureAhead(what) {
    return this.pictures.ahead({ ...what, labels: this.labelled(what.document) });
  }

  async draw({ customer, document, page, dpi, labels }) {
    const which = ["--customer", customer, "--document", document, "--page", String(page), "--dpi", String(dpi)];
    const { report, files, why, said } = await this.run(["preview", ...this.listOf(customer), ...which, ...labels, "-o", PICTURE]).done;
    const blob = files.get(PICTURE);
    if (!report?.result || !blob) return { messages: report?.messages ?? [], why: why || said };
    return { blob: blob.slice(0, blob.size, "image/png"), pages: report.result.pages, dots: report.result.dots };
  }

  /** One customer's document as it is given to the browser's viewer: its path and its bytes, or null. */
  async document({ customer, document }) {
    const args = ["build", ...this.listOf(customer), "--customer", customer, "--only", document, "--names", "readable", "-o", "out"];
    const { files } = await this.run([...args, ...this.labelled(document)]).done;
    return [...files].find(([path]) => path.endsWith(".pdf")) ?? null;
  }

  /** A sheet to measure how a printer shifts labels. */
  async calibration() {
    const { files } = await this.run(["calibrate", ...this.stockArgs(), "-o", "calibration.pdf"]).done;
    return files.get("calibration.pdf") ?? null;
  }

  stockArgs() {
    const { stock } = this.store.get("order");
    return stock ? ["--stock", stock] : [];
  }

  /** The name of a new run, as it is typed: nothing is drawn anew for it, so that a click on the way is not lost. */
  named(name) {
    this.store.get("order").name = name;
  }

  /** The command line of what is ordered now. */
  buildLine(order = this.orderNow()) {
    return ["build", ...this.lists(), ...common(), ...buildArgs(order, this.store.get("offset"), this.customers().length)];
  }

  orderNow() {
    return { ...this.store.get("order"), run: runNow(this.store.values) };
  }

  /** Makes what was ordered. What is whole stays, however it ended: the same order goes on from there. */
  async build() {
    this.changes.pause();
    await this.make();
    this.changes.rest();
  }

  async make() {
    await this.runs.refresh();
    const { files, runs } = this.store.values;
    const order = this.orderNow();
    // A new run without a name would be the last one again, if the lists have the same names.
    if (!order.run && !order.name) order.name = freshName(runNames(runs));
    const args = this.buildLine(order);
    const tried = this.changes.made(args, this.store.values);
    this.store.set({ built: null, reprinted: null, ...(tried && { building: { processed: 0, total: 0, left: null } }) });
    const options = { files: new Map([...files, ...runs]), onFiles: (some) => this.runs.soFar(some) };
    const ending = tried ?? (await this.office.alone("building", args, options));
    if (!ending) return;
    await this.runs.take(ending);
    if (tried) this.store.set({ building: null });
    const run = runOf(ending);
    if (run) this.choose({ run });
    const faces = ending.how === "ended" ? await facesAfter(ending, order, this.store.values) : undefined;
    if (faces) this.store.set({ faces: rememberFaces(faces) });
    this.store.set({ built: ending });
  }

  /** Prints papers of a run again: of a customer (`customer`, `kinds`) or one sheet (`sheet`). */
  async reprint({ run, customer, kinds, sheet }) {
    await this.runs.refresh();
    const { files, runs } = this.store.values;
    const which = sheet ? ["--sheet", String(sheet)] : ["--customer", customer, "--only", kinds.join(",")];
    this.store.set({ reprinted: null });
    const args = ["reprint", `out/${run}`, ...which, ...common()];
    const ending = await this.office.alone("reprinting", args, { files: new Map([...files, ...runs]) });
    if (!ending) return;
    await this.runs.take(ending);
    this.store.set({ reprinted: ending });
  }

  /** What the run holds, from its manifest. */
  async contents(run) {
    const { report } = await this.run(["manifest", "show", `out/${run}`], { files: this.store.get("runs") }).done;
    return report?.result ?? null;
  }
}
