import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import { type GitFolder, findGit, prefixIn } from './git-folder.ts';
import { type Scope, isIgnored, pruned, scoped } from './gitignore.ts';
import type { Listed } from './git-index.ts';
import { realInside } from './inside.ts';
import { emptyListing, type Entry, type Folder, isUntouched, type Listing, type Sight, sightOf } from './listing.ts';
import { pathsOf } from './paths.ts';
import { readRegular } from './read.ts';
import { see, type Seen } from './seen.ts';

/** The content of a root. */
export interface Crawl extends Pick<Seen, 'files' | 'paths' | 'touched'> {
  /** Links inside the root, each with its real path. */
  readonly links: ReadonlyMap<Path, Path>;
  /** Links that lead out of the root, or nowhere. */
  readonly lost: readonly Path[];
  /** Ignore patterns from folders above the root. */
  readonly outside: Outside;
  /** Notes about folders and ignore files that could not be read, one line each. */
  readonly notes: readonly string[];
  /** For the next look at the same root. */
  readonly listing: Listing;
  /** What the last look has left, null for the first one. */
  readonly last: Listing | null;
}

/** The patterns from above a root, and its path from the top of the work tree (with `/` at the end; '' at the top). */
export interface Outside {
  readonly scope: Scope | null;
  readonly prefix: string;
}

/** Where there is no disk. */
export const nothingFound: Crawl = {
  files: new Map(),
  paths: once(() => pathsOf([])),
  touched: null,
  links: new Map(),
  lost: [],
  outside: { scope: null, prefix: '' },
  notes: [],
  listing: emptyListing(),
  last: null,
};

interface Walk {
  readonly root: string;
  /** The files in folders, in order of path. */
  readonly found: Path[];
  readonly links: Map<Path, Path>;
  readonly lost: Path[];
  readonly prefix: string;
  readonly notes: string[];
  /** What the last look has left, null for the first one; and what this one leaves. */
  readonly last: Listing | null;
  readonly next: Listing;
}

/** All files below `root` (absolute, real) that git tracks or does not ignore; the same without a repository. With what an earlier look has left, only folders that were touched since are listed. */
export function crawl(root: string, last: Listing | null = null): Crawl {
  const git = findGit(root);
  const prefix = git ? prefixIn(git, root) : '';
  const next = emptyListing();
  const walk: Walk = { root, found: [], links: new Map(), lost: [], prefix, notes: [], last, next };
  const scope = outerScope(git, walk);
  enter(walk, '', scope);
  const candidates = candidatesIn(walk, git);
  const seen = (next.seen = see(root, candidates, last?.seen ?? null));
  return {
    ...seen,
    links: walk.links,
    lost: walk.lost,
    outside: { scope, prefix },
    notes: walk.notes,
    listing: next,
    last,
  };
}

/** What info/exclude and the .gitignore files above the root say: the same scope as before if that is the same. */
function outerScope(git: GitFolder | null, walk: Walk): Scope | null {
  if (git === null) return null;
  const parts = walk.prefix.split('/').filter((part) => part !== '');
  const above = parts.map((_, depth) =>
    parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join(''),
  );
  const files = above.map((folder) => ({ folder, text: patternsAt(walk, git.top, `${folder}.gitignore`) }));
  const texts = JSON.stringify([git.exclude, files]);
  const last = walk.last?.outside;
  const scope = last?.texts === texts ? last.scope : scopeOutside(git.exclude, files, parts);
  walk.next.outside = { scope, texts };
  return scope;
}

interface Patterns {
  readonly folder: Path;
  readonly text: string;
}

/** Whoever names an ignored folder as root wants it checked. */
function scopeOutside(exclude: string, files: readonly Patterns[], parts: readonly string[]): Scope | null {
  let scope = scoped(exclude, { file: '.git/info/exclude', base: 0, outer: null });
  for (const [depth, { folder, text }] of files.entries()) {
    const name = parts[depth] ?? '';
    scope = scoped(text, { file: `${folder}.gitignore`, base: folder.length, outer: scope });
    if (isIgnored(scope, `${folder}${name}`, name, true)) return null;
  }
  return scope;
}

function enter(walk: Walk, folder: Path, outer: Scope | null): void {
  const { scope, entries, notes } = folderAt(walk, folder, outer);
  walk.notes.push(...notes);
  for (const { path, kind } of entries) {
    if (kind === 'folder') enter(walk, path, scope);
    else if (kind === 'file') walk.found.push(path);
    else addLink(walk, path);
  }
}

/** A folder as it was listed before, if nobody has touched it or its .gitignore since; else as it is now. */
function folderAt({ root, prefix, last, next }: Walk, folder: Path, outer: Scope | null): Folder {
  if (last === null) return listed({ root, prefix }, folder, outer).folder;
  const known = last.folders.get(folder);
  const isSame =
    known?.outer === outer &&
    isUntouched(join(root, folder), known.itself) &&
    (known.ignores === null || isUntouched(join(root, `${folder}.gitignore`), known.ignores));
  const found = isSame
    ? known
    : { outer, itself: sightOf(join(root, folder)), ...listed({ root, prefix }, folder, outer) };
  next.folders.set(folder, found);
  return found.folder;
}

