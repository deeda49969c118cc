import type { Path } from '../core/location.ts';
import type { Problem } from '../core/violation.ts';
import type { Named } from '../settle/sign.ts';

/** Names of one time, and what they are at another. */
export interface Move {
  readonly files: ReadonlyMap<Path, Path>;
  readonly folders: ReadonlyMap<Path, Path>;
}

/** The names that a problem has at the other time. */
export function renaming({ files, folders }: Move): (problem: Problem) => Named {
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

/** Folders that are gone, and all of whose files went to one other folder under the names that they had: `gone` are files of the one time, `there` those of the other. */
export function movedFolders(
  files: ReadonlyMap<Path, Path>,
  gone: Iterable<Path>,
  there: Iterable<Path>,
): ReadonlyMap<Path, Path> {
  const found = new Map<Path, Path | null>();
  for (const path of there) for (const folder of foldersAbove(path)) found.set(folder, null);
  for (const old of gone) {
    const path = files.get(old) ?? '';
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
