// What happens: codes that were read or typed come in, the next view goes out.

function choose(customerAt) {
  record.customer = customerAt;
  record.label = null;
  remember();
  showFrame();
  readView();
}

function chooseAgain() {
  record.customer = null;
  record.label = null;
  remember();
  showFrame();
  customersView();
}

function startAgain() {
  record.label = null;
  remember();
  readView();
}

function startOver() {
  forgetAll();
  showFrame();
  begin();
}

function begin() {
  if (record.customer === null) customersView();
  else readView();
}

async function takePhoto(file) {
  status(say("readerSlow"));
  // So that the words stand on the screen before the reader takes the processor.
  await new Promise((resume) => setTimeout(resume, 30));
  try {
    await reader();
  } catch {
    return readView(say("noReader"));
  }
  try {
    const { texts, photo } = await textsOfPhoto(file);
    if (record.label?.photo === photo) return readView(say("samePhoto"));
    takeTexts(texts, photo, readView);
  } catch {
    readView(say("noPicture"));
  }
}

function takeTyped(text) {
  const code = readCode(text, record.customer);
  if (code.kind !== "label" && code.kind !== "slot") return typeView(say(code.kind), text);
  take(code, null);
}

async function takeCamera(video) {
  try {
    await watch(video, (texts) => {
      const codes = texts.map((text) => readCode(text)).filter((code) => code.kind === "label");
      if (codes.length !== 1) {
        status(codes.length ? say("several") : "");
        return false;
      }
      take(codes[0], null);
      return true;
    });
  } catch {
    if (video.isConnected) readView(say("noCamera"));
  }
}

/** The texts of one picture: of them, the one code of a label or sheet. */
function takeTexts(texts, photo, refuse) {
  const codes = texts.map((text) => readCode(text));
  const labels = codes.filter((code) => code.kind === "label");
  if (labels.length > 1) return refuse(say("several"));
  if (labels.length === 1) return take(labels[0], photo);
  refuse(say(codes.length ? codes[0].kind : "noCode"));
}

/** A code that was read: the label's, or then the sheet's. */
function take(code, photo) {
  const terminal = BY_KEY.get(code.key);
  const isOurs = terminal?.customer === record.customer;
  if (record.label === null) {
    if (!isOurs) return foreignView(code, terminal);
    record.label = { ...code, photo };
    remember();
    return readView();
  }
  const { label } = record;
  if (!isOurs) {
    note(label.key, label, code, false);
    return foreignView(code, terminal, label);
  }
  const result = compare(label, code);
  const wasDone = record.checked[label.key]?.isRight === true;
  note(label.key, label, code, result.verdict === "same");
  resultView(result, wasDone);
}

async function copy(field) {
  field.focus();
  field.select();
  let isDone = false;
  try {
    await navigator.clipboard.writeText(field.value);
    isDone = true;
  } catch {
    isDone = document.execCommand("copy");
  }
  status(say(isDone ? "copied" : "notCopied"));
}

document.getElementById("language").addEventListener("click", () => {
  language = language === "ja" ? "en" : "ja";
  record.language = language;
  remember();
  showFrame();
  current();
});

language = LANGUAGES.includes(record.language) ? record.language : "ja";
showFrame();
begin();
