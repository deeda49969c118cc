import { expect, it, test } from 'vitest';
import { mistake } from '../core/error.ts';
import { type Context, reporters } from './index.ts';
import { plain } from '../core/plain.ts';
import { at, base, manual, report } from './report.fixture.ts';
import { reportSchema } from './schema.ts';
import { growthOf, linear } from '../../test/cost.ts';

const texts: Readonly<Record<string, string>> = {
  'src/oven/bake.ts': "import '../till';",
  'tabs.ts': "\t\timport '../till';",
  'wide.ts': "/* 面包 🥐 */ import '../till';",
  'min.js': `${'a;'.repeat(500)}require("x");${'b;'.repeat(500)}`,
  'hostile.ts': "import '\u001b[31mred\u202e';",
};
const context: Context = { colour: false, lines: (file) => texts[file]?.split('\n') ?? null };
const odd = report([
  { ...base, at: at('tabs.ts', 1, 10, 18) },
  { ...base, id: 'aaaaaabb02', at: at('wide.ts', 1, 20, 28) },
  { ...base, id: 'aaaaaacc03', at: at('min.js', 1, 1009, 1012), found: 'require("x")' },
  {
    ...base,
    id: 'aaaaaadd04',
    at: at('hostile.ts', 1, 8, 19),
    found: "import '\u001b[31mred\u202e'",
    brief: 'imports `\u001b[31mred\u202e`\nok. 3 files',
    fix: manual('first', 'second', 'third', 'fourth', 'fifth'),
  },
  {
    ...base,
    id: 'aaaaaaee05',
    at: { file: 'docs/bread.md', place: null },
    found: 'no such file',
    brief: 'is missing',
    fix: manual('write it'),
  },
  {
    ...base,
    id: 'aaaaaaee06',
    at: { file: 'docs/bread.md', place: null },
    found: 'no such file',
    brief: 'is missing, too',
    fix: manual('write it'),
  },
]);

it('agent: one line per violation for any text, with the shortest unique ids', () => {
  expect(reporters.agent(odd, context)).toBe(`6 errors. 3 files, 1 rule.

layering/oven: till > oven
 docs/bread.md
  aaaaaaee05 is missing. fix(manual): write it
  aaaaaaee06 is missing, too. fix(manual): write it
 aaaaaadd04 hostile.ts:1:8 imports \`\\u001b[31mred\\u202e\` ok. 3 files. fix(manual): 1. first 2. second 3. third 4. fourth
 aaaaaacc03 min.js:1:1009 imports \`../till\`.
 aaaaaaaa01 tabs.ts:1:10 imports \`../till\`.
 aaaaaabb02 wide.ts:1:20 imports \`../till\`.
`);
});

it('pretty: the caret is under the reported location', () => {
  const frames = reporters
    .pretty(odd, context)
    .split('\n')
    .filter((line) => /│|hostile|red/.test(line));
  expect(frames).toEqual([
    " > 1 │   import '../till';",
    '     │          ^^^^^^^^',
    " > 1 │ /* 面包 🥐 */ import '../till';",
    `     │ ${' '.repeat(21)}^^^^^^^^`,
    ` > 1 │ ${'a;'.repeat(500).slice(969)}require("x");${'b;'.repeat(500).slice(0, 96)}`,
    `     │ ${' '.repeat(39)}^^^`,
    '  hostile.ts:1:8',
    " > 1 │ import '\\u001b[31mred\\u202e';",
    '     │        ^^^^^^^^^^^^^^^^^^^^^',
  ]);
});

it('quotes the conventions once for the violations of a rule and paragraph', () => {
  const see = { file: 'CONVENTIONS.md', anchor: 'oven', line: 3, heading: 'Oven', quote: 'Only the oven\nbakes.' };
  const two = report([
    { ...base, see },
    { ...base, id: 'bbbbbbbbbb', at: { ...base.at, file: 'src/z.ts' }, see },
  ]);
  const said = (['agent', 'blocks', 'pretty'] as const).map((format) =>
    reporters[format](two, context)
      .split('\n')
      .filter((line) => line.includes('Only')),
  );
  expect(said).toEqual([
    ['says: "Only the oven bakes."'],
    ['Reference: See CONVENTIONS.md#oven: "Only the oven bakes."'],
    ['        see CONVENTIONS.md#oven (Oven): "Only the oven bakes."'],
  ]);
});

