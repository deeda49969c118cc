import type { Edge, Graph } from '../../core/graph.ts';
import type { Fix, Sourced } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import { listed } from '../../core/listed.ts';
import type { Closure } from './closure.ts';
import type { Cut } from './cut.ts';
import type { Entrance, Reroute } from './reroute.ts';
import type { Plan } from './transfer.ts';

/** A fix that only a person can make. */
export function manualFix(title: string, steps: readonly string[]): Fix {
  return { title, safety: 'manual', edits: [], steps };
}

/** What cuts a cycle, as a fix. */
export function cutFix(graph: Graph, cut: Cut): Fix {
  switch (cut.way) {
    case 'type':
      return typeFix(cut.edge);
    case 'direct':
      return cut.edges.length === 1 ? directFix(graph, cut.edge) : directFixOfAll(graph, cut.edges);
    case 'move':
      return moveFix(cut.closure, cut);
  }
}

/** The names of an import, which nothing needs at run time, are imported as types. */
export function typeFix(edge: Edge): Fix {
  const from = targetOf(edge);
  const { symbols, at } = edge.import;
  const names = symbols.map(({ name, local }) => ({ local, name, from, type: true }));
  const title = `use \`import type\` for ${listed(
    symbols.map(({ local }) => `\`${local}\``),
    'and',
  )} in \`${edge.from}:${String(at.line)}\``;
  const intent = { kind: 'reimport', imports: [{ file: edge.from, place: at, names }], reexports: [] } as const;
  return { title, safety: 'safe', edits: [], intent, steps: [title] };
}

/** The names of an import come from the files that declare them, past the one that hands them on. */
export function directFix(graph: Graph, edge: Edge): Fix {
  return rerouteFix(edge, { names: directNames(graph, edge), reexports: [], doubt: doubtOf(graph, edge) });
}

/** All imports of files that hand names on come from the files that declare them. */
function directFixOfAll(graph: Graph, edges: readonly Edge[]): Fix {
  const files = listed(quoted([...new Set(edges.map(({ from }) => from))].sort()), 'and');
  const barrels = [...new Set(edges.map(targetOf))].sort();
  const handing = `${listed(quoted(barrels), 'and')} ${barrels.length === 1 ? 're-exports' : 're-export'}`;
  const title = `import what ${handing} from the files that declare it in ${files}`;
  const imports = edges.map((edge) => ({ file: edge.from, place: edge.import.at, names: directNames(graph, edge) }));
  const doubt = edges.map((edge) => doubtOf(graph, edge)).find((one) => one !== null) ?? null;
  return {
    title,
    safety: doubt === null ? 'safe' : 'suggested',
    edits: [],
    intent: { kind: 'reimport', imports, reexports: [] },
    ...(doubt === null ? {} : { reason: doubt }),
    steps: [title],
  };
}

function directNames(graph: Graph, edge: Edge): Sourced[] {
  return edge.import.symbols.flatMap(({ name, local }) => {
    const origin = graph.origin(targetOf(edge), name);
    return origin ? [{ local, name: origin.name, from: origin.file, type: false }] : [];
  });
}

function doubtOf(graph: Graph, edge: Edge): string | null {
  const barrel = targetOf(edge);
  return runsCode(graph, barrel) ? `\`${barrel}\` runs code when it is imported` : null;
}

/** Does a file, or one that it imports, do more than to declare? */
function runsCode(graph: Graph, file: Path): boolean {
  const loaded = graph.importsOf(file).flatMap(({ target }) => ('file' in target ? [target.file] : []));
  return [file, ...loaded].some((one) => graph.uses(one)?.units.some(({ effects }) => effects) ?? true);
}

/** Where a closure goes, and by whose hand. */
export interface Going {
  readonly to: Path;
  readonly isNew: boolean;
  readonly importers: readonly Path[];
  readonly plan: Plan | { readonly obstacle: string };
}

/** A closure moves, and its importers with it: by a machine where that can be, else by hand. */
export function moveFix(closure: Closure, { to, isNew, importers, plan }: Going): Fix {
  const names = listed(
    closure.names.map((name) => `\`${name}\``),
    'and',
  );
  const others = importers.filter((file) => file !== to);
  const files = `${others.length} ${others.length === 1 ? 'file imports' : 'files import'} it from there`;
  const title = `move ${names || 'the default export'} from \`${closure.file}\` to ${isNew ? 'a new ' : ''}\`${to}\``;
  const told = others.length > 0 ? `${title}; ${files}` : title;
  if ('obstacle' in plan) return { ...manualFix(title, [told]), reason: plan.obstacle };
  const { transfer, doubt } = plan;
  return {
    title: told,
    safety: 'suggested',
    edits: [],
    intent: { kind: 'move-symbols', ...transfer },
    ...(doubt === null ? {} : { reason: doubt }),
    steps: [told],
  };
}

/** A whole file moves, and all imports of it are rewritten. Where it keeps its name, only the folder is said. */
export function moveFileFix(file: Path, to: Path): Fix {
  const keepsName = file.includes('/') && to.includes('/') && to.endsWith(file.slice(file.lastIndexOf('/')));
  const title = `move \`${file}\` to \`${keepsName ? to.slice(0, to.lastIndexOf('/') + 1) : to}\``;
  return {
    title,
    safety: 'suggested',
    edits: [],
    intent: { kind: 'move-file', file, to, alone: true },
    steps: [title],
  };
}

function targetOf({ target, from }: Edge): Path {
  return 'file' in target ? target.file : from;
}

/** An import that is to lead through other files, as a fix. */
export function rerouteFix(edge: Edge, { names, reexports, doubt }: Reroute): Fix {
  const bySource = new Map<string, string[]>();
  for (const { from, local } of names) bySource.set(from, [...(bySource.get(from) ?? []), `\`${local}\``]);
  const sources = [...bySource].map(([from, locals]) => `${listed(locals, 'and')} from \`${from}\``);
  const added = reexports.map(({ as, file }) => `export \`${as}\` from \`${file}\``);
  const title = [...added, `import ${listed(sources, 'and')}`].join(', then ');
  return {
    title,
    safety: doubt === null ? 'safe' : 'suggested',
    edits: [],
    intent: { kind: 'reimport', imports: [{ file: edge.from, place: edge.import.at, names }], reexports },
    ...(doubt === null ? {} : { reason: doubt }),
    steps: [title],
  };
}

/** Imports that all lead through an entry which is made for them. */
export function entryFix(made: Path, { imports, reexports, doubt }: Entrance): Fix {
  const names = [...new Set(reexports.map(({ as }) => as))];
  const files = new Set(imports.map(({ file }) => file)).size;
  const what = listed(quoted(names), 'and');
  const from = `${files} ${files === 1 ? 'file' : 'files'}`;
  const title = `export ${what} from a new \`${made}\`, and import ${names.length === 1 ? 'it' : 'them'} from there in ${from}`;
  return {
    title,
    safety: 'suggested',
    edits: [],
    intent: { kind: 'reimport', imports, reexports },
    ...(doubt === null ? {} : { reason: doubt }),
    steps: [title],
  };
}

/** Names in a sentence, of which a few are said. */
export function quoted(names: readonly string[]): string[] {
  const shown = names.slice(0, mostNamed).map((name) => `\`${name}\``);
  return names.length > mostNamed ? [...shown, `${names.length - mostNamed} more`] : shown;
}

const mostNamed = 4;
