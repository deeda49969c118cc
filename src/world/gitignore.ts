import { nameTest, pathTest } from '../core/glob.ts';

/** The patterns of one .gitignore, which judge what lies below its folder. */
export interface Ignores {
  /** True: ignored; false: taken back by `!`; null: not mentioned. `path` is relative to the folder of the .gitignore. */
  judge(path: string, name: string, isFolder: boolean): boolean | null;
}

interface Pattern {
  readonly ignored: boolean;
  readonly foldersOnly: boolean;
  /** Whether the pattern speaks of a name at any depth, or of a path from here. */
  readonly deep: boolean;
  readonly test: (text: string) => boolean;
}

/** Reads a .gitignore; null when it says nothing. */
export function readIgnores(text: string): Ignores | null {
  const patterns = text
    .split('\n')
    .flatMap((line) => patternOf(line.endsWith('\r') ? line.slice(0, -1) : line))
    .reverse();
  if (patterns.length === 0) return null;
  return {
    judge: (path, name, isFolder) =>
      patterns.find((pattern) => (isFolder || !pattern.foldersOnly) && pattern.test(pattern.deep ? name : path))
        ?.ignored ?? null,
  };
}

/** The patterns that hold in a folder, the nearest first; `base` is the length of the path of the folder they stand in. */
export interface Scope {
  readonly ignores: Ignores;
  readonly base: number;
  readonly outer: Scope | null;
}

/** Never entered, wherever they lie and whoever tracks them. */
export const pruned: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** The scope of a folder whose .gitignore has this text. */
export function scoped(text: string, base: number, outer: Scope | null): Scope | null {
  const ignores = text === '' ? null : readIgnores(text);
  return ignores === null ? outer : { ignores, base, outer };
}

/** Whether the nearest pattern that mentions an entry ignores it. */
export function isIgnored(scope: Scope | null, path: string, name: string, isFolder: boolean): boolean {
  for (let at = scope; at !== null; at = at.outer) {
    const judged = at.ignores.judge(path.slice(at.base), name, isFolder);
    if (judged !== null) return judged;
  }
  return false;
}

/** Whether a path below the root would be left out of the tree; `read` gives the text of a .gitignore. */
export function createIgnored(
  read: (path: string) => string | null,
  outside: Scope | null,
  prefix: string,
): (path: string) => boolean {
  const scopes = new Map<string, Scope | null | 'ignored'>();
  const scopeOf = (folder: string): Scope | null | 'ignored' => {
    const known = scopes.get(folder);
    if (known !== undefined) return known;
    const outer = folder === '' ? outside : judge(folder.slice(0, -1), true);
    const scope =
      outer === 'ignored' ? outer : scoped(read(`${folder}.gitignore`) ?? '', prefix.length + folder.length, outer);
    scopes.set(folder, scope);
    return scope;
  };
  const judge = (path: string, isFolder: boolean): Scope | null | 'ignored' => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const scope = scopeOf(path.slice(0, path.length - name.length));
    return scope === 'ignored' || pruned.has(name) || isIgnored(scope, prefix + path, name, isFolder)
      ? 'ignored'
      : scope;
  };
  return (path) => judge(path, false) === 'ignored';
}

function patternOf(line: string): Pattern[] {
  if (line.startsWith('#')) return [];
  let text = trimmed(line);
  const ignored = !text.startsWith('!');
  if (!ignored) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  if (foldersOnly) text = text.slice(0, -1);
  if (text === '') return [];
  if (!text.includes('/')) return [{ ignored, foldersOnly, deep: true, test: nameTest(text) }];
  return [{ ignored, foldersOnly, deep: false, test: pathTest(text.startsWith('/') ? text.slice(1) : text) }];
}

/** Without the blanks at the end, save one that a backslash keeps. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t') && line[end - 2] !== '\\') end--;
  return line.slice(0, end);
}
