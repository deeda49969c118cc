import { nameTest, pathTest } from '../core/glob.ts';
import type { IgnoreLine } from '../core/tree.ts';
import { addTo } from '../core/group.ts';

/** The patterns of one .gitignore, which apply below its folder. */
export interface Ignores {
  /** The pattern that decides about a path, which is relative to the folder of the .gitignore; null when none mentions it. */
  judge(path: string, name: string, isFolder: boolean): Pattern | null;
  /** How many patterns are not read, being too many. */
  readonly unread: number;
}

interface Pattern {
  /** False for a pattern with `!`, which re-includes paths. */
  readonly ignored: boolean;
  readonly foldersOnly: boolean;
  /** Whether the pattern speaks of a name at any depth, or of a path from here. */
  readonly deep: boolean;
  readonly text: string;
  /** As written. */
  readonly line: string;
}

/** A pattern in its place: the last one that matches counts. */
interface Placed extends Pattern {
  readonly place: number;
  readonly test: (text: string) => boolean;
}

/** Parses a .gitignore; null if it has no patterns. */
export function readIgnores(text: string): Ignores | null {
  const patterns = text
    .split('\n')
    .flatMap((line) => patternOf(line.endsWith('\r') ? line.slice(0, -1) : line))
    .map((pattern, place): Placed => ({ ...pattern, place, test: testOf(pattern) }));
  if (patterns.length === 0) return null;
  const table = tableOf(patterns);
  return {
    unread: table.unread,
    judge(path, name, isFolder) {
      let last: Placed | null = null;
      const consider = (pattern: Placed): void => {
        if (pattern.place > (last?.place ?? -1) && (isFolder || !pattern.foldersOnly)) last = pattern;
      };
      table.names.get(name)?.forEach(consider);
      table.paths.get(path)?.forEach(consider);
      for (const length of table.lengths)
        if (length <= name.length) table.ends.get(name.slice(name.length - length))?.forEach(consider);
      const known = (last as Placed | null)?.place ?? -1;
      const other = table.others.find(
        (one) => one.place < known || ((isFolder || !one.foldersOnly) && one.test(one.deep ? name : path)),
      );
      if (other) consider(other);
      return last;
    },
  };
}

/** Most patterns are a name, a path, or `*` and the end of a name: these are looked up, since there may be thousands. */
interface Table {
  readonly names: ReadonlyMap<string, readonly Placed[]>;
  readonly paths: ReadonlyMap<string, readonly Placed[]>;
  readonly ends: ReadonlyMap<string, readonly Placed[]>;
  /** How long the ends are. */
  readonly lengths: ReadonlySet<number>;
  /** The last first. */
  readonly others: readonly Placed[];
  readonly unread: number;
}

/** Of the patterns that each path must be held against, so many count: the last ones. */
const mostOthers = 300;

const special = /[*?[\]\\]/;

function tableOf(patterns: readonly Placed[]): Table {
  const [names, paths, ends] = [new Map<string, Placed[]>(), new Map<string, Placed[]>(), new Map<string, Placed[]>()];
  const others: Placed[] = [];
  for (const pattern of patterns) {
    const { text, deep } = pattern;
    const isEnd = deep && text.startsWith('*') && text.length > 1 && !special.test(text.slice(1));
    if (isEnd) addTo(ends, text.slice(1), pattern);
    else if (special.test(text)) others.push(pattern);
    else addTo(deep ? names : paths, text, pattern);
  }
  return {
    names,
    paths,
    ends,
    lengths: new Set([...ends.keys()].map((end) => end.length)),
    others: others.reverse().slice(0, mostOthers),
    unread: Math.max(0, others.length - mostOthers),
  };
}

function testOf({ deep, text }: Pattern): Placed['test'] {
  return deep ? nameTest(text) : pathTest(text);
}

/** The patterns that hold in a folder, the nearest first; `base` is the length of the path of the folder they stand in. */
export interface Scope {
  readonly ignores: Ignores;
  readonly base: number;
  /** Their file, relative to the root. */
  readonly file: string;
  readonly outer: Scope | null;
}

/** Folders that are never entered, even if they are tracked. */
export const pruned: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** The scope of a folder whose .gitignore has this text. */
export function scoped(text: string, { file, base, outer }: Omit<Scope, 'ignores'>): Scope | null {
  const ignores = text === '' ? null : readIgnores(text);
  return ignores === null ? outer : { ignores, base, file, outer };
}

/** Whether the nearest pattern that mentions an entry ignores it. */
export function isIgnored(scope: Scope | null, path: string, name: string, isFolder: boolean): boolean {
  return lineFor(scope, path, name, isFolder) !== null;
}

function lineFor(scope: Scope | null, path: string, name: string, isFolder: boolean): IgnoreLine | null {
  for (let at = scope; at !== null; at = at.outer) {
    const judged = at.ignores.judge(path.slice(at.base), name, isFolder);
    if (judged !== null) return judged.ignored ? { file: at.file, line: judged.line } : null;
  }
  return null;
}

/** Which line leaves a path below the root out of the tree; `read` gives the text of a .gitignore. */
export function createIgnored(
  read: (path: string) => string | null,
  outside: Scope | null,
  prefix: string,
): (path: string) => IgnoreLine | null {
  interface Place {
    readonly scope: Scope | null;
    readonly ignored: IgnoreLine | null;
  }
  const places = new Map<string, Place>();
  const placeIn = (folder: string, outer: Place): Place => {
    if (outer.ignored) return outer;
    const file = `${folder}.gitignore`;
    const base = prefix.length + folder.length;
    return { ...outer, scope: scoped(read(file) ?? '', { file, base, outer: outer.scope }) };
  };
  const judge = (path: string, isFolder: boolean, { scope, ignored }: Place): Place => {
    if (ignored) return { scope, ignored };
    const name = path.slice(path.lastIndexOf('/') + 1);
    const line = pruned.has(name) ? { file: 'git', line: name } : lineFor(scope, prefix + path, name, isFolder);
    return { scope, ignored: line };
  };
  // From the root downward, and not by recursion: a path may have thousands of folders.
  const placeOf = (folder: string): Place => {
    let place = places.get('') ?? placeIn('', { scope: outside, ignored: null });
    places.set('', place);
    for (let end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
      const inner = folder.slice(0, end + 1);
      place = places.get(inner) ?? placeIn(inner, judge(inner.slice(0, -1), true, place));
      places.set(inner, place);
    }
    return place;
  };
  return (path) => judge(path, false, placeOf(path.slice(0, path.lastIndexOf('/') + 1))).ignored;
}

function patternOf(line: string): Pattern[] {
  if (line.startsWith('#')) return [];
  let text = trimmed(line);
  const ignored = !text.startsWith('!');
  if (!ignored) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  if (text === '') return [];
  if (!text.includes('/')) return [{ ignored, foldersOnly, deep: true, text, line }];
  return [{ ignored, foldersOnly, deep: false, text: text.startsWith('/') ? text.slice(1) : text, line }];
}

/** Without the blanks at the end, save one that a backslash keeps. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t') && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}
