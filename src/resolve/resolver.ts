import type { Import } from '../core/code.ts';
import type { Target } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import type { Packages } from '../core/manifest.ts';
import { targetsFor } from './conditions.ts';
import { type Layout, readLayout, splitName } from './layout.ts';
import { climb, folderOf, join, type Sight } from './lookup.ts';
import { createHint } from './nearest.ts';
import { type Outside, builtin, createExternal, createPackages } from './packages.ts';
import { matchPattern } from './pattern.ts';
import { createSettle } from './settle.ts';
import { type Alias, type ManifestFault, type Tsconfig } from './tsconfig.ts';

/** Leads specifiers to targets, for one state of the tree. */
export interface Resolver {
  resolve(from: Path, specifier: string): Target;
  /** The targets of an import: several for a glob, which may also have none. */
  targets(from: Path, imported: Pick<Import, 'specifier' | 'form'>): readonly Target[];
  readonly packages: Packages;
  /** Manifests that could not be read in full; those of configurations that were needed so far. */
  faults(): readonly ManifestFault[];
}

/**
 * Makes a resolver. When paths come or go, make another one with the same layout: every target is then looked up again.
 * When a manifest changes, read a new layout.
 */
export function createResolver(world: Sight & Outside, layout: Layout = readLayout(world)): Resolver {
  const settle = createSettle(world, layout);
  const external = createExternal(world, layout, world);
  const hint = createHint(world);
  const { manifests, tsconfigs } = layout;
  const memo = new Map<string, Target>();

  const relative = (from: Path, specifier: string): Target => {
    const path = specifier.startsWith('/') ? null : climb(folderOf(from), specifier);
    if (path === null) return specifier.startsWith('/') ? absolute(from, specifier) : { missing: `${specifier} lies outside the checked root`, relation: 'relative' };
    const configs = tsconfigs.of(from);
    const suffixes = configs.find((config) => config.suffixes.length > 1)?.suffixes;
    const file = settle.path(path, suffixes) ?? throughRootDirs(configs, path) ;
    return file === null ? { missing: hint(path), relation: 'relative' } : { file };
  };
  const throughRootDirs = (configs: readonly Tsconfig[], path: Path): Path | null => {
    for (const { rootDirs } of configs) {
      const home = rootDirs.find((folder) => path.startsWith(`${folder}/`));
      if (home === undefined) continue;
      const found = rootDirs.map((folder) => settle.path(join(folder, path.slice(home.length + 1)))).find((file) => file !== null);
      if (found) return found;
    }
    return null;
  };
  const absolute = (from: Path, specifier: string): Target => {
    const homes = [manifests.owner(from)?.folder ?? '', ''];
    const file = homes.flatMap((home) => [home, join(home, 'public')]).map((home) => climb(home, specifier)).map((path) => (path === null ? null : settle.path(path))).find((found) => found !== null);
    return file ? { file } : { missing: `there is no ${specifier.slice(1)} in the package or at the root`, relation: 'relative' };
  };

  /** A target of `paths`: a file, or a package that an alias points to. */
  const aliased = (alias: Alias, specifier: string, suffixes: readonly string[]): Target | null => {
    const star = alias.after === null ? '' : specifier.slice(alias.before.length, specifier.length - alias.after.length);
    for (const target of alias.targets) {
      const path = target.replace('*', () => star);
      const installed = path.lastIndexOf('node_modules/');
      if (installed >= 0) {
        const { name } = splitName(path.slice(installed + 'node_modules/'.length));
        return { package: name.startsWith('@types/') ? splitName(specifier).name : name };
      }
      const file = settle.path(path, suffixes);
      if (file !== null) return { file };
    }
    return null;
  };
  const throughConfigs = (configs: readonly Tsconfig[], specifier: string): Target | 'tried' | null => {
    let tried = false;
    for (const { aliases, baseUrl, suffixes } of configs) {
      const alias = bestAlias(aliases, specifier);
      const target = alias && aliased(alias, specifier, suffixes);
      if (target) return target;
      tried ||= alias !== null && alias.before !== '';
      const path = baseUrl === null ? null : climb(baseUrl, specifier);
      const file = path === null ? null : settle.written(path, suffixes);
      if (file !== null) return { file };
    }
    return tried ? 'tried' : null;
  };
  const throughImports = (from: Path, specifier: string, depth: number): Target | null => {
    const owner = manifests.owner(from);
    const targets = owner === null ? null : targetsFor(owner.json['imports'], specifier);
    let other: Target | null = null;
    for (const target of targets ?? []) {
      const path = target.startsWith('./') && owner !== null ? climb(owner.folder, target) : null;
      const file = path === null ? null : settle.path(path);
      if (file !== null) return { file };
      if (path === null && depth < 4 && !target.startsWith('.')) other ??= bare(from, target, depth + 1);
    }
    return other;
  };
  const bare = (from: Path, specifier: string, depth = 0): Target => {
    const aliasTarget = throughConfigs(tsconfigs.of(from), specifier);
    if (aliasTarget !== null && aliasTarget !== 'tried') return aliasTarget;
    const imported = specifier.startsWith('#') ? throughImports(from, specifier, depth) : null;
    if (imported !== null) return imported;
    const core = builtin(specifier);
    if (core !== null) return core;
    if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) return { package: specifier };
    const { name, sub } = splitName(specifier);
    const own = manifests.named(name, from);
    if (own !== null) {
      const file = settle.entry(own, sub);
      return file === null ? { missing: noEntry(own.folder, name, sub), relation: 'workspace' } : { file };
    }
    return external(from, specifier) ?? missingBare(specifier, name, aliasTarget === 'tried');
  };
  const resolveAs = (from: Path, specifier: string): Target => (isPath(specifier) ? relative(from, specifier) : bare(from, specifier));
  const resolve = (from: Path, written: string): Target => {
    // `!!raw-loader!./x` is webpack's way to write a loader before a path.
    const specifier = written.slice(written.lastIndexOf('!') + 1);
    const target = resolveAs(from, specifier);
    const plain = 'missing' in target ? withoutQuery(specifier) : specifier;
    return plain === specifier ? target : resolveAs(from, plain);
  };
  const remembered = (from: Path, specifier: string): Target => {
    const key = `${specifier}\0${isPath(specifier) ? folderOf(from) : from}`;
    let target = memo.get(key);
    if (target === undefined) {
      target = resolve(from, specifier);
      memo.set(key, target);
    }
    return target;
  };
  return {
    resolve: remembered,
    targets(from, { specifier, form }) {
      if (form === 'import.meta.glob' || form === 'require.context') return matchPattern(world.files, from, specifier, form).map((file) => ({ file }));
      if ((form === 'new-url' || form === 'reference') && !isPath(specifier) && !specifier.includes(':')) {
        const beside = remembered(from, `./${specifier}`);
        return ['missing' in beside && form === 'reference' ? remembered(from, specifier) : beside];
      }
      return [remembered(from, specifier)];
    },
    packages: createPackages(world, layout, settle),
    faults: () => [...manifests.faults, ...tsconfigs.faults],
  };
}

