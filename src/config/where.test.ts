import { describe, expect, test } from 'vitest';
import type { Binding } from '../core/zone.ts';
import { configured, files, lines } from './checks.fixture.ts';

const tree = files(
  'app/(shop)/cart.ts',
  'app/[id]/page.ts',
  'app/[id]/[...rest]/page.ts',
  'app/i/page.ts',
  'docs/guide.md',
  'lib/.hidden/x.ts',
  'Makefile',
  'modules/readme.ts',
  'modules/billing/src/ui/view.ts',
  'modules/billing/src/ui/view.test.ts',
  'modules/billing/src/types/money.ts',
  'modules/legacy/src/ui/old.ts',
  'modules/users/src/ui/list.ts',
  'packages/web/modules/cart/index.ts',
  'src/ui/page.tsx',
  'src/ui.ts',
  'src/@modal/x.ts',
);

/** What a zone of these globs says of a path. */
function zone(globs: string | readonly string[]): (path: string) => readonly Binding[] {
  const made = configured({ ...tree, 'lintel.yaml': `version: 1\nzones:\n  z: ${JSON.stringify(globs)}\n` });
  expect(lines(made)).toEqual([]);
  return (path) => made.config?.zones.get('z')?.where.match(path) ?? [{ no: 'zone' }];
}

const yes = [{}];
const no: readonly Binding[] = [];
const cases: readonly (readonly [globs: string | readonly string[], path: string, bindings: readonly Binding[]])[] = [
  // captures
  ['modules/{module}/**', 'modules/billing/src/ui/view.ts', [{ module: 'billing' }]],
  ['modules/{module}/**', 'modules/readme.ts', no],
  ['modules/{module}/**', 'modules/x', no],
  ['modules/{module}.ts', 'modules/readme.ts', [{ module: 'readme' }]],
  ['modules/{module}', 'modules/readme.ts', [{ module: 'readme.ts' }]],
  ['**/modules/{module}/**', 'packages/web/modules/cart/index.ts', [{ module: 'cart' }]],
  ['**/{folder}/*.ts', 'modules/billing/src/ui/view.ts', [{ folder: 'ui' }]],
  ['**/{folder}/**', 'a/b/c.ts', [{ folder: 'a' }, { folder: 'b' }]],
  ['src/{path...}/route.ts', 'src/a/b/route.ts', [{ path: 'a/b' }]],
  ['src/{path...}/route.ts', 'src/route.ts', no],
  ['src/{path...}', 'src/a.ts', [{ path: 'a.ts' }]],
  [
    '{a...}/{b...}',
    'x/y/z',
    [
      { a: 'x', b: 'y/z' },
      { a: 'x/y', b: 'z' },
    ],
  ],
  [
    'src/{a}-{b}.ts',
    'src/x-y-z.ts',
    [
      { a: 'x', b: 'y-z' },
      { a: 'x-y', b: 'z' },
    ],
  ],
  ['{name}/{name}.ts', 'user/user.ts', [{ name: 'user' }]],
  ['{name}/{name}.ts', 'user/users.ts', no],
  ['src/{name}.{test,spec}.ts', 'src/a.spec.ts', [{ name: 'a' }]],
  ['{apps,packages}/{name}/**', 'packages/web/x.ts', [{ name: 'web' }]],
  // lists, taking away, zones in zones
  [['modules/{module}/**', '!modules/legacy/**'], 'modules/legacy/src/ui/old.ts', no],
  [['modules/{module}/**', '!modules/legacy/**'], 'modules/users/src/ui/list.ts', [{ module: 'users' }]],
  [['modules/{module}/**', '!modules/legacy/**', 'modules/legacy/src/ui/**'], 'modules/legacy/src/ui/old.ts', yes],
  [['modules/{module}/**', '!tests'], 'modules/billing/src/ui/view.test.ts', no],
  [['modules/{module}/**', '!modules/{module}/src/types/**'], 'modules/billing/src/types/money.ts', no],
  [['src/**', 'docs/**'], 'docs/guide.md', yes],
  ['tests', 'a/__tests__/x.ts', yes],
  ['tests', 'a/b.spec.tsx', yes],
  ['tests', 'a/b.ts', no],
  // literal spellings
  ['app/[id]/page.ts', 'app/[id]/page.ts', yes],
  ['app/[id]/page.ts', 'app/i/page.ts', no],
  ['app/[id]/**', 'app/[id]/page.ts', yes],
  ['app/[id]/[...rest]/*.ts', 'app/[id]/[...rest]/page.ts', yes],
  ['app/(shop)/**', 'app/(shop)/cart.ts', yes],
  ['app/(shop)/cart.ts', 'app/(shop)/cart.ts', yes],
  ['src/@modal/**', 'src/@modal/x.ts', yes],
  ['app/[ij]/page.ts', 'app/i/page.ts', yes],
  // folders and files without a wildcard
  ['src/ui', 'src/ui/page.tsx', yes],
  ['src/ui', 'src/ui.ts', no],
  ['src/ui/', 'src/ui/page.tsx', yes],
  ['./src/ui', 'src/ui/page.tsx', yes],
  ['src', 'src/ui/page.tsx', yes],
  ['Makefile', 'Makefile', yes],
  ['modules/{module}/src/ui', 'modules/billing/src/ui/view.ts', [{ module: 'billing' }]],
  // wildcards
  ['**', '.env', yes],
  ['lib/**', 'lib/.hidden/x.ts', yes],
  ['**/*.ts', 'lib/.hidden/x.ts', yes],
  ['**/*.ts', 'x.ts', yes],
  ['*.ts', 'a/x.ts', no],
  ['src/**/x.ts', 'src/x.ts', yes],
  ['src/*', 'src/ui/page.tsx', no],
  ['src/u?/*.tsx', 'src/ui/page.tsx', yes],
  ['src/[!a-t]i/**', 'src/ui/page.tsx', yes],
  ['src/!(ui)/**', 'src/ui/page.tsx', no],
  ['src/!(ui)/**', 'src/core/page.tsx', yes],
  ['**/*.!(test).ts', 'a/b.test.ts', no],
  ['**/@(a|b)*/x.ts', 'c/bc/x.ts', yes],
  ['src/?(a)b.ts', 'src/b.ts', yes],
  ['src/\\*.ts', 'src/*.ts', yes],
];

