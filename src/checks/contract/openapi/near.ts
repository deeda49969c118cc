import type { Endpoint, RoutePath } from '../../../core/endpoint.ts';
import { editDistance } from '../../../core/nearest.ts';
import { folderOf } from '../../../core/path.ts';
import type { DocumentedPath } from '../../../graph/routes/contract.ts';
import { shapeOf } from '../../../graph/routes/path.ts';
import type { Comparison, Undocumented } from './compare.ts';

/** Finds what was probably meant. Only what has no counterpart of its own can be meant, and no word is misspelt that other paths have in its place. */
export interface Guesses {
  /** The route that an operation without a route means. */
  routeOf(full: RoutePath): Endpoint | undefined;
  /** The path of the document that a route without an operation means. */
  pathOf(route: Undocumented): DocumentedPath | undefined;
}

/** What was meant by the routes and operations of one comparison that have no counterpart. */
export function guessesIn({ contracts, known, served, unimplemented }: Comparison): Guesses {
  const answering = new Set(served.flatMap(({ routes }) => routes));
  const routes = {
    spare: known.filter((route) => !answering.has(route)),
    starts: startsOf(known),
  };
  const documented = new Map(
    contracts.map((contract) => {
      const open = new Set(unimplemented.flatMap((one) => (one.contract === contract ? [one.operation.name] : [])));
      return [
        contract,
        { spare: contract.paths.filter(({ name }) => open.has(name)), starts: startsOf(contract.paths) },
      ] as const;
    }),
  );
  return {
    routeOf: (full) => meantBy(full, routes),
    pathOf({ home: { contract, path } }) {
      const field = documented.get(contract);
      return field && meantBy(path, field);
    },
  };
}

/** Where a path may have its counterpart. */
interface Field<T> {
  readonly spare: readonly T[];
  /** Every beginning of every path. */
  readonly starts: ReadonlySet<string>;
}

function startsOf(paths: readonly { readonly path: RoutePath }[]): ReadonlySet<string> {
  return new Set(paths.flatMap(({ path }) => path.map((_, i) => shapeOf(path.slice(0, i + 1)))));
}

/** The path that has the most in common; none where several different ones have as much. */
function meantBy<T extends { readonly path: RoutePath }>(
  wanted: RoutePath,
  { spare, starts }: Field<T>,
): T | undefined {
  const alike = spare.flatMap((one) => {
    const likeness = likenessOf(wanted, one.path);
    const isWord = likeness?.slip !== undefined && starts.has(shapeOf(wanted.slice(0, likeness.slip + 1)));
    return likeness && !isWord ? [{ one, ...likeness }] : [];
  });
  alike.sort((a, b) => b.shared - a.shared || a.far - b.far);
  const [best, ...others] = alike;
  const isTied = others.some(
    ({ one, shared, far }) =>
      shared === best?.shared && far === best.far && shapeOf(one.path) !== shapeOf(best.one.path),
  );
  return isTied ? undefined : best?.one;
}

interface Likeness {
  /** The number of equal segments. */
  readonly shared: number;
  /** The number of letters that differ. */
  readonly far: number;
  /** The segment with these letters. */
  readonly slip?: number;
}

/** Two paths are alike but for a slip in one segment, or for what stands before one of them. */
function likenessOf(a: RoutePath, b: RoutePath): Likeness | null {
  if (a.length !== b.length) {
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    const isEnd =
      shorter.some(({ kind }) => kind === 'static') &&
      shorter.every((segment, i) => segment.shape === longer[longer.length - shorter.length + i]?.shape);
    return isEnd ? { shared: shorter.length, far: 0 } : null;
  }
  const differing = a.flatMap(({ shape }, slip) => (shape === b[slip]?.shape ? [] : [{ slip, shape }]));
  const [first] = differing;
  if (first === undefined || differing.length > 1) return null;
  const far = editDistance(first.shape, b[first.slip]?.shape ?? '', 4);
  const isSlip = far <= Math.min(3, Math.floor(first.shape.length / 3));
  return isSlip ? { shared: a.length - 1, far, slip: first.slip } : null;
}

/** The route that goes along with a path the furthest, beyond the base. None where such routes are in several folders: each would be as good a place. */
export function nextTo(full: RoutePath, base: number, known: readonly Endpoint[]): Endpoint | undefined {
  let best: Endpoint[] = [];
  let length = base;
  for (const route of known) {
    const differs = full.findIndex((segment, i) => segment.shape !== route.path[i]?.shape);
    const shared = differs < 0 ? full.length : differs;
    if (shared <= base || shared < length) continue;
    best = shared > length ? [route] : [...best, route];
    length = shared;
  }
  const folders = new Set(best.map(({ at }) => folderOf(at.file)));
  return folders.size === 1 ? best[0] : undefined;
}
