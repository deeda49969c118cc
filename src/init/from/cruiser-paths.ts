import { isBuiltin } from 'node:module';
import type { Path } from '../../core/location.ts';
import { globsOf, provenGlobs } from './path-regex.ts';
import { matcherOf } from '../scope.ts';
import { stringsOf } from './translation.ts';

type Item = Readonly<Record<string, unknown>>;

/** Files by their paths: `["src/**", "!src/legacy/**"]`. */
export function whereOf(
  { path, pathNot }: Item,
  paths: readonly Path[],
): readonly string[] | { readonly reason: string } {
  const some = allGlobs(stringsOf(path), (one) => provenGlobs(one, paths));
  const away = allGlobs(stringsOf(pathNot), (one) => provenGlobs(one, paths));
  if ('reason' in some) return some;
  if ('reason' in away) return away;
  return [...(some.length === 0 ? ['**'] : some), ...away.map((glob) => `!${glob}`)];
}

type Targets = readonly (string | { readonly packages: readonly string[] })[];

/** What an import leads to: files, packages, or both. */
export function targetsOf({ path, pathNot }: Item, paths: readonly Path[]): Targets | { readonly reason: string } {
  const all = stringsOf(path);
  const named = all.filter((one) => !isPackage(one)).map(withoutGroups);
  const files = whereOf({ path: named, pathNot: stringsOf(pathNot).map(withoutGroups) }, paths);
  const packages = allGlobs(all.filter(isPackage), packagesOf);
  if ('reason' in files) return files;
  if ('reason' in packages) return packages;
  const others = packages.length === 0 ? [] : [{ packages }];
  return all.length > 0 && all.every(isPackage) ? others : [...files, ...others];
}

/** A group of a target is not one of the importer: `$1` says where that is meant. */
export function withoutGroups(pattern: string): string {
  return pattern.replaceAll('([^/]+)', '[^/]+');
}

/** Modules of Node.js by their names, also of those that it no longer has. */
export function coreTargets({ path, pathNot }: Item): Targets | { readonly reason: string } {
  const some = allGlobs(stringsOf(path), globsOf);
  const away = allGlobs(stringsOf(pathNot), globsOf);
  if ('reason' in some) return some;
  if ('reason' in away) return away;
  return [{ packages: [...some.map((name) => `node:${name}`), ...away.map((name) => `!node:${name}`)] }];
}

const modules = /^\^?\(?(?:\?:)?node_modules\//;

/** `^node_modules/lodash` is a package, and so is `^fs$`. */
export function isPackage(pattern: string): boolean {
  return modules.test(pattern) || builtins(pattern).length > 0;
}

function builtins(pattern: string): readonly string[] {
  if (!/^\^.*\$$/.test(pattern)) return [];
  const globs = globsOf(pattern);
  return 'reason' in globs || !globs.every((name) => isBuiltin(name)) ? [] : globs;
}

export function packagesOf(pattern: string): ReturnType<typeof globsOf> {
  const core = builtins(pattern);
  if (core.length > 0) return core.map((name) => `node:${name.replace(/^node:/, '')}`);
  const globs = globsOf(pattern.replace(/^\^?node_modules\//, '^'));
  return 'reason' in globs ? globs : [...new Set(globs.map((glob) => glob.replace(/\/\*\*$/, '').replace('**', '*')))];
}

/** Several regular expressions as globs. */
export function allGlobs(patterns: readonly string[], globsFor: typeof globsOf): ReturnType<typeof globsOf> {
  const all: string[] = [];
  for (const pattern of patterns) {
    const globs = globsFor(pattern);
    if ('reason' in globs) return globs;
    all.push(...globs);
  }
  return [...new Set(all)];
}

/** One test for globs in order; one with `!` takes away from those before it. */
export function inOrder(patterns: readonly string[]): (path: Path) => boolean {
  const tests = patterns.map((one) => ({ isAway: one.startsWith('!'), test: matcherOf([one.replace(/^!/, '')]) }));
  return (path) => tests.reduce((is, { isAway, test }) => (is === isAway && test(path) ? !isAway : is), false);
}

/** Do the globs of `whereOf` select all files? */
export function isEverything(files: readonly string[]): boolean {
  return files.length === 1 && files[0] === '**';
}