test.each(cases)('%j %s', (globs, path, bindings) => {
  expect(zone(globs)(path)).toEqual(bindings);
});

describe('roots', () => {
  test.each<readonly [globs: string | readonly string[], binding: Binding, roots: readonly string[]]>([
    ['modules/{module}/**', { module: 'billing' }, ['modules/billing']],
    ['modules/{module}/src/ui/**', { module: 'users' }, ['modules/users']],
    ['packages/*/modules/{module}/**', { module: 'cart' }, ['packages/web/modules/cart']],
    [['modules/{module}/**', 'packages/web/modules/{module}/**'], { module: 'cart' }, ['packages/web/modules/cart']],
    ['src/ui/**', {}, ['src/ui']],
    ['src/ui', {}, ['src/ui']],
    ['app/[id]/**', {}, ['app/[id]']],
    ['**/*.md', {}, ['']],
    ['modules/{module}/**', { other: 'x' }, []],
  ])('%j %j', (globs, binding, roots) => {
    const made = configured({ ...tree, 'lintel.yaml': `version: 1\nzones:\n  z: ${JSON.stringify(globs)}\n` });
    expect(made.config?.zones.get('z')?.where.roots(binding)).toEqual(roots);
  });
});

/** The wheres of a rule's options, by their texts. */
function ruleOf(rule: string) {
  const made = configured({
    ...tree,
    'lintel.yaml': `version: 1\nzones:\n  module: ["modules/{module}/**", "!modules/legacy/**"]\n  tests: "**/*.test.*"\nrules:\n  r: ${rule}\n`,
  });
  expect(lines(made)).toEqual([]);
  return (path: string) =>
    Object.fromEntries((made.config?.wheres ?? []).map((w) => [w.where.text, w.where.match(path)]));
}

test('a path with a leading ./ is relative to the instances of within', () => {
  const at = ruleOf('{ check: layers, within: module, layers: ["./src/ui/**", "./src/types"] }');
  expect(at('modules/billing/src/ui/view.ts')).toEqual({
    module: [{ module: 'billing' }],
    './src/ui/**': [{ module: 'billing' }],
    './src/types': [],
  });
  expect(at('modules/billing/src/types/money.ts')).toEqual({
    module: [{ module: 'billing' }],
    './src/ui/**': [],
    './src/types': [{ module: 'billing' }],
  });
  expect(at('modules/legacy/src/ui/old.ts')).toEqual({ module: [], './src/ui/**': [], './src/types': [] });
});

test('not and an in with captures know ./ too', () => {
  const made = configured({
    ...tree,
    'lintel.yaml':
      'version: 1\nrules:\n  a: { check: required-files, in: "modules/{module}/**", files: [./README.md] }\n  b: { check: entry-point, zone: "./modules/{module}/**", not: ./src/ui }\n',
  });
  const [a, b] = made.config?.rules ?? [];
  const [file] = (a?.options as { files: { match(path: string): unknown }[] }).files;
  expect([
    lines(made),
    file?.match('modules/x/README.md'),
    b?.not?.match('modules/users/src/ui/list.ts'),
    b?.not?.match('src/ui/page.tsx'),
  ]).toEqual([[], [{ module: 'x' }], [{ module: 'users' }], []]);
});

test('zones that double at every step have linear cost', () => {
  const zones = Array.from({ length: 60 }, (_, i) => `  z${i}: [z${i + 1}, z${i + 1}, "!z${i + 2}"]\n`).join('');
  const made = configured({ ...tree, 'lintel.yaml': `version: 1\nzones:\n${zones}  z60: src/**\n  z61: docs/**\n` });
  expect([lines(made), made.config?.zones.get('z58')?.where.match('src/ui.ts')]).toEqual([[], no]);
});

test('a relative option is relative to the instance without ./', () => {
  const made = configured({
    ...tree,
    'lintel.yaml':
      'version: 1\nrules:\n  r: { check: entry-point, zone: "modules/{module}/**", entry: [src/ui/view.ts, "!src/x.ts"] }\n',
  });
  const options = made.config?.rules[0]?.options as { entry: { match(path: string): unknown } };
  expect([
    lines(made),
    options.entry.match('modules/billing/src/ui/view.ts'),
    options.entry.match('src/ui/view.ts'),
  ]).toEqual([[], [{ module: 'billing' }], []]);
});

test('tests may be redefined', () => {
  const made = configured({ ...tree, 'lintel.yaml': 'version: 1\nzones: { tests: docs/** }\n' });
  expect([
    made.config?.zones.get('tests')?.where.match('docs/guide.md'),
    made.config?.zones.get('tests')?.where.match('a.test.ts'),
  ]).toEqual([yes, no]);
});
