import type { Path } from '../../core/location.ts';
import { allGlobs, inOrder, isPackage, packagesOf, whereOf, withoutGroups } from './cruiser-paths.ts';
import {
  isCode,
  leave,
  only,
  type Project,
  recordOf,
  stringsOf,
  together,
  type Translation,
  unknownKeys,
} from './translation.ts';

type Item = Readonly<Record<string, unknown>>;
type Reason = { readonly reason: string };

/** Globs, or names of packages, in order; one with `!` takes away from those before it. */
type Patterns = readonly string[];

/** An entry of `allowed`: these files may import these files and packages. */
interface Allowance {
  readonly from: Patterns;
  readonly to: Patterns;
  readonly packages: Patterns;
}

const anyFile: Patterns = ['**'];
const anyPackage: Patterns = ['*', 'node:*'];

/** More rules than this would be harder to read than the entries. */
const mostRules = 16;

/**
 * An import that no entry allows is a violation. What comes of the entries is a rule for each set of files to which the same entries apply: it
 * denies what none of these allows.
 */
export function allowedRules(
  entries: readonly Item[],
  { severity, ...others }: Item & { readonly severity: unknown },
  project: Project,
): Translation {
  if (entries.length === 0) return together([]);
  const source = 'allowed';
  if (severity === 'ignore') return leave(source, 'it is off');
  const allowances: Allowance[] = [];
  for (const [at, entry] of entries.entries()) {
    const found = allowanceOf(entry, project.paths);
    if ('reason' in found) return leave(source, `entry ${String(at + 1)} cannot be said: ${found.reason}`);
    allowances.push(found);
  }
  const rules = rulesFor(allowances, project);
  if ('reason' in rules) return leave(source, rules.reason);
  const level = severity === 'error' ? {} : { severity: 'warn' };
  return together(
    rules.map((rule) =>
      only(
        'layering/allowed',
        { check: 'imports', ...level, ...rule, ...others },
        { source, differs: 'imports that do not resolve are not reported' },
      ),
    ),
  );
}

function allowanceOf(entry: Item, paths: readonly Path[]): Allowance | Reason {
  const [from, to] = [recordOf(entry['from']), recordOf(entry['to'])];
  const unknown =
    unknownKeys(entry, ['name', 'comment', 'from', 'to']) ??
    unknownKeys(from, ['path', 'pathNot']) ??
    unknownKeys(to, ['path', 'pathNot']);
  if (unknown !== null) return { reason: unknown };
  const importers = whereOf(from, paths);
  if ('reason' in importers) return importers;
  const [wanted, unwanted] = [stringsOf(to['path']), stringsOf(to['pathNot'])];
  const some = allGlobs(wanted.filter(isPackage), packagesOf);
  const away = allGlobs(unwanted.filter(isPackage), packagesOf);
  const isFile = (pattern: string): boolean => !isPackage(pattern);
  const path = wanted.filter(isFile).map(withoutGroups);
  const files = whereOf({ path, pathNot: unwanted.filter(isFile).map(withoutGroups) }, paths);
  if ('reason' in some) return some;
  if ('reason' in away) return away;
  if ('reason' in files) return files;
  return {
    from: importers,
    to: wanted.length > 0 && path.length === 0 ? [] : files,
    packages: [...(wanted.length === 0 ? anyPackage : some), ...away.map(flipped)],
  };
}

/** Files to which the same entries apply. */
interface Group {
  readonly files: readonly Path[];
  readonly allowances: readonly Allowance[];
}

