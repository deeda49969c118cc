import type { CoveredFunction, Figure } from '../../core/coverage.ts';
import { figureReader, lineParts, type ReadFigure } from './line-parts.ts';
import type { Packed } from './packed.ts';
import {
  countedIn,
  coveredBy,
  type CoverageRecord,
  type CoverageReport,
  faultsOf,
  hitsOf,
  isLine,
  packed,
} from './report.ts';
import { countIn, type Element, elementsAt } from './xml.ts';

interface Reading {
  readonly readFigure: ReadFigure;
  complain(element: Element, text: string): void;
}

/** Reads a Clover report. Its project is the code; `testproject` is the tests. */
export function readClover(root: Element): CoverageReport {
  const { problems, complain } = faultsOf<Element>();
  const reading: Reading = { complain, readFigure: figureReader() };
  const files = [...elementsAt(root, 'project', 'file'), ...elementsAt(root, 'project', 'package', 'file')];
  const records = files.flatMap((file): CoverageRecord[] => {
    const { path = '', name = '' } = file.attributes;
    if (path !== '' || name !== '')
      return [{ path: path === '' ? name : path, at: file.line, packed: partsOf(file, reading) }];
    complain(file, 'a file without a path');
    return [];
  });
  const metrics = elementsAt(root, 'project', 'metrics');
  const hasNone = (attribute: string): boolean => metrics.some((one) => countIn(one, attribute) === 0);
  const counts = countedIn(
    records,
    (metric) =>
      (metric === 'lines' && hasNone('statements')) ||
      (metric === 'branches' && hasNone('conditionals')) ||
      (metric === 'functions' && hasNone('methods')),
  );
  return { coverage: coveredBy('clover', records, counts), problems };
}

function partsOf(file: Element, reading: Reading): Packed {
  const lines = elementsAt(file, 'line');
  const code = lines.filter(({ attributes }) => attributes['type'] !== 'method');
  const written = code.map((line) => ({
    line: countIn(line, 'num'),
    count: countOf(line),
    branches: branchesOf(line, reading),
  }));
  return packed({
    ...lineParts(written, (index, text) => {
      const line = code[index];
      if (line) reading.complain(line, text);
    }),
    functions: lines
      .filter(({ attributes }) => attributes['type'] === 'method')
      .flatMap((method) => functionOf(method, reading)),
  });
}

function isCondition({ attributes }: Element): boolean {
  return attributes['type'] === 'cond';
}

/** Clover itself gives a condition no count: it ran as often as it was true or false. */
function countOf(line: Element): number | null | undefined {
  const count = countIn(line, 'count');
  if (count !== null || !isCondition(line)) return count;
  const [yes, no] = [countIn(line, 'truecount'), countIn(line, 'falsecount')];
  return typeof yes === 'number' && typeof no === 'number' ? yes + no : undefined;
}

/** With a count of the line, as istanbul writes it: how many branches were taken, and how many were not. Without, as Clover does: how often each of the two was. */
function branchesOf(line: Element, { readFigure }: Reading): Figure | null | undefined {
  if (!isCondition(line)) return null;
  const [yes, no] = [countIn(line, 'truecount'), countIn(line, 'falsecount')];
  if (typeof yes !== 'number' || typeof no !== 'number') return undefined;
  if (countIn(line, 'count') !== null) return readFigure(yes, yes + no);
  return { covered: Number(yes > 0) + Number(no > 0), total: 2 };
}

function functionOf(method: Element, reading: Reading): CoveredFunction[] {
  const [line, count] = [countIn(method, 'num'), countIn(method, 'count')];
  const { name, signature } = method.attributes;
  if (isLine(line) && typeof count === 'number') return [{ name: name ?? signature ?? '', line, hits: hitsOf(count) }];
  reading.complain(method, 'a method without a line and a count');
  return [];
}
