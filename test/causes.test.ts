import { describe, expect, it } from 'vitest';
import { reporters } from '../src/reporters/index.ts';
import { lintFiles } from '../src/testing/index.ts';

const text = (report: ReturnType<typeof lintFiles>, format: 'agent' | 'pretty' = 'agent', budget = 0): string =>
  reporters[format](report, { colour: false, lines: () => null, budget });

const many = (n: number, make: (i: number) => string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`src/page-${String(i).padStart(2, '0')}.ts`, make(i)]));

describe('imports of a folder that git ignores', () => {
  const report = lintFiles({
    'lintel.yaml': 'version: 1\nrules:\n  layering/unresolved: { check: unresolved }\n',
    '.gitignore': 'node_modules\nsrc/generated/\n',
    ...many(97, (i) => `import { a } from './generated/client-${String(i)}';\nexport const page = a;\n`),
  });

  it('have one cause: what a build makes', () => {
    expect(report.summary).toMatchObject({ errors: 97, causes: 1 });
    expect(new Set(report.violations.map(({ cause }) => cause))).toEqual(
      new Set(['made by a build: `.gitignore` lists src/generated/']),
    );
  });

  it('are one line for an agent, with the ids of the others', () => {
    const [first, second, third] = report.violations.map(({ id }) => id.slice(0, 6));
    const lines = text(report).split('\n');
    expect(lines[0]).toBe('97 errors, 1 cause. 97 files, 1 rule.');
    expect(lines).toHaveLength(5);
    expect(lines[3]).toMatch(
      `${first ?? ''} src/page-00.ts:1:19 cannot resolve \`./generated/client-0\`: made by a build: \`.gitignore\` lists src/generated/ (96 more with this cause: ${second ?? ''}, ${third ?? ''}, `,
    );
    expect(lines[3]).toMatch(/, \+84\)\. fix\(manual\): run the command that makes it, then check again$/);
  });

  it('are one violation for a person, with the cause in words', () => {
    expect(text(report, 'pretty')).toContain('cause made by a build: `.gitignore` lists src/generated/ (96 more with');
    expect(text(report, 'pretty').match(/^error /gm)).toHaveLength(1);
    expect(text(report, 'pretty')).toContain('97 errors, 1 cause in 97 files by 1 rule');
  });
});

it('imports of one symbol share a cause, of two do not, and packages that two manifests lack neither', () => {
  const report = lintFiles({
    'lintel.yaml':
      'version: 1\nrules:\n  layering/old: { check: imports, from: "src/**", deny: "old/**" }\n  layering/unresolved: { check: unresolved }\n',
    'package.json': '{}',
    'src/inner/package.json': '{}',
    'old/clock.ts': 'export const now = 0;\nexport const then = 1;\n',
    'old/index.ts': "export { now } from './clock';\n",
    'src/a.ts': "import { now } from '../old/clock';\nimport 'react';\nexport const a = now;\n",
    'src/b.ts': "import { now } from '../old';\nimport 'react/jsx-runtime';\nexport const b = now;\n",
    'src/inner/c.ts': "import { then } from '../../old/clock';\nimport 'react';\nexport const c = then;\n",
  });
  expect(report.violations.map(({ at, cause }) => [at.file, cause])).toEqual([
    ['src/a.ts', '`now` of `old/clock.ts`'],
    ['src/a.ts', '`package.json` does not declare `react`'],
    ['src/b.ts', '`now` of `old/clock.ts`'],
    ['src/b.ts', '`package.json` does not declare `react`'],
    ['src/inner/c.ts', '`then` of `old/clock.ts`'],
    ['src/inner/c.ts', '`src/inner/package.json` does not declare `react`'],
  ]);
  expect(report.summary.causes).toBe(4);
});

it('within a budget, what most violations share is shown first', () => {
  const report = lintFiles({
    'lintel.yaml': 'version: 1\nrules:\n  layering/unresolved: { check: unresolved }\n',
    ...many(60, (i) => `import { a } from './${i < 40 ? `gone-${String(i)}` : 'lost/x'}';\nexport const page = a;\n`),
  });
  expect(report.summary.causes).toBe(41);
  const lines = text(report, 'agent', 400).split('\n');
  expect(lines[3]).toMatch(/^ \w+ src\/page-40\.ts:1:19 .* \(19 more with this cause: /);
  const shown = lines.filter((line) => /^ \w{6} src/.test(line)).length - 1;
  expect(lines.at(-2)).toContain(`cut: ${String(40 - shown)} of 60 (layering/unresolved ${String(40 - shown)})`);
});

describe('specifiers of an alias that nothing declares', () => {
  const files = {
    'lintel.yaml': 'version: 1\nrules:\n  layering/unresolved: { check: unresolved }\n',
    'package.json': '{}',
    'app/lib/log.ts': '',
    'app/lib/time/index.ts': '',
    'app/lib/view.tsx': '',
    'app/main.ts': "import '~x/log';\nimport '~x/time';\nimport '~x/view.js';\n",
  };
  const steps = (more: Record<string, string> = {}): string[] => [
    ...new Set(lintFiles({ ...files, ...more }).violations.flatMap(({ fix }) => fix?.steps ?? [])),
  ];

  it('are one cause with the entry to write, which resolves them all', () => {
    expect(lintFiles(files).summary).toMatchObject({ errors: 3, causes: 1 });
    const [step = ''] = steps();
    const [, entry = ''] = /add `(alias: .*)` at the top of lintel\.yaml/.exec(step) ?? [];
    expect(entry).toBe('alias: { "~x/*": "app/lib/*" }');
    expect(lintFiles({ ...files, 'lintel.yaml': `${entry}\n${files['lintel.yaml']}` }).violations).toEqual([]);
  });

  it('get no entry where it would leave one of them lost, or where there are few', () => {
    expect(steps({ 'app/more.ts': "import '~x/gone';\n" }).join()).not.toContain('alias:');
    expect(steps({ 'app/main.ts': "import '~x/log';\nimport '~x/time';\n" }).join()).not.toContain('alias:');
  });
});
