// A button that opens the browser's dialogue for files. In: what may be chosen. Out: what was, gathered.

import { button, element } from "../dom.js";
import { chosen } from "../files/intake.js";

export function picker(words, className, properties, take) {
  const input = element("input", {
    type: "file",
    hidden: true,
    ...properties,
    on: {
      change: async () => {
        const gathering = chosen(input.files);
        // The same file can be chosen again after it was mended.
        input.value = "";
        take(await gathering);
      },
    },
  });
  return [input, button(words, () => input.click(), className)];
}
