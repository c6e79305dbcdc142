// Elements of the page. Texts are only ever texts: a customer's name cannot become markup.

/** An element with properties (`aria` and `data` as objects) and children; what is null or false is left out. */
export function element(name, properties = {}, ...children) {
  const { aria = {}, data = {}, on = {}, ...plain } = properties;
  const made = Object.assign(document.createElement(name), plain);
  for (const [key, value] of Object.entries(aria)) made.setAttribute(key === "role" ? key : `aria-${key}`, value);
  Object.assign(made.dataset, data);
  for (const [event, act] of Object.entries(on)) made.addEventListener(event, act);
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function button(words, act, className = "second") {
  return element("button", { type: "button", className, on: { click: act } }, words);
}

/** Replaces what is in `place`. */
export function fill(place, ...children) {
  place.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** A notice with its heading; `kind`: `error`, `warning`, `success` or `information`. */
export function notice(kind, heading, ...children) {
  return element(
    "section",
    { className: `notice ${kind}`, aria: kind === "error" ? { role: "alert" } : { role: "group" } },
    element("h2", {}, heading),
    ...children,
  );
}

/** A field of choice with its label; it stands in a row with others. */
export function choice(kind, name, value, words, checked, act) {
  const input = element("input", { type: kind, name, value, checked, on: { change: () => act(input) } });
  return element("label", { className: "choice" }, input, element("span", {}, words));
}
