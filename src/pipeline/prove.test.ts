import { expect, it, test } from 'vitest';
import { z } from 'zod';
import { type Check, defineCheck } from '../core/check.ts';
import type { Edit, Fix } from '../core/fix.ts';
import { fixesOf, lintFiles, projectOf } from '../testing/index.ts';
import { fix } from './fix.ts';
import { sessionOf } from './session.ts';

const rules = 'version: 1\nrules:\n  naming/names: { check: naming, names: { variableLike: camelCase } }\n';

/** Each violation with what its fix came to. */
function proofs(files: Readonly<Record<string, string>>, options = {}): string[] {
  return lintFiles(files, options).violations.map(({ data, fix: one, alternatives }) => {
    const words = (fixed: (typeof alternatives)[number]): string =>
      `${fixed.safety}${fixed.proven ? ' proven' : ''}: ${fixed.title}${fixed.reason === undefined ? '' : ` (${fixed.reason})`}`;
    return [data['name'], ...(one ? [one, ...alternatives] : []).map(words)].join(' | ');
  });
}

it('is not affected by second-pass violations in other files', () => {
  const files = {
    'lintel.yaml': `${rules}  structure/ignores: { check: suppressions, require-reason: true }\n`,
    'a.ts': 'const odd_name = 1; export default odd_name;',
    'b.ts': '// lintel-ignore naming/names\nconst also_odd = 1; export default also_odd;',
  };
  const { violations, summary } = lintFiles(files);
  expect(violations.map(({ rule, at, fix: one }) => [rule, at.file, one?.safety])).toEqual([
    ['naming/names', 'a.ts', 'safe'],
    ['structure/ignores', 'b.ts', 'manual'],
  ]);
  expect(summary.fixable).toBe(1);
});

test.each<[title: string, yaml: string, text: string, found: readonly string[]]>([
  ['a local name', rules, 'const a_b = 1; export default a_b;', ['a_b | safe proven: Rename to `aB`']],
  [
    'an exported name',
    rules,
    'export const a_b = 1;',
    ['a_b | manual: Rename to `aB` (it is exported, so other files may use the name)'],
  ],
  [
    'one that breaks another rule',
    `${rules}  naming/short: { check: naming, names: { "variable[name!=/_/]": { ban-words: [bad] } } }\n`,
    'const a_b = 1, bad_c = 2, c_d = 3; export {};',
    [
      'a_b | safe proven: Rename to `aB`',
      'bad_c | suggested: Rename to `badC` (it would violate naming/short in a.ts:1)',
      'c_d | safe proven: Rename to `cD`',
    ],
  ],
  [
    'several styles',
    rules.replace('variableLike: camelCase', 'variable: [camelCase, UPPER_CASE]'),
    'const A_b = 1; export default A_b;',
    ['A_b | safe proven: Rename to `aB` | suggested: Rename to `A_B` (not tried: the first fix works)'],
  ],
  [
    'a container that holds what stays',
    rules,
    'function f_g(x_y: 1, xY: 2) {} export {};',
    ['f_g | safe proven: Rename to `fG`', 'x_y | manual: Rename to `xY` (`xY` already exists here)'],
  ],
  [
    'equal names in one container',
    rules,
    'export function f() { { const a_b = 1; } { const a_b = 2; const aB = 3; } }',
    ['a_b | safe proven: Rename to `aB`', 'a_b | manual: Rename to `aB` (`aB` already exists here)'],
  ],
  [
    'names that want to be the same',
    rules,
    'const a_b = 1, a__b = 2; export {};',
    ['a_b | safe proven: Rename to `aB`', 'a__b | manual: Rename to `aB` (`aB` already exists here)'],
  ],
  [
    "the project's own words for what is defined elsewhere",
    `${rules.trimEnd().slice(0, -2)}, fix: ask Ann }\n`,
    'declare const a_b: 1; export {};',
    ['a_b | manual: ask Ann (it declares something that is defined elsewhere)'],
  ],
  [
    "the project's own words",
    `${rules.trimEnd().slice(0, -2)}, fix: ask Ann }\n`,
    'const a_b = 1; export const c_d = a_b;',
    ['a_b | safe proven: Rename to `aB`', 'c_d | manual: ask Ann (it is exported, so other files may use the name)'],
  ],
])('proves %s', (_, yaml, text, found) => {
  expect(proofs({ 'lintel.yaml': yaml, 'a.ts': text })).toEqual(found);
});

