import { hashOf, type Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import type { Crawl } from './crawl.ts';
import { isYoung } from './stamps.ts';

/** What may be asked of a disk beside its list of files. */
export interface Beside {
  /** What is known of a file without reading it. */
  stamp(path: Path): Stamp | null;
  /** The real path of a file. */
  real(path: Path): Path | null;
  names(folder: Path): readonly string[] | null;
  installed(name: string): boolean;
  unwritable(path: Path): string | null;
  /** The stamps of what git keeps of its history at a folder. */
  history(folder: Path): readonly (Stamp | null)[];
}

/** A question, and what it was answered with. */
type Asked = readonly [kind: keyof Beside, subject: string, answer: string];

/** A list of files, and what was asked beside it. What follows from a disk follows again from one that answers the same. */
export interface Trace {
  readonly state: Hash;
  readonly asked: readonly Asked[];
}

/** A disk that remembers what it is asked. */
export interface Traced extends Beside {
  /** Says that something was asked which is not worth asking again: there is no trace. */
  lose(): void;
  /** Null where there is none, or where a file is so young that it may have changed again under its stamp. */
  trace(): Trace | null;
}

/** What was found, and when the look for it began, in milliseconds. */
interface Sight {
  readonly found: Crawl;
  state(): Hash;
  readonly began: number;
}

/** Remembers what is asked about packages, folders, and files that were not listed. */
export function traced({ found, state, began }: Sight, beside: Beside): Traced {
  const asked = new Map<string, Asked>();
  let isLost = false;
  const note = <T>(kind: keyof Beside, subject: string, answer: T): T => {
    asked.set(`${kind} ${subject}`, [kind, subject, told(answer)]);
    return answer;
  };
  /** What is listed has its stamp there. */
  const noteUnlisted = <T>(kind: keyof Beside, path: Path, answer: T): T =>
    found.files.has(path) ? answer : note(kind, path, answer);
  return {
    stamp(path) {
      const stamp = noteUnlisted('stamp', path, beside.stamp(path));
      isLost ||= stamp !== null && isYoung(stamp, began);
      return stamp;
    },
    real: (path) => noteUnlisted('real', path, beside.real(path)),
    names: (folder) => note('names', folder, beside.names(folder)),
    installed: (name) => note('installed', name, beside.installed(name)),
    unwritable: (path) => noteUnlisted('unwritable', path, beside.unwritable(path)),
    history(folder) {
      const stamps = note('history', folder, beside.history(folder));
      isLost ||= stamps.some((stamp) => stamp !== null && isYoung(stamp, began));
      return stamps;
    },
    lose() {
      isLost = true;
    },
    trace: () =>
      isLost || [...found.files.values()].some((stamp) => isYoung(stamp, began))
        ? null
        : { state: state(), asked: [...asked.values()] },
  };
}

/** Does this disk answer as the one of a trace did? */
export function holds({ state, asked }: Trace, now: Sight, beside: Beside): boolean {
  return now.state() === state && asked.every(([kind, subject, answer]) => told(beside[kind](subject)) === answer);
}

/** Changes with the stamp of any file, and with everything else that a look at a root finds. */
export function stateOf({ files, links, lost, listing, notes }: Crawl): Hash {
  const stamped = [...files].map(([path, stamp]) => `${path} ${Object.values(stamp).join(' ')}`);
  return hashOf(JSON.stringify([stamped, [...links], lost, listing.outside?.texts, notes]));
}

function told(answer: unknown): string {
  return JSON.stringify(answer);
}
