import type { Fix } from '../../core/fix.ts';
import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { listed } from '../../core/listed.ts';
import type { Contract } from '../contract.ts';
import { symbolWords } from '../words.ts';
import { isPattern, narrowFix } from '../patterns.ts';
import { directFix, manualFix, moveFileFix, moveFix, typeFix } from './advice.ts';
import { closureOf } from './closure.ts';
import { localNames, newFile } from './cut.ts';
import { importersOf } from './importers.ts';
import { moved, type NewEdge } from './moved.ts';
import { foldersFor, folderOf } from './places.ts';
import { transferOf } from './transfer.ts';

/** An import that a contract does not allow, with the file that it leads to. */
interface Breach {
  readonly graph: Graph;
  readonly contract: Contract;
  readonly edge: Edge;
  readonly target: Path;
}

/** The title of a repair that says what stands in the way. */
export const noMove = 'no move fixes this';

/** How to end imports that a contract does not allow. An import that begins many chains is looked at once. */
export function createRepair(graph: Graph, contract: Contract): (edge: Edge) => Fix {
  const known = new Map<number, Fix>();
  return (edge) => {
    const fix = known.get(edge.id) ?? repairOf(graph, edge, contract);
    known.set(edge.id, fix);
    return fix;
  };
}

/** Each way was tried on the graph: the import goes, and none comes that is not allowed. */
function repairOf(graph: Graph, edge: Edge, contract: Contract): Fix {
  if (!('file' in edge.target)) return withoutPackage(graph, edge);
  if (isPattern(edge)) return narrowFix([edge.target.file]);
  const breach = { graph, contract, edge, target: edge.target.file };
  if (contract.stays?.(edge.from, breach.target) === true)
    return asTypes(breach) ?? passedIn(breach) ?? withoutPackage(graph, edge);
  const symbols = movedSymbols(breach);
  const byHand = 'fix' in symbols ? symbols.fix : null;
  const found =
    asTypes(breach) ??
    pastBarrel(breach) ??
    (byHand?.intent ? byHand : null) ??
    movedTarget(breach) ??
    movedImporter(breach) ??
    byHand ??
    passedIn(breach);
  if (found) return found;
  const what = symbolWords(edge.import, `\`${edge.import.specifier}\``);
  const why = 'why' in symbols ? symbols.why : `\`${edge.from}\` needs it`;
  return manualFix(noMove, [`moving ${what} or \`${edge.from}\` does not fix this: ${why}`]);
}

function asTypes({ graph, contract, edge }: Breach): Fix | null {
  const { symbols, form } = edge.import;
  if (contract.types || form !== 'import' || symbols.length === 0) return null;
  return waysOf(graph, edge).every((way) => way === 'type') ? typeFix(edge) : null;
}

/** How the names of an import are used; as something else than a type where nobody can tell. */
function waysOf(graph: Graph, edge: Edge): readonly string[] {
  const uses = graph.uses(edge.from);
  return edge.import.symbols.flatMap(({ local, type }): readonly string[] => {
    const use = uses?.imports.find((one) => one.local === local);
    return type ? ['type'] : (use?.ways ?? ['passed']);
  });
}

function pastBarrel({ graph, contract, edge, target }: Breach): Fix | null {
  const { symbols, form } = edge.import;
  if ((form !== 'import' && form !== 'export') || symbols.length === 0) return null;
  const files = symbols.map(({ name }) => (name === '*' ? target : graph.origin(target, name)?.file));
  const isFine = files.every(
    (file) => file !== undefined && file !== target && contract.allows(edge.from, file, edge.kind === 'type'),
  );
  return isFine ? directFix(graph, edge) : null;
}

/** The first place where the imported declarations may go, or why there is none. */
function movedSymbols({ graph, contract, edge, target }: Breach): { readonly fix: Fix } | { readonly why: string } {
  const names = localNames(graph, edge, target);
  if (names === null) return { why: `\`${edge.from}\` imports all of \`${target}\`` };
  const closure = closureOf(graph, target, names);
  if (!closure) return { why: `\`${target}\` re-exports it from another file` };
  let why = `no folder fits that \`${edge.from}\` may import`;
  let manual: Fix | null = null;
  for (const folder of foldersFor(graph, edge.from, target, contract)) {
    const to = newFile(graph, target, closure.names, folder);
    const change = moved(graph, closure, to);
    if ('obstacle' in change) return { why: change.obstacle };
    const bad = firstBad(graph, contract, change.came, to);
    if (bad) {
      if (folder === folderOf(edge.from)) why = badWords(bad, to);
      continue;
    }
    const plan = transferOf(graph, closure, change, { to, isNew: true });
    const going = { to, isNew: true, importers: change.importers };
    if (!('obstacle' in plan)) return { fix: moveFix(closure, { ...going, plan, obstacle: null }) };
    manual ??= moveFix(closure, { ...going, plan: null, obstacle: plan.obstacle });
  }
  return manual ? { fix: manual } : { why };
}

