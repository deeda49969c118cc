import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { ImportKind } from '../../../core/code.ts';
import type { Edge, Graph } from '../../../core/graph.ts';
import { edgeOptions, judgedKinds, oneWhere } from '../../../core/options.ts';
import { type Parts, partsOf } from '../../../graph/parts.ts';
import { cuts, knotsOf, shortestCycle } from '../../../graph/cycles.ts';
import { cutFix, manualFix } from '../../../graph/symbols/advice.ts';
import { cheapestCut, type Judged } from '../../../graph/symbols/cut.ts';
import { ofFiles, ofKinds, type Selection } from '../../../graph/walk.ts';
import { placeOf, quoteEdge, symbolWords } from '../../../graph/words.ts';
import { isTakenAway, type Linked, type Lists } from '../../../core/view.ts';
import { partOf, type Where } from '../../../core/zone.ts';
import type { Fix } from '../../../core/fix.ts';
import { addTo } from '../../../core/group.ts';
import { listed } from '../../../core/listed.ts';
import { edgeStrictness } from '../../../core/strictness.ts';

const options = z.strictObject({
  level: z
    .union([z.enum(['file', 'folder']), oneWhere])
    .default('file')
    .describe(`What must not form a cycle: 'file', 'folder' (each file's own folder), or a zone with captures.`),
  max: z.int().min(1).optional().describe('Report only cycles of at most this many files.'),
  ...edgeOptions,
});

export const cycles = defineCheck({
  name: 'cycles',
  family: 'layering',
  summary: 'Imports do not form cycles.',
  options,
  strictness: { ...edgeStrictness, max: { stricter: 'more', without: 'all' } },
  reads: () => ({ graph: 'edges' }),
  asksUses: (o) => !judgedKinds(o, ['type']).includes('type'),
  alsoCalled: { circular: '', 'no-cycle': '', 'no-circular': '' },
  excepts: 'edges',
  messages: {
    cycle: (d) => `Import cycle: ${d['cycle']}.`,
    lazy: (d) => `Import cycle through \`import()\` only: ${d['cycle']}.`,
  },
  statement: (o) => `no cycles between ${typeof o.level === 'string' ? `${o.level}s` : `instances of ${o.level.text}`}`,
  *check(project, o, problem) {
    const { graph } = project;
    const kinds = judgedKinds(o, ['type']);
    const nodes = nodesOf(graph, o.level);
    const selected = nodes.own ? ofKinds : counting(project);
    const selection = selected(graph, kinds);
    const { net, knots } = knotsOf(graph, selection, nodes.own ? undefined : nodes);
    const isJudged = judgedNodes(project, nodes);
    const isLazy = lazyFinder(graph, kinds, { nodes, selected });
    const between = edgeFinder(graph, selection, { nodes, knots });
    for (const members of knots) {
      if (!members.some(isJudged)) continue;
      const { nodes: cycle, isShortest } = shortestCycle(net, members);
      if (o.max !== undefined && cycle.length > o.max) continue;
      const ring = cycle.map((from, i): Arrow => [from, cycle[(i + 1) % cycle.length] ?? from]);
      const edges = ring.flatMap(([from, to]) => between(from, to)[0] ?? []);
      const [first] = edges;
      if (!first) continue;
      const names = (all: readonly number[]): string[] => all.map((node) => nodes.name(node));
      const way = names(cycle);
      const apart = (): Fix => parting(between, partingOf(cuts(net, members, weightOf(between)), ring), nodes);
      const repair = (): Fix =>
        o.level === 'file'
          ? cutting(graph, edges, {
              taken: within(graph, members, selection),
              types: kinds.includes('type'),
              members: names(members),
              apart,
            })
          : apart();
      const isDynamic = edges.some(({ kind }) => kind === 'dynamic') && isLazy(members);
      yield problem(isDynamic ? 'lazy' : 'cycle', { cycle: [...way, way[0]].join(' > ') }, placeOf(first), {
        found: quoteEdge(graph, first),
        expected: 'no import cycle',
        brief: `${way.length > 1 ? `imports itself via ${shortened(way.slice(1)).join(' > ')}` : 'imports itself'}${knotWords(way, names(members), isShortest)}`,
        evidence: edges.map((edge) => ({ file: edge.from, line: edge.import.at.line, text: quoteEdge(graph, edge) })),
        fix: repair,
      });
    }
  },
});

const mostNames = 20;

/** Nobody reads a way of thousands of names. */
function shortened(names: readonly string[]): readonly string[] {
  if (names.length <= mostNames) return names;
  return [...names.slice(0, mostNames - 1), `… ${names.length - mostNames} more …`, ...names.slice(-1)];
}

/** What stands for a file in the net. */
interface Nodes extends Parts {
  /** Files are the nodes themselves. */
  readonly own: boolean;
}

function nodesOf(graph: Graph, level: 'file' | 'folder' | Where): Nodes {
  if (level === 'file')
    return { size: graph.files.length, own: true, place: (file) => file, name: (node) => graph.files[node] ?? '' };
  return { own: false, ...partsOf(graph, (file) => partOf(level, file)) };
}

