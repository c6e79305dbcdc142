// Which faces of a label sheet a print has used. In: the order, and the report of its build. Out: where the next print can
// begin on that sheet. How it is shown is not known here.

import { keep, kept } from "../kept.js";
import { STUCK, spoilt } from "./order.js";

const KEPT = "faces";

/** The stock that is meant where nothing is chosen and the settings name none. */
const USUAL = "72212";

export const isNamed = (stock, name) => stock.name === name || stock.products.some((one) => one === name || one.endsWith(` ${name}`));

/** The stock that labels are printed on now. */
export const stockNow = ({ stock, order, usualStock }) =>
  stock.find((one) => isNamed(one, order.stock || usualStock || USUAL)) ?? stock[0];

/** `{ stock, run, start, skip }` of the last print, or null. `start` is 1 where the sheet is used up. */
export const lastFaces = () => kept(KEPT);

/** The first free face after so many labels, and the faces behind it that are crossed out. */
export function faceAfter(faces, { start, skip }, count) {
  const crossed = spoilt({ start, skip }).filter((face) => face <= faces);
  const free = Array.from({ length: faces - start + 1 }, (_, at) => start + at).filter((face) => !crossed.includes(face));
  if (count < free.length) return { start: free[count], skip: crossed.filter((face) => face > free[count]) };
  return { start: ((count - free.length) % faces) + 1, skip: [] };
}

/** How many labels of each kind a build has put onto common sheets, or onto those of its one customer. */
async function counts({ result }, order, runs) {
  const { run, printing, labels, made } = result;
  const told = printing && runs.get(`${run}/print/${printing.number}/print.json`);
  const own = { labels, address: made };
  const of = (kind) => (order.kinds.includes(kind) ? own[kind] : 0);
  if (!told) return STUCK.map(of);
  const { sheets, volumes } = JSON.parse(await told.text());
  own.labels = sheets.customers.reduce((sum, one) => sum + (one.labels?.count ?? 0), 0);
  own.address = volumes.filter(({ volume }) => volume === "address").reduce((sum, one) => sum + one.customers, 0);
  return STUCK.map(of);
}

/** What is remembered after a build; undefined if it has used no sheet. Address labels lie on sheets of their own that begin
 * at the same face: the later one is free on both. */
export async function facesAfter({ report }, order, { stock: all, runs }) {
  const { result } = report ?? {};
  const stock = all.find((one) => isNamed(one, result?.paper?.label_stock));
  if (!result?.made || result.printing?.kept || stock?.feed !== "sheet") return undefined;
  const used = (await counts(report, order, runs)).filter((count) => count > 0);
  if (used.length === 0) return undefined;
  const [last] = used.map((count) => faceAfter(stock.faces, order, count)).sort((one, other) => other.start - one.start);
  return { ...last, from: order.start, stock: stock.name, run: result.run?.split("/").at(-1) ?? "" };
}

/** `from`, the face at which the last print began, holds until the page is closed: then nothing goes on by itself. */
export function rememberFaces(last) {
  const { from, ...rest } = last ?? {};
  keep(KEPT, last && rest);
  return last;
}
