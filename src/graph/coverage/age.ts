import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { reachable } from '../walk.ts';
import { type Impossible, impossibleIn } from './impossible.ts';
import type { Measurable } from './measure.ts';
import type { RecordsOfFiles } from './records.ts';

/** A report that was written before what it speaks of. */
export interface Stale {
  readonly report: Path;
  /** Files that it covers, in order of path. */
  readonly newer: readonly Path[];
  /** Files that these import, directly or not. */
  readonly imported: readonly Path[];
  /** What it says of files that are not as it has them, in order of path. */
  readonly impossible: readonly Impossible[];
}

/** How old reports are beside the sources. */
interface Ages {
  readonly stale: readonly Stale[];
  /** Reports that count on, although sources that others cover changed after them: what they cover did not, nor what that imports. */
  readonly carried: readonly Path[];
}

export function agesOf(project: Measurable, reports: readonly Path[], files: RecordsOfFiles): Ages {
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
  const all = [...ofReports].map(([report, { measured, impossible }]): Stale => {
    const later = project.changedAfter(report);
    const newer = [...later].filter((file) => measured.has(file));
    const others = [...later].filter((file) => !measured.has(file));
    const imported = others.length === 0 ? [] : others.filter(importedBy(project.graph, measured));
    return { report, newer, imported, impossible: [...impossible.values()] };
  });
  const stale = all.filter(({ newer, imported, impossible }) => newer.length + imported.length + impossible.length > 0);
  const fresh = all.filter((one) => !stale.includes(one)).map(({ report }) => report);
  const older = fresh.filter((report) => project.changedAfter(report).size > 0);
  // Where all are as old, nothing that they cover was measured again.
  return { stale, carried: older.length < fresh.length ? older : [] };
}

/** Which files others import at run time, directly or not. */
function importedBy(graph: Graph, files: ReadonlySet<Path>): (file: Path) => boolean {
  const starts = [...files].flatMap((file) => graph.id(file) ?? []);
  const reached = reachable(graph, starts, (edge) => graph.edge(edge).kind !== 'type');
  return (file) => reached[graph.id(file) ?? -1] === 1;
}