function rulesFor(allowances: readonly Allowance[], project: Project): readonly Item[] | Reason {
  const code = project.paths.filter(isCode);
  const rules: Item[] = [];
  for (const group of groupsOf(allowances, code)) {
    const packages = deniedBy(
      group.allowances.map((one) => one.packages),
      anyPackage,
    );
    const files = deniedBy(
      group.allowances.map(({ to }) => to),
      anyFile,
    );
    if (packages.length === 0 && files.length === 0) continue;
    const from = importersOf(group, allowances, code);
    if (from === null || !isBound(group, from) || !isExact(group, files, code))
      return { reason: 'its entries overlap in a way that globs cannot say: write an `imports` rule for each part' };
    const own = packages.includes('*') ? workspaceNames(project).map(flipped) : [];
    rules.push({ from, deny: [...files, ...(packages.length > 0 ? [{ packages: [...packages, ...own] }] : [])] });
  }
  return rules.length > mostRules ? { reason: `it would take ${String(rules.length)} rules` } : rules;
}

function groupsOf(allowances: readonly Allowance[], code: readonly Path[]): readonly Group[] {
  const tests = allowances.map((allowance) => ({ allowance, test: inOrder(allowance.from) }));
  const groups = new Map<string, { readonly files: Path[]; readonly allowances: readonly Allowance[] }>();
  for (const path of code) {
    const own = tests.filter(({ test }) => test(path)).map(({ allowance }) => allowance);
    const key = own.map((one) => allowances.indexOf(one)).join();
    const group = groups.get(key) ?? { files: [], allowances: own };
    group.files.push(path);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Globs that select these files and no others, as one entry says it; with captures if possible, since its targets may name them. */
function importersOf({ files, allowances }: Group, all: readonly Allowance[], code: readonly Path[]): Patterns | null {
  const away = all.filter((one) => !allowances.includes(one)).map(({ from }) => from);
  const starts = [...allowances.map(({ from }) => from), ...away.map((from) => deniedBy([from], anyFile)), anyFile];
  const candidates = starts.flatMap((start) => [start, [...start, ...away.flat().map(withoutCaptures).map(flipped)]]);
  const wanted = new Set(files);
  const exact = candidates.filter((globs) => {
    const test = inOrder(globs);
    return globs.length > 0 && code.every((path) => test(path) === wanted.has(path));
  });
  exact.sort((a, b) => a.length - b.length);
  return exact.find((globs) => globs.some(hasCaptures)) ?? exact[0] ?? null;
}

/** What none of these lists names. */
function deniedBy(lists: readonly Patterns[], everything: Patterns): Patterns {
  const isWide = (list: Patterns): boolean => everything.every((one, at) => list[at] === one);
  const [wide] = lists.filter(isWide).sort((a, b) => a.length - b.length);
  const start = wide ? wide.slice(everything.length).map(flipped) : everything;
  if (start.length === 0) return [];
  return [...start, ...lists.filter((list) => list !== wide).flatMap((list) => list.map(flipped))];
}

function isBound({ allowances }: Group, from: Patterns): boolean {
  return allowances
    .filter(({ to }) => to.some(hasCaptures))
    .every((one) => one.from.every((glob) => from.includes(glob)));
}

/** Do the globs deny exactly the files that no entry allows? Captures depend on the importer and are not compared. */
function isExact({ allowances }: Group, denied: Patterns, code: readonly Path[]): boolean {
  if (denied.some(hasCaptures)) return true;
  const tests = allowances.map(({ to }) => inOrder(to));
  const isDenied = inOrder(denied);
  return code.every((path) => isDenied(path) !== tests.some((test) => test(path)));
}

function flipped(pattern: string): string {
  return pattern.startsWith('!') ? pattern.slice(1) : `!${pattern}`;
}

function hasCaptures(glob: string): boolean {
  return /\{\w+\}/.test(glob);
}

function withoutCaptures(glob: string): string {
  return glob.replaceAll(/\{\w+\}/g, '*');
}

/** Packages of the project itself are judged by their files. */
function workspaceNames({ paths, value }: Project): readonly string[] {
  return paths
    .filter((path) => path.endsWith('/package.json'))
    .flatMap((path) => stringsOf(recordOf(value(path))['name']));
}
