import type { Coverage, CoveredFunction, CoveredPart } from '../../core/coverage.ts';
import { type Branching, type CodeFunction, type Execution, wayText } from '../../core/execution.ts';
import { groupBy } from '../../core/group.ts';

/** A function that no test calls. */
export interface UntestedFunction {
  readonly name: string;
  /** Both 0 where the report does not say. */
  readonly line: number;
  readonly endLine: number;
  /** The uncovered lines that a test of it may reach. */
  readonly gain: number;
}

/** What a report would say of code that nothing runs. */
export function unreached({ lines, functions, branchings }: Execution): Coverage {
  return {
    lines: lines.map((line) => ({ line, hits: 0 })),
    branches: branchings.flatMap(({ line, ways }, block) =>
      ways.map((_, index) => ({ line, key: `${block},${index}`, hits: 0 })),
    ),
    functions: functions.map(({ name, at }) => ({ name, line: at.line, hits: 0 })),
    statements: [],
    counts: ['lines', 'branches', 'functions'],
    totals: null,
  };
}

/** The functions that no test calls, with their whole range. Of one inside of another, the outer one is enough. */
export function untestedFunctions(measured: Coverage, { functions: all }: Execution): UntestedFunction[] {
  const found = measured.counts.includes('functions')
    ? measured.functions.filter(({ hits }) => hits === 0).map((one) => rangeOf(one, all))
    : all.filter((one) => isUnreached(one, measured)).map(({ name, at }) => ({ name, ...at }));
  return found
    .filter((one) => !found.some((other) => other !== one && isInside(one, other)))
    .map(({ name, line, endLine }) => ({ name, line, endLine, gain: missedBetween(measured, line, endLine) }));
}

/** The function whose test covers most; null where all are called, or none has a name of its own. */
export function bestToTest(functions: readonly UntestedFunction[]): UntestedFunction | null {
  const named = functions.filter(({ name }) => isNamed(name));
  return named.reduce<UntestedFunction | null>((best, one) => (best && best.gain >= one.gain ? best : one), null);
}

/** Does a function have a name of its own, not one that says where it is? */
export function isNamed(name: string): boolean {
  return name !== '' && !/^function\b/.test(name);
}

/** `tax` (2-9) */
export function functionText({ name, line, endLine }: Omit<UntestedFunction, 'gain'>): string {
  const range = line === endLine ? String(line) : `${line}-${endLine}`;
  return `\`${name === '' ? 'anonymous' : name}\`${line > 0 ? ` (${range})` : ''}`;
}

type Range = Pick<UntestedFunction, 'name' | 'line' | 'endLine'>;

function rangeOf({ name, line }: CoveredFunction, all: readonly CodeFunction[]): Range {
  const known = codeOf({ name, line }, all);
  if (!known) return { name, line, endLine: line };
  return { name: known.name, line: known.at.line, endLine: known.at.endLine };
}

/** The function of the source that a report means: the one of this name, or the only one that begins on its line. */
export function codeOf(
  { name, line }: Pick<CoveredFunction, 'name' | 'line'>,
  all: readonly CodeFunction[],
): CodeFunction | null {
  const named = all.filter((one) => one.name === name);
  const there = named.find(({ at }) => at.line <= line && line <= at.endLine);
  const starting = all.filter(({ at }) => at.line === line);
  const sole = line === 0 && named.length === 1 ? named[0] : undefined;
  return there ?? sole ?? (starting.length === 1 ? starting[0] : undefined) ?? null;
}

/** Its first line runs when it is only declared, so that the others decide. */
function isUnreached({ at }: CodeFunction, { lines }: Coverage): boolean {
  const inside = lines.filter(({ line }) => line > at.line && line <= at.endLine);
  return inside.length > 0 && inside.every(({ hits }) => hits === 0);
}

function isInside(inner: Range, outer: Range): boolean {
  const isWider = outer.line < inner.line || outer.endLine > inner.endLine;
  return isWider && outer.line <= inner.line && inner.endLine <= outer.endLine;
}

function missedBetween({ lines }: Coverage, first: number, last: number): number {
  return lines.filter(({ line, hits }) => hits === 0 && line >= first && line <= last).length;
}

/** The ways that no test takes, in words where the report tells which they are, else the lines that have some. */
export function untakenWays({ branches }: Coverage, { branchings }: Execution): string[] {
  return [...groupBy(branches, ({ line }) => line)]
    .sort(([a], [b]) => a - b)
    .flatMap(([line, parts]) => {
      const missed = parts.filter(({ hits }) => hits === 0);
      if (missed.length === 0) return [];
      const known = branchingsOf(
        parts,
        branchings.filter((one) => one.line === line),
      );
      if (!known) return [`${missed.length} of ${parts.length} branches in line ${line}`];
      return missed.map((part) => `${textOfWay(part, known)} (${line})`);
    });
}

interface Numbered {
  readonly branching: Branching;
  readonly parts: readonly CoveredPart[];
}

/** Pairs the branches of a line with its source; null if the report counts them otherwise. */
function branchingsOf(parts: readonly CoveredPart[], there: readonly Branching[]): readonly Numbered[] | null {
  const blocks = [
    ...groupBy(parts, ({ key }) => key.slice(0, Math.max(key.lastIndexOf(','), key.lastIndexOf(' ')))).values(),
  ];
  const isNumbered = parts.every(({ key }) => /[, ]\d+$/.test(key));
  if (!isNumbered || blocks.length !== there.length) return null;
  const paired = there.flatMap((branching, index) => {
    const own = blocks[index] ?? [];
    return own.length === branching.ways.length ? [{ branching, parts: own }] : [];
  });
  return paired.length === there.length ? paired : null;
}

function textOfWay(part: CoveredPart, known: readonly Numbered[]): string {
  const found = known.find(({ parts }) => parts.includes(part));
  return found ? wayText(found.branching, found.parts.indexOf(part)) : 'a branch';
}
