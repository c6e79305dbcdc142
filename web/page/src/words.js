// All that the page says. A key stands for a sentence; what is in braces is filled in. Each view has its sentences in a file,
// in Japanese (`ja`) and English (`en`); a sentence that English lacks is said in Japanese, and a test (words.test.mjs) tells it.

import { keep, kept } from "./kept.js";
import * as faults from "./words/faults.js";
import * as page from "./words/page.js";
import * as paper from "./words/paper.js";
import * as print from "./words/print.js";
import * as settings from "./words/settings.js";
import * as stick from "./words/stick.js";
import * as table from "./words/table.js";

const PARTS = [page, table, faults, paper, print, stick, settings];
const together = (name) => Object.assign({}, ...PARTS.map((part) => part[name]));
const SENTENCES = { ja: together("ja"), en: together("en") };

export const LANGUAGES = Object.keys(SENTENCES);

let now = LANGUAGES.includes(kept("language")) ? kept("language") : "ja";

/** The language that the page speaks. */
export const language = () => now;

export function speak(chosen) {
  now = chosen;
  keep("language", chosen);
}

/** The sentence of that key. */
export function say(key, values = {}) {
  const sentence = SENTENCES[now][key] ?? SENTENCES.ja[key];
  if (sentence === undefined) throw new Error(`no words for ${key}`);
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** That of the two languages in which the program says everything. */
export const ofBoth = (texts) => texts?.[now] ?? texts?.ja ?? "";

/** A day (`2027-01-20`) as the papers write it; any other text stays. */
export function dayWords(text) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? "") ?? [];
  return year && now === "ja" ? `${year}年${Number(month)}月${Number(day)}日` : text;
}
