import type { Path } from '../core/location.ts';
import { ChangedMeanwhile } from '../core/tree.ts';
import type { Loaded } from './load.ts';
import { codeOwners, nobody } from './owners.ts';

/** What a report may show of files beside their violations. */
export interface Files {
  /** Null if it cannot be read, or has changed since it was checked. */
  text(path: Path): string | null;
  zones(path: Path): readonly string[];
  /** By CODEOWNERS; null where there is no such file. */
  readonly owners: ((path: Path) => readonly string[]) | null;
}

/** The files of one root. */
export function filesOf(loaded: Loaded): Files {
  const zones = [...(loaded.config?.zones ?? [])];
  const text = (path: Path): string | null => textOrNull(loaded, path);
  return {
    text,
    zones: (path) => zones.flatMap(([name, { where }]) => (where.match(path).length > 0 ? [name] : [])),
    owners: codeOwners(text),
  };
}

/** The files of several roots, by their paths from the working directory. A file may belong to roots above each other. */
export function filesOfRoots(roots: readonly { readonly folder: Path; readonly files: Files }[]): Files {
  const holding = (path: Path): { readonly files: Files; readonly own: Path }[] =>
    roots
      .filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`))
      .map(({ folder, files }) => ({ files, own: folder === '' ? path : path.slice(folder.length + 1) }));
  const all = (path: Path, of: (files: Files, own: Path) => readonly string[]): readonly string[] => [
    ...new Set(holding(path).flatMap(({ files, own }) => of(files, own))),
  ];
  return {
    text(path) {
      for (const { files, own } of holding(path)) {
        const text = files.text(own);
        if (text !== null) return text;
      }
      return null;
    },
    zones: (path) => all(path, (files, own) => files.zones(own)),
    owners: roots.some(({ files }) => files.owners)
      ? (path) => ownersAmong(all(path, (files, own) => files.owners?.(own) ?? []))
      : null,
  };
}

/** Some roots may own a file where others do not. */
function ownersAmong(owners: readonly string[]): readonly string[] {
  const named = owners.filter((owner) => owner !== nobody);
  return named.length > 0 ? named : [nobody];
}

function textOrNull({ view }: Loaded, path: Path): string | null {
  try {
    return view.texts.read(path);
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return null;
    throw error;
  }
}
