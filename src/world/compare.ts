import type { Base, Changes, Comparison } from '../core/changes.ts';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import type { Stamp } from '../core/tree.ts';
import { decode } from './disk.ts';
import { createGit } from './git.ts';
import { baseOf } from './git-base.ts';
import { findGit, prefixIn } from './git-folder.ts';
import { commitsSince, contentsOf, filesOf } from './git-objects.ts';
import { pruned } from './gitignore.ts';
import { type Moved, renamesOf } from './renames.ts';
import type { Site } from './site.ts';
import { workTree } from './work-tree.ts';

/** Compares the files of a site with the commit at which the present and a ref parted; null means the default branch. */
export function compare({ root, env }: Site, files: ReadonlyMap<Path, Stamp>, ref: string | null): Comparison {
  const folder = findGit(root);
  if (folder === null) throw mistake('no-repository', undefined);
  const git = createGit(folder, env);
  const base = baseOf(git, folder, ref);
  const prefix = prefixIn(folder, root);
  const tree = workTree(root, { git: folder, prefix, files });
  const earlier = filesOf(git, base.commit, prefix);
  const past = [...earlier.files].filter(
    ([path]) => !tree.isSparse(path) && !path.split('/').some((part) => pruned.has(part)),
  );
  const isForeign = (path: Path): boolean =>
    tree.isForeign(path) || earlier.submodules.some((one) => path.startsWith(`${one}/`));
  const gone = past.filter(([path]) => !files.has(path));
  const other = past.filter(([path, blob]) => files.has(path) && !tree.holds(path, blob));
  const come = [...files.keys()].filter((path) => !earlier.files.has(path) && !isForeign(path));
  const contents = contentsOf(git, [...new Set([...gone, ...other].map(([, blob]) => blob))]);
  const textOf = (blob: string): string => textIn(contents.get(blob) ?? null);
  const compared = comparisonOf(base, {
    gone: gone.map(([path, blob]) => ({
      path,
      blob: contents.get(blob)?.length === 0 ? '' : blob,
      text: textOf(blob),
    })),
    // What was committed with the line ends of Windows has not changed, either, where it has others now.
    other: other
      .map(([path, blob]) => ({ path, text: textOf(blob) }))
      .filter(({ path, text }) => plain(textIn(tree.bytes(path))) !== plain(text) || text === ''),
    come:
      gone.length === 0
        ? come.map((path) => ({ path, blob: '', text: '' }))
        : come.map((path) => ({ path, blob: tree.blob(path) ?? '', text: textIn(tree.bytes(path)) })),
  });
  return { ...compared, commits: once(() => commitsSince(git, base.commit)) };
}

/** Three lists: deleted, added and changed files, each with its text (for `other` the earlier one). */
interface Difference {
  readonly gone: readonly Moved[];
  readonly come: readonly Moved[];
  readonly other: readonly { readonly path: Path; readonly text: string }[];
}

function comparisonOf(base: Base, { gone, come, other }: Difference): Comparison {
  const renamed = renamesOf(gone, come);
  const origins = new Set(renamed.values());
  const texts = new Map(gone.map(({ path, text }) => [path, text]));
  const edited = come.filter(
    ({ path, text }) => renamed.has(path) && plain(text) !== plain(texts.get(renamed.get(path) ?? '') ?? ''),
  );
  const changes: Changes = {
    base,
    added: new Set(come.map(({ path }) => path).filter((path) => !renamed.has(path))),
    changed: new Set([...other, ...edited].map(({ path }) => path)),
    deleted: new Set(gone.map(({ path }) => path).filter((path) => !origins.has(path))),
    renamed,
  };
  return {
    changes,
    before: new Map([
      ...come.map(({ path }): [Path, null] => [path, null]),
      ...[...gone, ...other].map(({ path, text }): [Path, string] => [path, text]),
    ]),
    commits: () => [],
  };
}

/** Compares two sets of texts. */
export function compareTexts(
  base: Base,
  before: ReadonlyMap<Path, string>,
  now: ReadonlyMap<Path, string>,
): Comparison {
  const only = (these: ReadonlyMap<Path, string>, those: ReadonlyMap<Path, string>): Moved[] =>
    [...these].filter(([path]) => !those.has(path)).map(([path, text]) => ({ path, blob: text, text }));
  const other = [...before].flatMap(([path, text]) =>
    now.has(path) && now.get(path) !== text ? [{ path, text }] : [],
  );
  return comparisonOf(base, { gone: only(before, now), come: only(now, before), other });
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** A picture has no text. */
function textIn(bytes: Buffer | null): string {
  if (bytes === null) return '';
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return !isWide && bytes.subarray(0, 8000).includes(0) ? '' : decode(bytes).text;
}
