import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import ts from 'typescript';
import { bake, bare, home, lintel } from './bakery.ts';

const metrics = ['lines', 'branches', 'functions', 'statements'] as const;
type Metric = (typeof metrics)[number];

/** Plain JavaScript, and TypeScript that is compiled with a source map beside it or inside of it. */
const sources = {
  'src/oven.js': `#!/usr/bin/env node
import { weigh } from './loaf.js';

export class Oven {
  #heat = 0;
  static kinds = ['gas', 'wood'].map((one) => one.length);
  get heat() { return this.#heat; }
  set heat(to) {
    if (to > 300) throw new Error(
      'too hot 🔥',
    );
    this.#heat = to; /* c8 ignore next */
  }
  bake(loaves, burn = (loaf) => loaf.dough > 9) {
    return loaves
      .filter((loaf) => !burn(loaf))
      .map(function (loaf) { return loaf?.name ?? (loaf.dough > 5 ? 'big' : 'small'); });
  }
  static async *all() { yield* []; }
}
export const cold = () => () => weigh({ dough: 0 }); export const two = () => 2;

/* c8 ignore start */
export function old() {
  return 1;
}
/* c8 ignore stop */
export function never(a) {
  if (a) return 1;

  return 2;
}


`,
  'src/loaf.js': `export function weigh({ dough, name = 'loaf' }) {\r
  switch (name) {\r
    case 'roll': return dough / 2;\r
    case 'bun':\r
    default:\r
      for (let i = 0; i < dough; i++) { if (i > 1 && name || i > 5) continue; }\r
      try { return dough || 1; } catch { return 0; } finally { name += '!'; }\r
  }\r
}\r
/* v8 ignore next 2 */\r
export const unused = () => 1;\r
export const alone = () => 2;\r
`,
  'src/never loaded.js': 'export const never = (a) => {\n  if (a) return 1;\n  return 2;\n};\n',
  'src/typed.ts': `interface Loaf { dough: number; name?: string }

export enum Heat { low, high }

export function rate(loaf: Loaf, heat: Heat = Heat.low): string {
  if (heat === Heat.high) {
    return 'burnt';
  }
  const parts: string[] = [];
  for (const [key, value] of Object.entries(loaf)) {
    parts.push(key === 'name' ? String(value) : \`\${key}: \${value}\`);
  }
  return parts.join() || 'nothing';
}

export abstract class Rated {
  constructor(private readonly loaf: Loaf) {}
  abstract kind(): string;
  text(): string { return rate(this.loaf); }
  unused(): string { return this.kind(); }
}
`,
  'src/inline.ts': `export const greet = (name?: string): string => {
  if (!name) return 'hello';
  return \`hello \${name}\`;
};

export function silent(): void {
  console.log('never');
}
`,
};
const tests = {
  'test/one.test.js': `import assert from 'node:assert';
import test from 'node:test';
import { Oven } from '../src/oven.js';
import { weigh } from '../src/loaf.js';
test('it bakes', () => {
  const oven = new Oven();
  oven.heat = 200;
  assert.deepEqual(oven.bake([{ dough: 6 }, { dough: 1, name: 'x' }]), ['big', 'x']);
  assert.equal(weigh({ dough: 4 }), 4);
});
`,
  'test/two.test.js': `import assert from 'node:assert';
import test from 'node:test';
import { weigh } from '../src/loaf.js';
import { cold } from '../src/oven.js';
import { Heat, rate } from '../dist/typed.js';
import { greet } from '../dist/inline.js';
test('it weighs', () => {
  assert.equal(weigh({ dough: 4, name: 'roll' }), 2);
  assert.equal(cold()(), 1);
  assert.equal(rate({ dough: 1 }), 'dough: 1');
  assert.equal(rate({ dough: 1 }, Heat.high), 'burnt');
  assert.equal(greet(), 'hello');
});
`,
};

/** Compiles as `tsc --sourceMap` and `tsc --inlineSourceMap --sourceRoot ../src` do. */
function compiled(name: string, text: string, isInline: boolean): Record<string, string> {
  const { outputText, sourceMapText = '' } = ts.transpileModule(text, {
    fileName: `${name}.ts`,
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      ...(isInline ? { inlineSourceMap: true, sourceRoot: '../src' } : { sourceMap: true }),
    },
  });
  const map = sourceMapText.replace(`"${name}.ts"`, `"../src/${name}.ts"`);
  return { [`dist/${name}.js`]: outputText, ...(isInline ? {} : { [`dist/${name}.js.map`]: map }) };
}

