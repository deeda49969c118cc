import { type Figure, type Metric, metrics } from '../../core/coverage.ts';
import { isObject, type Member, own } from './json.ts';
import { type CoverageRecord, packed } from './report.ts';

/** A file of coverage-summary.json, which has figures and nothing that they are made of. */
export function summaryRecord({ key, value, at }: Member, complain: (text: string) => void): CoverageRecord {
  const figureOf = (metric: Metric): Figure => {
    const figure = readFigure(isObject(value) ? own(value, metric) : undefined);
    if (!figure) complain(`\`${metric}\` needs a \`total\`, and a \`covered\` that is not greater`);
    return figure ?? { covered: 0, total: 0 };
  };
  const [lines, branches, functions, statements] = [
    figureOf('lines'),
    figureOf('branches'),
    figureOf('functions'),
    figureOf('statements'),
  ];
  return { path: key, at: at.line, totals: { lines, branches, functions, statements }, packed: packed({}) };
}

/** Is it a file of coverage-summary.json, or its total? */
export function isSummaryFile(value: unknown): boolean {
  return (
    isObject(value) &&
    metrics.some((metric) => {
      const figure = own(value, metric);
      return isObject(figure) && Object.hasOwn(figure, 'total');
    })
  );
}

function readFigure(value: unknown): Figure | null {
  if (!isObject(value)) return null;
  const [total, covered] = [own(value, 'total'), own(value, 'covered')];
  return isAmount(total) && isAmount(covered) && covered <= total ? { covered, total } : null;
}

function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
