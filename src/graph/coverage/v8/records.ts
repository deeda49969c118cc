import { type Covered, metrics } from '../../../core/coverage.ts';
import { addTo } from '../../../core/group.ts';
import type { Path } from '../../../core/location.ts';
import { climb, folderOf, pathInside } from '../../../core/path.ts';
import { type CoveredScript, isMapOf, type Layout, type ScriptMap } from '../../../core/script.ts';
import type { Documented, Facts, Lists, OnDisk } from '../../../core/view.ts';
import { type Canvas, createCanvas } from './canvas.ts';
import { mergedFunctions } from './merge.ts';
import { originalsOf } from './source-map.ts';

type Measured = Lists & Documented & OnDisk & Facts<'scripts' | 'generated' | 'layout'>;

/** A record, the file that it is of, and the first report that has it. */
export interface ScriptRecord {
  readonly file: Path;
  readonly report: Path;
  readonly record: Covered;
}

/** What all reports of V8 say of the judged files. Scripts outside of the root, and those that are no longer there, are none of them. */
export function scriptRecords(project: Measured, reports: readonly Path[]): ScriptRecord[] {
  const runs = new Map<Path, { readonly report: Path; readonly script: CoveredScript }[]>();
  for (const report of reports)
    for (const script of project.facts(report, 'scripts')) {
      const path = pathInside(script.path, project.root);
      if (path !== null) addTo(runs, path, { report, script });
    }
  return [...runs].flatMap(([path, found]): ScriptRecord[] => {
    const [first] = found;
    const scripts = found.map(({ script }) => script);
    // Of a script that was generated several times, the last map counts.
    const reported = scripts.findLast((script) => script.map !== null)?.map;
    const { map, base } = reported ? { map: reported, base: path } : ownMap(project, path);
    const files = map ? map.sources.map((source) => sourceFile(project, base, source)) : [path];
    const canvases = files.map((file) =>
      file !== null && project.judges(file) ? createCanvas(project.facts(file, 'layout')) : null,
    );
    if (!first || canvases.every((canvas) => canvas === null)) return [];
    draw(project, { scripts, map, files, canvases });
    return canvases.flatMap((canvas, index) => {
      const file = files[index];
      if (!canvas || file === null || file === undefined) return [];
      return [{ file, report: first.report, record: recordOf(first.script, canvas) }];
    });
  });
}

function recordOf({ path, at }: CoveredScript, canvas: Canvas): Covered {
  return { format: 'v8', path, at, roots: [], ...canvas.finish(), counts: metrics, totals: null };
}

interface Drawing {
  readonly scripts: readonly CoveredScript[];
  readonly map: ScriptMap | null;
  /** The sources of the script, and what is known of each; null for one that is not judged. */
  readonly files: readonly (Path | null)[];
  readonly canvases: readonly (Canvas | null)[];
}

function draw(project: Facts<'layout'>, { scripts, map, files, canvases }: Drawing): void {
  const layouts = files.map((file, index) => (file !== null && canvases[index] ? project.facts(file, 'layout') : null));
  const originalOf = map && originalsOf(map);
  for (const one of mergedFunctions(scripts))
    for (const [index, range] of one.ranges.entries()) {
      const original = originalOf ? originalOf(range.start, range.end) : null;
      if (originalOf && !original) continue;
      const source = original?.source ?? 0;
      const layout = layouts[source];
      if (!layout) continue;
      const { start, end } = original
        ? { start: offsetOf(layout, original.from), end: offsetOf(layout, original.to) }
        : { start: range.start, end: Math.min(layout.ends.at(-1) ?? 0, range.end) };
      canvases[source]?.put({ start, end, count: range.count }, one, index === 0);
    }
}

/** The offset of a position, at most the end of its line. */
function offsetOf(
  { starts, ends }: Layout,
  { line, column }: { readonly line: number; readonly column: number },
): number {
  const [start, end] = [starts[line - 1], ends[line - 1]];
  return start === undefined || end === undefined ? (ends.at(-1) ?? 0) : Math.min(start + column, end);
}

/** The source map that a script itself has or names, and the file that its sources are relative to. */
function ownMap(
  project: Documented & Facts<'generated'>,
  script: Path,
): { readonly map: ScriptMap | null; readonly base: Path } {
  const none = { map: null, base: script };
  if (!project.documents.has(script)) return none;
  const { lineLengths, map, beside } = project.facts(script, 'generated');
  const base = beside === null ? script : climb(folderOf(script), beside);
  if (base === null || !project.documents.has(base)) return none;
  const found = beside === null ? map : project.facts(base, 'generated').map;
  return found && isMapOf(found, lineLengths) ? { map: { lineLengths, ...found }, base } : none;
}

/** The path of a source of the map: a URL, absolute, or relative to the file with the map; null outside of the root. */
function sourceFile(project: Pick<OnDisk, 'exists' | 'root'>, script: Path, source: string | null): Path | null {
  if (source === null) return null;
  const plain = source.replace(/^file:\/\//, '');
  const path = plain.startsWith('/') ? pathInside(plain, project.root) : climb(folderOf(script), plain);
  return path !== null && project.exists(path) ? path : null;
}
