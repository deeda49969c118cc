import type { Edge, Graph } from '../../core/graph.ts';
import type { ImportedSymbol } from '../../core/code.ts';
import type { Reexport, Resourced, Sourced } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import type { Unit } from '../../core/uses.ts';
import type { Linked } from '../../core/view.ts';
import { ofKinds } from '../walk.ts';
import { newlyRun } from './loading.ts';
import { reachingAfter } from './moved.ts';

/** An import that leads through entries instead. It was tried on the graph: the old import is gone. */
export interface Reroute {
  readonly names: readonly Sourced[];
  /** What the entries do not hand on yet. */
  readonly reexports: readonly Reexport[];
  /** What a person should know first; null where nothing more comes to run. */
  readonly doubt: string | null;
}

/** Leads each name of an import through the entry that hands it on; where none does, through the first that may. */
export function rerouted(graph: Graph, edge: Edge, entries: readonly Path[]): Reroute | { readonly obstacle: string } {
  const { import: one, from, target } = edge;
  if (!('file' in target)) return { obstacle: `\`${one.specifier}\` is not a file of the project` };
  const whole = one.symbols.length === 1 ? spaceOf(graph, edge, target.file, entries) : null;
  if (whole) return { names: [whole], reexports: [], doubt: doubtOf(graph, edge, { names: [whole] }) };
  if (bringsAll(edge)) return { obstacle: `\`${from}\` imports all of \`${target.file}\`` };
  const names: Sourced[] = [];
  const reexports: Reexport[] = [];
  for (const symbol of one.symbols) {
    const offer = offerOf(graph, entries, target.file, symbol.name);
    if (offer) {
      names.push({ local: symbol.local, name: offer.name, from: offer.file, type: false });
      continue;
    }
    const added = additionTo(graph, entries, target.file, symbol);
    if ('obstacle' in added) return added;
    reexports.push(added);
    names.push({ local: symbol.local, name: added.as, from: added.file, type: false });
  }
  if (names.some((name) => name.from === from)) return { obstacle: `\`${from}\` is an entry itself` };
  const added = additionDoubt(graph, edge, reexports);
  return { names, reexports, doubt: added ?? doubtOf(graph, edge, { names }) };
}

/** The entry that hands on all members of a namespace that its importer uses, each by its own name. */
function spaceOf(graph: Graph, { from, import: one }: Edge, file: Path, entries: readonly Path[]): Sourced | null {
  const [symbol] = one.symbols;
  if (symbol?.name !== '*' || one.form !== 'import') return null;
  const members = graph.uses(from)?.imports.find(({ local }) => local === symbol.local)?.members;
  const entry = entries.find((path) =>
    members?.every(({ name }) => {
      const [here, there] = [graph.origin(file, name), graph.origin(path, name)];
      return here !== null && here.file === there?.file && here.name === there.name;
    }),
  );
  if (!members || entry === undefined || entry === from) return null;
  return { local: symbol.local, name: '*', from: entry, type: false };
}

/** Imports that lead through an entry which is made for them, and what it hands on. */
export interface Entrance {
  readonly imports: readonly Resourced[];
  readonly reexports: readonly Reexport[];
  /** What a person should know first; null where nothing more comes to run. */
  readonly doubt: string | null;
}

/** Does an import bring in a whole file, and not names of it? */
export function bringsAll({ import: { symbols } }: Edge): boolean {
  return symbols.length === 0 || symbols.some(({ name }) => name === '*');
}

/** Leads all imports through a new entry; or says which of them cannot be. */
export function throughNew(
  { graph, packages }: Linked,
  edges: readonly Edge[],
  made: Path,
): Entrance | { readonly obstacle: string } {
  const imports: Resourced[] = [];
  const handed = new Map<string, Reexport>();
  for (const edge of edges) {
    const { symbols, at, specifier } = edge.import;
    const { target, from: file } = edge;
    if (!('file' in target) || bringsAll(edge))
      return { obstacle: `\`${file}\` imports all of \`${'file' in target ? target.file : specifier}\`` };
    for (const symbol of symbols) {
      const added = handingOn(graph, target.file, symbol, { file: made, isNew: true });
      if ('obstacle' in added) return added;
      const other = handed.get(added.as);
      if (other && (other.from !== added.from || other.name !== added.name))
        return { obstacle: `\`${other.from}\` and \`${added.from}\` both export \`${added.as}\`` };
      handed.set(added.as, { ...added, type: added.type && (other?.type ?? true) });
    }
    const names = symbols.map(({ name, local }) => ({
      local,
      name: name === 'default' ? local : name,
      from: made,
      type: false,
    }));
    imports.push({ file, place: at, names });
  }
  const reexports = [...handed.values()];
  const loaders = edges.filter((edge) => graph.kindOf(edge) !== 'type').map(({ from }) => from);
  const targets = reexports.flatMap(({ from, type }) => (type ? [] : [from]));
  const folder = made.slice(0, made.lastIndexOf('/'));
  const isPublic = packages.owner(made)?.folder === folder;
  const doubt = isPublic ? `\`${made}\` would be an entry of the package` : newlyRun(graph, loaders, targets);
  return { imports, reexports, doubt };
}

interface Offer {
  readonly file: Path;
  readonly name: string;
}

