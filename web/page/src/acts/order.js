// What is to be printed and how, as the user has chosen it → arguments of the command line. How they are run is not known here.

/** The papers that are made unless the user says otherwise, and all that can be. */
export const KINDS = ["packet", "handover", "labels"];
export const ALL_KINDS = [...KINDS, "letter", "address", "mail"];
/** Those that go onto the label stock. */
export const STUCK = ["labels", "address"];
export const SORTS = ["", "work-date", "customer-no", "code"];

/** `whom`: `all` without faults, those who have `changed` since the last printing, by `dates`, or `ticked` (codes). `run`: the run
 * that is gone on with; "" is a new one, called `name`; null the newest that there is. */
export const ORDER = {
  whom: "all",
  from: "",
  to: "",
  ticked: [],
  sort: "",
  kinds: KINDS,
  merge: true,
  stock: "",
  start: 1,
  skip: [],
  run: null,
  name: "",
};

/** What the printer shifts labels by, in mm. */
export const OFFSET = { x: 0, y: 0 };

/** Faces of the first sheet that lie before the first one are left out anyway. */
export const spoilt = ({ start, skip }) => skip.filter((face) => face > start).sort((one, other) => one - other);

export function labelArgs(order, offset) {
  const args = [];
  if (order.stock) args.push("--stock", order.stock);
  if (order.start > 1) args.push("--start", String(order.start));
  if (spoilt(order).length > 0) args.push("--skip", spoilt(order).join(","));
  if (offset.x) args.push(`--offset-x=${offset.x}`);
  if (offset.y) args.push(`--offset-y=${offset.y}`);
  return args;
}

function selectionArgs({ whom, from, to, ticked, sort }) {
  const args = [];
  const days = [...new Set([from || to, to || from])].filter(Boolean);
  if (whom === "dates" && days.length > 0) args.push("--work-date", days.join(".."));
  if (whom === "ticked") args.push("--customer", ticked.join(","));
  if (sort) args.push("--sort", sort);
  return args;
}

/** What a build of the order is asked for; `count` customers could be made. */
export function buildArgs(order, offset, count) {
  const kinds = ALL_KINDS.filter((kind) => order.kinds.includes(kind));
  const args = ["--names", "readable", "-o", "out", "--only", kinds.join(","), ...selectionArgs(order)];
  const isOne = count === 1 || (order.whom === "ticked" && order.ticked.length === 1);
  const isRun = Boolean(order.run || order.name);
  // One customer's papers need no cover sheet, unless they belong to a run.
  if (order.whom === "changed") args.push("--merge", "--supplement");
  else if (order.merge && (!isOne || isRun)) args.push("--merge");
  if (isRun) args.push("--run", order.run || order.name);
  return [...args, ...labelArgs(order, offset)];
}

/** Why nothing can be made yet; null if it can. */
export function lacks({ whom, from, to, ticked, kinds, name, run }) {
  if (kinds.length === 0) return "lacks_kinds";
  if (whom === "dates" && !from && !to) return "lacks_dates";
  if (whom === "ticked" && ticked.length === 0) return "lacks_ticked";
  if (!run && name && !/^[\p{L}\p{N}-]{1,20}$/u.test(name)) return "lacks_name";
  return null;
}
