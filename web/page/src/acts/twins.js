// Customers who are in two of the chosen files: a mended copy lies beside its old list. In: the report of `check`, the files in
// the order in which they came. Out: pairs of files. What is done about them is the user's choice.

export const pairKey = ({ older, newer }) => `${older}\n${newer}`;

/** Whether two are the same: by code; where one has none because of its faults, by number, else by name. */
function isSame(one, other) {
  if (one.code && other.code) return one.code === other.code;
  if (one.customer_no && other.customer_no) return one.customer_no === other.customer_no;
  return Boolean(one.name) && one.name === other.name;
}

/** Who of `others` is the same, found without comparing each with each. */
function finder(others) {
  const by = new Map();
  for (const other of others) {
    for (const key of [other.code, other.customer_no, other.name]) if (key) by.set(key, [...(by.get(key) ?? []), other]);
  }
  return (one) => [one.code, one.customer_no, one.name].some((key) => (by.get(key) ?? []).some((other) => isSame(one, other)));
}

const changedAt = (blob) => blob?.lastModified ?? 0;

/** `{ older, newer, count }` of each two files with the same customers, but those of `used`; `added` came last. */
export function twins({ checked, files, added, used }) {
  const groups = new Map();
  for (const { customer, file } of checked?.report?.customers ?? []) {
    if (customer && files.has(file)) groups.set(file, [...(groups.get(file) ?? []), customer]);
  }
  const paths = [...files.keys()].filter((path) => groups.has(path));
  const isLater = (one, other) => {
    if (added.has(one) !== added.has(other)) return added.has(one);
    return changedAt(files.get(one)) > changedAt(files.get(other));
  };
  const pairs = paths.flatMap((one, at) =>
    paths.slice(at + 1).map((other) => {
      const [older, newer] = isLater(one, other) ? [other, one] : [one, other];
      return { older, newer, count: groups.get(newer).filter(finder(groups.get(older))).length };
    }),
  );
  return pairs.filter((pair) => pair.count > 0 && !used.has(pairKey(pair)));
}