/** The entry that hands on what a file exports, by the same name if it can be. */
function offerOf(graph: Graph, entries: readonly Path[], file: Path, name: string): Offer | null {
  const origin = graph.origin(file, name);
  if (!origin) return null;
  const isSame = (entry: Path, other: string): boolean => {
    const found = graph.origin(entry, other);
    return found !== null && found.file === origin.file && found.name === origin.name;
  };
  const plain = name === 'default' ? undefined : entries.find((entry) => isSame(entry, name));
  if (plain !== undefined) return { file: plain, name };
  for (const entry of entries) {
    const other = graph.exports(entry).find((one) => one.name !== '*' && isSame(entry, one.name));
    if (other) return { file: entry, name: other.name };
  }
  return null;
}

/** A re-export that an entry lacks, or why none may have it. What only hands names on comes before an entry with code of its own. */
function additionTo(
  graph: Graph,
  entries: readonly Path[],
  file: Path,
  symbol: ImportedSymbol,
): Reexport | { readonly obstacle: string } {
  const barrels = entries.filter((entry) => graph.uses(entry)?.units.length === 0);
  const refusals: string[] = [];
  for (const entry of [...barrels, ...entries.filter((one) => !barrels.includes(one))]) {
    const added = handingOn(graph, file, symbol, { file: entry, isNew: false });
    if ('obstacle' in added) return added;
    const { as, type } = added;
    const isCircular = !type && leadsTo(graph, file, entry, []);
    const refusal = isCircular
      ? `\`${file}\` imports \`${entry}\``
      : refusalOf(graph, entry, { name: as, isType: type });
    if (refusal === null) return added;
    refusals.push(refusal);
  }
  return { obstacle: refusals[0] ?? 'there is no entry' };
}

/** The statement by which an entry hands on what a file exports. */
function handingOn(
  graph: Graph,
  file: Path,
  { name, local, type }: ImportedSymbol,
  entry: Pick<Reexport, 'file' | 'isNew'>,
): Reexport | { readonly obstacle: string } {
  const origin = graph.origin(file, name);
  if (!origin) return { obstacle: `\`${file}\` does not export \`${name}\`` };
  const exported = graph.exports(origin.file).filter((one) => one.name === origin.name);
  const isType = type || (exported.length > 0 && exported.every((one) => one.type));
  return { ...entry, from: file, name, as: name === 'default' ? local : name, type: isType };
}

/** Why a file may not hand on one more name; null when it may. */
function refusalOf(graph: Graph, entry: Path, { name, isType }: { name: string; isType: boolean }): string | null {
  const idiom = graph.idiom(entry);
  if (idiom?.declares) return `\`${entry}\` declares types only`;
  if (!idiom?.canReexport(entry)) return `\`${entry}\` cannot re-export`;
  const exports = graph.exports(entry);
  if (exports.some((one) => one.name === 'export=')) return `\`${entry}\` exports one value with \`export =\``;
  if (exports.some((one) => one.name === name)) return `\`${entry}\` exports another \`${name}\``;
  if (!isType && exports.length > 0 && exports.every((one) => one.type)) return `\`${entry}\` exports types only`;
  const units = graph.uses(entry)?.units ?? [];
  const runs = units.some((unit) => unit.effects && !declares(unit));
  return runs && !isLoaded(graph, entry) ? runsWords(entry) : null;
}

/** Does another file import it, so that what it runs is not news? */
function isLoaded(graph: Graph, file: Path): boolean {
  return graph.importersOf(file).some(({ kind }) => kind === 'value' || kind === 'reexport');
}

/** Does it only compute what it declares? */
function declares({ kind }: Unit): boolean {
  return kind === 'variable' || kind === 'class';
}

function runsWords(file: Path): string {
  return `\`${file}\` runs code when it is imported`;
}

/** An entry that leads back would load files in another order; one that runs code would run it here. */
function doubtOf(graph: Graph, edge: Edge, { names }: Pick<Reroute, 'names'>): string | null {
  const entries = [...new Set(names.map(({ from }) => from))];
  const running = entries.find((entry) => graph.uses(entry)?.units.some(({ effects }) => effects));
  if (graph.kindOf(edge) === 'type') return null;
  const circular = entries.find((entry) => closesCycle(graph, edge, entry));
  if (circular !== undefined) return `\`${circular}\` imports \`${edge.from}\`, a cycle`;
  return running === undefined ? null : runsWords(running);
}

/** A file that comes to hand on one more name promises more than before, which a person decides; and code may run with it. */
function additionDoubt(graph: Graph, edge: Edge, reexports: readonly Reexport[]): string | null {
  const [first] = reexports;
  if (!first) return null;
  const running = reexports
    .filter(({ type }) => !type)
    .map(({ file, from }) => newlyRun(graph, [file], [from]) ?? newlyRun(graph, [edge.from], [file]))
    .find((words) => words !== null);
  return `\`${first.file}\` would newly export \`${first.as}\`${running === undefined ? '' : `, and ${running}`}`;
}

/** Does a file lead back to an importer that the old target of its import did not lead to? */
function closesCycle(graph: Graph, edge: Edge, entry: Path): boolean {
  const target = 'file' in edge.target ? edge.target.file : edge.from;
  return leadsTo(graph, entry, edge.from, [edge]) && !leadsTo(graph, target, edge.from, [edge]);
}

/** Is there a way at run time from one file to another, without some edges? Asked as written first, which costs no parse. */
function leadsTo(graph: Graph, from: Path, to: Path, gone: readonly Edge[]): boolean {
  const { possible, taken } = ofKinds(graph, ['value', 'reexport', 'require']);
  if (from === to) return false;
  return [possible, taken].every((one) =>
    reachingAfter(graph, { gone, came: [] }, to, { taken: one, types: false }).has(from),
  );
}
