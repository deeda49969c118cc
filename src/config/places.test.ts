import { describe, expect, it } from 'vitest';
import { configured, files, lines } from './checks.fixture.ts';

const written = {
  'lintel.yaml': `version: 1
extends: rules/shared.yaml
ignore: [src/old]
zones: { oven: src/oven, counter: "src/counter/**", module: "modules/{module}/**", loaf: src/loaf.ts, shelf: 'src/shelf' }
rules:
  layering/shop: { check: layers, layers: [counter, oven] }
  naming/files: { check: file-naming, files: kebab-case, in: [src/loaf.ts, src/counter/sub] }
`,
  'rules/shared.yaml': 'rules:\n  layering/cycles: { check: cycles }\n',
};
const tree = files(
  'package.json',
  'src/loaf.ts',
  'src/oven/bake.ts',
  'src/oven/heat.ts',
  'src/counter/till.ts',
  'src/counter/sub/sell.ts',
  'modules/a/a.ts',
  'tools/package.json',
  'tools/dist/made.ts',
  'src/old/bread.ts',
);
const before = configured({ ...written, ...tree });

const pathsOf = (texts: Readonly<Record<string, string>>): string[] => Object.keys(texts).sort();

/** All that is asked of a configuration, of these paths. */
function meaningOf(made: typeof before, paths: readonly string[]): unknown {
  const { config } = made;
  return {
    errors: lines(made),
    rules: config?.rules.map(({ id, fingerprint }) => [id, fingerprint]),
    notes: config?.notes,
    included: paths.filter((path) => config?.includes(path)),
    ignored: paths.filter((path) => config?.ignores(path)),
    zones: [...(config?.zones ?? [])].map(([name, { where }]) => [name, paths.map((path) => where.match(path))]),
  };
}

const without = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries({ ...written, ...tree }).filter(([one]) => one !== path));

const others: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries([
  ...[
    'src/oven/cool.ts',
    'src/oven',
    'src/shelf/board.ts',
    'src/shelf',
    'src/new/bread.ts',
    'src/oven/package.json',
    'src/oven/dist/made.ts',
    'src/oven/lintel.yaml',
    'src/counter/sub/till.ts',
    'modules/b/b.ts',
    'rules/other.yaml',
  ].map((path) => [`with ${path}`, { ...written, ...tree, [path]: '' }] as const),
  ...pathsOf(tree).map((path) => [`without ${path}`, without(path)] as const),
]);

describe('a configuration is kept for other paths only if it means the same among them', () => {
  it.each(Object.entries(others))('%s', (_, texts) => {
    const paths = pathsOf(texts);
    if (before.holdsFor(paths)) expect(meaningOf(before, paths)).toEqual(meaningOf(configured(texts), paths));
    else expect(before.holdsFor(pathsOf({ ...written, ...tree }))).toBe(true);
  });

  it('is kept where a file comes or goes beside others', () => {
    const kept = Object.entries(others).flatMap(([name, texts]) => (before.holdsFor(pathsOf(texts)) ? [name] : []));
    expect(kept).toEqual([
      'with src/oven/cool.ts',
      'with src/counter/sub/till.ts',
      'with rules/other.yaml',
      'without src/counter/till.ts',
      'without src/oven/bake.ts',
      'without src/oven/heat.ts',
    ]);
  });

  it('is not kept where a glob of `extends` may name another file', () => {
    const texts = { 'lintel.yaml': 'version: 1\nextends: rules/*.yaml\n', 'rules/a.yaml': 'rules: {}\n' };
    expect(configured(texts).holdsFor(['lintel.yaml', 'rules/a.yaml', 'rules/b.yaml'])).toBe(false);
  });
});
