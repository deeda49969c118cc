import type { DeclarationKind } from '../core/code.ts';
import type { Path, Place } from '../core/location.ts';
import type { RenameWish } from '../program/index.ts';
import type { State } from './follow.ts';
import { inputsOf } from './inputs.ts';
import { lateFactsOf } from './late.ts';
import { isCode } from './load.ts';

/** A symbol that `planRename` can rename, as `lintel rename` names it. */
export interface SymbolAt extends Pick<RenameWish, 'file' | 'symbol'> {
  /** Its name at the point. */
  readonly at: Place;
}

type Point = Pick<Place, 'line' | 'column'>;

/** The top-level name, imported name or declared member at a point; null for any other word. */
export function symbolAt(state: State, file: Path, point: Point): SymbolAt | null {
  return isCode(state.loaded, file) ? (nameAt(state, file, point) ?? memberAt(state, file, point)) : null;
}

function nameAt(state: State, file: Path, point: Point): SymbolAt | null {
  const bindings = lateFactsOf(state.loaded, file, 'bindings');
  for (const { name, scope, occurrences } of bindings?.variables ?? []) {
    const at = occurrences.map((one) => one.at).find((one) => covers(one, point));
    if (!at) continue;
    const declared = scope <= moduleScope ? declaring(state, file, name) : null;
    return declared && { ...declared, at };
  }
  return null;
}

/** A file has two scopes at its top: of the global names, and of the module. */
const moduleScope = 1;

/** Where a top-level name of a file is declared; null for one that is another name for an import, or comes from outside. */
function declaring({ loaded, memory }: State, file: Path, local: string): Omit<SymbolAt, 'at'> | null {
  const { graph } = inputsOf(loaded, memory);
  for (const edge of graph.importsOf(file)) {
    const imported = edge.import.symbols.find((one) => one.local === local);
    if (!imported) continue;
    const origin = 'file' in edge.target ? graph.origin(edge.target.file, imported.name) : null;
    return origin?.name === local ? { file: origin.file, symbol: [local] } : null;
  }
  return { file, symbol: [local] };
}

const memberKinds: ReadonlySet<DeclarationKind> = new Set([
  'classMethod',
  'classProperty',
  'classicAccessor',
  'autoAccessor',
  'typeMethod',
  'typeProperty',
  'enumMember',
]);

function memberAt({ loaded }: State, file: Path, point: Point): SymbolAt | null {
  const found = lateFactsOf(loaded, file, 'declarations')?.find(
    ({ kind, container, at }) =>
      memberKinds.has(kind) && container !== '' && !container.includes('.') && covers(at, point),
  );
  return found ? { file, symbol: [found.container, found.name], at: found.at } : null;
}

/** Names stand on one line; an editor may ask at the end of one. */
function covers({ line, column, endColumn }: Place, point: Point): boolean {
  return line === point.line && column <= point.column && point.column <= endColumn;
}
