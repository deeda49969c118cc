import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { configured, files, lines } from './checks.fixture.ts';

const tree = files('src/ui/page.ts', 'src/core/model.ts');
const root = (text: string, more: Readonly<Record<string, string>> = {}) =>
  configured({ ...tree, ...more, 'lintel.yaml': `version: 1\n${text}` });
const pack =
  'zones: { ui: src/ui, core: src/core }\nrules:\n  layering/a: { check: layers, layers: [ui, core], severity: warn }\n  coverage/b: { check: coverage, report: x.info, minimum: { lines: 80, branches: 70 } }\n';

describe('merging', () => {
  test('rules key by key, maps one level deep, lists and scalars replaced', () => {
    const made = root(
      'extends: lintel/p\nrules:\n  layering/a: { layers: [core, ui], because: "why" }\n  coverage/b: { minimum: { lines: 90 } }\n',
      { 'lintel/p': pack },
    );
    const [a, b] = made.config?.rules ?? [];
    expect(lines(made)).toEqual([]);
    expect([
      a?.severity,
      a?.because,
      (a?.options as { layers: { text: string }[] }).layers.map((l) => l.text),
      a?.own,
    ]).toEqual(['warn', 'why', ['core', 'ui'], true]);
    expect((b?.options as { minimum: unknown }).minimum).toEqual({ lines: 90, branches: 70 });
  });

  test("short forms change the severity, and the rule stays the pack's", () => {
    const made = root('extends: lintel/p\nrules:\n  layering/a: error\n  coverage/b: off\n', { 'lintel/p': pack });
    expect(made.config?.rules.map((r) => [r.id, r.severity, r.own, r.at])).toEqual([
      ['layering/a', 'error', false, { file: 'lintel.yaml', line: 4, column: 3 }],
    ]);
    expect(made.config?.notRun).toEqual([{ rule: 'coverage/b', reason: 'off' }]);
  });

  test('another check replaces the rule whole', () => {
    const made = root('extends: lintel/p\nrules:\n  layering/a: { check: cycles }\n  coverage/b: off\n', {
      'lintel/p': pack,
    });
    expect([lines(made), made.config?.rules.map((r) => [r.check.name, r.options, r.severity])]).toEqual([
      [],
      [['cycles', {}, 'error']],
    ]);
  });

  test('a later zone replaces an earlier one completely', () => {
    const made = root('extends: lintel/p\nzones: { ui: src/core }\n', { 'lintel/p': pack });
    expect(made.config?.zones.get('ui')?.where.match('src/ui/page.ts')).toEqual([]);
    expect([made.config?.zones.get('ui')?.own, made.config?.zones.get('core')?.own]).toEqual([true, false]);
  });

  test('later files win, whatever their order on disk', () => {
    const more = {
      'rules/b.yaml': 'conventions: B.md\nrules: { r: { check: cycles, max: 3 } }',
      'rules/a.yaml': 'conventions: A.md\nrules: { r: { check: cycles, max: 2 } }',
    };
    const made = root('extends: [./rules/b.yaml, ./rules/a.yaml]\n', more);
    expect([made.config?.conventions, made.config?.rules.map((r) => r.options)]).toEqual(['A.md', [{ max: 2 }]]);
    expect(root('extends: ./rules/*.yaml\n', more).config?.conventions).toBe('B.md');
  });
});

test('defaults and family references fill what a rule does not say', () => {
  const made = root(
    'defaults: { not: tests, severity: warn, in: src }\nsee: { layering: "#layering" }\nrules:\n  a: { check: cycles }\n  b: { check: cycles, not: src/ui, severity: error, see: "#b" }\n  c: { check: imports, from: src/ui, deny: src/core }\n',
  );
  expect(lines(made)).toEqual([]);
  expect(made.config?.rules.map((r) => [r.in?.text, r.not?.text, r.severity, r.see])).toEqual([
    ['src', 'tests', 'warn', '#layering'],
    ['src', 'src/ui', 'error', '#b'],
    [undefined, 'tests', 'warn', '#layering'],
  ]);
});

