import type { Sourced } from '../../core/fix.ts';
import { listed } from '../../core/listed.ts';
import type { Path } from '../../core/location.ts';
import { moveFileFix, moveFix, quoted } from './advice.ts';
import { type Attempt, type Breach, firstBad } from './breach.ts';
import { type Closure, closuresOf } from './closure.ts';
import { localNames } from './cut.ts';
import { nameIn, newFile } from './new-file.ts';
import { moved, type NewEdge } from './moved.ts';
import { folderOf, foldersFor, sharedFolder } from './places.ts';
import { suitsFile, suitsUnits } from './roles.ts';
import { transferOf } from './transfer.ts';

/** Where something may go, or why it may go nowhere; null where there is nothing to say. */
export type Relocation = Attempt | { readonly why: string | null };

/** The first place where the imported declarations may go, for a machine if it can be. */
export function movedSymbols(breach: Breach): Relocation {
  const { graph, edge, target } = breach;
  const names = localNames(graph, edge, target);
  if (names === null) return { why: `\`${edge.from}\` imports all of \`${target}\`` };
  const found = closuresOf(graph, target, names).map((closure) => movedClosure(breach, closure, []));
  const behind = found.length > 0 ? [] : movedBehind(breach);
  const obstacle = behind.find((one) => 'why' in one) ?? { why: sourceWords(breach) };
  const [smallest = obstacle] = found;
  return [...found, ...behind].find((one) => 'fix' in one && one.fix.intent) ?? smallest;
}

/** Why what a file hands on cannot move together. */
function sourceWords({ graph, edge, target }: Breach): string {
  const files = edge.import.symbols.map(({ name }) => graph.origin(target, name)?.file);
  const unknown = edge.import.symbols.find((_, index) => files[index] === undefined);
  return unknown
    ? `it is not known where \`${target}\` has \`${unknown.name}\` from`
    : `\`${target}\` re-exports it from ${listed(quoted([...new Set(files.flatMap((file) => file ?? []))].sort()), 'and')}`;
}

/** The declarations behind a file that only hands them on: the import then leads past it. */
function movedBehind(breach: Breach): Relocation[] {
  const { graph, edge, target } = breach;
  const origins = edge.import.symbols.map(({ name }) => graph.origin(target, name));
  const [first] = origins;
  if (!first || origins.some((one) => one?.file !== first.file)) return [];
  const { file } = first;
  const exports = graph.exports(file);
  const own = origins.map((one) => exports.find(({ name }) => name === one?.name)?.local ?? one?.name ?? '');
  const names = edge.import.symbols.map(({ local }, index) => ({ local, name: origins[index]?.name ?? local }));
  return closuresOf(graph, file, own).map((closure) => movedClosure({ ...breach, target: file }, closure, names));
}

/** `direct`: the names of the import by those that they have in the file that declares them, where it does not import that itself. */
function movedClosure(breach: Breach, closure: Closure, direct: readonly Omit<Sourced, 'from' | 'type'>[]): Relocation {
  const { graph, contract, edge, target } = breach;
  let why = `no folder fits that \`${edge.from}\` may import`;
  let byHand: Attempt | null = null;
  const kinds = closure.units.map(({ kind }) => kind);
  for (const folder of foldersFor(breach, (one) => suitsUnits(one, kinds))) {
    const to = newFile(graph, target, closure.names, folder);
    const change = moved(graph, closure, to);
    if ('obstacle' in change) return { why: change.obstacle };
    const own = direct.length > 0 ? [edge] : [];
    const came = own.map(({ from }) => ({ from, to, type: graph.kindOf(edge) === 'type' }));
    const bad = firstBad(graph, contract, [...change.came, ...came], to);
    if (bad) {
      if (folder === folderOf(edge.from)) why = staysWords(closure, bad) ?? badWords(bad, to);
      continue;
    }
    const plan = transferOf(graph, closure, change, { to, isNew: true });
    const names = direct.map((one) => ({ ...one, from: to, type: false }));
    const rest = own.map(({ from, import: { at } }) => ({ file: from, place: at, names }));
    const whole = 'obstacle' in plan ? plan : { ...plan, transfer: { ...plan.transfer, direct: rest } };
    const importers = [...new Set([...change.importers, ...own.map(({ from }) => from)])].sort();
    const attempt = {
      fix: moveFix(closure, { to, isNew: true, importers, plan: whole }),
      gone: [...change.gone, ...own],
    };
    if (attempt.fix.intent) return attempt;
    byHand ??= attempt;
  }
  return byHand ?? { why };
}