const root = bake({
  'package.json': '{ "type": "module" }\n',
  '.gitignore': 'dist\ncoverage\nnode_modules\n',
  ...sources,
  ...tests,
});
for (const [path, text] of Object.entries({
  ...compiled('typed', sources['src/typed.ts'], false),
  ...compiled('inline', sources['src/inline.ts'], true),
})) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
symlinkSync(join(home, 'node_modules'), join(root, 'node_modules'));

type Summary = Readonly<
  Record<string, Readonly<Record<Metric, { readonly covered: number; readonly total: number; readonly pct: number }>>>
>;

/** Runs the tests, each file in a process of its own, and says what c8 makes of it. */
function measured(): Summary {
  const c8 = join(home, 'node_modules/c8/bin/c8.js');
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [c8, '--clean', '--reporter=json-summary', '--exclude=test', '--exclude=coverage', process.execPath, '--test'],
    { cwd: root, encoding: 'utf8', env: { ...bare } },
  );
  if (status !== 0) throw new Error(stderr + stdout);
  return JSON.parse(readFileSync(join(root, 'coverage/coverage-summary.json'), 'utf8')) as Summary;
}

function withoutMaps(report: string): string {
  const { result } = JSON.parse(report) as { result: unknown };
  return JSON.stringify({ result });
}

/** What c8 says of the reports in a folder. */
function reported(folder: string): Summary {
  const c8 = join(home, 'node_modules/c8/bin/c8.js');
  const out = join(root, 'coverage/again');
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      c8,
      'report',
      '--reporter=json-summary',
      '--exclude=test',
      '--exclude=coverage',
      `--temp-directory=${folder}`,
      `--reports-dir=${out}`,
    ],
    { cwd: root, encoding: 'utf8', env: { ...bare } },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(join(out, 'coverage-summary.json'), 'utf8')) as Summary;
}

const yaml = (report: string): string => `version: 1
zones: { tests: "test/**" }
rules:
  all: { check: coverage, report: ${report}, in: "src/**", minimum: { lines: 100, branches: 100, functions: 100, statements: 100 } }
  file: { check: coverage, report: ${report}, in: "src/**", per: file, minimum: { lines: 100, branches: 100, functions: 100, statements: 100 } }
`;

interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly found: string;
  readonly message: string;
}

async function violations(report: string): Promise<readonly Violation[]> {
  writeFileSync(join(root, 'lintel.yaml'), yaml(report));
  const { stdout } = await lintel(root, ['--format', 'json']);
  return (JSON.parse(stdout) as { violations: Violation[] }).violations;
}

const spelled = (all: readonly Violation[]): string[] =>
  all.map(({ rule, file, found, message }) => `${rule} ${file} ${message} ${found}`);

describe('what V8 wrote for c8', () => {
  const summary = measured();
  const names = Object.keys(summary).map((file) => (file === 'total' ? file : relative(root, file)));

  it('is of the sources, through source maps', () => {
    expect(names.sort()).toEqual(['src/inline.ts', 'src/loaf.js', 'src/oven.js', 'src/typed.ts', 'total']);
  });

  it('has the figures that c8 makes of it', async () => {
    const found = (await violations('coverage/tmp')).filter(({ message }) => message === 'below');
    const expected = Object.entries(summary).flatMap(([file, figures]) =>
      metrics.flatMap((metric) => {
        const { covered, total, pct } = figures[metric];
        const name = file === 'total' ? file : relative(root, file);
        return covered < total ? [`${name}: ${String(covered)} of ${String(total)} ${metric} (${String(pct)} %)`] : [];
      }),
    );
    expect(
      found
        .map(
          ({ rule, file, found: text }) => `${rule === 'all' ? 'total' : file}: ${text.replace(' in all files', '')}`,
        )
        .sort(),
    ).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(12);
  });

  it('has the same figures without the source maps that Node adds', async () => {
    const before = await violations('coverage/tmp');
    const folder = join(root, 'coverage/bare');
    mkdirSync(folder);
    for (const name of readdirSync(join(root, 'coverage/tmp')))
      writeFileSync(join(folder, name), withoutMaps(readFileSync(join(root, 'coverage/tmp', name), 'utf8')));
    expect(spelled(await violations('coverage/bare'))).toEqual(spelled(before));
    // c8 then reads the maps itself, and finds the same.
    expect(reported('coverage/bare')).toEqual(summary);
    expect(before.some(({ file }) => file === 'src/inline.ts')).toBe(true);
    expect(before.some(({ file }) => file === 'src/typed.ts')).toBe(true);
  });

  it('has no record of a file that no process loaded', async () => {
    const absent = (await violations('coverage/tmp')).filter(({ message }) => message === 'absent');
    expect(new Set(absent.map(({ file }) => file))).toEqual(new Set(['src/never loaded.js']));
  });
});
