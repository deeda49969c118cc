import { expect, it } from 'vitest';
import type { PatternOptions } from '../../core/code.ts';
import { emptyWorld } from '../../world/world.ts';
import { createResolver } from './resolver.ts';

const files = [
  'app/src/main.ts',
  'app/src/pages/a.ts',
  'app/src/pages/a.spec.ts',
  'app/src/pages/B.vue',
  'app/src/pages/deep/c.ts',
  'app/package.json',
];
const config = JSON.stringify({ compilerOptions: { paths: { '@/*': ['./src/*'] } } });

/** The files below `app/src/pages` that a pattern of `app/src/main.ts` brings in. */
function matched(
  form: 'import.meta.glob' | 'require.context',
  specifier: string,
  options: Partial<PatternOptions> = {},
): readonly string[] {
  const { tree, texts } = emptyWorld().view(
    new Map([...files.map((path) => [path, '{}'] as const), ['app/tsconfig.json', config]]),
  );
  const pattern = { base: null, not: [], only: null, shallow: false, ...options };
  const targets = createResolver({ files: tree.files, texts }).targets('app/src/main.ts', { specifier, form, pattern });
  return targets.map((target) => ('file' in target ? target.file.replace('app/src/pages/', '') : 'no file'));
}

it.each<[title: string, specifier: string, options: Partial<PatternOptions>, expected: string[]]>([
  ['what matches', './pages/*.ts', {}, ['a.spec.ts', 'a.ts']],
  ['not what is left out', './pages/**/*.ts', { not: ['**/*.spec.ts'] }, ['a.ts', 'deep/c.ts']],
  ['not what is left out by a path', './pages/*.ts', { not: ['./pages/a.ts'] }, ['a.spec.ts']],
  ['from the folder of the package', '/src/pages/*.vue', {}, ['B.vue']],
  ['by an alias', '@/pages/deep/*', {}, ['deep/c.ts']],
  ['not what is left out by an alias', './pages/*.ts', { not: ['@/pages/a.*'] }, []],
  ['from a base', './*.ts', { base: './pages/deep' }, ['deep/c.ts']],
  ['from a base of the package', './*.ts', { base: '/src/pages/deep' }, ['deep/c.ts']],
])('import.meta.glob takes %s', (_title, specifier, options, expected) => {
  expect([...matched('import.meta.glob', specifier, options)].sort()).toEqual(expected);
});

it.each<[title: string, options: Partial<PatternOptions>, expected: string[]]>([
  ['all of a folder', {}, ['B.vue', 'a.spec.ts', 'a.ts', 'deep/c.ts']],
  ['nothing of inner folders', { shallow: true }, ['B.vue', 'a.spec.ts', 'a.ts']],
  ['what an expression matches', { only: String.raw`^\.\/[a-z]\.ts$` }, ['a.ts']],
  ['what an expression matches in any case', { only: String.raw`(?i)\/b\.VUE$` }, ['B.vue']],
  ['all where an expression cannot be compiled', { only: '(?!x)' }, ['B.vue', 'a.spec.ts', 'a.ts', 'deep/c.ts']],
])('require.context takes %s', (_title, options, expected) => {
  expect([...matched('require.context', './pages', options)].sort()).toEqual(expected);
});
