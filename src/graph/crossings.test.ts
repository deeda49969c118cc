import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Graph } from '../core/graph.ts';
import { graphOf } from '../testing/graph.ts';
import { crossings, type Region } from './crossings.ts';
import { ofKinds, type Selection } from './walk.ts';

const all: Selection = { possible: () => true, taken: () => true, asks: false };

/** `ui/page` is in the region `ui`; a file without a folder is in none. */
const regionsOf = (graph: Graph): Region[][] =>
  graph.files.map((file) => (file.includes('/') ? [{ key: file.slice(0, file.indexOf('/')) }] : []));

interface Options {
  readonly selection?: Selection;
  readonly indirect?: boolean;
}

/** Each crossing from `ui` to `db` as its chain of files. */
function found(graph: Graph, { selection = all, indirect = true }: Options = {}): string[] {
  const bad = (from: Region, to: Region): boolean => from.key === 'ui' && to.key === 'db';
  return [...crossings(graph, { regions: regionsOf(graph), selection, indirect, bad })].map(({ chain }) =>
    [...chain.map(({ from }) => from), graph.files[graph.target(chain.at(-1)?.id ?? -1)]].join(' '),
  );
}

it.each<[title: string, text: string, chains: readonly string[]]>([
  ['a direct import', 'ui/a -> db/b', ['ui/a db/b']],
  ['each of several imports', 'ui/a -> db/b\nui/a -> db/c\nui/d -> db/b', ['ui/a db/b', 'ui/a db/c', 'ui/d db/b']],
  ['nothing in the allowed direction', 'db/b -> ui/a', []],
  ['nothing between other regions', 'ui/a -> api/b -> api/c', []],
  ['a chain through a file of no region', 'ui/a -> x -> db/b', ['ui/a x db/b']],
  ['the shortest chain behind each first import', 'ui/a -> x -> y -> db/b\nx -> db/c', ['ui/a x db/c']],
  ['a chain for each first import', 'ui/a -> x -> db/b\nui/a -> y -> db/b', ['ui/a x db/b', 'ui/a y db/b']],
  ['no chain through a file of a region, which answers for itself', 'ui/a -> api/x -> db/b', []],
  ['a chain through a circle', 'ui/a -> x -> y -> x\ny -> db/b', ['ui/a x y db/b']],
])('reports %s', (_, text, chains) => {
  expect(found(graphOf(text))).toEqual(chains);
});

it('follows no chain unless asked', () => {
  expect(found(graphOf('ui/a -> x -> db/b\nui/a -> db/c'), { indirect: false })).toEqual(['ui/a db/c']);
});

it('takes only imports of the given kinds, also within a chain', () => {
  const graph = graphOf('ui/a -> x -type-> db/b\nui/c -type-> db/b\nui/d -> db/b');
  expect(found(graph, { selection: ofKinds(graph, ['value']) })).toEqual(['ui/d db/b']);
});

it('finds a chain exactly where one leads through files of no region', () => {
  const file = fc.constantFrom('ui/a', 'ui/b', 'x', 'y', 'z', 'db/c', 'db/d');
  const seen = { some: 0, none: 0 };
  fc.assert(
    fc.property(fc.array(fc.tuple(file, file), { minLength: 1, maxLength: 12 }), (pairs) => {
      const graph = graphOf(pairs.map(([from, to]) => `${from} -> ${to}`).join('\n'));
      const next = (from: string): string[] => pairs.flatMap(([a, b]) => (a === from ? [b] : []));
      const leads = (first: string, seenFiles = new Set<string>()): boolean => {
        if (first.startsWith('db/')) return true;
        if (first.includes('/') || seenFiles.has(first)) return false;
        seenFiles.add(first);
        return next(first).some((one) => leads(one, seenFiles));
      };
      const expected = new Set(
        pairs.filter(([from, to]) => from.startsWith('ui/') && leads(to)).map(([from, to]) => `${from} ${to}`),
      );
      const starts = found(graph).map((chain) => chain.split(' ').slice(0, 2).join(' '));
      expect(new Set(starts)).toEqual(expected);
      seen[expected.size > 0 ? 'some' : 'none']++;
    }),
    { numRuns: 300, seed: 20_261_121 },
  );
  expect(Math.min(seen.some, seen.none)).toBeGreaterThan(50);
});