it('names the command that renames what other files use, where there is one', () => {
  const { violations } = lintFiles({
    'lintel.yaml':
      'version: 1\nrules:\n  a: { check: naming, names: { variableLike: camelCase, memberLike: camelCase } }\n',
    'a.ts': "export const a_b = 1;\nexport class Oven {\n  heat_up() {}\n  'odd-one'() {}\n}",
    '$x/b.ts': 'export const c_d = 1;',
    'c.vue': '<script>\nexport const e_f = 1;\n</script>',
  });
  expect(Object.fromEntries(violations.map(({ data, fix: one }) => [data['name'], one?.steps]))).toEqual({
    a_b: ['run `lintel rename a.ts#a_b aB`'],
    heat_up: ['run `lintel rename a.ts#Oven.heat_up heatUp`'],
    'odd-one': ['rename it to `oddOne` wherever it is used'],
    c_d: ["run `lintel rename '$x/b.ts#c_d' cD`"],
    e_f: ['rename it to `eF` wherever it is used'],
  });
});

it('names the command with its flag where a package that is published offers the name', () => {
  const files = {
    'lintel.yaml': 'version: 1\nrules:\n  a: { check: naming, names: { variableLike: camelCase } }\n',
    'package.json': '{ "name": "lib", "main": "src/index.ts" }',
    'src/index.ts':
      "export * from './all';\nexport { listed_one } from './listed';\nexport * as grouped from './grouped';",
    'src/all.ts': 'export const a_b = 1;',
    'src/listed.ts': 'export const listed_one = 1;',
    'src/grouped.ts': 'export const c_d = 1;',
  };
  const stepsOf = (of: Record<string, string>): unknown =>
    Object.fromEntries(lintFiles(of).violations.map(({ data, fix: one }) => [data['name'], one?.steps]));
  expect(stepsOf(files)).toEqual({
    a_b: ['run `lintel rename src/all.ts#a_b aB --suggested`'],
    listed_one: ['run `lintel rename src/listed.ts#listed_one listedOne`'],
    c_d: ['run `lintel rename src/grouped.ts#c_d cD`'],
  });
  expect(
    stepsOf({ ...files, 'package.json': '{ "name": "lib", "main": "src/index.ts", "private": true }' }),
  ).toMatchObject({
    a_b: ['run `lintel rename src/all.ts#a_b aB`'],
  });
});

it('leaves the name of what is defined elsewhere', () => {
  const { violations } = lintFiles({
    'lintel.yaml': 'version: 1\nrules:\n  a: { check: naming, names: { variableLike: camelCase } }\n',
    'a.ts': 'declare const __STATIC_CONTENT: string;\nexport const page = __STATIC_CONTENT;',
  });
  expect(violations.map(({ fix: one }) => [one?.safety, one?.steps])).toEqual([
    ['manual', ['keep the name, since it declares something that is defined elsewhere, and add an exception for it']],
  ]);
});

it('says which others a fix removes', () => {
  const { violations, summary } = lintFiles({
    'lintel.yaml': rules,
    'a.ts': 'function a_b(): void; function a_b(x?: 1): void {} const c_d = 1; export {};',
  });
  const [first, second, third] = violations.map(({ id }) => id);
  expect(violations.map(({ fix: one }) => one?.resolves)).toEqual([
    [first, second].sort(),
    [first, second].sort(),
    [third],
  ]);
  expect(summary.fixable).toBe(3);
});

