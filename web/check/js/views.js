// What stands on the screen: one thing to do in each view. A view is a function that fills the page; what happens next is
// decided in main.js.

/** Shows again what stands on the screen. */
let current = () => {};

/** An element with properties and children. Texts are only ever texts: a name cannot become markup. */
function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function button(words, go, className = "") {
  const made = element("button", { type: "button", className }, words);
  made.addEventListener("click", go);
  return made;
}

/** Shows a view; its heading is read out. */
function show(...children) {
  stopCamera();
  document.getElementById("view").replaceChildren(...children.flat().filter(Boolean));
  status("");
  const heading = document.querySelector("#view h1");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  window.scrollTo(0, 0);
}

function status(words) {
  document.getElementById("status").textContent = words;
}

/** The frame around all views. */
function showFrame() {
  document.documentElement.lang = language;
  document.title = say("title");
  const other = document.getElementById("language");
  other.hidden = false;
  other.textContent = say("otherLanguage");
  other.lang = language === "ja" ? "en" : "ja";
  const customer = CUSTOMERS[record.customer];
  const whose = document.getElementById("whose");
  whose.textContent = customer ? customer.name : say("title");
  whose.lang = "ja";
  const run = HEAD.run ? say("run", { run: HEAD.run }) : "";
  const about = say("about", { work: HEAD.work_date, printed: HEAD.print_date, run });
  document.getElementById("about").textContent = about;
}

function customersView() {
  current = () => customersView();
  const choice = (customer, at) =>
    button(
      [element("span", { lang: "ja" }, customer.name), element("br"), say("customerDone", countOf(at))],
      () => choose(at),
    );
  show(element("h1", {}, say("chooseCustomer")), CUSTOMERS.map(choice));
}

/** Step 1 reads the label, step 2 the sheet. */
function readView(trouble = null) {
  current = () => readView(trouble);
  const isLabel = record.label === null;
  const known = isLabel ? null : BY_KEY.get(record.label.key);
  const photo = element("input", { type: "file", accept: "image/*", id: "photo" });
  photo.setAttribute("capture", "environment");
  photo.addEventListener("change", () => photo.files[0] && takePhoto(photo.files[0]));
  show(
    element("p", { className: "step" }, say("step", { step: isLabel ? 1 : 2 })),
    element("h1", {}, say(isLabel ? "readLabel" : "readSheet")),
    trouble && element("p", { className: "alarm", role: "alert" }, trouble),
    isLabel ? null : element("p", {}, say("sheetWhich")),
    known && element("dl", {}, element("dt", {}, say("labelWas")), describe(known)),
    element("label", { className: "button main", htmlFor: "photo" }, say("photo"), photo),
    hasCamera() ? button(say("camera"), cameraView) : null,
    button(say("type"), () => typeView()),
    isLabel ? null : button(say("again"), startAgain),
    button(say("overview"), overviewView),
  );
}

/** A terminal by its name, place and slot number. */
function describe(terminal) {
  const several = CUSTOMERS[terminal.customer].institutions.length > 1;
  return element(
    "dd",
    { lang: "ja" },
    terminal.name,
    several ? element("div", {}, terminal.institution) : null,
    element("div", { className: "code" }, terminal.slot),
  );
}

function typeView(trouble = null, typed = "") {
  current = () => typeView(trouble, typed);
  const field = element("input", { type: "text", id: "code", value: typed, autocomplete: "off", spellcheck: false });
  field.setAttribute("autocapitalize", "characters");
  field.setAttribute("aria-describedby", "help");
  const form = element(
    "form",
    {},
    element("label", { htmlFor: "code" }, say("typeLabel")),
    field,
    element("button", { className: "main" }, say("ok")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    takeTyped(field.value);
  });
  show(
    element("p", { className: "step" }, say("step", { step: record.label === null ? 1 : 2 })),
    element("h1", {}, say("typeTitle")),
    trouble && element("p", { className: "alarm", role: "alert" }, trouble),
    element("p", { id: "help" }, say("typeHelp")),
    form,
    button(say("cancel"), () => readView()),
  );
}

function cameraView() {
  current = () => cameraView();
  const video = element("video", { muted: true, playsInline: true });
  video.setAttribute("aria-label", say("cameraTitle"));
  show(element("h1", {}, say("cameraTitle")), video, button(say("cancel"), () => readView(), "main"));
  takeCamera(video);
}

