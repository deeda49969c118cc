import { expect, it } from 'vitest';
import { bake, lintel } from './bakery.ts';

const shop = {
  'src/counter/till.ts': "import { bake } from '../oven/bake.js';\nexport const sell = bake;\n",
  'src/oven/bake.ts': "import { bell } from '../counter/bell.js';\nexport const bake = bell;\n",
  'src/counter/bell.ts': 'export const bell = 1;\n',
  'src/oven/bake.test.ts': "import { sell } from '../counter/till.js';\nexport const tested = sell;\n",
};
const bare = `version: 1
zones: { counter: "src/counter/**", oven: "src/oven/**" }
defaults: { not: tests }
rules:
  layering/bakery: { check: layers, layers: [counter, oven]MORE }
`;
const yaml = (more = '', rest = ''): string => bare.replace('MORE', more) + rest;
const ignored = (comment: string): Record<string, string> => ({
  'src/oven/bake.ts': `${comment}\n${shop['src/oven/bake.ts']}`,
});
const ignores = '  structure/ignores: { check: suppressions }\n';

type Case = readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  found: readonly string[],
  args?: readonly string[],
];

/** Each violation as `severity rule file:line message`, then the notes. */
const cases: readonly Case[] = [
  ['nothing is excused', { 'lintel.yaml': yaml() }, ['error layering/bakery src/oven/bake.ts:1 upward']],
  ['a warning', { 'lintel.yaml': yaml(', severity: warn') }, ['warn layering/bakery src/oven/bake.ts:1 upward']],
  ['a rule that is off', { 'lintel.yaml': yaml(', severity: off') }, ['not run: layering/bakery: off']],
  [
    'a rule of a pack that is off',
    {
      'lintel.yaml': yaml(', in: counter', '  recommended/cycles: off\n').replace(
        'version: 1',
        'version: 1\nextends: lintel/recommended',
      ),
    },
    ['not run: recommended/cycles: off'],
  ],
  [
    'a rule of a pack that matches nothing',
    {
      'lintel.yaml': yaml(', in: counter')
        .replace('version: 1', 'version: 1\nextends: lintel/domain-layers')
        .replace('counter:', 'module: "src/{module}/**", providers: "src/counter/**", counter:'),
    },
    ['not run: domain-layers/layers: layer ./src/ui/** matches no file (and 5 more)'],
  ],
  [
    'defaults that the rule replaces',
    { 'lintel.yaml': yaml(', not: "src/counter/**"') },
    ['error layering/bakery src/oven/bake.test.ts:1 upward', 'error layering/bakery src/oven/bake.ts:1 upward'],
  ],
  ['in', { 'lintel.yaml': yaml(', in: counter') }, []],
  ['not', { 'lintel.yaml': yaml(', not: oven') }, []],
  [
    'an exception',
    { 'lintel.yaml': yaml(', except: [{ from: oven, to: "src/counter/bell.ts", reason: it rings }]') },
    [],
  ],
  [
    'an exception that holds for a while',
    { 'lintel.yaml': yaml(', except: [{ from: oven, reason: it rings, until: 2999-01-31 }]') },
    ['excused until 2999-01-31: layering/bakery, 2 times: it rings'],
  ],
  [
    'two exceptions for the same',
    {
      'lintel.yaml': yaml(
        ', except: [{ from: oven, reason: it rings }, { to: "src/counter/bell.ts", reason: it rings }]',
      ),
    },
    [],
  ],
  [
    'an exception whose day has passed',
    { 'lintel.yaml': yaml(', except: [{ from: oven, reason: it rings, until: 2001-01-31 }]') },
    ['warn layering/bakery lintel.yaml:5 expired-exception', 'error layering/bakery src/oven/bake.ts:1 upward'],
  ],
  [
    'an exception that nothing needs',
    {
      'lintel.yaml': yaml(
        ', except: [{ from: oven, reason: it rings }, { from: counter, to: oven, name: sell, reason: it sells }]',
      ),
    },
    ['error layering/bakery lintel.yaml:5 unused-exception'],
  ],
  [
    'an exception that nothing needs, where only its rule runs',
    { 'lintel.yaml': yaml(', except: [{ from: counter, to: "src/counter/**", reason: it rings }]') },
    ['error layering/bakery lintel.yaml:5 unused-exception', 'error layering/bakery src/oven/bake.ts:1 upward'],
    ['--rule', 'layering/bakery'],
  ],
  [
    'an exception that nothing needs, which no ignore comment excuses',
    {
      'lintel.yaml': `# lintel-ignore-file layering/bakery -- no\n${yaml(', except: [{ from: oven, reason: it rings }, { from: "src/counter/bell.ts", reason: it rings }]')}`,
    },
    ['error layering/bakery lintel.yaml:6 unused-exception'],
  ],
  [
    'an ignore comment',
    { 'lintel.yaml': yaml('', ignores), ...ignored('// lintel-ignore layering/bakery -- it rings') },
    [],
  ],
  [
    'an ignore comment without a reason',
    { 'lintel.yaml': yaml('', ignores), ...ignored('// lintel-ignore layering/bakery') },
    ['error structure/ignores src/oven/bake.ts:1 no-reason'],
  ],
  [
    'an ignore comment for another rule',
    { 'lintel.yaml': yaml('', ignores), ...ignored('// lintel-ignore layering/oven -- it rings') },
    ['error structure/ignores src/oven/bake.ts:1 unused', 'error layering/bakery src/oven/bake.ts:2 upward'],
  ],
  [
    'an ignore comment in the wrong place',
    {
      'lintel.yaml': yaml('', ignores),
      'src/oven/bake.ts': `${shop['src/oven/bake.ts']}// lintel-ignore layering/bakery -- it rings\nexport const cool = 1;\n`,
    },
    ['error layering/bakery src/oven/bake.ts:1 upward', 'error structure/ignores src/oven/bake.ts:3 unused'],
  ],
  [
    'an ignore comment for a whole file',
    { 'lintel.yaml': yaml('', ignores), ...ignored('// lintel-ignore-file layering/bakery -- it rings') },
    [],
  ],
  [
    'an ignore comment that cannot silence those who judge it',
    {
      'lintel.yaml': yaml('', ignores),
      ...ignored('// lintel-ignore-file structure/ignores -- hush\n// lintel-ignore layering/bakery'),
    },
    ['error structure/ignores src/oven/bake.ts:1 unused', 'error structure/ignores src/oven/bake.ts:2 no-reason'],
  ],
  [
    'an ignore comment for a rule that is off',
    { 'lintel.yaml': yaml(', severity: off', ignores), ...ignored('// lintel-ignore layering/bakery -- it rings') },
    ['not run: layering/bakery: off'],
  ],
  [
    'an ignore comment where its rule did not run',
    { 'lintel.yaml': yaml('', ignores), ...ignored('// lintel-ignore layering/bakery -- it rings') },
    [],
    ['--rule', 'structure/ignores'],
  ],
  [
    'what is excused elsewhere is not judged by a part',
    { 'lintel.yaml': yaml(', except: [{ from: oven, reason: it rings }]', ignores) },
    [],
    ['src/counter'],
  ],
];

