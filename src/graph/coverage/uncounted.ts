import type { Metric } from '../../core/coverage.ts';
import { listed } from '../../core/listed.ts';
import type { Path } from '../../core/location.ts';
import type { RecordsOfFiles } from './records.ts';

type Records = RecordsOfFiles extends ReadonlyMap<Path, infer R> ? R : never;

/** Whether a record tells of a metric what a check asks. */
export type Tells = (record: Records[number]['record'], metric: Metric) => boolean;

/** Why metrics with a floor are not checked: for each report that does not have them, of all files or of some. */
export function uncountedText(records: RecordsOfFiles, floors: readonly Metric[], tells: Tells): string[] {
  const lacking = new Map<Path, Set<Metric>>();
  for (const found of records.values()) {
    const [first] = found;
    if (!first) continue;
    const missed = floors.filter((metric) => !found.some(({ record }) => tells(record, metric)));
    if (missed.length > 0) lacking.set(first.report, new Set([...(lacking.get(first.report) ?? []), ...missed]));
  }
  return [...lacking].map(
    ([report, metrics]) =>
      `${report} does not list ${listed([...metrics], 'and')}, so these are not checked; use a report that does, such as coverage-final.json of istanbul`,
  );
}

/** Are there records, and does none of them tell of any metric with a floor? */
export function isUncounted(records: RecordsOfFiles, floors: readonly Metric[], tells: Tells): boolean {
  const all = [...records.values()].flat();
  return (
    all.length > 0 && floors.length > 0 && !floors.some((metric) => all.some(({ record }) => tells(record, metric)))
  );
}

/** Records that cannot be merged: figures of a summary, beside others of the same file. */
export function unmergedText(records: RecordsOfFiles): string[] {
  const texts = [...records].flatMap(([file, found]) => {
    const summary = found.find(({ record }) => record.totals !== null);
    return summary && found.length > 1
      ? [
          `${summary.report} has only totals, which cannot be merged with the other records of ${file}: ` +
            'use coverage-final.json instead, or name one report',
        ]
      : [];
  });
  return [...new Set(texts)];
}
