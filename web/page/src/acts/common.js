// What every command line of the page has in common.

import { language } from "../words.js";

/** Every command of the page says everything as events, in the language of the page. */
export const common = () => ["--format", "ndjson", "--lang", language()];
