import type { Fault } from '../../core/code.ts';
import { type CoveredFunction, type CoveredLine, type CoveredPart, type Metric, sumOf } from '../../core/coverage.ts';
import { addTo } from '../../core/group.ts';
import { branchesOf, countBranch, countLine, type InOrder, linesOf } from './in-order.ts';
import { countedIn, coveredBy, type CoverageRecord, type CoverageReport, hitsOf, packed } from './report.ts';

/** What an lcov report says, record by record in its own order, and the lines that it should not have. */
export function readLcov(text: string): CoverageReport {
  const records: CoverageRecord[] = [];
  const problems: Fault[] = [];
  let open: Draft | null = null;
  // A draft takes much more memory than the record that is made of it.
  const close = (): void => {
    if (open) records.push(finish(open));
    open = null;
  };
  let line = 0;
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    // Nearly all of a report.
    if (open && (readCount(open, text, start, end) || readBranch(open, text, start, end))) {
      start = end + 1;
      line++;
      continue;
    }
    const written = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    line++;
    // The end of a record may be missing.
    if (written === 'end_of_record') close();
    else if (written.startsWith('SF:') && written.trim() !== 'SF:') {
      close();
      open = draftOf(written.slice(3), line);
    } else if (!readLine(open, written)) problems.push(fault(line, written));
  }
  close();
  return {
    coverage: coveredBy(
      'lcov',
      records,
      countedIn(records, (metric) => saysNone(text, metric)),
    ),
    problems,
  };
}

const headers: Readonly<Partial<Record<Metric, string>>> = { lines: 'LF', branches: 'BRF', functions: 'FNF' };

/** Does the report say of every file that it has none of these? */
function saysNone(text: string, metric: Metric): boolean {
  const header = headers[metric];
  if (header === undefined) return false;
  return new RegExp(`^${header}:`, 'm').test(text) && !new RegExp(`^${header}:0*[1-9]`, 'm').test(text);
}

/** Reads `DA:12,3` as it stands in the text, without a checksum or a sign. False for any other line, of which nothing is read. */
function readCount({ lines }: Draft, text: string, start: number, end: number): boolean {
  if (!text.startsWith('DA:', start)) return false;
  const comma = text.indexOf(',', start);
  const line = digitsIn(text, start + 3, comma);
  const hits = digitsIn(text, comma + 1, end);
  if (line === null || hits === null) return false;
  countLine(lines, line, hits);
  return true;
}

/** Reads `BRDA:12,0,1,3` as it stands in the text, where block and branch are numbers. False for any other line, of which nothing is read. */
function readBranch({ branches }: Draft, text: string, start: number, end: number): boolean {
  if (!text.startsWith('BRDA:', start)) return false;
  const [first, last] = [text.indexOf(',', start), text.lastIndexOf(',', end - 1)];
  const middle = text.indexOf(',', first + 1);
  const line = digitsIn(text, start + 5, first);
  const isPlain = digitsIn(text, first + 1, middle) !== null && digitsIn(text, middle + 1, last) !== null;
  const hits = digitsIn(text, last + 1, end);
  if (!isPlain || line === null || hits === null) return false;
  countBranch(branches, { line, key: text.slice(first + 1, last), hits });
  return true;
}

/** So many digits are a safe integer. */
const fewDigits = 15;