test("an exception has wheres, the check's own keys and a place", () => {
  const made = root(
    'rules:\n  a:\n    check: unresolved\n    except:\n      - { from: src/ui, to: lodash, specifier: "x*", reason: later, until: 2027-03-31 }\n',
  );
  expect(
    made.config?.rules[0]?.except.map((e) => [
      e.from?.text,
      e.to?.text,
      e.file,
      e.name,
      e.keys,
      e.reason,
      e.until,
      e.at,
    ]),
  ).toEqual([
    [
      'src/ui',
      'lodash',
      null,
      null,
      { specifier: 'x*' },
      'later',
      '2027-03-31',
      { file: 'lintel.yaml', line: 6, column: 9 },
    ],
  ]);
});

const broken: readonly (readonly [name: string, texts: Readonly<Record<string, string>>, lines: readonly string[]])[] =
  [
    [
      'a mistake stands in the file that wrote it',
      { 'lintel.yaml': 'version: 1\nextends: ./r/a.yaml', 'r/a.yaml': 'rules:\n  x: { check: cycle }' },
      ['r/a.yaml:2:15 unknown check "cycle": did you mean "cycles"?'],
    ],
    [
      'an option keeps its place when a later file adds another',
      {
        'lintel.yaml': 'version: 1\nextends: ./r/a.yaml\nrules: { x: { max: 3 } }',
        'r/a.yaml': 'rules:\n  x: { check: cycles,\n    lvl: 2 }',
      },
      ['r/a.yaml:3:5 cycles has no option "lvl"; valid: level, max, dynamic'],
    ],
    [
      'a circle',
      {
        'lintel.yaml': 'version: 1\nextends: ./r/a.yaml',
        'r/a.yaml': 'extends: ./b.yaml',
        'r/b.yaml': 'extends: ["./a.yaml"]',
      },
      ['r/b.yaml:1:11 extends itself: r/a.yaml > r/b.yaml > r/a.yaml'],
    ],
    [
      'a file that is not there',
      { 'lintel.yaml': 'version: 1\nextends: ./r/b.yaml', 'r/a.yaml': '' },
      ['lintel.yaml:2:10 extends ./r/b.yaml, which matches no file: did you mean "r/a.yaml"?'],
    ],
    [
      'a parent folder inside the root',
      { 'lintel.yaml': 'version: 1\nextends: ./r/a.yaml', 'r/a.yaml': 'extends: ../b.yaml', 'b.yaml': 'zones: 5' },
      ['b.yaml:1:8 zones must be a map, not 5'],
    ],
    [
      'a pack that extends what does not ship',
      { 'lintel.yaml': 'version: 1\nextends: lintel/p', 'lintel/p': 'extends: ./x.yaml' },
      ['lintel/p:1:10 unknown pack ./x.yaml; valid: lintel/p'],
    ],
    [
      'a lintel.yaml in a subfolder that says more than zones and rules',
      { 'lintel.yaml': 'version: 1', 'modules/a/lintel.yaml': 'ignore: x/**\nextends: lintel/p\nrules: {}' },
      [
        'modules/a/lintel.yaml:1:1 `ignore` belongs in the root lintel.yaml: a lintel.yaml in a subfolder can only add zones, rules and aliases',
        'modules/a/lintel.yaml:2:1 `extends` belongs in the root lintel.yaml: a lintel.yaml in a subfolder can only add zones, rules and aliases',
      ],
    ],
    [
      'a lintel.yaml in a subfolder that changes what is there',
      {
        'lintel.yaml':
          'version: 1\nzones: { ui: "modules/**" }\nrules:\n  r/a: { check: cycles }\n  r/b: { check: cycles, severity: off }\n',
        'modules/a/lintel.yaml': 'zones: { ui: "x/**" }\nrules:\n  r/a: off\n  r/b: error\n  r/c: error\n',
        'modules/b/lintel.yaml': 'rules:\n  r/a: { check: cycles }\n',
      },
      [
        'modules/a/lintel.yaml:1:10 zone ui is already defined in lintel.yaml:2: rename this one',
        'modules/a/lintel.yaml:3:3 rule r/a is already defined in lintel.yaml:4: write `r/a: error` to make it an error here, or rename this rule',
        'modules/a/lintel.yaml:4:3 rule r/b is already turned off in lintel.yaml:5: set its severity there, or rename this rule',
        'modules/a/lintel.yaml:5:3 cannot set r/c to error: the rule is not defined before this',
        'modules/b/lintel.yaml:2:3 rule r/a is already defined in lintel.yaml:4: write `r/a: error` to make it an error here, or rename this rule',
      ],
    ],
    [
      'a second root below',
      {
        'lintel.yaml': 'version: 1',
        'modules/a/lintel.yaml': '# hi\nversion: 1',
        'modules/a/b/lintel.yaml': 'rules: 5',
      },
      [],
    ],
  ];

