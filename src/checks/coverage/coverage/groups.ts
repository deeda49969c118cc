import type { Coverage, Metric } from '../../../core/coverage.ts';
import type { Execution } from '../../../core/execution.ts';
import type { Path } from '../../../core/location.ts';
import type { Evidence } from '../../../core/violation.ts';
import type { Where } from '../../../core/zone.ts';
import { firstUncovered } from '../../../graph/coverage/figures.ts';
import { fewOf, gapTexts, missedOf, mostNamed } from '../../../graph/coverage/gaps.ts';

/** Files whose figures are one. */
export interface Group {
  readonly name: string;
  readonly files: readonly { readonly file: Path; readonly measured: Coverage }[];
}

/** All files, each file, or the files of each instance of a zone, in order of name. */
export function groupsOf(per: Where | 'all' | 'file', all: ReadonlyMap<Path, Coverage>): Group[] {
  const files = [...all].map(([file, measured]) => ({ file, measured }));
  if (per === 'all') return [{ name: 'all files', files }];
  if (per === 'file') return files.map((one) => ({ name: one.file, files: [one] }));
  const found = new Map<string, Group['files'][number][]>();
  for (const one of files) {
    const names = new Set(
      per
        .match(one.file)
        .map((binding) => (per.captures.length === 0 ? per.text : (per.roots(binding)[0] ?? per.text))),
    );
    for (const name of names) found.set(name, [...(found.get(name) ?? []), one]);
  }
  return [...found].map(([name, members]) => ({ name, files: members })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a group lacks: the place of the worst file's first gap, and all gaps. */
export interface Gaps {
  readonly file: Path;
  readonly line: number | null;
  /** The worst file's, in words. */
  readonly shown: string;
  readonly evidence: readonly Evidence[];
}

/** The file with the most uncovered lines comes first. */
export function gapsOf({ files }: Group, metric: Metric, executionOf: (file: Path) => Execution): Gaps {
  const open = files
    .map(({ file, measured }) => ({
      file,
      measured,
      lines: missedOf(measured, 'lines'),
      own: missedOf(measured, metric),
    }))
    .filter(({ own }) => own > 0)
    .sort((a, b) => b.lines - a.lines || b.own - a.own || (a.file < b.file ? -1 : 1));
  const [worst, ...others] = open.map(({ file, measured }) => ({
    file,
    line: firstUncovered(measured, metric),
    gaps: gapTexts(measured, executionOf(file), metric),
  }));
  if (!worst) return { file: files[0]?.file ?? '', line: null, shown: '', evidence: [] };
  const evidence = [...(worst.gaps.length > mostNamed ? [worst] : []), ...others].map(({ file, line, gaps }) => ({
    file,
    line,
    text: `uncovered: ${gaps.join(', ')}`,
  }));
  return { file: worst.file, line: worst.line, shown: fewOf(worst.gaps), evidence };
}
