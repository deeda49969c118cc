import type { Missing, Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { climb, join } from '../../core/path.ts';
import { targetsFor } from './conditions.ts';
import { throughFramework } from './frameworks.ts';
import { type Layout, splitName } from './layout.ts';
import type { Manifest } from './manifests.ts';
import { pathTo, withoutSlash } from './lookup.ts';
import type { Hint } from './nearest.ts';
import { builtin } from './packages.ts';
import type { Settle } from './settle.ts';
import { throughSubmodule } from './submodules.ts';
import type { Alias, Tsconfig } from './tsconfig.ts';
import { createWorkspace } from './workspace.ts';

type Answer = (from: Path, specifier: string) => Target | null;

/** What answers lean on. */
interface Means {
  readonly settle: Settle;
  readonly external: Answer;
  readonly hint: Hint;
  /** The submodule without files that a path lies in. */
  readonly submodule: (path: Path) => Path | null;
}

/** How often an entry of `imports` may lead to another. */
const longestChain = 4;

/** Answers for specifiers that are no paths: aliases first, then built-ins, the repository's packages, and all others. */
export function createBare(
  { manifests, tsconfigs }: Layout,
  { settle, external, hint, submodule }: Means,
): (from: Path, specifier: string) => Target {
  const throughImports = (from: Path, specifier: string, chain: number): Target | null => {
    const owner = manifests.owner(from);
    let other: Target | null = null;
    for (const target of (owner && targetsFor(owner.json['imports'], specifier)) ?? []) {
      const path = target.startsWith('./') && owner !== null ? climb(owner.folder, target) : null;
      const file = path === null ? null : settle.path(path);
      if (file !== null) return { file };
      if (!target.startsWith('.') && chain < longestChain) other ??= resolve(from, target, chain + 1);
    }
    return other;
  };
  const throughWorkspace = createWorkspace(manifests, settle, hint);
  const resolve = (from: Path, specifier: string, chain = 0): Target => {
    const aliased = throughConfigs(tsconfigs.of(from), specifier, settle);
    if (aliased && 'target' in aliased) return aliased.target;
    return (
      (specifier.startsWith('#') ? throughImports(from, specifier, chain) : null) ??
      builtin(specifier) ??
      (/^[a-z][a-z0-9+.-]*:/i.test(specifier) ? { package: specifier } : null) ??
      throughWorkspace(from, specifier) ??
      external(from, specifier) ??
      throughFramework(from, specifier, manifests, settle) ??
      throughSubmodule(submodule, aliased?.tried ?? null) ??
      (aliased ? lost(specifier, hint(aliased.tried)) : undeclared(manifests.owner(from), specifier))
    );
  };
  return resolve;
}

function undeclared(owner: Manifest | null, specifier: string): Missing {
  const { name } = splitName(specifier);
  const isName = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9][\w.~-]*$/i.test(name);
  if (!isName) return { missing: `no \`paths\` or \`imports\` leads ${specifier} anywhere`, relation: 'alias' };
  return { missing: `no package.json above it declares ${name}`, relation: 'package', ...causeIn(owner, name) };
}

function causeIn(owner: { readonly folder: Path } | null, name: string): { readonly cause?: string } {
  return owner ? { cause: `\`${join(owner.folder, 'package.json')}\` does not declare \`${name}\`` } : {};
}

/** Where aliases lead: to a target, or (`tried`) to a path without a file; null where none speaks of the specifier. */
type Aliased = { readonly target: Target } | { readonly tried: Path } | null;

function throughConfigs(configs: readonly Tsconfig[], specifier: string, settle: Settle): Aliased {
  let tried: Path | null = null;
  for (const { aliases, baseUrl, suffixes } of configs) {
    const alias = bestAlias(aliases, specifier);
    const target = alias && throughAlias(alias, specifier, suffixes, settle);
    if (target) return { target };
    if (alias && alias.before !== '') tried ??= pathsOf(alias, specifier).map(withoutSlash)[0] ?? null;
    const path = baseUrl === null ? null : pathTo(baseUrl, specifier);
    const file = path === null ? null : settle.written(path, suffixes);
    if (file !== null) return { target: { file } };
  }
  return tried === null ? null : { tried };
}

/** The exact name, else the longest prefix. */
function bestAlias(aliases: readonly Alias[], specifier: string): Alias | null {
  let best: Alias | null = null;
  for (const alias of aliases) {
    if (alias.after === null && alias.before === specifier) return alias;
    const fits =
      alias.after !== null &&
      specifier.length >= alias.before.length + alias.after.length &&
      specifier.startsWith(alias.before) &&
      specifier.endsWith(alias.after);
    if (fits && (best === null || alias.before.length > best.before.length)) best = alias;
  }
  return best;
}

/** A file, or the package in node_modules that an alias names. */
function throughAlias(alias: Alias, specifier: string, suffixes: readonly string[], settle: Settle): Target | null {
  for (const path of pathsOf(alias, specifier)) {
    const installed = path.lastIndexOf('node_modules/');
    if (installed >= 0) {
      const { name } = splitName(path.slice(installed + 'node_modules/'.length));
      return { package: name.startsWith('@types/') ? splitName(specifier).name : name };
    }
    const file = settle.path(path, suffixes);
    if (file !== null) return { file };
  }
  return null;
}

/** The paths that an alias makes of a specifier. */
function pathsOf({ before, after, targets }: Alias, specifier: string): Path[] {
  const star = after === null ? '' : specifier.slice(before.length, specifier.length - after.length);
  return targets.flatMap(
    (target) =>
      pathTo(
        '',
        target.replace('*', () => star),
      ) ?? [],
  );
}

/** No file stands where an alias leads. */
function lost(specifier: string, hint: ReturnType<Hint>): Missing {
  const missing = hint.built ? hint.missing : `\`paths\` maps ${specifier} to a file that does not exist`;
  return { ...hint, missing, relation: 'alias' };
}
