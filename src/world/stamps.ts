import type { Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { sameStamp, type Stamp } from '../core/tree.ts';

export interface Stamped extends Stamp {
  readonly hash: Hash;
  /** Why the file has no text, where it could not be read. */
  readonly fault?: string;
}

/** Which text a file had when it bore a stamp, so that a known file need not be read. */
export interface Stamps {
  get(path: Path, stamp: Stamp): Stamped | undefined;
  set(path: Path, stamped: Stamped): void;
  /** Marks a file whose text does not match its stamp. */
  forget(path: Path): void;
  /** To be called when files were listed anew, with the time, in milliseconds, at which that began. */
  begin(now: number): void;
  readonly entries: ReadonlyMap<Path, Stamped>;
  /** When the last sweep began, in milliseconds: what is younger may have changed under its stamp. */
  readonly swept: number;
  readonly changed: boolean;
}

/** The clock of a file system lags behind by up to a tick of the kernel; in milliseconds, with room to spare. */
const tick = 50;

/** By git's rule for racy entries, a file as young as the tick in which it was read may have changed again under the same stamp. */
export function isYoung({ modified, changed = modified }: Stamp, read: number): boolean {
  return Math.max(modified, changed) >= read - tick;
}

/** A table of stamps, going on from an earlier one. */
export function createStamps(earlier: ReadonlyMap<Path, Stamped> = new Map(), earlierSweep = 0): Stamps {
  const entries = new Map(earlier);
  let swept = earlierSweep;
  let changed = false;
  return {
    entries,
    get swept() {
      return swept;
    },
    get changed() {
      return changed;
    },
    get(path, stamp) {
      const known = entries.get(path);
      return known && sameStamp(known, stamp) ? known : undefined;
    },
    set(path, stamped) {
      const known = entries.get(path);
      changed ||= !known || !sameStamp(known, stamped) || known.hash !== stamped.hash || known.fault !== stamped.fault;
      entries.set(path, stamped);
    },
    forget(path) {
      changed = entries.delete(path) || changed;
    },
    begin(now) {
      for (const [path, stamped] of entries) if (isYoung(stamped, swept)) entries.delete(path);
      swept = now;
    },
  };
}
