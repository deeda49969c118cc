import type { Changes, Comparison } from '../core/changes.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { Problem, Violation } from '../core/violation.ts';
import type { Named } from '../settle/sign.ts';
import { examine } from './examine.ts';
import { branch } from './follow.ts';
import type { Loaded } from './load.ts';
import { inputsOf, type Memory } from './inputs.ts';

/** Which violations are news: what stands in a file that changed, and what the base does not have. Both times the rules are those of today. */
export function newsOf(loaded: Loaded, { changes, before }: Comparison, run: Run): (violation: Violation) => boolean {
  const { known, unjudged } = judgedBefore(
    loaded,
    { changes, before: new Map([...before].filter(([path]) => !loaded.written.has(path))) },
    run,
  );
  const isTouched = (file: Path): boolean => changes.added.has(file) || changes.changed.has(file);
  return ({ id, rule, at }) => isTouched(at.file) || !(known.has(id) || unjudged.has(rule));
}

/** What ran today, and what it left in memory. */
interface Run {
  readonly rules: readonly Rule[];
  readonly memory: Memory;
}

interface Past {
  readonly known: ReadonlySet<string>;
  /** Rules that could not be judged then, so that nothing is known of what they would have found. */
  readonly unjudged: ReadonlySet<string>;
}

function judgedBefore(loaded: Loaded, { changes, before }: Comparison, { rules, memory }: Run): Past {
  // What is older than everything makes no report look old.
  const world = { ...loaded.world, view: (overlay?: Comparison['before']) => loaded.world.view(overlay, 0) };
  const { loaded: past, memory: kept } = branch({ loaded, memory }, before, {
    ...loaded,
    world,
    comparison: null,
    compare: null,
  });
  const wanted = new Set(rules.map(({ id }) => id));
  const ran = past.rules.filter(({ id }) => wanted.has(id));
  const { standing, frozen, notRun, errors } = examine(inputsOf(past, kept), {
    rules: ran,
    files: null,
    shown: null,
    frozen: () => false,
    idle: () => true,
    as: renaming(changes, before, loaded.view.tree.files.keys()),
  });
  const failed = ran.filter(({ at }) => errors.some((error) => error.at === at));
  const judged = new Set(ran.map(({ id }) => id));
  return {
    known: new Set([...standing, ...frozen].map(({ id }) => id)),
    unjudged: new Set([
      ...notRun.map(({ rule }) => rule),
      ...failed.map(({ id }) => id),
      ...[...wanted].filter((id) => !judged.has(id)),
    ]),
  };
}

/** The names that a problem of the base would have today, so that a rename keeps ids. `now` are the files of today. */
function renaming(
  { renamed }: Changes,
  before: Comparison['before'],
  now: Iterable<Path>,
): ((problem: Problem) => Named) | undefined {
  if (renamed.size === 0) return undefined;
  const files = new Map([...renamed].map(([path, old]) => [old, path]));
  const folders = movedFolders(files, before, now);
  const renameIn = (text: string): string => {
    const names = text.split(' > ').map((name) => files.get(name) ?? folders.get(name) ?? name);
    return names.join(' > ') === text ? text : turned(names).join(' > ');
  };
  return ({ message, data, at }) => {
    const named = Object.fromEntries(Object.entries(data).map(([key, text]) => [key, renameIn(text)]));
    // A cycle stands at its first member, and a new name may make another the first.
    const [turning] = Object.keys(data).filter(
      (key) =>
        data[key] !== named[key] && data[key]?.startsWith(`${at.file} > `) && data[key].endsWith(` > ${at.file}`),
    );
    return {
      message,
      data: named,
      file: turning === undefined ? renameIn(at.file) : (named[turning]?.split(' > ')[0] ?? at.file),
    };
  };
}

/** A cycle is told from its first member in order of path on. */
function turned(names: readonly string[]): readonly string[] {
  if (names.length < 3 || names[0] !== names.at(-1)) return names;
  const ring = names.slice(1);
  const first = ring.reduce((least, name, i) => (name < (ring[least] ?? '') ? i : least), 0);
  return [...ring.slice(first), ...ring.slice(0, first), ring[first] ?? ''];
}

/** Folders that are gone, and all of whose files went to one other folder under the names that they had. */
function movedFolders(
  files: ReadonlyMap<Path, Path>,
  before: Comparison['before'],
  now: Iterable<Path>,
): ReadonlyMap<Path, Path> {
  const found = new Map<Path, Path | null>();
  for (const path of now) for (const folder of foldersAbove(path)) found.set(folder, null);
  for (const [old, text] of before) {
    const path = files.get(old) ?? '';
    if (text === null) continue;
    for (const folder of foldersAbove(old)) {
      const end = old.slice(folder.length);
      const to = path.endsWith(end) ? path.slice(0, -end.length) : null;
      found.set(folder, found.get(folder) === undefined || found.get(folder) === to ? to : null);
    }
  }
  return new Map([...found].filter((entry): entry is [Path, Path] => entry[1] !== null));
}

function* foldersAbove(path: Path): Iterable<Path> {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1))
    yield path.slice(0, slash);
}
