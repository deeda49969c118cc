import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { closure } from '../bench/agent/closure.js';
import { contest } from '../bench/agent/contest.js';
import { corpusOf, familyNames, isRepaired } from '../bench/agent/corpus.js';
import { readReport } from '../bench/agent/reader.js';
import { sufficiency } from '../bench/agent/sufficiency.js';

const standIn = fileURLToPath(new URL('../bench/agent/stand-in.js', import.meta.url));
const agent = (flags: string): string => `'${process.execPath}' '${standIn}' ${flags}`;

it('a seed is repaired by its ground truth, and not before', () => {
  for (const family of familyNames) {
    const { files, clean, seeds } = corpusOf({ family, density: 20 });
    expect(seeds).toHaveLength(20);
    expect(seeds.filter((seed) => isRepaired(seed, files, clean))).toEqual([]);
    expect(seeds.filter((seed) => !isRepaired(seed, clean, clean))).toEqual([]);
  }
});

it('fixes close: nothing safe is left, nothing is added or broken, in any order', async () => {
  const [row] = await closure([1], ['naming']);
  expect(row).toMatchObject({ safe: 1, left: 0, added: [], broken: false, idempotent: true, anyOrder: true });
}, 300_000);

it('the text of a report suffices to repair every kind of violation', async () => {
  const rows = await sufficiency([6]);
  expect(rows.flatMap(({ missed }) => missed)).toEqual([]);
});

it('a reader of reports does nothing with what it does not understand', () => {
  const text =
    '1 error. 2 files, 1 rule.\n\nlayering/x: y.\n abcdef src/a.ts:1:2 is bad. fix(manual): think about it\n';
  expect(readReport(text)).toEqual({ found: [], behind: new Set(), left: [expect.stringContaining('think about it')] });
});

it('an agent is scored by honest repairs: one that follows the report has all, one that ignores it in comments none', async () => {
  const [honest] = await contest({ agent: agent(''), sizes: [1], families: ['layering'] });
  expect(honest).toMatchObject({ honest: 1, exact: 1, cheated: 0, collateral: 0, added: 0, broken: false, turns: 1 });
  const [cheat] = await contest({ agent: agent('--cheat'), sizes: [1], families: ['layering'] });
  expect(cheat).toMatchObject({ honest: 0, exact: 0, cheated: 1 });
}, 300_000);
