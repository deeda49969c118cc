import type { Missing, Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { climb, join } from '../../core/path.ts';
import { targetsFor } from './conditions.ts';
import { throughConfigs } from './aliases.ts';
import { throughFramework } from './frameworks.ts';
import { type Layout, splitName } from './layout.ts';
import type { Manifest } from './manifests.ts';
import type { Hint } from './nearest.ts';
import { builtin } from './packages.ts';
import type { Settle } from './settle.ts';
import { throughSubmodule } from './submodules.ts';
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

/** No file stands where an alias leads. */
function lost(specifier: string, hint: ReturnType<Hint>): Missing {
  const missing = hint.built ? hint.missing : `\`paths\` maps ${specifier} to a file that does not exist`;
  return { ...hint, missing, relation: 'alias' };
}
