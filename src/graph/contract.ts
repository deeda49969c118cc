import type { Edge, Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import type { Lists } from '../core/view.ts';
import type { Region } from './crossings.ts';
import type { Selection } from './walk.ts';

/** What a rule says of imports that do not exist yet. */
export interface Contract {
  /** May one file import another? Neither need exist. */
  allows(from: Path, to: Path, type: boolean): boolean;
  /** May a new file lie there? */
  holds(path: Path): boolean;
  /** Does a file hand on what it imports, so that its importers are judged by that as well? */
  passes(path: Path): boolean;
  /** The folder of the package that a path belongs to. */
  home(path: Path): Path;
  /** Imports of types count. */
  readonly types: boolean;
  /** Does what a file imports stay where it is? To move it out of what a rule denies would be a way round the rule. */
  stays?(from: Path, to: Path): boolean;
  /** Does an import still lead to what its file must not reach when others are gone? Only where chains count. */
  leads?(edge: Edge, gone: ReadonlySet<number>): boolean;
  /** Would a file at another path no longer be judged? To move it there would be a way round the rule. */
  leaves?(file: Path, to: Path): boolean;
}

/** What decides about parts that may or may not reach each other. */
export interface Parts<R extends Region> extends Pick<Contract, 'holds' | 'home' | 'types'> {
  regionsOf(path: Path): readonly R[];
  bad(from: R, to: R): boolean;
  readonly selection: Selection;
  /** Does the rule judge what a file imports? */
  judges(file: Path): boolean;
  /** Chains through files in no part count. */
  readonly indirect: boolean;
}

/** The contract of parts. A file in no part stands for those that reach it, or that it reaches, through others in none. */
export function contractOfParts<R extends Region>(graph: Graph, parts: Parts<R>): Contract {
  const { regionsOf, bad, indirect, types, judges } = parts;
  const [above, below] = [new Map<Path, readonly R[]>(), new Map<Path, readonly R[]>()];
  const reached = (known: Map<Path, readonly R[]>, file: Path, next: (file: Path) => Path[]): readonly R[] => {
    const own = regionsOf(file);
    if (own.length > 0 || !indirect) return own;
    const found = known.get(file) ?? regionsAround(file, regionsOf, next);
    known.set(file, found);
    return found;
  };
  const { possible } = parts.selection;
  const importers = (file: Path): Path[] =>
    graph.importersOf(file).flatMap(({ id, from }) => (possible(id) ? [from] : []));
  const targets = (file: Path): Path[] =>
    graph.importsOf(file).flatMap(({ id, target }) => ('file' in target && possible(id) ? [target.file] : []));
  return {
    ...parts,
    passes: (path) => indirect && regionsOf(path).length === 0,
    allows(from, to, type) {
      if ((type && !types) || (regionsOf(from).length > 0 && !judges(from))) return true;
      const ends = reached(below, to, targets);
      return !reached(above, from, importers).some((one) => ends.some((end) => bad(one, end)));
    },
    leads({ id, from, target }, gone) {
      if (!('file' in target) || gone.has(id)) return false;
      const left = (file: Path): Path[] =>
        graph
          .importsOf(file)
          .flatMap((one) => ('file' in one.target && possible(one.id) && !gone.has(one.id) ? [one.target.file] : []));
      const own = regionsOf(target.file);
      const ends = own.length > 0 || !indirect ? own : regionsAround(target.file, regionsOf, left);
      return regionsOf(from).some((one) => ends.some((end) => bad(one, end)));
    },
  };
}

/** Judges what a rule judges, and a file that does not exist yet. */
export function judgesIn(project: Lists): (file: Path) => boolean {
  return (file) => project.judges(file) || !project.tree.has(file);
}

/** The parts that a file in none meets first, in one direction. */
function regionsAround<R extends Region>(
  file: Path,
  regionsOf: (file: Path) => readonly R[],
  next: (file: Path) => Path[],
): readonly R[] {
  const found = new Map<string, R>();
  const seen = new Set([file]);
  // A set that grows is walked to its end.
  for (const one of seen) {
    for (const other of next(one)) {
      const regions = regionsOf(other);
      for (const region of regions) found.set(region.key, region);
      if (regions.length === 0) seen.add(other);
    }
  }
  return [...found.values()];
}
