import { expect, it } from 'vitest';
import { nameReadsIn } from '../fixes/name-reads.ts';
import { lintFiles } from '../testing/project.ts';

const rules = 'version: 1\nrules: { names: { check: naming, names: { class: PascalCase, function: camelCase } } }\n';

/** The safety of the rename in src/a.ts, and why it is not safe. */
function renameOf(text: string, other: string, path = 'src/other.ts'): readonly unknown[] {
  const { violations } = lintFiles({ 'lintel.yaml': rules, 'src/a.ts': text, [path]: other });
  return violations.map(({ fix }) => [fix?.safety, fix?.reason]);
}

const ofClasses = 'export const kindOf = (x) => x.constructor.name;\n';
const ofFunctions = 'export const register = (run) => { table[run.name] = run; run(); };\n';

it.each<[title: string, text: string, other: string, found: readonly unknown[]]>([
  [
    'a class, whose instances anybody may have',
    'class tax_rate {}\nexport const rate = new tax_rate();\n',
    ofClasses,
    ['suggested', 'src/other.ts:1 reads names of classes'],
  ],
  [
    'a class, where no class is asked',
    'class tax_rate {}\nexport const rate = new tax_rate();\n',
    ofFunctions,
    ['safe', undefined],
  ],
  [
    'a function that is handed over',
    "import { register } from './other.js';\nfunction send_mail() {}\nregister(send_mail);\n",
    ofFunctions,
    ['suggested', 'src/other.ts:1 reads names of functions'],
  ],
  [
    'a function that is exported as the default',
    'export default function send_mail() {}\n',
    ofFunctions,
    ['suggested', 'src/other.ts:1 reads names of functions'],
  ],
  [
    'a function that is only called',
    'function send_mail() {}\nsend_mail();\nexport {};\n',
    ofFunctions,
    ['safe', undefined],
  ],
  [
    'a callback of the language',
    'function is_big(x: number) { return x > 9; }\nexport const big = [1].filter(is_big);\n',
    ofFunctions,
    ['safe', undefined],
  ],
  [
    'a function that is handed over, where no function is asked',
    "import { register } from './other.js';\nfunction send_mail() {}\nregister(send_mail);\n",
    'export const register = (run) => run(user.name);\n',
    ['safe', undefined],
  ],
])('renames %s', (_, text, other, found) => {
  expect(renameOf(text, other)).toEqual([found]);
});

it('asks files that no rule is about, too', () => {
  const yaml = rules.replace('rules:', 'ignore: ["lib/**"]\nrules:');
  const { violations } = lintFiles({
    'lintel.yaml': yaml,
    'src/a.ts': 'class tax_rate {}\nnew tax_rate();\nexport {};\n',
    'lib/log.js': ofClasses,
  });
  expect(violations.map(({ fix }) => fix?.reason)).toEqual(['lib/log.js:1 reads names of classes']);
});

it.each<[text: string, found: ReturnType<typeof nameReadsIn>]>([
  ['user.name; a.name()', { class: null, function: null }],
  ['\nthis.constructor.name', { class: 2, function: null }],
  ['x.constructor?.name', { class: 1, function: null }],
  ['x.constructor!.name', { class: 1, function: null }],
  ["x.constructor['name']", { class: 1, function: null }],
  ['new.target.name', { class: 1, function: null }],
  ['function of(Type) {\n  log(Type.name);\n  return new Type();\n}', { class: 2, function: null }],
  ['run();\n\nlog(run.name)', { class: null, function: 3 }],
  ['run?.(); log(run?.name)', { class: null, function: 1 }],
  ["if (typeof x === 'function') log(x.name)", { class: 1, function: 1 }],
  ['function own() {} log(own.name)', { class: null, function: null }],
  ['a.run(); log(run.name)', { class: null, function: null }],
])('reads names in %j', (text, found) => {
  expect(nameReadsIn(text)).toEqual(found);
});

it('reads a text without a pause, whatever it repeats', () => {
  for (const part of [' ', 'x ', 'constructor ', 'function ', 'new ', 'name ', 'typeof ', '?', 'x?'])
    expect(nameReadsIn(`x constructor${part.repeat(100_000)} name`)).toEqual({ class: null, function: null });
}, 5000);
