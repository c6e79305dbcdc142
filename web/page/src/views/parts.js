// What views have in common: how far a job is, and how it ended if not well.

import { button, element, notice } from "../dom.js";
import { ofBoth, say } from "../words.js";

/** How long a job still takes: nobody counts a hundred seconds. */
const leftWords = (left) =>
  left > 90 ? say("progress_left_minutes", { minutes: Math.ceil(left / 60) }) : say("progress_left", { seconds: Math.ceil(left) });

/** How far a job is, with a button that stops it. */
export function progress(heading, { processed, total, left, codes }, stop) {
  const bar = total > 0 ? { max: total, value: processed } : {};
  return element(
    "section",
    { className: "progress", aria: { busy: "true" } },
    element("h2", {}, heading),
    element("progress", { ...bar, aria: { label: heading } }),
    element(
      "p",
      {},
      total > 0 && say("progress_of", { processed, total }),
      codes > 0 && say("progress_codes", { codes }),
      left > 0 && `　${leftWords(left)}`,
    ),
    button(say("stop"), stop),
  );
}

/** Why a job did not come to its end; null if it did. */
export function mishap(ending, again) {
  if (ending.how === "ended" && ending.exit !== 4) return null;
  if (ending.how === "stopped") {
    return notice("warning", say("stopped"), element("p", {}, again ? say("stopped_lead", { again }) : say("stopped_check")));
  }
  if (ending.how === "hung") return notice("error", say("hung"), element("p", {}, say("hung_lead")));
  const isMemory = /memory|allocation/i.test(`${ending.why} ${ending.said}`);
  const said = `${ending.why}\n${ending.said}`.trim();
  return notice(
    "error",
    say("broke"),
    element("p", {}, say(isMemory ? "broke_memory" : "broke_lead")),
    said && element("details", {}, element("summary", {}, say("broke_said")), element("pre", {}, said)),
  );
}

/** What to do about a message; what could only be typed on a command line is said in the page's own words. */
export function helpOf({ help, severity }) {
  const words = ofBoth(help);
  if (!/(^|[^-])--[a-z]/.test(words)) return words;
  const kept = words.match(/[^。.;]+[。.;]?/g).filter((one) => !/--[a-z]/.test(one));
  const isColumn = /--column/.test(words);
  if (kept.length === 0 && severity === "note" && !isColumn) return "";
  return [...kept.map((one) => one.trim().replace(/;$/, ".")), isColumn ? say("help_column") : say("help_excel")].join(" ");
}
