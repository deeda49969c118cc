import { describe, expect, it } from 'vitest';
import type { Graph } from '../core/graph.ts';
import { orphansOf } from './orphans.ts';
import { graphOf } from '../testing/graph.ts';
import { components, cuts, netOf, shortestCycle } from './cycles.ts';
import { without } from './build.ts';
import { chainFrom, ofKinds, reachable, waysTo } from './walk.ts';

const all = (): boolean => true;
const names = (graph: Graph, ids: Iterable<number>): string => [...ids].map((id) => graph.files[id]).join(' ');
const idOf = (graph: Graph, file: string): number => graph.id(file) ?? -1;

describe('components', () => {
  it.each([
    ['a -> b -> c', []],
    ['a -> b -> a', ['a b']],
    ['a -> a', ['a']],
    ['a -> b -> c -> a\nc -> d -> e -> d', ['a b c', 'd e']],
    ['z -> y -> z\na -> z\ny -> b -> a', ['a b y z']],
    ['a -type-> b -> a', ['a b']],
  ])('of %s', (text, expected) => {
    const graph = graphOf(text);
    expect(components(netOf(graph, all)).map((members) => names(graph, members))).toEqual(expected);
  });

  it('takes only edges of the kinds that it is given', () => {
    const graph = graphOf('a -type-> b -> a');
    expect(components(netOf(graph, ofKinds(graph, ['value']).taken))).toEqual([]);
  });

  it('survives a cycle of 100,000 files', () => {
    const size = 100_000;
    const net = { size, targets: (node: number) => [(node + 1) % size] };
    expect(components(net).map((members) => members.length)).toEqual([size]);
  });
});

describe('the shortest cycle', () => {
  it.each([
    ['a -> b -> c -> a\nb -> a', 'a b'],
    ['d -> c -> b -> d\nb -> a -> d', 'b d c'],
    ['a -> b -> c -> d -> a\nc -> a', 'a b c'],
  ])('of %s', (text, expected) => {
    const graph = graphOf(text);
    const net = netOf(graph, all);
    const [members = []] = components(net);
    expect(names(graph, shortestCycle(net, members).nodes)).toBe(expected);
  });
});

describe('cuts', () => {
  it.each([
    ['a -> b -> a', 1],
    ['a -> b -> c -> a\nb -> a', 1],
    ['a -> b -> a -> c -> a -> d -> a', 3],
  ])('of %s leave no cycle', (text, most) => {
    const graph = graphOf(text);
    const net = netOf(graph, all);
    const [members = []] = components(net);
    const gone = cuts(net, members, () => 1).map(([from, to]) => `${from} ${to}`);
    const rest = {
      size: net.size,
      targets: (node: number) => net.targets(node).filter((to) => !gone.includes(`${node} ${to}`)),
    };
    expect(components(rest)).toEqual([]);
    expect(gone.length).toBeLessThanOrEqual(most);
  });

  it('takes the cheaper of two', () => {
    const graph = graphOf('a -> b -> a');
    const weight = (from: number): number => (from === idOf(graph, 'a') ? 5 : 1);
    expect(cuts(netOf(graph, all), [0, 1], weight)).toEqual([[1, 0]]);
  });
});

describe('chains', () => {
  it('are the shortest, and end at the nearest goal', () => {
    const graph = graphOf('a -> b -> c -> goal\nb -> d -> e -> goal');
    const ways = waysTo(graph, [idOf(graph, 'goal')], all, all);
    expect(
      chainFrom(graph, 0, ways)
        ?.map((edge) => edge.from)
        .join(' '),
    ).toBe('a b c');
  });

  it('stop where they may not pass', () => {
    const graph = graphOf('a -> b -> c -> goal\nb -> d -> e -> goal');
    const ways = waysTo(graph, [idOf(graph, 'goal')], all, (file) => graph.files[file] !== 'c');
    expect(
      chainFrom(graph, 0, ways)
        ?.map((edge) => edge.from)
        .join(' '),
    ).toBe('a b d e');
  });

  it('do not use removed edges', () => {
    const whole = graphOf('a -> b -> goal');
    const graph = without(whole, (edge) => edge.from === 'b');
    expect(chainFrom(graph, 0, waysTo(graph, [idOf(graph, 'goal')], all, all))).toBe(null);
    expect(without(whole, () => false)).toBe(whole);
  });
});

it('reaches what can be reached', () => {
  const graph = graphOf('a -> b -> c\nd -> a\nc -type-> e');
  const found = (kinds: Parameters<typeof ofKinds>[1]): string =>
    names(
      graph,
      [...reachable(graph, [idOf(graph, 'a')], ofKinds(graph, kinds).taken).entries()].flatMap(([id, seen]) =>
        seen ? [id] : [],
      ),
    );
  expect(found(['value'])).toBe('a b c');
  expect(found(['value', 'type'])).toBe('a b c e');
});

describe('orphans', () => {
  it.each<[text: string, roots: string, expected: string[]]>([
    ['main -> a -> b', 'main', []],
    ['main -> a\nold -> a', 'main', ['old']],
    ['main -> x\nold -> helper -> deep', 'main', ['deep by helper', 'helper by old', 'old needs deep,helper']],
    ['main -> x\na -> both\nb -> both', 'main', ['a', 'b', 'both by a,b']],
    ['main -> x\na -> b -> a\nb -> c', 'main', ['a by b', 'b by a', 'c by b']],
    ['main -> x\nhead -> a -> b -> a', 'main', ['a by b,head', 'b by a', 'head']],
    ['main -type-> a -dynamic-> b', 'main', []],
    ['a -> a', 'main', ['a']],
  ])('of %s', (text, roots, expected) => {
    const graph = graphOf(text);
    const nameOf = (file: number): string => graph.files[file] ?? '';
    const found = orphansOf(
      graph,
      graph.files.flatMap((file, id) => (file === roots ? [id] : [])),
      [...graph.files.keys()],
    );
    const told = found.map(({ file, importers, needs }) =>
      [
        nameOf(file),
        ...(importers.length > 0 ? [`by ${importers.map(nameOf).sort().join(',')}`] : []),
        ...(needs.length > 0 ? [`needs ${needs.map(nameOf).join(',')}`] : []),
      ].join(' '),
    );
    expect(told).toEqual(expected);
  });
});
