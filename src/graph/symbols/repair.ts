import type { Fix } from '../../core/fix.ts';
import type { Edge, Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { once } from '../../core/once.ts';
import type { Contract } from '../contract.ts';
import { isPattern, narrowFix } from '../patterns.ts';
import type { Chain } from '../walk.ts';
import { symbolWords } from '../words.ts';
import { directFix, manualFix, typeFix } from './advice.ts';
import type { Attempt, Breach } from './breach.ts';
import { passedIn, withoutImport } from './by-hand.ts';
import { folderOf, openFolders } from './places.ts';
import { movedImporter, movedSymbols, movedTarget } from './relocate.ts';

/** The title of a repair that says what stands in the way. */
export const noMove = 'no move fixes this';

/** How to end imports, and chains of imports, that a contract does not allow. Each import is looked at once for each folder that reaches it. */
export function createRepair(graph: Graph, contract: Contract): (chain: Chain) => Fix {
  const known = new Map<string, Attempt>();
  const open = once(() => openFolders(graph, contract));
  const repairOf = (edge: Edge, via: Path): Attempt => {
    const key = `${String(edge.id)}\0${folderOf(via)}`;
    const repair = known.get(key) ?? repairOfEdge({ graph, contract, edge, via, open });
    known.set(key, repair);
    return repair;
  };
  return (chain) => {
    const [first, ...others] = chain;
    const { leads } = contract;
    if (!leads || others.length === 0) return repairOf(first, first.from).fix;
    // What the last import brings in is what all chains through it share.
    const attempts = [first, ...others].reverse().map((edge) => repairOf(edge, first.from));
    const cuts = attempts.filter(({ fix, gone }) => fix.intent && !leads(first, new Set(gone.map(({ id }) => id))));
    // A file of a chain is more than what the chain needs of it.
    const cut = cuts.find(({ fix }) => fix.intent?.kind !== 'move-file') ?? cuts[0];
    return cut?.fix ?? repairOf(first, first.from).fix;
  };
}

/** Each way was tried on the graph: the import goes, and none comes that is not allowed. */
function repairOfEdge({ graph, contract, edge, via, open }: Omit<Breach, 'target'>): Attempt {
  if (!('file' in edge.target)) return byHand(withoutImport(graph, edge));
  if (isPattern(edge)) return byHand(narrowFix([edge.target.file]));
  const breach = { graph, contract, edge, target: edge.target.file, via, open };
  if (contract.stays?.(edge.from, breach.target) === true)
    return asTypes(breach) ?? byHand(passedIn(breach) ?? withoutImport(graph, edge));
  return asTypes(breach) ?? pastBarrel(breach) ?? byMoving(breach);
}

function byMoving(breach: Breach): Attempt {
  const symbols = movedSymbols(breach);
  if ('fix' in symbols && symbols.fix.intent && symbols.fix.reason === undefined) return symbols;
  const target = movedTarget(breach);
  if ('fix' in target) return target;
  const importer = movedImporter(breach);
  if ('fix' in importer) return importer;
  if ('fix' in symbols) return symbols;
  const why = isWhole(breach.edge) ? target.why : symbols.why;
  return byHand(passedIn(breach) ?? nothingMoves(breach, why, importer.why));
}

function isWhole({ import: { symbols } }: Edge): boolean {
  return symbols.length === 0 || symbols.some(({ name }) => name === '*');
}

function byHand(fix: Fix): Attempt {
  return { fix, gone: [] };
}

/** Says what stands in the way of what is imported, and of the importer. */
function nothingMoves({ edge, target }: Breach, own: string | null, importer: string | null): Fix {
  const [first] = edge.import.symbols;
  const what = isWhole(edge) ? `\`${target}\`` : symbolWords(edge.import, `\`${first?.local ?? target}\``);
  const why = own ?? `\`${edge.from}\` needs it`;
  const step =
    importer === null
      ? `moving ${what} or \`${edge.from}\` does not fix this: ${why}`
      : `moving ${what} does not fix this: ${why}; nor does moving \`${edge.from}\`: ${importer}`;
  return manualFix(noMove, [step]);
}

function asTypes({ graph, contract, edge }: Breach): Attempt | null {
  const { symbols, form } = edge.import;
  if (contract.types || form !== 'import' || symbols.length === 0) return null;
  return waysOf(graph, edge).every((way) => way === 'type') ? { fix: typeFix(edge), gone: [edge] } : null;
}

/** How the names of an import are used; as something else than a type where nobody can tell. */
function waysOf(graph: Graph, edge: Edge): readonly string[] {
  const uses = graph.uses(edge.from);
  return edge.import.symbols.flatMap(({ local, type }): readonly string[] => {
    const use = uses?.imports.find((one) => one.local === local);
    return type ? ['type'] : (use?.ways ?? ['passed']);
  });
}

function pastBarrel({ graph, contract, edge, target }: Breach): Attempt | null {
  const { symbols, form } = edge.import;
  if ((form !== 'import' && form !== 'export') || symbols.length === 0) return null;
  const files = symbols.map(({ name }) => (name === '*' ? target : graph.origin(target, name)?.file));
  const isFine = files.every(
    (file) => file !== undefined && file !== target && contract.allows(edge.from, file, edge.kind === 'type'),
  );
  return isFine ? { fix: directFix(graph, edge), gone: [edge] } : null;
}