test.each(broken)('%s', (_, texts, expected) => {
  expect(lines(configured(texts))).toEqual(expected);
});

const rule = 'rules: { a: { check: cycles } }\n';

test('notes a second root in a subfolder', () => {
  expect(configured({ 'lintel.yaml': `version: 1\n${rule}`, 'a/lintel.yaml': 'version: 1' }).config?.notes).toEqual([
    'not run: rules of a/lintel.yaml: it is a separate project, so only its files are read here',
  ]);
  expect(
    configured({
      'lintel.yaml': `version: 1\n${rule}ignore: ["a/**"]`,
      'a/lintel.yaml': 'version: 1',
      'a/b/lintel.yaml': 'rules: {}',
    }),
  ).toMatchObject({ config: { notes: [] }, errors: [] });
});

test('files, ignore and what is left out everywhere', () => {
  const made = configured({
    ...files(
      'package.json',
      'dist/a.js',
      'docs/dist/b.js',
      'src/a.ts',
      'src/b.generated.ts',
      'web/package.json',
      'web/.next/c.js',
    ),
    'lintel.yaml': 'version: 1\nignore: ["**/*.generated.ts"]\nfiles: ["**", "!docs/private/**"]',
  });
  const asked = [
    'src/a.ts',
    'src/b.generated.ts',
    'dist/a.js',
    'docs/dist/b.js',
    'web/.next/c.js',
    'web/out/d.js',
    'src/out/e.js',
    'x/node_modules/y/z.js',
    '.yarn/releases/yarn-4.0.0.cjs',
    '.pnp.cjs',
    'src/jquery.min.js',
    'src/a.min/b.js',
    'docs/private/x.ts',
    'dist',
  ];
  expect(asked.filter((path) => made.config?.includes(path))).toEqual([
    'src/a.ts',
    'docs/dist/b.js',
    'src/out/e.js',
    'src/a.min/b.js',
    'dist',
  ]);
});

describe('the packs that ship', () => {
  const text = (name: string) => readFileSync(new URL(`../../rules/${name}.yaml`, import.meta.url), 'utf8');
  const packs = { 'lintel/recommended': text('recommended'), 'lintel/domain-layers': text('domain-layers') };

  test('are valid', () => {
    const made = configured({
      ...packs,
      'lintel.yaml': 'version: 1\nextends: [lintel/recommended, lintel/domain-layers]',
    });
    expect([lines(made), made.config?.rules.map((r) => [r.id, r.own])]).toEqual([
      [],
      [
        ['recommended/cycles', false],
        ['recommended/unresolved', false],
        ['recommended/conventions', false],
        ['recommended/suppressions', false],
        ['domain-layers/layers', false],
      ],
    ]);
  });

  test("a zone module of the project's own moves the layers", () => {
    const made = configured({
      ...packs,
      'lintel.yaml': 'version: 1\nextends: lintel/domain-layers\nzones: { module: "libs/{module}/**" }',
    });
    const layers = (made.config?.rules[0]?.options as { layers: { match(path: string): unknown }[] }).layers;
    expect(layers[0]?.match('libs/billing/src/ui/x.ts')).toEqual([{ module: 'billing' }]);
  });
});