/** What would be imported back from the old file. */
function staysWords({ file, names: [name = 'default'], stays: [stay] }: Closure, bad: NewEdge): string | null {
  return bad.to === file && stay ? `\`${name}\` needs \`${stay.name}\` of \`${file}\`` : null;
}

function badWords(bad: NewEdge, to: Path): string {
  return bad.to === to ? `\`${bad.from}\` must not import \`${to}\`` : `in \`${to}\` it would import \`${bad.to}\``;
}

/** The declaring file goes where all of its importers may import it, and it what it needs. One that is in no part stays there: in a part, chains through it would only be hidden. */
export function movedTarget(breach: Breach): Relocation {
  const { graph, contract, target } = breach;
  if (contract.passes(target)) return { why: null };
  return fileMoved(
    breach,
    target,
    foldersFor(breach, (folder) => suitsFile(graph, folder, target)),
  );
}

/** The importer goes where what it imports is, unless the rule would not see it there. One that is in no part stays there. */
export function movedImporter(breach: Breach): Relocation {
  const { graph, contract, edge, target } = breach;
  if (contract.passes(edge.from) || contract.home(edge.from) !== contract.home(target)) return { why: null };
  const fits = (folder: Path): boolean => {
    const path = `${folder}x.ts`;
    const isSeen = contract.holds(path) && !contract.passes(path) && contract.leaves?.(edge.from, path) !== true;
    return isSeen && suitsFile(graph, folder, edge.from);
  };
  const folders = new Set([folderOfAll(breach), besideOf(target), folderOf(target)]);
  return fileMoved(breach, edge.from, [...folders].filter(fits));
}

/** The folder of all that the importer must not import. */
function folderOfAll({ graph, contract, edge, target }: Breach): Path {
  const denied = graph
    .importsOf(edge.from)
    .flatMap((one) =>
      'file' in one.target && !contract.allows(edge.from, one.target.file, one.kind === 'type')
        ? [besideOf(one.target.file)]
        : [],
    );
  return denied.reduce(sharedFolder, besideOf(target));
}

/** The folder beside which others import a file: an index file stands for its own. */
function besideOf(file: Path): Path {
  const folder = folderOf(file);
  return isIndex(file) && folder !== '' ? folderOf(folder.slice(0, -1)) : folder;
}

function isIndex(file: Path): boolean {
  return /\/index\.[^/]*$/.test(`/${file}`);
}

/** The first folder to which a file can move; else why it cannot move to the first one, null where there is none. */
function fileMoved(breach: Breach, file: Path, folders: Iterable<Path>): Relocation {
  // It stands for its folder.
  if (isIndex(file)) return { why: null };
  let why: string | null = null;
  for (const folder of folders) {
    const found = fileMovedTo(breach, file, folder);
    if ('fix' in found) return found;
    why ??= found.why;
  }
  return { why };
}

function fileMovedTo({ graph, contract }: Breach, file: Path, folder: Path): Relocation {
  const to = `${folder}${nameIn(graph, folder, file.slice(file.lastIndexOf('/') + 1))}`;
  if (graph.id(to) !== undefined) return { why: `\`${to}\` exists` };
  const [before, after] = [graph.importersOf(file), graph.importsOf(file)];
  const into = before.map((edge) => ({ from: edge.from, to, type: edge.kind === 'type' }));
  const out = after.flatMap((edge): NewEdge[] =>
    'file' in edge.target ? [{ from: to, to: edge.target.file, type: edge.kind === 'type' }] : [],
  );
  const bad = firstBad(graph, contract, [...into, ...out], to);
  return bad ? { why: badWords(bad, to) } : { fix: moveFileFix(file, to), gone: [...before, ...after] };
}
