import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bake, home, lintel } from './bakery.ts';

const metrics = ['lines', 'branches', 'functions', 'statements'] as const;
type Metric = (typeof metrics)[number];

/** The reports of vitest, and the metrics that each of them lists in full. XML lists only branches of lines on which a statement starts. */
const reports: Readonly<Record<string, readonly Metric[]>> = {
  'lcov.info': ['lines', 'branches', 'functions'],
  'coverage-final.json': metrics,
  'coverage-summary.json': metrics,
  'cobertura-coverage.xml': ['lines', 'functions'],
  'clover.xml': ['lines'],
};

// What a runner reports of real code, and what it says that comes to.
const bakery = {
  'package.json': '{ "type": "module" }\n',
  'vitest.config.js':
    "export default { test: { globals: true, coverage: { enabled: true, include: ['src/**'], reporter: ['lcov', 'json', 'cobertura', 'clover', 'json-summary'] } } };\n",
  'src/oven.ts': `import { type Loaf, weigh } from './loaf.ts';

export class Oven {
  #heat = 0;
  get heat(): number { return this.#heat; }
  set heat(to: number) {
    if (to > 300) throw new Error(
      'too hot',
    );
    this.#heat = to;
  }
  bake(loaves: Loaf[], burn = (loaf: Loaf) => loaf.dough > 9): string[] {
    return loaves
      .filter((loaf) => !burn(loaf))
      .map(function (loaf) { return loaf?.name ?? (loaf.dough > 5 ? 'big' : 'small'); });
  }
  static async *all() { yield* []; }
}
export const cold = () => () => weigh({ dough: 0 }); export const two = () => 2;
`,
  'src/loaf.ts': `export interface Loaf { dough: number; name?: string }
export function weigh({ dough, name = 'loaf' }: Loaf): number {
  switch (name) {
    case 'roll': return dough / 2;
    case 'bun':
    default:
      for (let i = 0; i < dough; i++) { if (i > 1 && name || i > 5) continue; }
      try { return dough || 1; } catch { return 0; } finally { name += '!'; }
  }
}
`,
  'src/never/loaded.ts': 'export const never = (a: boolean) => {\n  if (a) return 1;\n  return 2;\n};\n',
  'src/types.ts': 'export type Heat = number;\n',
  'src/full.js': 'export const full = (a) => (a ? 1 : 2);\n',
  'oven.test.ts': `import { cold, Oven } from './src/oven.ts';
import { weigh } from './src/loaf.ts';
import { full } from './src/full.js';
test('it bakes', () => {
  const oven = new Oven();
  oven.heat = 200;
  expect(oven.bake([{ dough: 6 }, { dough: 1, name: 'x' }])).toEqual(['big', 'x']);
  expect([weigh({ dough: 4 }), full(true), full(false), typeof cold]).toEqual([4, 1, 2, 'function']);
});
`,
};

type Summary = Readonly<
  Record<string, Readonly<Record<Metric, { readonly covered: number; readonly total: number; readonly pct: number }>>>
>;

describe('a report of vitest', () => {
  const root = bake(bakery);
  symlinkSync(join(home, 'node_modules'), join(root, 'node_modules'));
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const summary = JSON.parse(readFileSync(join(root, 'coverage/coverage-summary.json'), 'utf8')) as Summary;

  it('is there', () => {
    expect(
      Object.keys(summary)
        .map((file) => (file === 'total' ? file : relative(root, file)))
        .sort(),
    ).toEqual(['src/full.js', 'src/loaf.ts', 'src/never/loaded.ts', 'src/oven.ts', 'src/types.ts', 'total']);
    expect(summary['total']?.branches.pct).toBeLessThan(100);
  });

  it.each(Object.entries(reports))('has the figures that vitest itself takes from %s', async (report, counted) => {
    const minimum = `{ ${counted.map((metric) => `${metric}: 100`).join(', ')} }`;
    writeFileSync(
      join(root, 'lintel.yaml'),
      `version: 1
rules:
  all: { check: coverage, report: coverage/${report}, in: "src/**", minimum: ${minimum} }
  file: { check: coverage, report: coverage/${report}, in: "src/**", per: file, minimum: ${minimum} }
`,
    );
    const { violations } = JSON.parse((await lintel(root, ['--format', 'json'])).stdout) as {
      violations: { rule: string; file: string; found: string; message: string }[];
    };
    const found = violations.map(
      ({ rule, file, found: text }) => `${rule === 'all' ? 'total' : file}: ${text.replace(' in all files', '')}`,
    );
    const expected = Object.entries(summary).flatMap(([file, figures]) =>
      counted.flatMap((metric) => {
        const { covered, total, pct } = figures[metric];
        return covered < total
          ? [
              `${file === 'total' ? file : relative(root, file)}: ${String(covered)} of ${String(total)} ${metric} (${String(pct)} %)`,
            ]
          : [];
      }),
    );
    expect(found.sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(2 * counted.length);
  });
});