function listed(
  { root, prefix }: Pick<Walk, 'root' | 'prefix'>,
  folder: Path,
  outer: Scope | null,
): { readonly folder: Folder; readonly ignores: Sight | null } {
  const notes: string[] = [];
  const dirents = entriesOf({ root, notes }, folder);
  const inner = `${prefix}${folder}`;
  const file = `${folder}.gitignore`;
  const ignores = dirents.some(({ name }) => name === '.gitignore') ? sightOf(join(root, file)) : null;
  const scope = ignores ? scoped(patternsAt({ notes }, root, file), { file, base: inner.length, outer }) : outer;
  const unread = scope === outer ? 0 : (scope?.ignores.unread ?? 0);
  if (unread > 0)
    notes.push(
      `not read: ${String(unread)} pattern${unread === 1 ? '' : 's'} of ${file}: the limit is 300 with wildcards inside`,
    );
  const entries = dirents.flatMap((entry): Entry[] => {
    const { name } = entry;
    const isFolder = entry.isDirectory();
    if (pruned.has(name) || isIgnored(scope, `${inner}${name}`, name, isFolder)) return [];
    const path = `${folder}${name}`;
    if (isFolder) return [{ path: `${path}/`, kind: 'folder' }];
    if (entry.isFile()) {
      if (isUnnamed(root, path)) notes.push(`not read: ${path} ${reasonFor(path, '')}`);
      return [{ path, kind: 'file' }];
    }
    return entry.isSymbolicLink() ? [{ path, kind: 'link' }] : [];
  });
  return { folder: { scope, entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), notes }, ignores };
}

function entriesOf(walk: Pick<Walk, 'root' | 'notes'>, folder: Path): readonly Dirent[] {
  try {
    return readdirSync(join(walk.root, folder), { withFileTypes: true });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !folder.includes(undecodable)) return [];
    walk.notes.push(`not read: ${folder === '' ? '.' : folder} ${reasonFor(folder, `cannot be listed (${code})`)}`);
    return [];
  }
}

/** What stands in a name for bytes that are not UTF-8: the file cannot be opened by such a name. */
const undecodable = '\uFFFD';

function reasonFor(path: Path, reason: string): string {
  return path.includes(undecodable) ? 'has a name that is not UTF-8: rename it' : reason;
}

function isUnnamed(root: string, path: Path): boolean {
  return path.includes(undecodable) && !lstatSync(join(root, path), { throwIfNoEntry: false });
}

/** What a link leads to inside the root is found under its own name; a link that leaves the root leads nowhere. */
function addLink(walk: Walk, path: Path): void {
  const real = realInside(walk.root, path);
  if (real === null) walk.lost.push(path);
  else if (real !== path) walk.links.set(path, real);
}

/** The paths where files may be, in order. */
function candidatesIn(walk: Walk, git: GitFolder | null): readonly Path[] {
  const { root, last, next } = walk;
  next.found = sameList(walk.found, last?.found);
  next.hidden = git === null ? [] : hiddenIn(next.found, git, walk);
  // The index is a file like any other: what it names may lie behind a link.
  const hidden = next.hidden.filter((path) => realInside(root, path) === path);
  return hidden.length === 0 ? next.found : sameList([...next.found, ...hidden].sort(), last?.seen?.candidates);
}

/** The earlier list where nothing in it is new, so that what follows from it holds. */
function sameList(now: readonly Path[], before: readonly Path[] | undefined): readonly Path[] {
  return before?.length === now.length && now.every((path, i) => path === before[i]) ? before : now;
}

/** Tracked files belong to the tree although a pattern ignores them. */
function hiddenIn(found: readonly Path[], git: GitFolder, walk: Walk): readonly Path[] {
  const { last, next, prefix } = walk;
  const { list, fault } = trackedBy(git, walk);
  if (fault !== null)
    walk.notes.push(`not read: .git/index (${fault}): files that are both tracked and ignored are skipped`);
  if (last?.hidden && last.found === found && last.tracked && last.tracked === next.tracked) return last.hidden;
  const listed = new Set(found);
  return list
    .filter((tracked) => tracked.startsWith(prefix))
    .map((tracked) => tracked.slice(prefix.length))
    .filter((path) => !listed.has(path) && !path.split('/').some((part) => pruned.has(part) || part === '..'));
}

/** The paths in the index, which is read again only if it was written since. */
function trackedBy(git: GitFolder, { last, next }: Walk): Listed<string> {
  const file = join(git.folder, 'index');
  const known = last?.tracked;
  const tracked = known && isUntouched(file, known.index) ? known : { index: sightOf(file), list: git.tracked() };
  if (tracked.list.fault === null) next.tracked = tracked;
  return tracked.list;
}

const mostPatterns = 1024 * 1024;

/** Like git, reads no .gitignore through a link. */
function patternsAt(walk: Pick<Walk, 'notes'>, folder: string, file: Path): string {
  const read = readRegular(join(folder, file), { most: mostPatterns, links: false });
  if (read === null) return '';
  if ('bytes' in read) return read.bytes.toString('utf8');
  walk.notes.push(`not read: ${file} (${read.fault}): the files it ignores are checked`);
  return '';
}
