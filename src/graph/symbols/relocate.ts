import type { Path } from '../../core/location.ts';
import { moveFileFix, moveFix } from './advice.ts';
import { type Attempt, type Breach, firstBad } from './breach.ts';
import { type Closure, closuresOf } from './closure.ts';
import { localNames } from './cut.ts';
import { newFile } from './new-file.ts';
import { moved, type NewEdge } from './moved.ts';
import { folderOf, foldersFor } from './places.ts';
import { transferOf } from './transfer.ts';

/** Where something may go, or why it may go nowhere. */
type Relocation = Attempt | { readonly why: string };

/** The first place where the imported declarations may go, for a machine if it can be. */
export function movedSymbols(breach: Breach): Relocation {
  const { graph, edge, target } = breach;
  const names = localNames(graph, edge, target);
  if (names === null) return { why: `\`${edge.from}\` imports all of \`${target}\`` };
  const found = closuresOf(graph, target, names).map((closure) => movedClosure(breach, closure));
  const [smallest = { why: `\`${target}\` re-exports it from another file` }] = found;
  return found.find((one) => 'fix' in one && one.fix.intent) ?? smallest;
}

function movedClosure(breach: Breach, closure: Closure): Relocation {
  const { graph, contract, edge, target } = breach;
  let why = `no folder fits that \`${edge.from}\` may import`;
  let byHand: Attempt | null = null;
  for (const folder of foldersFor(breach)) {
    const to = newFile(graph, target, closure.names, folder);
    const change = moved(graph, closure, to);
    if ('obstacle' in change) return { why: change.obstacle };
    const bad = firstBad(graph, contract, change.came, to);
    if (bad) {
      if (folder === folderOf(edge.from)) why = badWords(bad, to);
      continue;
    }
    const plan = transferOf(graph, closure, change, { to, isNew: true });
    const fix = moveFix(closure, { to, isNew: true, importers: change.importers, plan });
    if (fix.intent) return { fix, gone: change.gone };
    byHand ??= { fix, gone: change.gone };
  }
  return byHand ?? { why };
}

function badWords(bad: NewEdge, to: Path): string {
  return bad.to === to ? `\`${bad.from}\` must not import \`${to}\`` : `in \`${to}\` it would import \`${bad.to}\``;
}

/** The declaring file goes where all of its importers may import it, and it what it needs. */
export function movedTarget(breach: Breach): Attempt | null {
  for (const folder of foldersFor(breach)) {
    const found = fileMoved(breach, breach.target, folder);
    if (found) return found;
  }
  return null;
}

/** The importer goes where what it imports is, unless the rule would not see it there. */
export function movedImporter(breach: Breach): Attempt | null {
  const { contract, edge, target } = breach;
  const folder = folderOf(target);
  const isOpen = contract.holds(`${folder}x.ts`) && contract.home(edge.from) === contract.home(target);
  const isWayRound = contract.leaves?.(edge.from, `${folder}x.ts`) === true;
  return isOpen && !isWayRound ? fileMoved(breach, edge.from, folder) : null;
}

function fileMoved({ graph, contract }: Breach, file: Path, folder: Path): Attempt | null {
  const to = `${folder}${file.slice(file.lastIndexOf('/') + 1)}`;
  if (graph.id(to) !== undefined || /\/index\.[^/]*$/.test(`/${file}`)) return null;
  const [before, after] = [graph.importersOf(file), graph.importsOf(file)];
  const into = before.map((edge) => ({ from: edge.from, to, type: edge.kind === 'type' }));
  const out = after.flatMap((edge): NewEdge[] =>
    'file' in edge.target ? [{ from: to, to: edge.target.file, type: edge.kind === 'type' }] : [],
  );
  if (firstBad(graph, contract, [...into, ...out], to)) return null;
  return { fix: moveFileFix(file, to), gone: [...before, ...after] };
}
