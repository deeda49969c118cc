import type { CoveredFunction, Figure } from '../../core/coverage.ts';
import { figureReader, lineParts, type ReadFigure } from './line-parts.ts';
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

/** Reads a Cobertura report. A file may have several classes; each is a record. */
export function readCobertura(root: Element): CoverageReport {
  const { problems, complain } = faultsOf<Element>();
  const reading: Reading = { complain, readFigure: figureReader() };
  const roots = elementsAt(root, 'sources', 'source')
    .map(({ text }) => text)
    .filter((text) => text !== '' && text !== '.');
  const classes = elementsAt(root, 'packages', 'package', 'classes', 'class');
  const lines = new Map(classes.map((one) => [one, elementsAt(one, 'lines', 'line')]));
  const records = classes.flatMap((one): CoverageRecord[] => {
    const path = one.attributes['filename']?.trim() ?? '';
    if (path === '') {
      complain(one, 'a class without a file name');
      return [];
    }
    return [
      {
        ...{ path, roots, at: one.line },
        packed: packed({
          ...partsOf(lines.get(one) ?? [], reading),
          functions: elementsAt(one, 'methods', 'method').flatMap((method) => functionOf(method, reading)),
        }),
      },
    ];
  });
  const marksBranches = [...lines.values()].some((some) => some.some(({ attributes }) => 'branch' in attributes));
  const counts = countedIn(records, (metric) => metric === 'branches' && marksBranches);
  return { coverage: coveredBy('cobertura', records, counts), problems };
}

/** Only the lines of the class itself: those of its methods are among them. */
function partsOf(lines: readonly Element[], reading: Reading): ReturnType<typeof lineParts> {
  const written = lines.map((line) => ({
    line: countIn(line, 'number'),
    count: countIn(line, 'hits'),
    branches: branchesOf(line, reading),
  }));
  return lineParts(written, (index, text) => {
    const line = lines[index];
    if (line) reading.complain(line, text);
  });
}

/** `50% (1/2)`. */
function branchesOf({ attributes }: Element, { readFigure }: Reading): Figure | null | undefined {
  if (attributes['branch']?.toLowerCase() !== 'true') return null;
  const [, covered, total] = /\((\d+)\/(\d+)\)\s*$/.exec(attributes['condition-coverage'] ?? '') ?? [];
  return covered === undefined || total === undefined ? undefined : readFigure(Number(covered), Number(total));
}

function functionOf(method: Element, reading: Reading): CoveredFunction[] {
  const [first] = elementsAt(method, 'lines', 'line');
  const line = first ? countIn(first, 'number') : null;
  const count = countIn(method, 'hits') ?? (first ? countIn(first, 'hits') : null);
  if (typeof count === 'number')
    return [{ name: method.attributes['name'] ?? '', line: isLine(line) ? line : 0, hits: hitsOf(count) }];
  reading.complain(method, 'a method without a count');
  return [];
}
