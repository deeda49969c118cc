import type { CoveredFunction, CoveredLine, CoveredPart } from '../../core/coverage.ts';
import { isObject, type Member, type Members, own } from './json.ts';
import { type CoverageRecord, hitsOf, isLine, packed } from './report.ts';

/** A file of coverage-final.json; `complain` is told what of it cannot be read. */
export function istanbulRecord({ key, value, at }: Member, complain: (text: string) => void): CoverageRecord {
  const file = unwrapped(value);
  const path = own(file, 'path');
  const statements = statementsOf(file, complain);
  return {
    path: typeof path === 'string' && path !== '' ? path : key,
    at: at.line,
    packed: packed({
      lines: linesOf(statements),
      branches: branchesOf(file, complain),
      functions: functionsOf(file, complain),
      statements,
    }),
  };
}

/** Is it a file of coverage-final.json? */
export function isIstanbulFile(value: unknown): boolean {
  return isObject(unwrapped(value)['statementMap']);
}

/** Some writers leave `{ data: … }` of istanbul's own objects around a file. */
function unwrapped(value: unknown): Members {
  const inner = isObject(value) ? own(value, 'data') : undefined;
  if (isObject(inner)) return inner;
  return isObject(value) ? value : {};
}

type Complain = (text: string) => void;

/** The entries of one of the maps, each with its count. */
function countedEntries(
  file: Members,
  { map, counts }: { readonly map: string; readonly counts: string },
  complain: Complain,
): { readonly id: string; readonly entry: Members; readonly count: unknown }[] {
  const [entries, numbers] = [own(file, map), own(file, counts)];
  if (!isObject(entries) || !isObject(numbers)) {
    complain(`\`${isObject(entries) ? counts : map}\` is missing`);
    return [];
  }
  for (const id of Object.keys(numbers))
    if (!Object.hasOwn(entries, id)) complain(`\`${counts}\` counts ${id}, which \`${map}\` does not have`);
  return Object.entries(entries).flatMap(([id, entry]) => {
    if (isObject(entry)) return [{ id, entry, count: own(numbers, id) }];
    complain(`${id} of \`${map}\` is not an object`);
    return [];
  });
}

function statementsOf(file: Members, complain: Complain): CoveredPart[] {
  return countedEntries(file, { map: 'statementMap', counts: 's' }, complain).flatMap(({ id, entry, count }) => {
    const line = startLine(entry);
    if (line === null || typeof count !== 'number') {
      complain(`statement ${id} has no ${line === null ? 'line' : 'count'}`);
      return [];
    }
    return [{ line, key: spanOf(entry), hits: hitsOf(count) }];
  });
}

/** A line counts if a statement starts on it, as often as the one that ran most. */
function linesOf(statements: readonly CoveredPart[]): CoveredLine[] {
  const hits = new Map<number, number>();
  for (const one of statements) hits.set(one.line, Math.max(hits.get(one.line) ?? 0, one.hits));
  return [...hits].map(([line, most]) => ({ line, hits: most })).sort((a, b) => a.line - b.line);
}

function functionsOf(file: Members, complain: Complain): CoveredFunction[] {
  return countedEntries(file, { map: 'fnMap', counts: 'f' }, complain).flatMap(({ id, entry, count }) => {
    const name = own(entry, 'name');
    if (typeof count !== 'number') {
      complain(`function ${id} has no count`);
      return [];
    }
    const line = startLine(own(entry, 'decl')) ?? startLine(own(entry, 'loc')) ?? 0;
    return [{ name: typeof name === 'string' ? name : '', line, hits: hitsOf(count) }];
  });
}

function branchesOf(file: Members, complain: Complain): CoveredPart[] {
  return countedEntries(file, { map: 'branchMap', counts: 'b' }, complain).flatMap(({ id, entry, count }) => {
    const line = branchLine(entry);
    if (line === null || !Array.isArray(count)) {
      complain(`branch ${id} has no ${line === null ? 'line' : 'counts'}`);
      return [];
    }
    const span = `${spanOf(own(entry, 'loc'))} ${String(own(entry, 'type'))}`;
    return count.flatMap((hits: unknown, index): CoveredPart[] => {
      // Null: the code around it never ran.
      if (typeof hits === 'number' || hits === null)
        return [{ line, key: `${span} ${index}`, hits: hitsOf(hits ?? 0) }];
      complain(`branch ${id} has a count that is not a number`);
      return [];
    });
  });
}

/** Older reports have the line itself, and some only those of the single branches. */
function branchLine(branch: Members): number | null {
  const locations = own(branch, 'locations');
  const line = own(branch, 'line');
  const first: unknown = Array.isArray(locations) ? locations[0] : undefined;
  return startLine(own(branch, 'loc')) ?? (isLine(line) ? line : startLine(first));
}

function startLine(span: unknown): number | null {
  const line = positionOf(span, 'start')['line'];
  return isLine(line) ? line : null;
}

function spanOf(span: unknown): string {
  const [start, end] = [positionOf(span, 'start'), positionOf(span, 'end')];
  return [start['line'], start['column'], end['line'], end['column']].map(String).join(':');
}

function positionOf(span: unknown, side: 'start' | 'end'): Members {
  const found = isObject(span) ? own(span, side) : undefined;
  return isObject(found) ? found : {};
}
