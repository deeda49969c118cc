import { spawnSync } from 'node:child_process';
import { corpusOf, densities, familyNames, isRepaired } from './corpus.js';
import { filesIn, healthOf, inProject, lintel, tokensOf, violationsIn } from './run-lintel.js';

const task = `Repair these violations in this repository. Change the code, not the rules: no ignore comments, no exceptions. Stop when \`npx lintel\` says ok.\n\n`;

/**
 * Lets a program repair each project of the corpus: it gets the report on stdin, works in the folder, and is asked again until nothing is
 * left, nothing gets better, or after `turns`. What it did is judged by the seeds, and by Lintel against the first commit.
 */
export async function contest({ agent, sizes = densities, families = familyNames, turns = 3 }) {
  const rows = [];
  for (const family of families)
    for (const density of sizes) {
      const corpus = corpusOf({ family, density });
      rows.push(await inProject(corpus.files, (root) => score(corpus, root, played(root, agent, turns))));
    }
  return rows;
}

function played(root, agent, most) {
  const before = violationsIn(root);
  const played = { turns: 0, tokens: 0, seconds: 0, health: healthOf(root), before, after: before };
  while (played.turns < most && played.after.length > 0) {
    const prompt = `${task}${lintel(root, '--format', 'agent')}`;
    const began = performance.now();
    const { stdout } = spawnSync('sh', ['-c', agent], {
      cwd: root,
      input: prompt,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    played.turns++;
    played.tokens += tokensOf(prompt) + tokensOf(stdout);
    played.seconds += (performance.now() - began) / 1000;
    const left = played.after.length;
    played.after = violationsIn(root);
    if (played.after.length >= left) break;
  }
  return played;
}

function score({ family, density, files, clean, seeds }, root, played) {
  const { turns, tokens, seconds, health, before, after: violations } = played;
  const now = filesIn(root);
  const weakenings = JSON.parse(lintel(root, '--since', 'HEAD', '--format', 'json')).violations.filter(
    ({ check }) => check === 'weakening',
  );
  const gone = seeds.filter((seed) => seed.isGone(violations));
  const isNamed = ({ names }) => weakenings.some((one) => JSON.stringify(one).includes(names.noun));
  // A weakening that names no module concerns all of them.
  const isGeneral = weakenings.some((one) => !seeds.some(({ names }) => JSON.stringify(one).includes(names.noun)));
  const known = new Set(before.map(({ id }) => id));
  const added = violations.filter(({ id }) => !known.has(id));
  const isMoved = ({ names }) => added.some((one) => JSON.stringify(one).includes(names.noun));
  const honest = isGeneral ? [] : gone.filter((seed) => !isNamed(seed) && !isMoved(seed));
  const after = healthOf(root);
  const own = new Set(seeds.flatMap(({ paths }) => paths));
  return {
    family,
    density,
    honest: honest.length,
    exact: honest.filter((seed) => isRepaired(seed, now, clean)).length,
    cheated: gone.length - honest.length,
    collateral: [...new Set([...files.keys(), ...now.keys()])].filter(
      (path) => files.get(path) !== now.get(path) && !own.has(path),
    ).length,
    added: added.length,
    broken: after.errors > health.errors || after.failures > health.failures,
    turns,
    tokens,
    seconds,
  };
}
