import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { ImportKind } from '../../../core/code.ts';
import type { Edge, Graph } from '../../../core/graph.ts';
import type { Path } from '../../../core/location.ts';
import { edgeOptions, judgedKinds, oneWhere } from '../../../core/options.ts';
import { cuts, knotsOf, shortestCycle } from '../../../graph/cycles.ts';
import { ofKinds, type Selection } from '../../../graph/walk.ts';
import { placeOf, quoteEdge, symbolWords } from '../../../graph/words.ts';
import type { Where } from '../../../core/zone.ts';
import type { Fix } from '../../../core/fix.ts';

const options = z.strictObject({
  level: z
    .union([z.enum(['file', 'folder']), oneWhere])
    .default('file')
    .describe(`What may not form a cycle: 'file', 'folder' (each file's own folder), or a zone with captures.`),
  max: z.int().min(1).optional().describe('The longest cycle of interest, in files.'),
  ...edgeOptions,
});

export const cycles = defineCheck({
  name: 'cycles',
  family: 'layering',
  summary: 'No import leads back to where it began.',
  options,
  reads: () => ({ graph: 'edges' }),
  excepts: 'edges',
  messages: {
    cycle: (d) => `${d['cycle']} import each other in a circle.`,
    lazy: (d) => `${d['cycle']} import each other in a circle, but only by way of \`import()\`.`,
  },
  statement: (o) => `no cycles between ${typeof o.level === 'string' ? `${o.level}s` : `instances of ${o.level.text}`}`,
  *check(project, o, problem) {
    const { graph } = project;
    const kinds = judgedKinds(o, ['type']);
    const selection = ofKinds(graph, kinds);
    const nodes = nodesOf(graph, o.level);
    const { net, knots } = knotsOf(graph, selection, nodes.own ? undefined : nodes);
    const judged = new Set(graph.files.flatMap((file, id) => (project.judges(file) ? [nodes.place(id)] : [])));
    const isLazy = lazyFinder(graph, kinds, nodes);
    const between = edgeFinder(graph, selection, { nodes, knots });
    for (const members of knots) {
      if (!members.some((member) => judged.has(member))) continue;
      const { nodes: cycle, isShortest } = shortestCycle(net, members);
      if (o.max !== undefined && cycle.length > o.max) continue;
      const edges = cycle.flatMap((node, i) => between(node, cycle[(i + 1) % cycle.length] ?? node)[0] ?? []);
      const [first] = edges;
      if (!first) continue;
      const names = cycle.map((node) => nodes.name(node));
      const cut = cuts(net, members, (from, to) =>
        between(from, to).reduce((sum, edge) => sum + Math.max(edge.import.symbols.length, 1), 0),
      );
      const short = shortNames(edges.map((edge) => edge.from));
      const [best, ...others] = cut.slice(0, mostCuts).flatMap(([from, to]) => cutting(between(from, to), short));
      const size =
        members.length > cycle.length
          ? ` (${isShortest ? 'the shortest' : 'a short'} way in a knot of ${members.length})`
          : '';
      const isDynamic = edges.some(({ kind }) => kind === 'dynamic') && isLazy(members);
      yield problem(isDynamic ? 'lazy' : 'cycle', { cycle: [...names, names[0]].join(' > ') }, placeOf(first), {
        found: quoteEdge(graph, first),
        expected: 'no way back',
        brief: `${names.length > 1 ? `imports itself via ${shortened(names.slice(1)).join(' > ')}` : 'imports itself'}${size}`,
        evidence: edges.map((edge) => ({ file: edge.from, line: edge.import.at.line, text: quoteEdge(graph, edge) })),
        fix:
          best && cut.length > 1
            ? { ...best, steps: [...best.steps, `then the next of ${cut.length} cuts that the knot takes`] }
            : (best ?? null),
        alternatives: others,
      });
    }
  },
});

const mostNames = 20;
const mostCuts = 4;

/** Nobody reads a way of thousands of names. */
function shortened(names: readonly string[]): readonly string[] {
  if (names.length <= mostNames) return names;
  return [...names.slice(0, mostNames - 1), `… ${names.length - mostNames} more …`, ...names.slice(-1)];
}

