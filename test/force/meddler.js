// Edits files at random moments, as somebody at work would: `node meddler.js ROOT EDITS SEED`, and on stdin the texts that each file may have (null: none).
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const [root, edits, seed] = process.argv.slice(2);
const variants = Object.entries(JSON.parse(await text(process.stdin)));
let state = Number(seed);
/** A whole number below a limit. */
const below = (limit) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};

for (let edit = 0; edit < Number(edits); edit++) {
  const [file, texts] = variants[below(variants.length)];
  const chosen = texts[below(texts.length)];
  if (chosen === null) rmSync(join(root, file), { force: true });
  else writeFileSync(join(root, file), chosen);
  await sleep(below(25));
}
