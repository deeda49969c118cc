import { expect, it } from 'vitest';
import { baselineText } from '../settle/baseline.ts';
import { lintFiles } from '../testing/project.ts';

// What a file that does not parse imports, names and needs is not known: nothing is concluded from its silence.

const broken = "import { log } from './log.ts';\n<<<<<<< HEAD\n";
const log = 'export const log = 1;\n';
const rules = `version: 1
rules:
  logged: { check: imports, from: "src/{a,b}.ts", require: "src/log.ts" }
  tested: { check: has-test, in: "src/{a,b}.ts", test: "{dir}/{name}.test.ts" }
`;

function found(files: Readonly<Record<string, string>>): readonly string[] {
  return lintFiles({ 'src/log.ts': log, ...files }).violations.map(
    ({ rule, message, at, data }) => `${rule} ${message} ${data['entry'] ?? at.file}`,
  );
}

it.each(['oxc', 'typescript-eslint'] as const)('is not told to import, or to be tested, as %s reads it', (parser) => {
  const { violations } = lintFiles(
    { 'lintel.yaml': rules, 'src/log.ts': log, 'src/a.ts': broken, 'src/b.ts': log, 'src/b.test.ts': broken },
    { parser },
  );
  expect(violations.map(({ rule, at }) => `${rule} ${at.file}`)).toEqual([
    'parse src/a.ts',
    'parse src/b.test.ts',
    'logged src/b.ts',
  ]);
});

it('may need an exception', () => {
  const yaml = (from: string): string =>
    `version: 1\nrules:\n  names: { check: imports, deny: "src/log.ts", except: [{ ${from}reason: later }] }\n`;
  expect(found({ 'lintel.yaml': yaml('from: "src/a.ts", '), 'src/a.ts': '' })).toEqual([
    'names unused-exception lintel.yaml',
  ]);
  expect(found({ 'lintel.yaml': yaml('from: "src/a.ts", '), 'src/a.ts': broken })).toEqual([
    'parse unreadable src/a.ts',
  ]);
  expect(found({ 'lintel.yaml': yaml('to: "src/log.ts", '), 'src/a.ts': broken })).toEqual([
    'parse unreadable src/a.ts',
  ]);
  expect(found({ 'lintel.yaml': yaml('from: "src/b.ts", '), 'src/a.ts': broken })).toEqual([
    'names unused-exception lintel.yaml',
    'parse unreadable src/a.ts',
  ]);
});

it('may have what the baseline freezes', () => {
  const entry = (id: string, file: string) => ({ id, rule: 'names', file });
  const frozen = baselineText([entry('0000000000', 'src/a.ts'), entry('1111111111', 'src/b.ts')]);
  const yaml = 'version: 1\nrules:\n  names: { check: imports, deny: "src/log.ts" }\n';
  const files = { 'lintel.yaml': yaml, 'lintel-baseline.json': frozen, 'src/b.ts': '' };
  expect(found({ ...files, 'src/a.ts': broken })).toEqual(['baseline gone 1111111111', 'parse unreadable src/a.ts']);
  expect(found({ ...files, 'src/a.ts': '' })).toEqual(['baseline gone 0000000000', 'baseline gone 1111111111']);
});
