// Labels that are stuck: read by a handy scanner, from photos or by the camera. In: codes. Out: verdicts, and what is not yet
// seen.

import { button, choice, element, fill, notice } from "../dom.js";
import { say } from "../words.js";
import { hasCamera, openCamera } from "./camera.js";
import { mishap, progress } from "./parts.js";
import { picker } from "./picker.js";
import { nothing, selectField, sources } from "./stick.js";
import { board, kindOf, pairVerdict, said, sign, verdict, waiting, whoIs, wordOf } from "./verdict.js";

/** A text as it is typed where an input method is on is taken when it is whole, else by Enter. */
function codeField(take) {
  let isEntered = false;
  const send = () => {
    const text = input.value.trim();
    input.value = "";
    if (text) take(text);
    input.focus();
  };
  const input = element("input", {
    type: "text",
    id: "code",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: false,
    inputMode: "latin",
    aria: { describedby: "code-hint" },
    on: {
      keydown: (event) => {
        if (event.key !== "Enter") return;
        // The Enter of a scanner ends what an input method was given, and the code with it.
        isEntered = event.isComposing;
        if (!event.isComposing) send();
      },
      compositionend: () => {
        const isCode = /^[\x20-\x7e]+$/.test(input.value.normalize("NFKC").replace(/[ーｰ―－−]/g, "-"));
        if (isEntered && isCode) setTimeout(send);
        isEntered = false;
      },
    },
  });
  return { input, send };
}

function foundRows(codes) {
  const row = (code) => {
    const kind = kindOf(code);
    return element(
      "tr",
      { className: kind },
      element("td", {}, sign(kind), wordOf(code)),
      element("th", { scope: "row" }, code.terminal ? whoIs(code.terminal) : code.text),
      element("td", {}, code.page ? say("stick_page", { file: code.file, page: code.page }) : code.file),
    );
  };
  const heads = ["stick_found_result", "stick_found_code", "stick_found_place"];
  const order = { bad: 0, open: 1, good: 2 };
  return element(
    "table",
    { className: "made found" },
    element("thead", {}, element("tr", {}, heads.map((key) => element("th", { scope: "col" }, say(key))))),
    element("tbody", {}, [...codes].sort((one, other) => order[kindOf(one)] - order[kindOf(other)]).map(row)),
  );
}

/** What a photo or a stack showed. */
function found({ result, messages }) {
  // Marks of sheets beside labels are no labels, and nobody asks for them.
  const codes = result.codes.filter(({ status }) => status !== "sheet-mark");
  const unread = messages.filter(({ severity, code }) => severity === "error" && !/^SP1[89]/.test(code)).map(said);
  if (codes.length === 0) return [board("open", say("scan_misread"), element("p", {}, say("stick_no_code"))), unread];
  if (codes.length === 1) return [verdict(codes[0]), unread];
  const right = codes.filter((code) => kindOf(code) === "good").length;
  const kind = codes.some((code) => kindOf(code) === "bad") ? "bad" : right === codes.length ? "good" : "open";
  return [board(kind, say("stick_found", { count: codes.length, right })), unread, foundRows(codes)];
}

function left({ terminals, seen }, again) {
  if (terminals.length === 0) return null;
  const missing = terminals.filter(({ slot }) => !seen.has(slot));
  const words = say("stick_progress", { all: terminals.length, seen: terminals.length - missing.length });
  const byInstitution = Map.groupBy ? Map.groupBy(missing, (one) => one.institution) : grouped(missing);
  return [
    element("h2", {}, words),
    element("progress", { max: terminals.length, value: terminals.length - missing.length, aria: { label: words } }),
    missing.length === 0
      ? element("p", { className: "good" }, say("stick_all_seen"))
      : [
          element("h3", {}, say("stick_left")),
          [...byInstitution].map(([institution, some]) => [
            element("h4", {}, institution),
            element("ul", { className: "left" }, some.map(({ name, slot }) => element("li", {}, element("span", {}, name ?? ""), element("span", { className: "slot" }, slot)))),
          ]),
        ],
    element("p", { className: "acts" }, button(say("stick_again"), again, "quiet")),
  ];
}

function grouped(missing) {
  const groups = new Map();
  for (const one of missing) groups.set(one.institution, [...(groups.get(one.institution) ?? []), one]);
  return groups;
}

export function labelsPanel(office) {
  const wish = { which: "", pairs: false };
  const [against, camera, now, rest] = [element("div"), element("div", { className: "camera" }), element("div", { aria: { live: "assertive", role: "status" } }), element("div")];
  const code = codeField((text) => office.stick.typed(text, wish));
  const take = (pictures) => office.stick.looked(pictures, wish);
  let shots = 0;
  const shot = (blob) => take(new Map([[`camera-${(shots += 1)}.jpg`, blob]]));
  const pairs = choice("checkbox", "pairs", "pairs", say("stick_pairs"), false, ({ checked }) => {
    wish.pairs = checked;
    office.stick.set({ first: null, last: null });
    code.input.focus();
  });
  const pictures = { id: "pictures", multiple: true, accept: ".png,.jpg,.jpeg,.pdf,.zip" };
  const form = element(
    "div",
    {},
    element(
      "div",
      { className: "field codefield" },
      element("label", { htmlFor: "code" }, say("stick_code")),
      element("p", { className: "small", id: "code-hint" }, say("stick_code_hint")),
      element(
        "div",
        { className: "line" },
        code.input,
        button(say("stick_read"), code.send, "first"),
        picker(say("stick_pictures"), "second", pictures, (gathered) => self.drop(gathered)),
        hasCamera() && button(say("stick_camera"), () => openCamera(camera, shot)),
      ),
    ),
    pairs,
    camera,
  );
  const more = element("p", { className: "small" }, say("stick_pictures_hint"));
  const node = element("div", {}, against, form, now, rest, more);
  let shown = {};
  const showAgainst = (state) => {
    const all = sources(state);
    if (!all.some(({ value }) => value === wish.which)) wish.which = all[0]?.value ?? "";
    form.hidden = more.hidden = all.length === 0;
    const change = (value) => {
      wish.which = value;
      office.stick.again();
    };
    fill(against, all.length > 0 ? selectField(say("stick_against"), all, wish.which, change) : nothing(say("stick_nothing"), office));
  };
  const showNow = ({ looking, sticking: { last, found: report, ended } }) => {
    const again = button(say("stick_pair_again"), () => office.stick.set({ first: null, last: null }), "quiet");
    const one = last && (last.isWaiting ? waiting(last.code, again) : last.before ? pairVerdict(last) : verdict(last.code));
    const errors = (ended?.report?.messages ?? []).filter(({ severity }) => severity === "error");
    const faulty = errors.length > 0 && notice("error", say("stick_list_faulty"), button(say("stick_to_faults"), () => office.show("faults")));
    const trouble = ended && !report && [mishap(ended), faulty, errors.map(said)];
    fill(now, looking ? progress(say("stick_looking"), looking, () => office.stop()) : [one, report && found(report), trouble]);
  };
  const update = (state) => {
    const { files, runs, sticking, looking } = state;
    if (files !== shown.files || runs !== shown.runs) showAgainst(state);
    if (sticking !== shown.sticking || looking !== shown.looking) {
      showNow(state);
      fill(rest, left(sticking, () => office.stick.again()));
    }
    shown = { files, runs, sticking, looking };
  };
  const self = { node, update, take };
  return self;
}
