import type { Metric } from '../../../core/coverage.ts';
import type { Path } from '../../../core/location.ts';
import type { RecordsOfFiles } from '../../../graph/coverage/records.ts';

/** What floors ask that the reports cannot tell: a metric that they do not count, or a sum of totals. */
export function untold(records: RecordsOfFiles, floors: readonly Metric[]): string[] {
  return [...new Set([...records].flatMap(([file, found]) => [...uncounted(found, floors), ...unmerged(file, found)]))];
}

type Records = RecordsOfFiles extends ReadonlyMap<Path, infer R> ? R : never;

function uncounted(records: Records, floors: readonly Metric[]): string[] {
  const [first] = records;
  return floors
    .filter((metric) => first && !records.some(({ record }) => record.counts.includes(metric)))
    .map(
      (metric) =>
        `${first?.report ?? ''} does not count ${metric}: use a report that does, such as coverage-final.json of istanbul`,
    );
}

function unmerged(file: Path, records: Records): string[] {
  const summary = records.find(({ record }) => record.totals !== null);
  if (!summary || records.length === 1) return [];
  return [
    `${summary.report} has only totals, which cannot be merged with the other records of ${file}: ` +
      'use coverage-final.json instead, or name one report',
  ];
}