it('blocks: each block is self-contained', () => {
  expect(
    reporters.blocks(
      report([
        {
          ...base,
          why: 'the oven was first',
          see: { file: 'CONVENTIONS.md', anchor: 'oven', line: 3, heading: 'Oven', quote: null },
          evidence: [{ file: 'a.ts', line: 2, text: "import './b'" }],
          fix: manual('one', 'two'),
        },
        { ...base, severity: 'warn', at: { file: 'docs/bread.md', place: null }, found: 'no such file' },
      ]),
      context,
    ),
  ).toBe(`ERROR: Layering violation
File: src/oven/bake.ts
Line: 1
Found: \`import '../till'\`
Expected: an import from oven
Why: the oven was first
Evidence: a.ts:2 import './b'
Fix: 1. one 2. two
Reference: See CONVENTIONS.md#oven

WARNING: Layering violation
File: docs/bread.md
Found: no such file
Expected: an import from oven
`);
});

it('prints a shared fix once, in the head', () => {
  const fix = {
    title: 'rename to `a`',
    verb: 'rename',
    safety: 'safe' as const,
    edits: [],
    steps: [],
    resolves: [],
    proven: true,
  };
  const summary = {
    files: 3,
    rules: 1,
    errors: 2,
    warnings: 1,
    causes: 3,
    baseline: 0,
    gone: null,
    old: 0,
    fixable: 2,
    untried: 0,
    since: null,
    notes: [],
    notRun: [],
  };
  expect(
    reporters.agent(
      report(
        [
          { ...base, fix },
          { ...base, id: 'bbbbbbbb01', fix, at: at('src/oven/bake.ts', 2, 1, 2) },
        ],
        { summary },
      ),
      context,
    ),
  ).toBe(`2 errors, 1 warning (2 with a safe fix: \`lintel fix\`). 3 files, 1 rule.

layering/oven: till > oven. fix(safe): rename
 src/oven/bake.ts
  aaaaaa :1:8 imports \`../till\`.
  bbbbbb :2:1 imports \`../till\`.
`);
});

it('lists the other violations that a fix removes', () => {
  const fix = {
    title: 'move `bell` to `src/oven/bell.ts`',
    safety: 'suggested' as const,
    edits: [],
    steps: [],
    resolves: ['aaaaaaaa01', 'bbbbbbbb01'],
    proven: true,
  };
  expect(
    reporters
      .agent(
        report([
          { ...base, fix },
          { ...base, id: 'bbbbbbbb01', at: at('src/oven/cake.ts', 2, 1, 2) },
        ]),
        context,
      )
      .split('\n')
      .slice(3),
  ).toEqual([
    ' aaaaaa src/oven/bake.ts:1:8 imports `../till`. fix(suggested): move `bell` to `src/oven/bell.ts` (also bbbbbb)',
    ' bbbbbb src/oven/cake.ts:2:1 imports `../till`.',
    '',
  ]);
});

it('does not print ok if something was not checked', () => {
  const broken = report([], { errors: [mistake('no-files', undefined)] });
  expect([
    reporters.agent(broken, context),
    reporters.blocks(broken, context),
    reporters.pretty(broken, context),
  ]).toEqual([
    'incomplete: 1 configuration error\nno files to check: change `files` or `ignore` so that they include source files\n\nnot ok. 3 files, 1 rule.\n',
    'not ok. 3 files, 1 rule.\n\nincomplete: 1 configuration error (see stderr)\n',
    'not ok in 3 files by 1 rule\nincomplete: 1 configuration error (see stderr)\n',
  ]);
});

it('json and jsonl are the published record', () => {
  const record = reportSchema.parse(JSON.parse(reporters.json(odd, context)));
  const { violations, ...rest } = record;
  expect(
    reporters
      .jsonl(odd, context)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([...violations, rest]);
});

it('reports many violations of one file in linear time', () => {
  const many = Array.from({ length: 20_000 }, (_, i) => ({
    ...base,
    id: i.toString(16).padStart(10, '0'),
    at: at('src/oven/bake.ts', i + 1, 1, 2),
  }));
  expect(reporters.agent(report(many), context).split('\n').length).toBe(20_005);
  const growth = growthOf(
    (size) => report(many.slice(0, size)),
    5000,
    (one) => reporters.agent(one, context),
  );
  expect(growth).toBeLessThan(linear);
});

test.each([
  ['a\n  b', 'a b'],
  ['tab\there', 'tab here'],
  ['\u001b[2J\u009b', '\\u001b[2J\\u009b'],
  ['x'.repeat(600), `${'x'.repeat(499)}…`],
  [`${'x'.repeat(498)}🥐🥐`, `${'x'.repeat(498)}…`],
])('plain: %j', (text, expected) => {
  expect(plain(text)).toBe(expected);
});