function verdictView(isRight, words, help, facts, ...rest) {
  show(
    element(
      "div",
      { className: `verdict ${isRight ? "right" : "wrong"}` },
      element("span", { className: "mark", ariaHidden: "true" }, isRight ? "○" : "×"),
      element("h1", {}, element("span", {}, words)),
    ),
    element("p", {}, help),
    facts.length ? element("dl", {}, facts) : null,
    ...rest,
  );
}

function which(papers) {
  return say(papers.length === 2 ? "labelAndSheet" : papers[0]);
}

/** What label and sheet are worth. */
function resultView(result, wasDone) {
  current = () => resultView(result, wasDone);
  const { verdict, terminal, other, wrong, notes } = result;
  const next = button(say("nextTerminal"), startAgain, "main");
  const retry = button(say("retry"), startAgain, "main");
  const list = button(say("overview"), overviewView);
  const isOf = (paper, whose) => [element("dt", {}, say("isOf", { which: say(paper) })), describe(whose)];
  if (verdict === "different") {
    const facts = [isOf("label", terminal), isOf("sheet", other)].flat();
    return verdictView(false, say("different"), say("differentHelp"), facts, retry, list);
  }
  if (verdict === "outdated") {
    const help = say("outdatedHelp", { which: which(wrong) });
    return verdictView(false, say("outdated"), help, [describe(terminal)], retry, list);
  }
  const told = notes.map(({ words, which: papers }) => say(words, { which: papers ? which(papers) : "" }));
  if (wasDone) told.push(say("already"));
  if (!terminal.to_set_up) told.push(say("inUse"));
  const lines = told.map((words) => element("p", { className: "note" }, words));
  return verdictView(true, say("same"), say("sameHelp"), [describe(terminal)], lines, next, list);
}

/** A code that is none of this customer's; `label` is the label it was read with, if it is the sheet's. */
function foreignView(code, terminal, label) {
  current = () => foreignView(code, terminal, label);
  const retry = button(say("retry"), startAgain, "main");
  const list = button(say("overview"), overviewView);
  const isOf = (paper) => element("dt", {}, say("isOf", { which: say(paper) }));
  const facts = label ? [isOf("label"), describe(BY_KEY.get(label.key)), isOf("sheet")] : [];
  if (!terminal) {
    facts.push(element("dd", { className: "code" }, code.text));
    return verdictView(false, say("unknownTerminal"), say("unknownHelp"), facts, retry, list);
  }
  facts.push(element("dd", { lang: "ja" }, CUSTOMERS[terminal.customer].name), describe(terminal));
  return verdictView(false, say("foreign"), say("foreignHelp"), facts, retry, list);
}

function overviewView() {
  current = () => overviewView();
  const { done, all } = countOf(record.customer);
  const line = (terminal) => {
    const state = stateOf(terminal);
    return element(
      "li",
      {},
      element("span", { className: state }, say(`${state}Mark`)),
      element("span", { lang: "ja" }, terminal.name, element("div", { className: "code" }, terminal.slot)),
    );
  };
  const isDone = done === all;
  show(
    element("h1", {}, isDone ? say("allDone") : say("someDone", { done, all })),
    element("ul", { className: "list" }, terminalsOf(record.customer).map(line)),
    button(say("nextTerminal"), startAgain, isDone ? "" : "main"),
    button(say("send"), () => sendView(), isDone ? "main" : ""),
    CUSTOMERS.length > 1 ? button(say("otherCustomer"), chooseAgain) : null,
  );
}

function sendView() {
  current = () => sendView();
  const text = resultText();
  const field = element("textarea", { id: "result", readOnly: true, value: text, rows: 8 });
  show(
    element("h1", {}, say("sendTitle")),
    element("p", {}, text ? say("sendHelp") : say("sendEmpty")),
    text ? element("label", { htmlFor: "result" }, say("result")) : null,
    text ? field : null,
    text ? button(say("copy"), () => copy(field), "main") : null,
    text ? element("p", { className: "code" }, say("sendOffice")) : null,
    button(say("cancel"), overviewView),
    text ? button(say("clear"), clearView) : null,
  );
}

function clearView() {
  current = () => clearView();
  show(
    element("h1", {}, say("clearSure")),
    button(say("cancel"), sendView, "main"),
    button(say("clearYes"), startOver),
  );
}
