// What the page keeps in the browser between two visits, by name: the language, the settings, the assigned headings. Nothing
// of customers. Where the browser keeps nothing (some do not for files from disk), the page works without.

const OURS = "startpack.";

/** What was kept under that name, or `none`. */
export function kept(name, none = null) {
  try {
    return JSON.parse(localStorage.getItem(OURS + name)) ?? none;
  } catch {
    return none;
  }
}

/** Keeps a value; null forgets it. False if the browser does not keep it. */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(OURS + name);
    else localStorage.setItem(OURS + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
