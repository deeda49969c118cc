import type { Missing, Target } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { climb, join } from '../../core/path.ts';
import { nearest } from '../../core/nearest.ts';
import { keyOf, subpathsOf, targetsFor } from './conditions.ts';
import { splitName } from './layout.ts';
import { isLocal, type Manifest, type Manifests } from './manifests.ts';
import type { Hint } from './nearest.ts';
import type { Settle } from './settle.ts';

/** Answers for names of the repository's packages; null for all others. */
export function createWorkspace(
  manifests: Manifests,
  settle: Settle,
  hint: Hint,
): (from: Path, specifier: string) => Target | null {
  /** Node, bundlers and TypeScript see of a package only what its `exports` offers. */
  const shut = (own: Manifest, specifier: string, file: Path): Missing => {
    const { name, sub } = splitName(specifier);
    const subpaths = subpathsOf(own.json['exports']).map((key) => key.slice(2));
    const same = subpaths.find((one) => settle.entry(own, one) === file);
    const similar = nearest(
      specifier,
      subpaths.map((one) => join(name, one)),
    );
    const cause = `the package ${own.name} in ${own.folder || 'the root'} does not export \`${keyOf(sub)}\``;
    const nearHint = similar === undefined ? '' : `; nearest: ${similar}`;
    const hint = same === undefined ? nearHint : `; the same file: ${join(name, same)}`;
    return { missing: cause + hint, cause, relation: 'workspace' };
  };
  return (from, specifier) => {
    const { name, sub } = splitName(specifier);
    const own = manifests.named(name, from);
    if (own === null) return null;
    const key = keyOf(sub);
    const exported = targetsFor(own.json['exports'], key);
    const isShut = sub !== 'package.json' && Boolean(own.json['exports']) && !exported?.length;
    const file = settle.entry(own, sub);
    if (file !== null) return isShut ? { file, shut: shut(own, specifier, file) } : { file };
    const range = manifests.range(name, from);
    // A published package of the same name is meant, or a style sheet or the like that only a build makes.
    if ((range !== null && !isLocal(range)) || exported?.some(isNoCode)) return { package: name };
    // An entry of `exports`, or a path that git ignores, says that a build makes the file.
    const promised = isExported(own.json['exports'], key) ? (exported ?? []) : [];
    const hints = (sub === '' ? [] : [...promised, sub]).flatMap((target) => climb(own.folder, target) ?? []).map(hint);
    const built = hints.find((one) => one.built);
    if (built) return { ...built, relation: 'workspace' };
    const place = own.folder || 'the root';
    const missing =
      sub === ''
        ? `no entry of the package ${own.name} in ${place} exists`
        : `the package ${own.name} in ${place} does not have ${sub}, neither in \`exports\` nor as a file`;
    return { missing, cause: missing, relation: 'workspace' };
  };
}

/** Is a path written in `exports` as it is? A pattern promises no file. */
function isExported(exports: unknown, path: string): boolean {
  return typeof exports === 'object' && exports !== null && Object.hasOwn(exports, path);
}

/** Whether a file's extension says that no import of it leads on. */
function isNoCode(target: string): boolean {
  const name = target.slice(target.lastIndexOf('/') + 1);
  return name.includes('.') && !/\.[cm]?[jt]sx?$/.test(name);
}
