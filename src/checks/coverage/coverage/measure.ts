import { addUp, type Covered } from '../../../core/coverage.ts';
import { isExecutable } from '../../../core/executable.ts';
import type { Path } from '../../../core/location.ts';
import type { Project } from '../../../core/project.ts';
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

const tolerance = 2000;

/** Puts the records of all reports to the files that they mean. */
export function measure(project: Project, reports: readonly string[]): Measured {
  const there = [...project.documents.keys()].filter((path) => reports.some((one) => belongs(one, path)));
  const missing = reports.filter((one) => !there.some((path) => belongs(one, path)));
  const locate = locator(project);
  const records = new Map<Path, Covered[]>();
  const lost: Lost[] = [];
  const stale: Stale[] = [];
  for (const report of there) {
    const written = project.documents.get(report)?.modified ?? 0;
    const [newer, shorter] = [new Set<Path>(), new Set<Path>()];
    for (const record of project.facts(report, 'coverage')) {
      const found = locate(record.path, report);
      const [file] = found;
      if (file === undefined || found.length > 1) lost.push({ report, line: record.at, path: record.path, candidates: found });
      else if (project.judges(file)) {
        if ((project.tree.get(file)?.modified ?? 0) > written + tolerance) newer.add(file);
        if (lastLine(record) > project.facts(file, 'size').lines) shorter.add(file);
        records.set(file, [...(records.get(file) ?? []), record]);
      }
    }
    if (newer.size + shorter.size > 0) stale.push({ report, newer: [...newer].sort(), shorter: [...shorter].sort() });
  }
  const files = new Map(project.files.flatMap((file): [Path, Facts][] => {
    const found = records.get(file);
    return found && !isLeftOut(project, file) ? [[file, addUp(found)]] : [];
  }));
  return { missing, stale, lost, files, absent: project.files.filter((file) => !files.has(file) && !isLeftOut(project, file) && isExecutable(project, file)) };
}

/** Tests are not what is measured, and declarations never run. */
function isLeftOut({ zones }: Project, file: Path): boolean {
  return (zones.get('tests')?.match(file).length ?? 0) > 0 || /\.d\.(?:[^./]+\.)?[cm]?ts$/.test(file);
}