function isPath(specifier: string): boolean {
  return /^(?:\/|\.\.?(?:\/|$))/.test(specifier);
}

function withoutQuery(specifier: string): string {
  return /^[^?#]+/.exec(specifier)?.[0] ?? specifier;
}

/** The exact name, else the longest prefix. */
function bestAlias(aliases: readonly Alias[], specifier: string): Alias | null {
  let best: Alias | null = null;
  for (const alias of aliases) {
    if (alias.after === null && alias.before === specifier) return alias;
    const fits = alias.after !== null && specifier.length >= alias.before.length + alias.after.length && specifier.startsWith(alias.before) && specifier.endsWith(alias.after);
    if (fits && (best === null || alias.before.length > best.before.length)) best = alias;
  }
  return best;
}

function noEntry(folder: Path, name: string, sub: string): string {
  return sub === '' ? `the package ${name} in ${folder || 'the root'} names no entry that exists` : `the package ${name} in ${folder || 'the root'} has no ${sub}, neither by its \`exports\` nor as a file`;
}

function missingBare(specifier: string, name: string, tried: boolean): Target {
  if (tried) return { missing: `no file stands where \`paths\` leads ${specifier}`, relation: 'alias' };
  const isName = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9][\w.~-]*$/i.test(name);
  if (!isName) return { missing: `no \`paths\` or \`imports\` leads ${specifier} anywhere`, relation: 'alias' };
  return { missing: `no package.json from the file's folder upward declares ${name}, and it is not installed`, relation: 'package' };
}