it('other violations of the project do not affect a fix', () => {
  const files = {
    'lintel.yaml': rules,
    'a.ts': 'const a_b = 1; export {};',
    'b.ts': 'export const c_d = 1;',
    'c.vue': '',
  };
  expect(proofs(files, { paths: ['a.ts'] })).toEqual(['a_b | safe proven: Rename to `aB`']);
});

/** A check whose fixes replace the first `from` of a file by `to`; what it finds is every file with a declaration named `bad…`. */
const swapping = defineCheck({
  name: 'swapping',
  family: 'structure',
  summary: 'Nothing is bad.',
  options: z.strictObject({}),
  reads: () => ({ each: 'file', facts: ['declarations'] }),
  messages: { bad: (d) => `${d['name']} is bad.` },
  statement: () => 'nothing is bad',
  *check({ file, facts }, _, problem) {
    for (const { name, at } of facts('declarations')) {
      if (!name.startsWith('bad')) continue;
      const to = name === 'badFix' ? 'bad2' : name === 'badTwin' ? 'good0' : `good${name.slice(3)}`;
      const edits: Edit[] = [
        { kind: 'replace', file, ...at, old: name === 'badText' ? 'else' : name, text: to },
        ...(name === 'badTwin'
          ? [{ kind: 'create', file: 'made.ts', text: 'export const badNew = 1;\n' } as const]
          : []),
      ];
      const found: Fix = { title: `be ${to}`, safety: name === 'badMaybe' ? 'suggested' : 'safe', edits, steps: [] };
      yield problem('bad', { name }, { file, place: at }, { found: name, expected: 'good', fix: found });
    }
  },
});
const swaps = 'version: 1\nrules:\n  structure/bad: { check: swapping }\n';

it('one bad member of a batch does not spoil the rest', () => {
  const good = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`g${String(i).padStart(2, '0')}.ts`, `export const badA${String(i)} = 1;\n`]),
  );
  const found = proofs(
    {
      'lintel.yaml': swaps,
      ...good,
      'x1.ts': 'export const badFix = 1;\n',
      'x2.ts': 'export const badTwin = 1;\n',
      'x3.ts': 'export const badText = 1;\n',
      'x4.ts': 'export const badMaybe = 1;\n',
    },
    { checks: [swapping] },
  );
  expect(found.filter((line) => !line.startsWith('badA'))).toEqual([
    'badFix | suggested: be bad2 (it would not fix the violation)',
    'badTwin | suggested: be good0 (it would violate structure/bad in made.ts:1)',
    'badText | suggested: be goodText (its edits do not fit the text)',
    'badMaybe | suggested proven: be goodMaybe',
  ]);
  expect(found.filter((line) => line.startsWith('badA') && line.includes('safe proven')).length).toBe(40);
});

it('fixes in rounds where one waits for another', () => {
  const files = {
    'lintel.yaml': `${rules}  layering/old: { check: imports, deny: "old/**", except: [{ from: a.ts, reason: one }, { from: b.ts, reason: two }] }\n`,
    'a.ts': 'const a_b = 1; export {};',
    'b.ts': 'export {};',
    'old/c.ts': 'export {};',
  };
  const session = sessionOf(projectOf(files));
  const { changes, fixed, report } = fix(
    session,
    { paths: [], rule: null, ids: [], suggested: false },
    { dryRun: true },
  );
  expect([...changes]).toEqual([
    ['a.ts', 'const aB = 1; export {};'],
    ['lintel.yaml', `${rules}  layering/old: { check: imports, deny: "old/**" }\n`],
  ]);
  expect([fixed.length, report.violations]).toEqual([3, []]);
});

