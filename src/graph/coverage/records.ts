import type { Covered } from '../../core/coverage.ts';
import { addTo } from '../../core/group.ts';
import type { Path } from '../../core/location.ts';
import { type Documented, type Facts, isTest, type Lists, type OnDisk } from '../../core/view.ts';
import { locator } from './locate.ts';
import { belongs } from './reports.ts';
import { scriptRecords } from './v8/records.ts';

/** A record whose path means no file, or several. */
export interface Lost {
  readonly report: Path;
  readonly line: number;
  readonly path: string;
  readonly candidates: readonly Path[];
}

/** What the reports say of each file. */
export type RecordsOfFiles = ReadonlyMap<Path, readonly { readonly report: Path; readonly record: Covered }[]>;

/** The reports of a rule that exist, and their records by the judged files that they mean, in order of path. */
export function recordsOf(
  project: Lists & Documented & OnDisk & Facts<'coverage' | 'scripts' | 'generated' | 'layout'>,
  wanted: readonly string[],
): { readonly reports: readonly Path[]; readonly files: RecordsOfFiles; readonly lost: readonly Lost[] } {
  const reports = [...project.documents].filter((path) => wanted.some((one) => belongs(one, path)));
  const locate = locator(project);
  const records = new Map<Path, { report: Path; record: Covered }[]>();
  const lost: Lost[] = [];
  for (const report of reports)
    for (const record of project.facts(report, 'coverage')) {
      const found = locate(record, report);
      const [file] = found;
      if (file === undefined || found.length > 1)
        lost.push({ report, line: record.at, path: record.path, candidates: found });
      else if (project.judges(file)) addTo(records, file, { report, record });
    }
  for (const { file, report, record } of scriptRecords(project, reports)) addTo(records, file, { report, record });
  const files = new Map([...records].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { reports, files, lost };
}

/** Tests are not what is measured, and declarations never run. */
export function isLeftOut(lists: Lists, file: Path): boolean {
  return isTest(lists, file) || (lists.idiom(file)?.declares ?? false);
}
