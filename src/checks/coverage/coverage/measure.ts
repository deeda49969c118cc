import { addUp, type Covered } from '../../../core/coverage.ts';
import { type executableSections, isExecutable } from '../../../core/language.ts';
import type { Path } from '../../../core/location.ts';
import type { Aged, Documented, Facts as Sections, Lists, OnDisk } from '../../../core/view.ts';
import { addTo } from '../../../core/group.ts';
import { type Facts, lastLine } from './figures.ts';
import { locator } from './locate.ts';
import { belongs } from './reports.ts';

/** A record whose path means no file, or several. */
export interface Lost {
  readonly report: Path;
  readonly line: number;
  readonly path: string;
  readonly candidates: readonly Path[];
}

/** Everything that the reports of a rule say. */
export interface Measured {
  /** What was found for each report that was written down; none where it does not exist. */
  readonly missing: readonly string[];
  /** Reports that are there but cannot be read, with the reason. */
  readonly unread: ReadonlyMap<Path, string>;
  readonly stale: readonly Stale[];
  readonly lost: readonly Lost[];
  /** Judged files, with what was measured of them, in order of path. */
  readonly files: ReadonlyMap<Path, Facts>;
  /** Judged files with code that no report names. */
  readonly absent: readonly Path[];
}

/** A report that was written before what it speaks of. */
export interface Stale {
  readonly report: Path;
  readonly newer: readonly Path[];
  /** Files that it gives more lines than they have. */
  readonly shorter: readonly Path[];
}

/** What a report is put to. */
export type Measurable = Lists &
  Documented &
  OnDisk &
  Aged &
  Sections<'coverage' | 'size' | (typeof executableSections)[number]>;

/** Which reports, and whether it matters how old they are. */
interface Wanted {
  readonly report: readonly string[];
  readonly stale: 'error' | 'ignore';
}

const tolerance = 2000;

/** Puts the records of all reports to the files that they mean. */
export function measure(project: Measurable, { report: reports, stale: age }: Wanted): Measured {
  const there = [...project.documents].filter((path) => reports.some((one) => belongs(one, path)));
  const missing = reports.filter((one) => !there.some((path) => belongs(one, path)));
  const unread = new Map(
    there.flatMap((path): [Path, string][] => {
      const fault = project.fault(path);
      return fault === null ? [] : [[path, fault]];
    }),
  );
  const locate = locator(project);
  const records = new Map<Path, Covered[]>();
  const lost: Lost[] = [];
  const stale: Stale[] = [];
  for (const report of there) {
    const [measured, shorter] = [new Set<Path>(), new Set<Path>()];
    for (const record of project.facts(report, 'coverage')) {
      const found = locate(record.path, report);
      const [file] = found;
      if (file === undefined || found.length > 1)
        lost.push({ report, line: record.at, path: record.path, candidates: found });
      else if (project.judges(file)) {
        measured.add(file);
        if (lastLine(record) > project.facts(file, 'size').lines) shorter.add(file);
        addTo(records, file, record);
      }
    }
    if (age === 'ignore') continue;
    const newer = newerThan(project, report, [...measured].sort());
    if (newer.length + shorter.size > 0) stale.push({ report, newer, shorter: [...shorter].sort() });
  }
  const files = new Map(
    project.files.flatMap((file): [Path, Facts][] => {
      const found = records.get(file);
      return found && !isLeftOut(project, file) ? [[file, addUp(found)]] : [];
    }),
  );
  return {
    missing,
    unread,
    stale,
    lost,
    files,
    absent: project.files.filter(
      (file) => !files.has(file) && !isLeftOut(project, file) && isExecutable(project, file),
    ),
  };
}

/** Commits tell of a report that is committed; times of any other, unless a commit that is older than the report has the file as it is. */
function newerThan({ stamp, history }: Aged, report: Path, files: readonly Path[]): readonly Path[] {
  const committed = history.changedSinceCommit(report, files);
  if (committed) return committed;
  const written = stamp(report)?.modified ?? 0;
  const later = files.filter((file) => (stamp(file)?.modified ?? 0) > written + tolerance);
  return later.length === 0 ? later : (history.changedSinceWritten(report, later) ?? later);
}

/** Tests are not what is measured, and declarations never run. */
function isLeftOut({ zones, idiom }: Lists, file: Path): boolean {
  return (zones.get('tests')?.match(file).length ?? 0) > 0 || (idiom(file)?.declares ?? false);
}
