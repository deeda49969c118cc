import type { Sourced } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import { moveFileFix, moveFix } from './advice.ts';
import { type Attempt, type Breach, firstBad } from './breach.ts';
import { type Closure, closuresOf } from './closure.ts';
import { localNames } from './cut.ts';
import { nameIn, newFile } from './new-file.ts';
import { moved, type NewEdge } from './moved.ts';
import { folderOf, foldersFor } from './places.ts';
import { suitsFile, suitsUnits } from './roles.ts';
import { transferOf } from './transfer.ts';

/** Where something may go, or why it may go nowhere. */
type Relocation = Attempt | { readonly why: string };

/** The first place where the imported declarations may go, for a machine if it can be. */
export function movedSymbols(breach: Breach): Relocation {
  const { graph, edge, target } = breach;
  const names = localNames(graph, edge, target);
  if (names === null) return { why: `\`${edge.from}\` imports all of \`${target}\`` };
  const found = closuresOf(graph, target, names).map((closure) => movedClosure(breach, closure, []));
  const behind = found.length > 0 ? [] : movedBehind(breach);
  const obstacle = behind.find((one) => 'why' in one) ?? { why: `\`${target}\` re-exports it from another file` };
  const [smallest = obstacle] = found;
  return [...found, ...behind].find((one) => 'fix' in one && one.fix.intent) ?? smallest;
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
      if (folder === folderOf(edge.from)) why = badWords(bad, to);
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

function badWords(bad: NewEdge, to: Path): string {
  return bad.to === to ? `\`${bad.from}\` must not import \`${to}\`` : `in \`${to}\` it would import \`${bad.to}\``;
}

/** The declaring file goes where all of its importers may import it, and it what it needs. One that is in no part stays there: in a part, chains through it would only be hidden. */
export function movedTarget(breach: Breach): Attempt | null {
  if (breach.contract.passes(breach.target)) return null;
  for (const folder of foldersFor(breach, (one) => suitsFile(breach.graph, one, breach.target))) {
    const found = fileMoved(breach, breach.target, folder);
    if (found) return found;
  }
  return null;
}

/** The importer goes where what it imports is, unless the rule would not see it there. One that is in no part stays there. */
export function movedImporter(breach: Breach): Attempt | null {
  const { graph, contract, edge, target } = breach;
  const folder = folderOf(target);
  if (contract.passes(edge.from) || !suitsFile(graph, folder, edge.from)) return null;
  const isOpen = contract.holds(`${folder}x.ts`) && contract.home(edge.from) === contract.home(target);
  const isWayRound = contract.leaves?.(edge.from, `${folder}x.ts`) === true;
  return isOpen && !isWayRound ? fileMoved(breach, edge.from, folder) : null;
}

function fileMoved({ graph, contract }: Breach, file: Path, folder: Path): Attempt | null {
  const to = `${folder}${nameIn(graph, folder, file.slice(file.lastIndexOf('/') + 1))}`;
  if (graph.id(to) !== undefined || /\/index\.[^/]*$/.test(`/${file}`)) return null;
  const [before, after] = [graph.importersOf(file), graph.importsOf(file)];
  const into = before.map((edge) => ({ from: edge.from, to, type: edge.kind === 'type' }));
  const out = after.flatMap((edge): NewEdge[] =>
    'file' in edge.target ? [{ from: to, to: edge.target.file, type: edge.kind === 'type' }] : [],
  );
  if (firstBad(graph, contract, [...into, ...out], to)) return null;
  return { fix: moveFileFix(file, to), gone: [...before, ...after] };
}
