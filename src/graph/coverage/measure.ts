import { addUp, type Coverage } from '../../core/coverage.ts';
import { type executableSections, isExecutable } from '../../core/language.ts';
import type { Path } from '../../core/location.ts';
import type { Aged, Documented, Facts as Sections, Lists, OnDisk } from '../../core/view.ts';
import { type Impossible, impossibleIn } from './impossible.ts';
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
  readonly lost: readonly Lost[];
  readonly records: RecordsOfFiles;
  /** Judged files, with what was measured of them, in order of path. */
  readonly files: ReadonlyMap<Path, Coverage>;
  /** Judged files with code that no report names. */
  readonly absent: readonly Path[];
}

/** A report that was written before what it speaks of. */
export interface Stale {
  readonly report: Path;
  readonly newer: readonly Path[];
  /** What it says of files that are not as it has them, in order of path. */
  readonly impossible: readonly Impossible[];
}

/** What a report is put to. */
export type Measurable = Lists &
  Documented &
  OnDisk &
  Aged &
  Sections<'coverage' | 'scripts' | 'layout' | 'size' | 'execution' | (typeof executableSections)[number]>;

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
    stale: age === 'ignore' ? [] : staleIn(project, reports, named),
    lost,
    records,
    files,
    absent: project.files.filter(
      (file) => !files.has(file) && !isLeftOut(project, file) && isExecutable(project, file),
    ),
  };
}

/** The reports that are older than what they name, or name what is not in the source. */
function staleIn(project: Measurable, reports: readonly Path[], files: RecordsOfFiles): Stale[] {
  const ofReports = new Map(
    reports.map((report) => [report, { measured: new Set<Path>(), impossible: new Map<Path, Impossible>() }]),
  );
  for (const [file, records] of files)
    for (const { report, record } of records) {
      const known = ofReports.get(report);
      known?.measured.add(file);
      const found = impossibleIn(project, file, record);
      if (found) known?.impossible.set(file, found);
    }
  return [...ofReports].flatMap(([report, { measured, impossible }]) => {
    const later = project.changedAfter(report);
    const newer = [...measured].filter((file) => later.has(file)).sort();
    return newer.length + impossible.size > 0 ? [{ report, newer, impossible: [...impossible.values()] }] : [];
  });
}
