import type { Export, ImportKind, ImportedSymbol } from '../core/code.ts';
import type { Emit } from '../core/emit.ts';
import type { Edge, Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import type { ImportUse, Uses, Way } from '../core/uses.ts';
import { originFinder } from './origin.ts';
import { type Meaning, type MeaningOf, meaningFinder } from './meaning.ts';

/** What must be known to tell which imports a compiler takes out. All of it is asked for lazily. */
export interface Compiler {
  readonly emit: (file: Path) => Emit;
  /** Null for a language that does not tell. */
  readonly uses: (file: Path) => Uses | null;
  readonly exports: (file: Path) => readonly Export[];
}

/** The same graph, which also tells what is left of an import at run time and what declarations refer to. */
export function compiled(graph: Graph, compiler: Compiler): Graph {
  const meaningOf = meaningFinder(graph, compiler);
  // By file, and by the place of the import there: a number is found faster than a text is put together.
  const known = new Map<Path, (ImportKind | undefined)[]>();
  return {
    ...graph,
    uses: compiler.uses,
    exports: compiler.exports,
    origin: originFinder({ ...graph, exports: compiler.exports }),
    kindOf(edge) {
      if (!mayGo(edge)) return edge.kind;
      const ofFile = known.get(edge.from) ?? [];
      if (ofFile.length === 0) known.set(edge.from, ofFile);
      return (ofFile[edge.index] ??= isKept(edge, compiler, meaningOf) ? edge.kind : 'type');
    },
    isOpen: (edge) => mayGo(edge) && typeof decided(edge, compiler, meaningOf) !== 'boolean',
  };
}

/** May a compiler take out an import that is written like this one? */
function mayGo({ kind, import: { form } }: Edge): boolean {
  return kind === 'value' || kind === 'reexport' || (kind === 'require' && form === 'import=');
}

/** What decides about the names of one import. */
interface Situation {
  readonly emit: Emit;
  readonly uses: Uses;
  /** What a name of the imported file stands for. */
  meaning(name: string): Meaning;
}

function isKept(edge: Edge, compiler: Compiler, meaningOf: MeaningOf): boolean {
  const answer = decided(edge, compiler, meaningOf);
  if (typeof answer === 'boolean') return answer;
  const uses = compiler.uses(edge.from);
  return uses === null || answer.symbols.some((symbol) => isNeeded(symbol, { ...answer, uses }));
}

/** What only the uses of these names in the file can decide. */
interface Undecided extends Omit<Situation, 'uses'> {
  readonly symbols: readonly ImportedSymbol[];
}

/** Is the import kept? Told without a syntax tree of its file where that is possible. */
function decided(edge: Edge, compiler: Compiler, meaningOf: MeaningOf): boolean | Undecided {
  const { form, symbols } = edge.import;
  const emit = compiler.emit(edge.from);
  const target = 'file' in edge.target ? edge.target.file : null;
  const meaning = (name: string): Meaning => (target === null ? 'unknown' : (meaningOf(target, name) ?? 'unknown'));
  if (emit.keeps === 'nothing' || emit.keeps === 'written') return emit.keeps === 'written';
  if (form === 'export') return symbols.some(({ name, type }) => !type && isExported(meaning(name), emit));
  if (symbols.length === 0 || emit.keeps === 'imports') return true;
  if (emit.keeps === 'values') return symbols.some(({ name, type }) => !type && meaning(name) !== 'nothing');
  const open = symbols.filter((one) => mayBeNeeded(one, { emit, meaning }));
  return open.length > 0 && { symbols: open, emit, meaning };
}

/** Can any use of this name in the file need it at run time? */
function mayBeNeeded({ name, local, type }: ImportedSymbol, { emit, meaning }: Omit<Situation, 'uses'>): boolean {
  return !type && (name === '*' || emit.factories.includes(local) || meaning(name) !== 'nothing');
}

/** Does anything in the file need this name at run time? */
function isNeeded({ name, local }: ImportedSymbol, { emit, uses, meaning }: Situation): boolean {
  if (uses.hasTags && (uses.factories ?? emit.factories).includes(local)) return true;
  const use = uses.imports.find((one) => one.local === local);
  if (use && name === '*' && use.members) return needsMember(use, { emit, meaning });
  return use?.ways.some((way) => needs(way, meaning(name), emit)) ?? false;
}

/** Of a namespace, constant enums are inlined, too. */
function needsMember({ ways, members }: ImportUse, { emit, meaning }: Pick<Situation, 'emit' | 'meaning'>): boolean {
  if (ways.some((way) => way !== 'member' && needs(way, 'value', emit))) return true;
  return members?.some(({ name, type }) => !type && needs('member', meaning(name), emit)) ?? false;
}

function needs(way: Way, meaning: Meaning, emit: Emit): boolean {
  switch (way) {
    case 'type':
      return false;
    case 'metadata':
      return emit.metadata && isWritten(meaning);
    case 'nullable-metadata':
      return emit.metadata && !emit.strictNulls && isWritten(meaning);
    case 'exported':
      return isExported(meaning, emit);
    case 'folded':
      return emit.isolated ? meaning !== 'nothing' : meaning === 'value' || meaning === 'unknown';
    default:
      return meaning === 'inlined' ? emit.isolated : meaning !== 'nothing';
  }
}

function isExported(meaning: Meaning, emit: Emit): boolean {
  return isWritten(meaning) || (meaning === 'inlined' && emit.constEnums);
}

function isWritten(meaning: Meaning): boolean {
  return meaning !== 'nothing' && meaning !== 'inlined';
}