for (const [title, files, found, args = []] of cases) {
  it(title, async () => {
    const { code, stdout, stderr } = await lintel(bake({ ...shop, ...files }), ['check', '--format', 'json', ...args]);
    const { violations, summary } = JSON.parse(stdout) as {
      violations: { severity: string; rule: string; file: string; line: number; message: string }[];
      summary: { notes: string[]; notRun: { rule: string; reason: string }[] };
    };
    const lines = violations.map(
      ({ severity, rule, file, line, message }) => `${severity} ${rule} ${file}:${String(line)} ${message}`,
    );
    expect([
      ...lines,
      ...summary.notRun.map(({ rule, reason }) => `not run: ${rule}: ${reason}`),
      ...summary.notes,
    ]).toEqual(found);
    expect([code, stderr]).toEqual([lines.some((line) => line.startsWith('error')) ? 1 : 0, '']);
  });
}

it('does not report ignore comments for an invalid rule', async () => {
  const { code, stdout } = await lintel(
    bake({
      ...shop,
      'lintel.yaml': yaml(', stict: true', ignores),
      ...ignored('// lintel-ignore layering/bakery -- it rings'),
    }),
    [],
  );
  expect([code, stdout.split('\n').slice(2)]).toEqual([2, ['', 'not ok. 4 files, 1 rule.', '']]);
});
