import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { corpusOf, densities, familyNames } from './corpus.js';
import { filesIn, inProject, healthOf, lintel, violationsIn } from './run-lintel.js';

/** So many safe fixes at most are made one by one, each in a run of its own. */
const mostAlone = 20;

/** What `lintel fix` leaves of each project: every claim that it makes of a safe fix, tried. */
export async function closure(sizes = densities, families = familyNames) {
  const rows = [];
  for (const family of families)
    for (const density of sizes)
      rows.push(await inProject(corpusOf({ family, density }).files, closureOf(family, density)));
  return rows;
}

const closureOf = (family, density) => (root) => {
  const start = filesIn(root);
  const before = violationsIn(root);
  const safe = before.filter(isSafe);
  lintel(root, 'fix');
  const after = violationsIn(root);
  const fixed = filesIn(root);
  const row = {
    family,
    density,
    safe: safe.length,
    left: after.filter(isSafe).length,
    added: after.filter((one) => !before.some((other) => other.id === one.id)).map(({ id, rule }) => `${rule} ${id}`),
    broken: hasBroken(root, start, fixed),
  };
  lintel(root, 'fix');
  return {
    ...row,
    idempotent: isEqual(filesIn(root), fixed),
    anyOrder: ordersOf(safe).every((steps) => reaches(root, start, steps, fixed)),
  };
};

/** What worked before, and does not work now. A seed may break the build itself. */
function hasBroken(root, start, fixed) {
  const after = healthOf(root);
  restore(root, start);
  const before = healthOf(root);
  restore(root, fixed);
  return after.errors > before.errors || after.failures > before.failures;
}

const isSafe = ({ fix }) => fix?.safety === 'safe';

/** The same fixes in halves, in either order, and one by one from the last to the first. Few fixes have fewer orders. */
function ordersOf(safe) {
  const ids = safe.map(({ id }) => id);
  const half = Math.ceil(ids.length / 2);
  const halves = [ids.slice(0, half), ids.slice(half)].filter((some) => some.length > 0);
  const alone = ids.length <= mostAlone ? [ids.map((id) => [id]).reverse()] : [];
  const orders = [halves, [...halves].reverse(), ...alone];
  return [...new Map(orders.map((steps) => [JSON.stringify(steps), steps])).values()];
}

/** Does it end with the same files? One fix may end several violations, and what is no safe fix of one violation comes last. */
function reaches(root, start, steps, goal) {
  restore(root, start);
  for (const step of steps) {
    const present = new Set(violationsIn(root).map(({ id }) => id));
    const ids = step.filter((id) => present.has(id));
    if (ids.length > 0) lintel(root, 'fix', '--id', ids.join(','));
  }
  lintel(root, 'fix');
  return isEqual(filesIn(root), goal);
}

function restore(root, files) {
  for (const path of filesIn(root).keys()) rmSync(join(root, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function isEqual(one, other) {
  return one.size === other.size && [...one].every(([path, text]) => other.get(path) === text);
}
