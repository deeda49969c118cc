import { addUp, type Coverage } from '../../core/coverage.ts';
import { type executableSections, isExecutable } from '../../core/language.ts';
import type { Path } from '../../core/location.ts';
import type { Aged, Documented, Facts as Sections, Linked, Lists, OnDisk } from '../../core/view.ts';
import { agesOf, type Stale } from './age.ts';
import { isLeftOut, type Lost, type RecordsOfFiles, recordsOf } from './records.ts';
import { belongs } from './reports.ts';

/** Everything that the reports of a rule say. */
export interface Measured {
  /** Those that exist. */
  readonly reports: readonly Path[];
  /** What was found for each report that was written down; none where it does not exist. */
  readonly missing: readonly string[];
  /** Reports that are there but cannot be read, with the reason. */
  readonly unread: ReadonlyMap<Path, string>;
  readonly stale: readonly Stale[];
  /** Reports older than something else, which count on. */
  readonly carried: readonly Path[];
  readonly lost: readonly Lost[];
  readonly records: RecordsOfFiles;
  /** Judged files, with what was measured of them, in order of path. */
  readonly files: ReadonlyMap<Path, Coverage>;
  /** Judged files with code that no report names. */
  readonly absent: readonly Path[];
}

/** What a report is put to. */
export type Measurable = Lists &
  Pick<Linked, 'graph'> &
  Documented &
  OnDisk &
  Aged &
  Sections<
    | 'coverage'
    | 'scripts'
    | 'generated'
    | 'reporting'
    | 'layout'
    | 'size'
    | 'execution'
    | (typeof executableSections)[number]
  >;

/** Which reports, and whether it matters how old they are. */
interface Wanted {
  readonly report: readonly string[];
  readonly stale: 'error' | 'ignore';
}

/** Puts the records of all reports to the files that they mean. */
export function measure(project: Measurable, { report: wanted, stale: age }: Wanted): Measured {
  const { reports, files: named, lost } = recordsOf(project, wanted);
  const missing = wanted.filter((one) => !reports.some((path) => belongs(one, path)));
  const unread = new Map(
    reports.flatMap((path): [Path, string][] => {
      const fault = project.fault(path);
      return fault === null ? [] : [[path, fault]];
    }),
  );
  const records = new Map([...named].filter(([file]) => !isLeftOut(project, file)));
  const files = new Map([...records].map(([file, found]) => [file, addUp(found.map(({ record }) => record))]));
  return {
    reports,
    missing,
    unread,
    ...(age === 'ignore' ? { stale: [], carried: [] } : agesOf(project, reports, named)),
    lost,
    records,
    files,
    absent: project.files.filter(
      (file) => !files.has(file) && !isLeftOut(project, file) && isExecutable(project, file),
    ),
  };
}