/** Is any file of a node judged? */
function judgedNodes(
  { graph, judges }: Pick<Linked & Lists, 'graph' | 'judges'>,
  nodes: Nodes,
): (node: number) => boolean {
  if (nodes.own) return (node) => judges(nodes.name(node));
  const judged = new Set(graph.files.flatMap((file, id) => (judges(file) ? [nodes.place(id)] : [])));
  return (node) => judged.has(node);
}

/** Selects as `ofKinds` does, without the imports of files that `not` takes away: between folders these would count for their folder. */
function counting(project: Lists): typeof ofKinds {
  return (graph, kinds) => ofFiles(graph, ofKinds(graph, kinds), (file) => !isTakenAway(project, file));
}

/** Would these nodes be in no cycle if nothing were imported dynamically? */
function lazyFinder(
  graph: Graph,
  kinds: readonly ImportKind[],
  { nodes, selected }: { readonly nodes: Nodes; readonly selected: typeof ofKinds },
): (members: readonly number[]) => boolean {
  let eager: ReadonlySet<number> | null = null;
  return (members) => {
    const selection = selected(
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
    const target = graph.target(id);
    const to = target < 0 ? -1 : nodes.place(target);
    const from = nodes.place(graph.source(id));
    const knot = knotOf.get(from);
    if (knot === undefined || knot !== knotOf.get(to) || !possible(id)) continue;
    const row = found.get(from) ?? new Map<number, number[]>();
    found.set(from, row);
    addTo(row, to, id);
  }
  return (from, to) => (found.get(from)?.get(to) ?? []).filter(taken).map((id) => graph.edge(id));
}

/** All imports of one node by another. */
type Arrow = readonly [from: number, to: number];

type Between = (from: number, to: number) => readonly Edge[];

/** The other files of the knot that a cycle is part of. */
function knotWords(cycle: readonly string[], members: readonly string[], isShortest: boolean): string {
  const own = new Set(cycle);
  const others = members.filter((member) => !own.has(member));
  if (others.length === 0) return '';
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
  return ` (${isShortest ? 'the shortest' : 'a short'} cycle in a group of ${members.length}, with ${others.slice(0, mostNamed).join(', ')}${more})`;
}

const mostNamed = 6;

/** The edges between the files of one knot: no cycle has others. */
function within(graph: Graph, members: readonly number[], { taken }: Selection): Judged['taken'] {
  const inside = new Set(members);
  return (id) => inside.has(graph.source(id)) && inside.has(graph.target(id)) && taken(id);
}

interface Cutting extends Judged {
  /** What a person can do where no operation cuts the cycle. */
  readonly apart: () => Fix;
}

/** The cheapest operation that cuts the cycle; where none does, the imports to remove, and why. */
function cutting(graph: Graph, edges: readonly Edge[], { apart, ...judged }: Cutting): Fix {
  const { cut, obstacles } = cheapestCut(graph, edges, judged);
  if (!cut) {
    const reasons = [...new Set(obstacles.map(({ why }) => why))];
    return { ...apart(), reason: `no single move breaks this cycle: ${reasons.join('; ')}` };
  }
  const fix = cutFix(graph, cut);
  if (cut.left === 0) return fix;
  const title = `${fix.title}; ${cut.left} files of the group remain in cycles`;
  return { ...fix, title, partial: true, safety: fix.safety === 'safe' ? 'suggested' : fix.safety, steps: [title] };
}

/** How many names an arrow brings in. */
function weightOf(between: Between): (from: number, to: number) => number {
  return (from, to) => between(from, to).reduce((sum, edge) => sum + Math.max(edge.import.symbols.length, 1), 0);
}

interface Parting {
  readonly arrows: readonly Arrow[];
  /** Other cycles of the knot are left. */
  readonly isPartial: boolean;
}

/** What must go so that no cycle of the knot is left; where that is much, what must go of the cycle that is reported. */
function partingOf(cut: readonly Arrow[], ring: readonly Arrow[]): Parting {
  if (cut.length <= mostNamed) return { arrows: cut, isPartial: false };
  const isOwn = ([from, to]: Arrow): boolean => ring.some((arrow) => arrow[0] === from && arrow[1] === to);
  return { arrows: cut.filter(isOwn), isPartial: true };
}

/** The imports to remove, by hand. */
function parting(between: Between, { arrows, isPartial }: Parting, nodes: Nodes): Fix {
  const steps = arrows.map(([from, to]) => {
    const imports = between(from, to).map((edge) => {
      return `\`${edge.from}:${edge.import.at.line}\` (${symbolWords(edge.import, `\`${edge.import.specifier}\``)})`;
    });
    const shown =
      imports.length > mostNamed ? [...imports.slice(0, mostNamed), `${imports.length - mostNamed} more`] : imports;
    const whose = nodes.own ? '' : ` from \`${nodes.name(from)}\``;
    return `remove the ${imports.length > 1 ? 'imports' : 'import'} of \`${nodes.name(to)}\`${whose}: ${listed(shown, 'and')}`;
  });
  return manualFix(
    'break the cycle',
    isPartial ? [...steps, 'then run lintel again: other cycles of the group remain'] : steps,
  );
}
