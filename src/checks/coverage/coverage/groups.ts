import type { Path } from '../../../core/location.ts';
import type { Evidence } from '../../../core/violation.ts';
import type { Where } from '../../../core/zone.ts';
import {
  type Facts,
  firstUncovered,
  type Metric,
  uncoveredBranches,
  uncoveredFunctions,
  uncoveredRanges,
} from './figures.ts';

/** Files whose figures are one. */
export interface Group {
  readonly name: string;
  readonly files: readonly { readonly file: Path; readonly facts: Facts }[];
}

/** All files, each file, or the files of each instance of a zone, in order of name. */
export function groupsOf(per: Where | 'all' | 'file', measured: ReadonlyMap<Path, Facts>): Group[] {
  const files = [...measured].map(([file, facts]) => ({ file, facts }));
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
export function gapsOf({ files }: Group, metric: Metric): Gaps {
  const missed = (facts: Facts, of: Metric): number => facts[of].filter(({ hits }) => hits === 0).length;
  const open = files
    .map(({ file, facts }) => ({ file, facts, lines: missed(facts, 'lines'), own: missed(facts, metric) }))
    .filter(({ own }) => own > 0)
    .sort((a, b) => b.lines - a.lines || b.own - a.own || (a.file < b.file ? -1 : 1));
  const [worst, ...others] = open.map(({ file, facts }) => ({
    file,
    line: firstUncovered(facts, metric),
    gaps: gapTexts(facts, metric),
  }));
  if (!worst) return { file: files[0]?.file ?? '', line: null, shown: '', evidence: [] };
  const evidence = [...(worst.gaps.length > mostShown ? [worst] : []), ...others].map(({ file, line, gaps }) => ({
    file,
    line,
    text: `uncovered: ${gaps.join(', ')}`,
  }));
  return { file: worst.file, line: worst.line, shown: shortened(worst.gaps), evidence };
}

const mostShown = 8;

function shortened(gaps: readonly string[]): string {
  return gaps.length > mostShown
    ? `${gaps.slice(0, mostShown).join(', ')} and ${gaps.length - mostShown} more`
    : gaps.join(', ');
}

function gapTexts(facts: Facts, metric: Metric): string[] {
  const functions = uncoveredFunctions(facts);
  const [one, several, ranges] =
    metric === 'branches'
      ? (['branch in line', 'branches in lines', uncoveredBranches(facts)] as const)
      : (['line', 'lines', metric === 'lines' ? uncoveredRanges(facts) : []] as const);
  const [first, ...rest] = ranges;
  if (first === undefined) return functions;
  return [
    ...(metric === 'branches' ? [] : functions),
    `${rest.length || first.includes('-') ? several : one} ${first}`,
    ...rest,
  ];
}
