import type { Edge, Graph } from '../../core/graph.ts';
import { listed } from '../../core/listed.ts';
import { importersOf } from './importers.ts';

const mostNamed = 3;
const mostMembers = 4;

/** What an import brings in: what each name is, which of its members are used, and how many files import it. */
export function describeImport(graph: Graph, edge: Edge): string {
  if (!('file' in edge.target)) return '';
  const target = edge.target.file;
  const uses = graph.uses(edge.from);
  const shown = edge.import.symbols.filter(({ name }) => name !== '*').slice(0, mostNamed);
  const words = shown.map(({ name, local }) => {
    const members = uses?.imports.find((one) => one.local === local)?.members ?? null;
    const used = members && members.length > 0 ? `.${memberWords(members.map((one) => one.name))}` : '';
    return `${kindOf(graph, target, name)}\`${name === 'default' ? local : name}${used}\``;
  });
  if (words.length === 0) return '';
  const more = edge.import.symbols.length - shown.length;
  const files = new Set(shown.flatMap(({ name }) => importersAt(graph, target, name)));
  const count = files.size === 1 ? 'no other file imports' : `${files.size} files import`;
  return `: ${listed(more > 0 ? [...words, `${more} more`] : words, 'and')}; ${count} ${shown.length > 1 ? 'them' : 'it'}`;
}

function memberWords(names: readonly string[]): string {
  const shown = names.length > mostMembers ? [...names.slice(0, mostMembers), '…'] : names;
  return shown.length === 1 ? (shown[0] ?? '') : `{${shown.join(',')}}`;
}

/** The word for what a file exports under a name, with a blank behind it; nothing where it is not known. */
function kindOf(graph: Graph, file: string, name: string): string {
  const origin = graph.origin(file, name);
  if (!origin) return '';
  const exported = graph.exports(origin.file).find((one) => one.name === origin.name && one.from === null);
  const unit = graph.uses(origin.file)?.units.find(({ names }) => names.includes(exported?.local ?? origin.name));
  const kind = unit?.kind ?? exported?.kind;
  return kind === undefined || kind === 'binding' || kind === 'star' || kind === 'expression' ? '' : `${kind} `;
}

/** The files that import a name, without those that only hand it on. */
function importersAt(graph: Graph, file: string, name: string): string[] {
  const origin = graph.origin(file, name);
  if (!origin) return [];
  const local = graph.exports(origin.file).find((one) => one.name === origin.name)?.local ?? origin.name;
  const found = importersOf(graph, { file: origin.file, name: local });
  return found.flatMap(({ edge, whole }) => (whole || edge.import.form === 'export' ? [] : [edge.from]));
}