/** The first new import that is not allowed; one that is there already is not new. */
function firstBad(graph: Graph, contract: Contract, came: readonly NewEdge[], to: Path): NewEdge | undefined {
  const into = came.filter((edge) => edge.to === to);
  const out = came.filter((edge) => edge.from === to);
  const through = contract.passes(to)
    ? into.flatMap(({ from, type }) => out.map((edge) => ({ from, to: edge.to, type: type || edge.type })))
    : [];
  return [...came, ...through].find(
    (edge) => !contract.allows(edge.from, edge.to, edge.type) && !isThere(graph, edge.from, edge.to),
  );
}

function isThere(graph: Graph, from: Path, to: Path): boolean {
  return graph.importsOf(from).some(({ target }) => 'file' in target && target.file === to);
}

function badWords(bad: NewEdge, to: Path): string {
  return bad.to === to ? `\`${bad.from}\` must not import \`${to}\`` : `in \`${to}\` it would import \`${bad.to}\``;
}

/** The declaring file goes where all of its importers may import it, and it what it needs. */
function movedTarget({ graph, contract, edge, target }: Breach): Fix | null {
  for (const folder of foldersFor(graph, edge.from, target, contract)) {
    const fix = fileMoved(graph, contract, target, folder);
    if (fix) return fix;
  }
  return null;
}

/** The importer goes where what it imports is, unless the rule would not see it there. */
function movedImporter({ graph, contract, edge, target }: Breach): Fix | null {
  const folder = folderOf(target);
  const isOpen = contract.holds(`${folder}x.ts`) && contract.home(edge.from) === contract.home(target);
  const isWayRound = contract.leaves?.(edge.from, `${folder}x.ts`) === true;
  return isOpen && !isWayRound ? fileMoved(graph, contract, edge.from, folder) : null;
}

function fileMoved(graph: Graph, contract: Contract, file: Path, folder: Path): Fix | null {
  const to = `${folder}${file.slice(file.lastIndexOf('/') + 1)}`;
  if (graph.id(to) !== undefined || /\/index\.[^/]*$/.test(`/${file}`)) return null;
  const into = graph.importersOf(file).map((edge) => ({ from: edge.from, to, type: edge.kind === 'type' }));
  const out = graph
    .importsOf(file)
    .flatMap((edge): NewEdge[] =>
      'file' in edge.target ? [{ from: to, to: edge.target.file, type: edge.kind === 'type' }] : [],
    );
  if (firstBad(graph, contract, [...into, ...out], to)) return null;
  return moveFileFix(file, to);
}

/** Functions get as a parameter what they import, where all of their callers may import it. */
function passedIn({ graph, contract, edge, target }: Breach): Fix | null {
  const locals = edge.import.symbols.map(({ local }) => local);
  const units = graph.uses(edge.from)?.units ?? [];
  const users = units.filter(({ mentions }) => mentions.some(({ name }) => locals.includes(name)));
  const names = users.flatMap((unit) => unit.names);
  const isOwn = units.some(({ mentions }) => mentions.some(({ name }) => names.includes(name)));
  if (locals.length === 0 || isOwn || users.length === 0 || users.some(({ kind }) => kind !== 'function')) return null;
  const callers = names.flatMap((name) => importersOf(graph, { file: edge.from, name }));
  const files = [...new Set(callers.map((caller) => caller.edge.from))].sort();
  const isFine = files.every((file) => contract.allows(file, target, false) || isThere(graph, file, target));
  if (files.length === 0 || !isFine || callers.some((caller) => caller.whole || caller.edge.import.form === 'export'))
    return null;
  const what = listed(quoted(locals), 'and');
  const step = `add a parameter for ${what} to ${listed(quoted(names), 'and')} in \`${edge.from}\`, and pass it from ${listed(quoted(files), 'and')}`;
  return manualFix('pass it as a parameter', [step]);
}

function quoted(names: readonly string[]): string[] {
  const shown = names.slice(0, mostNamed).map((name) => `\`${name}\``);
  return names.length > mostNamed ? [...shown, `${names.length - mostNamed} more`] : shown;
}

const mostNamed = 4;

/** What stays where it is, as every package does, is no longer imported: says which declarations use it. */
function withoutPackage(graph: Graph, edge: Edge): Fix {
  const locals = edge.import.symbols.map(({ local }) => local);
  const units = graph.uses(edge.from)?.units ?? [];
  const users = units.filter(({ mentions }) => mentions.some(({ name }) => locals.includes(name)));
  const names = users.flatMap((unit) => unit.names);
  const used = names.length > 0 ? `; ${listed(quoted(names), 'and')} ${names.length > 1 ? 'use' : 'uses'} it` : '';
  return manualFix('remove the import', [`remove the import of \`${edge.import.specifier}\`${used}`]);
}
