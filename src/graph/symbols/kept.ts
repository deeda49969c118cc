import type { Kept } from '../../core/fix.ts';
import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import type { Closure } from './closure.ts';
import { isStar } from './moved.ts';

/** What moved statements import from the file that they leave, and what a person should know first; or why they cannot. */
export function keptOf(
  graph: Graph,
  { file, stays }: Closure,
): { readonly kept: Kept; readonly doubt: string | null } | { readonly obstacle: string } {
  const offered = new Map(stays.flatMap(({ name }) => exportedAs(graph, file, name)));
  const shut = stays.map(({ name }) => name).filter((name) => !offered.has(name));
  const offering = filesOffering(graph, file);
  const isRival = (one: Path, name: string): boolean =>
    graph.exports(one).some((other) => other.name === name || other.name === 'export=') ||
    graph.origin(one, name) !== null;
  for (const name of shut) {
    const rival = offering.find((one) => isRival(one, name));
    if (rival !== undefined) return { obstacle: `\`${rival}\` cannot export \`${name}\` beside what it exports` };
  }
  const units = graph.uses(file)?.units.filter((unit) => stays.some(({ name }) => unit.names.includes(name))) ?? [];
  const statements = units.map(({ whole, names }) => ({ ...whole, opens: names.some((name) => shut.includes(name)) }));
  const names = stays.map(({ name, type }) => ({ name: offered.get(name) ?? name, local: name, type }));
  const [first] = shut;
  const [, barrel] = offering;
  const isPublic = first !== undefined && barrel !== undefined;
  return { kept: { names, statements }, doubt: isPublic ? `\`${barrel}\` would newly export \`${first}\`` : null };
}

/** A name of a file with the one that others import it by; nothing where the file does not export it. */
function exportedAs(graph: Graph, file: Path, local: string): (readonly [local: string, name: string])[] {
  const own = graph.exports(file).filter((one) => one.from === null && one.local === local);
  const outer = own.find(({ name }) => name !== 'default') ?? own[0];
  return outer ? [[local, outer.name]] : [];
}

/** A file, and those that hand on all that it exports. */
function filesOffering(graph: Graph, file: Path): Path[] {
  const found = new Set([file]);
  // A set that grows is walked to its end.
  for (const one of found) for (const edge of graph.importersOf(one)) if (isStar(edge)) found.add(edge.from);
  return [...found];
}
