// What the page says: every sentence in both languages, with the same values filled in. Needs no browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readdirSync } from "node:fs";

const folder = new URL("../../web/page/src/words/", import.meta.url);
const parts = await Promise.all(readdirSync(folder).map(async (name) => [name, await import(new URL(name, folder))]));

const values = (sentence) => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

for (const [name, { ja, en = {} }] of parts) {
  test(`${name} says all in both languages`, () => {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(ja).sort());
    for (const key of Object.keys(ja)) assert.deepEqual(values(en[key]), values(ja[key]), key);
  });
}

test("a key has one sentence", () => {
  const keys = parts.flatMap(([, { ja }]) => Object.keys(ja));
  assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), []);
});
