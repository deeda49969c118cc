import { lstatSync } from 'node:fs';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import { sameStamp, type Stamp } from '../core/tree.ts';
import { type Paths, pathsOf } from './paths.ts';
import { stampFrom } from './read.ts';
import { isYoung } from './stamps.ts';

/** What a look at the disk saw of the paths where files may be. */
export interface Seen {
  /** In order. */
  readonly candidates: readonly Path[];
  /** Those that are files, in the same order. */
  readonly files: ReadonlyMap<Path, Stamp>;
  paths(): Paths;
  /** When the look began, in milliseconds. */
  readonly at: number;
  /** The files that may have another text than at the look before; null where any may. */
  readonly touched: ReadonlySet<Path> | null;
}

/** Looks at each path. If the last look had the same paths, only what was touched since is new. */
export function see(root: string, candidates: readonly Path[], last: Seen | null): Seen {
  const at = Date.now();
  const changed = last?.candidates === candidates ? changesSince(root, last) : null;
  if (last === null || changed === null) {
    const files = new Map<Path, Stamp>();
    for (const path of candidates) {
      const stamp = stampAt(root, path);
      if (stamp) files.set(path, stamp);
    }
    return { candidates, files, paths: once(() => pathsOf(files.keys())), at, touched: null };
  }
  const { stamps, young } = changed;
  const files = stamps.size === 0 ? last.files : new Map([...last.files, ...stamps]);
  return { ...last, files, at, touched: new Set([...stamps.keys(), ...young]) };
}

interface Changes {
  /** The new stamps of files that have others than at the last look. */
  readonly stamps: ReadonlyMap<Path, Stamp>;
  /** Files with the same stamp that may have changed nevertheless. */
  readonly young: readonly Path[];
}

/** Null if a file came or went. */
function changesSince(root: string, { candidates, files, at }: Seen): Changes | null {
  const stamps = new Map<Path, Stamp>();
  const young: Path[] = [];
  for (const path of candidates) {
    const [before, now] = [files.get(path), stampAt(root, path)];
    if (!before && !now) continue;
    if (!before || !now) return null;
    if (!sameStamp(before, now)) stamps.set(path, now);
    else if (isYoung(now, at)) young.push(path);
  }
  return { stamps, young };
}

function stampAt(root: string, path: Path): Stamp | null {
  const entry = lstatSync(`${root}/${path}`, { throwIfNoEntry: false });
  return entry?.isFile() ? stampFrom(entry) : null;
}
