import { type Baseline, type BaselineEntry, baselineFile, type Frozen, type StaleEntry } from '../core/baseline.ts';
import { type LintelError, mistake } from '../core/error.ts';
import { compare } from '../core/order.ts';
import { figureIn, figureText, leadersOf } from './figures.ts';

/** What a baseline says, or the first thing in it that cannot be read. */
export interface BaselineReading {
  readonly baseline: Baseline;
  readonly errors: readonly LintelError[];
}

const entryLine = /^\s*"([0-9a-f]{10})": ("[^ "\\]+ (?:[^"\\]|\\.)+"),$/;
const versionLine = /^\s*"version": (.*?),?$/;

/** Reads a baseline line by line, so that each entry can be deleted by itself. Entries above the first damage still count. */
export function readBaseline(text: string | null): BaselineReading {
  if (text === null) return { baseline: null, errors: [] };
  const lines = text.split(/(?<=\n)/);
  const content = lines.map((line) => line.trimEnd());
  while (content.at(-1) === '') content.pop();
  const version = content.map((line) => versionLine.exec(line)?.[1]).find((found) => found !== undefined);
  if (version !== undefined && version !== '1')
    return { baseline: [], errors: [mistake('baseline-version', { found: version }, placeOf(1))] };
  const entries: BaselineEntry[] = [];
  const isFrame = (index: number): boolean =>
    index === 0
      ? content[index] === '{'
      : (index === content.length - 2 && version === '1' && versionLine.test(content[index] ?? '')) ||
        (index === content.length - 1 && content[index] === '}');
  for (const [index, line] of content.entries()) {
    if (isFrame(index)) continue;
    const entry = entryIn(line);
    if (entry === null)
      return { baseline: entries, errors: [mistake('baseline-damaged', { found: line }, placeOf(index + 1))] };
    entries.push({ ...entry, line: index + 1, text: lines[index] ?? '' });
  }
  const isWhole = content.length >= 3 && isFrame(content.length - 2) && isFrame(content.length - 1);
  return {
    baseline: entries,
    errors: isWhole ? [] : [mistake('baseline-damaged', { found: 'its end' }, placeOf(content.length || 1))],
  };
}

/** The entry of a line; null where it is none. */
function entryIn(line: string): Frozen | null {
  const [, id, value] = entryLine.exec(line) ?? [];
  const told = value === undefined ? null : parsed(value);
  if (id === undefined || told === null) return null;
  const [rule = '', ...rest] = told.split(' ');
  const entry = { id, rule, file: rest.join(' ') };
  const read = figureIn(entry) ?? entry;
  return isPossible(read) ? read : null;
}

function isPossible({ figure }: Frozen): boolean {
  return !figure || (figure.covered <= figure.total && Number.isSafeInteger(figure.total));
}

function placeOf(line: number): { readonly file: string; readonly line: number; readonly column: number } {
  return { file: baselineFile, line, column: 1 };
}

/** A text of JSON; null where it is not one. */
function parsed(value: string): string | null {
  try {
    return JSON.parse(value) as string;
  } catch {
    return null;
  }
}

/**
 * The text of a baseline. Entries come in order of rule, file and id, one a line and each with its comma, so that branches that take
 * different ones away can be merged; the version comes last, since the last line has no comma.
 */
export function baselineText(entries: Iterable<Frozen>): string {
  const sorted = [...leadersOf(entries).values()].sort(
    (a, b) => compare(a.rule, b.rule) || compare(a.file, b.file) || compare(a.id, b.id),
  );
  const lines = sorted.map(
    ({ id, rule, file, figure }) => `  "${id}": ${onOneLine(`${rule} ${file}${figureText(figure)}`)},\n`,
  );
  return `{\n${lines.join('')}  "version": 1\n}\n`;
}

/** Editors take these two for line ends, which JSON does not. */
function onOneLine(value: string): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** What a run knows of the entries' violations and rules. */
export interface Seen {
  /** Ids of the violations that nothing else excuses, and of the figures that were measured. */
  readonly ids: ReadonlySet<string>;
  /** Did the entry's rule judge its file, or measure all that it measures? */
  isJudged(entry: Frozen): boolean;
  /** Is there no such rule? */
  isUnknown(rule: string): boolean;
}

/** The entries that freeze or keep nothing. Where a rule did not run in full, or a file cannot be read, nothing is known. */
export function staleEntries(baseline: Baseline, { ids, isJudged, isUnknown }: Seen): StaleEntry[] {
  const leaders = leadersOf(baseline ?? []);
  const known = new Set<string>();
  return (baseline ?? []).flatMap((entry): StaleEntry[] => {
    if (known.has(entry.id) || leaders.get(entry.id) !== entry) return [{ entry, reason: 'repeated' }];
    known.add(entry.id);
    if (isUnknown(entry.rule)) return [{ entry, reason: 'unknown-rule' }];
    return !ids.has(entry.id) && isJudged(entry) ? [{ entry, reason: entry.figure ? 'unmeasured' : 'gone' }] : [];
  });
}
