// All that the page says. A key stands for a sentence; what is in braces is filled in. Each view has its sentences in a file.

import * as faults from "./words/faults.js";
import * as page from "./words/page.js";
import * as print from "./words/print.js";
import * as table from "./words/table.js";

const JA = { ...page.ja, ...table.ja, ...faults.ja, ...print.ja };

/** The sentence of that key. */
export function say(key, values = {}) {
  const sentence = JA[key];
  if (sentence === undefined) throw new Error(`no words for ${key}`);
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** One of the two languages that the program says everything in. */
export const ofBoth = (texts) => texts?.ja ?? "";
