import { expect, test } from 'vitest';
import { attacks } from '../bench/force.js';
import { lintFiles } from '../src/testing/project.ts';
import { readIgnores } from '../src/world/gitignore.ts';

/** Processor time in seconds: the machine may be busy with other things. */
function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** What takes less than this is not worth a comparison. */
const least = 0.15;

/** At four times the size, what grows with the square takes sixteen times as long. */
function expectLinear(work: (size: number) => void, size: number): void {
  const [small, large] = [
    costOf(() => {
      work(size);
    }),
    costOf(() => {
      work(4 * size);
    }),
  ];
  // Linear is 4, and quadratic 16; collecting garbage on a busy machine lies between.
  expect(large / Math.max(small, least)).toBeLessThan(10);
}

/** `npm run force` measures whole processes at three times these sizes. What grows exponentially shows at any size, and needs its own. */
const sizeOf = (size: number): number => Math.max(6, Math.ceil(size / 3));

const inMemory = Object.entries(attacks).filter(([name]) => !name.includes('.gitignore'));

test.each(inMemory)('the cost of %s grows with their number', { timeout: 240_000, retry: 2 }, (_, [size, files]) => {
  expectLinear((n) => {
    lintFiles(files(n));
  }, sizeOf(size));
});

test('the cost of patterns of .gitignore does not grow with their number', () => {
  const names = Array.from({ length: 1500 }, (_, i) => `f${String(i)}.txt`);
  const judgeAll = (count: number, pattern: (i: number) => string): void => {
    const ignores = readIgnores(Array.from({ length: count }, (_, i) => pattern(i)).join('\n'));
    for (const name of names) ignores?.judge(`src/${name}`, name, false);
  };
  for (const pattern of [
    (i: number) => `*.x${String(i)}`,
    (i: number) => `x${String(i)}`,
    (i: number) => `/src/x${String(i)}`,
    (i: number) => `*a${String(i)}*b*c`,
    (i: number) => `**/f*${String(i)}x*/**/*.t[a-z]?`,
  ])
    expectLinear((n) => {
      judgeAll(n, pattern);
    }, 2000);
});