/** The number that a stretch of text is; null for anything but a few digits. */
function digitsIn(text: string, start: number, end: number): number | null {
  if (end <= start || end - start > fewDigits) return null;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** A record while it is read. */
interface Draft {
  readonly path: string;
  readonly at: number;
  readonly lines: InOrder<CoveredLine>;
  readonly branches: InOrder<CoveredPart>;
  /** `FN` and `FNDA`, which only the name and their order join. */
  readonly named: { readonly name: string; readonly line: number }[];
  readonly counts: Map<string, number[]>;
  /** `FNL` and `FNA`, which a number joins; several names may be one function. */
  readonly indexed: Map<string, { line: number; name: string | null; hits: number }>;
}

function draftOf(path: string, at: number): Draft {
  return {
    path,
    at,
    lines: { inOrder: [], others: [] },
    branches: { inOrder: [], others: [] },
    named: [],
    counts: new Map(),
    indexed: new Map(),
  };
}

type Read = (draft: Draft, value: string) => boolean;

const readers: Readonly<Record<string, Read>> = {
  DA(draft, value) {
    const [, line = '', hits = ''] = /^(\d+),(-?\d+)(?:,|\s*$)/.exec(value) ?? [];
    if (line === '') return false;
    countLine(draft.lines, whole(line), hitsOf(Number(hits)));
    return true;
  },
  BRDA(draft, value) {
    // The name of a branch may hold commas.
    const [, line = '', block = '', branch = '', hits = ''] = /^(\d+),([^,]*),(.*),(-|-?\d+)\s*$/.exec(value) ?? [];
    if (line === '') return false;
    // A branch that cannot be reached counts nowhere.
    if (/^[ef]?U/.test(block)) return true;
    const key = `${block},${branch}`;
    countBranch(draft.branches, { line: whole(line), key, hits: hits === '-' ? 0 : hitsOf(Number(hits)) });
    return true;
  },
  FN(draft, value) {
    const [, line = '', name = ''] = /^(\d+),(?:\d+,)?(.*)$/.exec(value) ?? [];
    if (line === '') return false;
    draft.named.push({ name, line: whole(line) });
    return true;
  },
  FNDA(draft, value) {
    const [, hits = '', name = ''] = /^(-?\d+),(.*)$/.exec(value) ?? [];
    if (hits === '') return false;
    addTo(draft.counts, name, hitsOf(Number(hits)));
    return true;
  },
  FNL(draft, value) {
    const [, index = '', line = ''] = /^(\d+),(\d+)(?:,\d+)?\s*$/.exec(value) ?? [];
    if (index === '') return false;
    draft.indexed.set(index, { name: null, hits: 0, ...draft.indexed.get(index), line: whole(line) });
    return true;
  },
  FNA(draft, value) {
    const [, index = '', hits = '', name = ''] = /^(\d+),(-?\d+),(.*)$/.exec(value) ?? [];
    if (index === '') return false;
    const known = draft.indexed.get(index) ?? { line: 0, name: null, hits: 0 };
    draft.indexed.set(index, {
      line: known.line,
      name: known.name ?? name,
      hits: sumOf(known.hits, hitsOf(Number(hits))),
    });
    return true;
  },
};

/** Records that nobody here asks about are none of our business, except outside every file what belongs to one. */
function readLine(draft: Draft | null, written: string): boolean {
  const colon = written.indexOf(':');
  const kind = written.slice(0, Math.max(0, colon));
  const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  if (read) return draft !== null && read(draft, written.slice(colon + 1));
  return kind !== 'SF' && (/^[A-Z]+$/.test(kind) || written.trim() === '' || written.startsWith('#'));
}

function finish({ path, at, lines, branches, named, counts, indexed }: Draft): CoverageRecord {
  const functions: CoveredFunction[] = [];
  const seen = new Map<string, number>();
  for (const { name, line } of named) {
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    functions.push({ name, line, hits: counts.get(name)?.[nth] ?? 0 });
  }
  for (const [name, hits] of counts)
    for (const one of hits.slice(seen.get(name) ?? 0)) functions.push({ name, line: 0, hits: one });
  for (const { name, line, hits } of indexed.values()) functions.push({ name: name ?? '', line, hits });
  // A slice would keep the whole text of the report in memory.
  const copy = Buffer.from(path).toString();
  return { path: copy, at, packed: packed({ lines: linesOf(lines), functions, branches: branchesOf(branches) }) };
}

function whole(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

function fault(line: number, written: string): Fault {
  const shown = written.length > 60 ? `${written.slice(0, 57)}...` : written;
  return {
    text: `Not a valid line of an lcov report: ${shown}`,
    at: { line, column: 1, endLine: line, endColumn: written.length + 1 },
  };
}