it('fixing again changes nothing', () => {
  const files = { 'lintel.yaml': rules, 'a.ts': 'const a_b = 1, c_d = 2; export default { a_b, c_d };' };
  const changes = fixesOf({ title: '', kind: 'fails', line: 1, files, expected: [], older: [], base: null, fixed: {} });
  expect(changes).toEqual({ 'a.ts': 'const aB = 1, cD = 2; export default { a_b: aB, c_d: cD };' });
  expect(
    fixesOf({
      title: '',
      kind: 'fails',
      line: 1,
      files: { ...files, ...(changes as Record<string, string>) },
      expected: [],
      older: [],
      base: null,
      fixed: {},
    }),
  ).toEqual({});
});

/** Counts how often it is asked about the whole project. */
function counting(): { readonly check: Check; readonly asked: () => number } {
  let asked = 0;
  const check = defineCheck({
    name: 'counting',
    family: 'structure',
    summary: 'Counts.',
    options: z.strictObject({}),
    reads: () => ({ graph: 'edges', disk: true }),
    messages: {},
    statement: () => 'counts',
    *check() {
      asked++;
    },
  });
  return { check, asked: () => asked };
}

it.each<[title: string, text: string, asked: number]>([
  [
    'asks no rule over the whole project of a rename that no other file can notice',
    'const a_b = 1; export const x = a_b;',
    1,
  ],
  ['asks every rule of a rename that moves an import', "const a_b = 1; export { x } from './b';", 3],
])('%s', (_, text, expected) => {
  const { check, asked } = counting();
  const files = {
    'lintel.yaml': `${rules}  all/count: { check: counting }\n`,
    'a.ts': text,
    'b.ts': 'export const x = 1;',
  };
  const { violations } = lintFiles(files, { checks: [check] });
  expect([violations.map(({ fix: one }) => [one?.safety, one?.proven]), asked()]).toEqual([[['safe', true]], expected]);
});

it('leaves very many moves to lintel fix, which tries them all', () => {
  const names = Array.from({ length: 25 }, (_, i) => `BadName${String(i)}.ts`);
  const files = {
    'lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, files: kebab-case }\n',
    ...Object.fromEntries(names.map((name) => [name, 'export const x = 1;'])),
    'use.ts': names.map((name) => `import './${name.slice(0, -3)}';`).join('\n'),
  };
  const [first] = lintFiles(files).violations;
  expect([first?.fix?.safety, first?.fix?.reason]).toEqual([
    'suggested',
    'not tried: more than 24 files would move; run `lintel fix --rule naming/files` to try it',
  ]);
  const done = fix(sessionOf(projectOf(files)), { paths: [], rule: null, ids: [], suggested: false }, { dryRun: true });
  expect([done.fixed.length, done.report.violations]).toEqual([25, []]);
});

it('says how to move a file that a published package offers, where there are very many', () => {
  const names = Array.from({ length: 25 }, (_, i) => `BadName${String(i)}`);
  const files = {
    'lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, in: "src/**", files: kebab-case }\n',
    'package.json': '{ "name": "lib", "exports": { "./*": "./src/*.ts" } }',
    ...Object.fromEntries(names.map((name) => [`src/${name}.ts`, 'export const x = 1;'])),
  };
  const [first] = lintFiles(files).violations;
  const to = first?.fix?.intent?.kind === 'move-file' ? first.fix.intent.to : '';
  expect(first?.fix).toMatchObject({
    safety: 'suggested',
    reason: 'it is an entry of the package `lib`',
    steps: [`run \`lintel move src/BadName0.ts ${to} --suggested\``],
  });
});

it('offers no move that breaks another rule, and says which', () => {
  const { violations } = lintFiles({
    'lintel.yaml':
      'version: 1\nzones: { high: "high/**", low: "low/**" }\nrules:\n  a: { check: layers, layers: [high, low] }\n  b: { check: file-naming, in: low, files: kebab-case }\n',
    'high/main.ts': "import '../low/user';",
    'high/bigTool.ts': 'let calls = 0;\nexport const tool = () => calls++;',
    'low/user.ts': "import { tool } from '../high/bigTool';\nexport const x = tool;",
  });
  expect(violations.map(({ rule, fix: one }) => [rule, one?.safety, one?.edits, one?.steps])).toEqual([
    ['a', 'manual', [], ['no move fixes this: to move `high/bigTool.ts` to `low/` would violate b in low/bigTool.ts']],
  ]);
});

