import {
  decodedMappings,
  generatedPositionFor,
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  type SourceMapSegment,
  TraceMap,
} from '@jridgewell/trace-mapping';
import type { ScriptMap } from '../../../core/script.ts';
import { endOf, linesOf, touched } from './lines.ts';

/** A position in one of the sources. Lines count from 1, columns from 0. */
interface Position {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** A stretch of a source. */
export interface Original {
  /** The number of the source. */
  readonly source: number;
  readonly from: Omit<Position, 'source'>;
  readonly to: Omit<Position, 'source'>;
}

/** Tells what a stretch of a generated script was in a source, as c8 finds it; null where the map does not tell. */
export function originalsOf(map: ScriptMap): (start: number, end: number) => Original | null {
  const lines = linesOf(map.lineLengths);
  const trace = traceOf(map);
  return (start, end) => {
    const [from, to] = [start, Math.min(endOf(lines), end)];
    const slice = touched(lines, from - 1, to);
    if (!slice) return null;
    const [first, last] = slice;
    const lastColumn = to - (lines.starts[last] ?? 0);
    const begin = positionNear(trace, first + 1, Math.max(0, from - (lines.starts[first] ?? 0)));
    const finish = endNear(trace, last + 1, lastColumn);
    if (!begin || !finish || begin.source !== finish.source) return null;
    const isEmpty = begin.line === finish.line && begin.column === finish.column;
    const next = isEmpty ? at(trace, last + 1, lastColumn, LEAST_UPPER_BOUND) : null;
    const after = isEmpty ? next && { ...next, column: next.column - 1 } : finish;
    return after && { source: Number(begin.source), from: begin, to: after };
  };
}

/** Sources are numbered, and what the map says of others, or of lines that cannot be, is left out. */
function traceOf({ sources, mappings }: ScriptMap): TraceMap {
  const names = sources.map((_, index) => String(index));
  const all = new TraceMap({ version: 3, names: [], sources: names, mappings });
  const isSound = ([column, source = 0, line = 0, original = 0]: SourceMapSegment): boolean =>
    [column, source, line, original].every((value) => Number.isSafeInteger(value) && value >= 0) &&
    source < names.length;
  const sound = decodedMappings(all).map((line) => line.filter(isSound));
  return new TraceMap({ version: 3, names: [], sources: names, mappings: sound });
}

type Bias = typeof GREATEST_LOWER_BOUND | typeof LEAST_UPPER_BOUND;

function at(trace: TraceMap, line: number, column: number, bias: Bias): Position | null {
  const found = originalPositionFor(trace, { line, column: Math.max(0, column), bias });
  return found.source === null ? null : { source: found.source, line: found.line, column: found.column };
}

/** What is mapped at or before a position, else behind it; the start of the line where that is mapped further down. */
function positionNear(trace: TraceMap, line: number, column: number): Position | null {
  const found = at(trace, line, column, GREATEST_LOWER_BOUND) ?? at(trace, line, column, LEAST_UPPER_BOUND);
  const start = at(trace, line, 0, GREATEST_LOWER_BOUND);
  return start && start.line > (found?.line ?? 0) ? start : found;
}

/** The end of what is mapped before a position: where the next mapping of its line begins, else the end of the line. */
function endNear(trace: TraceMap, line: number, column: number): Position | null {
  const before = positionNear(trace, line, Math.max(column - 1, 1));
  if (!before) return null;
  const next = generatedPositionFor(trace, { ...before, column: before.column + 1, bias: LEAST_UPPER_BOUND });
  const after = next.line === null ? null : at(trace, next.line, next.column, GREATEST_LOWER_BOUND);
  return after?.line === before.line ? after : { ...before, column: Infinity };
}