/** What stands for a file in the net. */
interface Nodes {
  readonly size: number;
  /** Files are the nodes themselves. */
  readonly own: boolean;
  place(file: number): number;
  name(node: number): string;
}

function nodesOf(graph: Graph, level: 'file' | 'folder' | Where): Nodes {
  if (level === 'file')
    return { size: graph.files.length, own: true, place: (file) => file, name: (node) => graph.files[node] ?? '' };
  const names = graph.files.map((file) =>
    level === 'folder' ? file.slice(0, Math.max(file.lastIndexOf('/'), 0)) || '.' : instanceOf(level, file),
  );
  const all = [...new Set(names.filter((name) => name !== null))].sort();
  const numbers = new Map(all.map((name, node) => [name, node]));
  const places = names.map((name) => (name === null ? -1 : (numbers.get(name) ?? -1)));
  return { size: all.length, own: false, place: (file) => places[file] ?? -1, name: (node) => all[node] ?? '' };
}

function instanceOf(zone: Where, file: string): string | null {
  const [binding] = zone.match(file);
  return binding ? (zone.roots(binding)[0] ?? zone.text) : null;
}

/** Would these nodes be in no cycle if nothing were imported dynamically? */
function lazyFinder(graph: Graph, kinds: readonly ImportKind[], nodes: Nodes): (members: readonly number[]) => boolean {
  let eager: ReadonlySet<number> | null = null;
  return (members) => {
    const selection = ofKinds(
      graph,
      kinds.filter((kind) => kind !== 'dynamic'),
    );
    eager ??= new Set(knotsOf(graph, selection, nodes.own ? undefined : nodes).knots.flat());
    return !members.some((member) => eager?.has(member));
  };
}

interface Tangle {
  readonly nodes: Nodes;
  readonly knots: readonly (readonly number[])[];
}

/** The edges from one node to another of the same knot, in order. */
function edgeFinder(
  graph: Graph,
  { possible, taken }: Selection,
  { nodes, knots }: Tangle,
): (from: number, to: number) => readonly Edge[] {
  const knotOf = new Map(knots.flatMap((members, knot) => members.map((member) => [member, knot] as const)));
  const found = new Map<number, Map<number, number[]>>();
  for (let id = 0; id < graph.size && knots.length > 0; id++) {
    const to = (graph.to[id] ?? -1) < 0 ? -1 : nodes.place(graph.to[id] ?? -1);
    const from = nodes.place(graph.from[id] ?? -1);
    const knot = knotOf.get(from);
    if (knot === undefined || knot !== knotOf.get(to) || !possible(id)) continue;
    const row = found.get(from) ?? new Map<number, number[]>();
    found.set(from, row);
    const edges = row.get(to);
    if (edges) edges.push(id);
    else row.set(to, [id]);
  }
  return (from, to) => (found.get(from)?.get(to) ?? []).filter(taken).map((id) => graph.edge(id));
}

/** How to take one arrow out: by name, the file that loses the import and what moves. */
function cutting(edges: readonly Edge[], short: (file: Path) => string): Fix[] {
  const [edge] = edges;
  if (!edge || !('file' in edge.target)) return [];
  const what = symbolWords(edge.import, 'what it needs');
  const more = edges.length > 1 ? ` (and ${edges.length - 1} more imports)` : '';
  return [
    {
      title: `cut \`${edge.from}\` -> \`${edge.target.file}\``,
      safety: 'manual',
      edits: [],
      steps: [`move ${what} to a file that imports neither, for \`${short(edge.from)}:${edge.import.at.line}\`${more}`],
    },
  ];
}

/** The end of a path that tells it from the others, for files that are named in full beside it. */
function shortNames(files: readonly Path[]): (file: Path) => string {
  const endOf = (file: Path): string => {
    const parts = file.split('/');
    for (let from = parts.length - 1; from > 0; from--) {
      const end = parts.slice(from).join('/');
      if (files.every((one) => one === file || !`/${one}`.endsWith(`/${end}`))) return end;
    }
    return file;
  };
  return (file) => (files.includes(file) ? endOf(file) : file);
}