it('tries one move, however many violations it fixes', () => {
  const users = Array.from({ length: 30 }, (_, i) => `low/user${String(i)}.ts`);
  const { violations } = lintFiles({
    'lintel.yaml':
      'version: 1\nzones: { high: "high/**", low: "low/**" }\nrules:\n  a: { check: layers, layers: [high, low] }\n',
    'high/main.ts': "import '../low/user0';",
    'high/tool.ts': 'let calls = 0;\nexport const tool = () => calls++;',
    ...Object.fromEntries(users.map((user) => [user, "import { tool } from '../high/tool';\nexport const x = tool;"])),
  });
  expect(violations.length).toBe(30);
  expect(new Set(violations.map(({ fix: one }) => one?.title))).toEqual(new Set(['move `high/tool.ts` to `low/`']));
  expect(new Set(violations.map(({ fix: one }) => one?.proven))).toEqual(new Set([true]));
  expect(violations[0]?.fix?.resolves.length).toBe(30);
});

it('may end a frozen violation along with its own', () => {
  const files = {
    'lintel.yaml':
      'version: 1\nrules:\n  a/files: { check: file-naming, files: kebab-case }\n  b/files: { check: file-naming, files: kebab-case }\n',
    'BadName.ts': 'export const x = 1;',
    'use.ts': "import './BadName';",
  };
  const frozen = lintFiles(files).violations.find(({ rule }) => rule === 'b/files')?.id ?? '';
  const baseline = `{\n  "${frozen}": "b/files BadName.ts",\n  "version": 1\n}\n`;
  const { violations, summary } = lintFiles({ ...files, 'lintel-baseline.json': baseline });
  expect([summary.baseline, violations.map(({ rule, fix: one }) => [rule, one?.safety, one?.reason])]).toEqual([
    1,
    [['a/files', 'safe', undefined]],
  ]);
});

it('searches for the fix of each violation once, however often its project is tried', () => {
  let [checked, searched] = [0, 0];
  const searching = defineCheck({
    name: 'searching',
    family: 'structure',
    summary: 'Nothing is bad.',
    options: z.strictObject({}),
    reads: () => ({ facts: ['declarations'] }),
    messages: { bad: (d) => `${d['name']} is bad.` },
    statement: () => 'nothing is bad',
    *check({ files, facts }, _, problem) {
      checked++;
      for (const file of files)
        for (const { name, at } of facts(file, 'declarations')) {
          if (!name.startsWith('bad')) continue;
          const fixed = (): Fix => {
            searched++;
            const text = name === 'badStays' ? 'badToo' : `good${name.slice(3)}`;
            const edits: Edit[] = [{ kind: 'replace', file, ...at, old: name, text }];
            return { title: `be ${text}`, safety: 'safe', edits, steps: [] };
          };
          yield problem('bad', { name }, { file, place: at }, { found: name, expected: 'good', fix: fixed });
        }
    },
  });
  const found = proofs(
    {
      'lintel.yaml': 'version: 1\nrules:\n  structure/bad: { check: searching }\n',
      'a.ts': 'export const badOne = 1;\nexport const badStays = 1;\n',
      'b.ts': 'export const badTwo = 1;\n',
    },
    { checks: [searching] },
  );
  expect(found).toEqual([
    'badOne | safe proven: be goodOne',
    'badStays | suggested: be badToo (it would not fix the violation)',
    'badTwo | safe proven: be goodTwo',
  ]);
  expect(checked).toBeGreaterThan(2);
  expect(searched).toBe(3);
});
