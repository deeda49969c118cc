import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import { type GitFolder, findGit, prefixIn } from './git-folder.ts';
import { type Scope, isIgnored, pruned, scoped } from './gitignore.ts';
import { realInside } from './inside.ts';
import { readRegular, stampFrom } from './read.ts';

/** The content of a root. */
export interface Crawl {
  /** In order of path. */
  readonly files: ReadonlyMap<Path, Stamp>;
  /** Links inside the root, each with its real path. */
  readonly links: ReadonlyMap<Path, Path>;
  /** Ignore patterns from folders above the root. */
  readonly outside: Outside;
  /** Notes about folders and ignore files that could not be read, one line each. */
  readonly notes: readonly string[];
}

/** The patterns from above a root, and its path from the top of the work tree (with `/` at the end; '' at the top). */
export interface Outside {
  readonly scope: Scope | null;
  readonly prefix: string;
}

/** Where there is no disk. */
export const nothingFound: Crawl = {
  files: new Map(),
  links: new Map(),
  outside: { scope: null, prefix: '' },
  notes: [],
};

interface Walk {
  readonly root: string;
  readonly found: [Path, Stamp][];
  readonly links: Map<Path, Path>;
  readonly prefix: string;
  readonly notes: string[];
}

/** All files below `root` (absolute, real) that git tracks or does not ignore; the same without a repository. */
export function crawl(root: string): Crawl {
  const git = findGit(root);
  const prefix = git ? prefixIn(git, root) : '';
  const walk: Walk = { root, found: [], links: new Map(), prefix, notes: [] };
  const scope = outerScope(git, walk);
  enter(walk, '', scope);
  addTracked(walk, git);
  walk.found.sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: new Map(walk.found), links: walk.links, outside: { scope, prefix }, notes: walk.notes };
}

/** What info/exclude and the .gitignore files above the root say. Whoever names an ignored folder as root wants it checked. */
function outerScope(git: GitFolder | null, walk: Walk): Scope | null {
  if (git === null) return null;
  const { prefix } = walk;
  let scope = scoped(git.exclude, { file: '.git/info/exclude', base: 0, outer: null });
  let above = '';
  for (const name of prefix.split('/').filter((part) => part !== '')) {
    const file = `${above}.gitignore`;
    scope = scoped(patternsAt(walk, git.top, file), { file, base: above.length, outer: scope });
    if (isIgnored(scope, `${above}${name}`, name, true)) return null;
    above += `${name}/`;
  }
  return scope;
}

function enter(walk: Walk, folder: Path, outer: Scope | null): void {
  const entries = entriesOf(walk, folder);
  const inner = `${walk.prefix}${folder}`;
  const file = `${folder}.gitignore`;
  const scope = entries.some((entry) => entry.name === '.gitignore')
    ? scoped(patternsAt(walk, walk.root, file), { file, base: inner.length, outer })
    : outer;
  const unread = scope === outer ? 0 : (scope?.ignores.unread ?? 0);
  if (unread > 0)
    walk.notes.push(
      `not read: ${String(unread)} pattern${unread === 1 ? '' : 's'} of ${folder}.gitignore: the limit is 300 with wildcards inside`,
    );
  for (const entry of entries) {
    const { name } = entry;
    if (pruned.has(name)) continue;
    const isFolder = entry.isDirectory();
    if (isIgnored(scope, `${inner}${name}`, name, isFolder)) continue;
    if (isFolder) enter(walk, `${folder}${name}/`, scope);
    else if (entry.isFile()) add(walk, `${folder}${name}`);
    else if (entry.isSymbolicLink()) addLink(walk, `${folder}${name}`);
  }
}

function entriesOf(walk: Walk, folder: Path): readonly Dirent[] {
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

function add(walk: Walk, path: Path): void {
  const entry = lstatSync(`${walk.root}/${path}`, { throwIfNoEntry: false });
  if (entry?.isFile()) walk.found.push([path, stampFrom(entry)]);
  else if (path.includes(undecodable)) walk.notes.push(`not read: ${path} ${reasonFor(path, '')}`);
}

/** What a link leads to inside the root is found under its own name; a link that leaves the root leads nowhere. */
function addLink(walk: Walk, path: Path): void {
  const real = realInside(walk.root, path);
  if (real !== null && real !== path) walk.links.set(path, real);
}

/** Tracked files belong to the tree although a pattern ignores them. */
function addTracked(walk: Walk, git: GitFolder | null): void {
  if (git === null) return;
  const seen = new Set(walk.found.map(([path]) => path));
  const { list, fault } = git.tracked();
  if (fault !== null)
    walk.notes.push(`not read: .git/index (${fault}): files that are both tracked and ignored are skipped`);
  for (const tracked of list) {
    if (!tracked.startsWith(walk.prefix)) continue;
    const path = tracked.slice(walk.prefix.length);
    if (seen.has(path) || walk.links.has(path) || path.split('/').some((part) => pruned.has(part) || part === '..'))
      continue;
    // The index is a file like any other: what it names may lie behind a link.
    if (realInside(walk.root, path) === path) add(walk, path);
  }
}

const mostPatterns = 1024 * 1024;

/** Like git, reads no .gitignore through a link. */
function patternsAt(walk: Walk, folder: string, file: Path): string {
  const read = readRegular(join(folder, file), { most: mostPatterns, links: false });
  if (read === null) return '';
  if ('bytes' in read) return read.bytes.toString('utf8');
  walk.notes.push(`not read: ${file} (${read.fault}): the files it ignores are checked`);
  return '';
}
