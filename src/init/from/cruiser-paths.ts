import { isBuiltin } from 'node:module';
import type { Path } from '../../core/location.ts';
import { globsOf, provenGlobs } from './path-regex.ts';
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
  const files = whereOf({ path: all.filter((one) => !isPackage(one)), pathNot }, paths);
  const packages = allGlobs(all.filter(isPackage), packagesOf);
  if ('reason' in files) return files;
  if ('reason' in packages) return packages;
  const named = packages.length === 0 ? [] : [{ packages }];
  return all.length > 0 && all.every(isPackage) ? named : [...files, ...named];
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
function isPackage(pattern: string): boolean {
  return modules.test(pattern) || builtins(pattern).length > 0;
}

function builtins(pattern: string): readonly string[] {
  if (!/^\^.*\$$/.test(pattern)) return [];
  const globs = globsOf(pattern);
  return 'reason' in globs || !globs.every((name) => isBuiltin(name)) ? [] : globs;
}

function packagesOf(pattern: string): ReturnType<typeof globsOf> {
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
