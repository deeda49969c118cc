import { type BaselineEntry, baselineFile } from '../../../core/baseline.ts';
import { isLower, type KeptFigure } from '../../../core/coverage.ts';
import { type Comparing, type Weakening, wholeFile } from './finding.ts';

type Entry = BaselineEntry & { readonly figure: KeptFigure };

/** Figures that the baseline keeps lower than in the base, or no longer keeps although they are measured. */
export function* loweredFigures(comparing: Comparing): Generator<Weakening> {
  const { project, changes, now, earlier } = comparing;
  const after = figuresOf(now.baseline);
  const newNames = new Map([...changes.renamed].map(([path, old]) => [old, path]));
  for (const before of figuresOf(earlier.baseline)) {
    const { rule, file, figure } = before;
    const scopes = [file, newNames.get(file) ?? file];
    const same = after.filter(
      (one) => one.rule === rule && one.figure.metric === figure.metric && scopes.includes(one.file),
    );
    if (same.some((one) => !isLower(one.figure, figure))) continue;
    const isMeasured = project.reached
      .get(rule)
      ?.some(({ scope, metric }) => metric === figure.metric && scopes.includes(scope));
    const [lowered] = same;
    if (lowered ?? isMeasured) yield loweredFigure(before, lowered);
  }
}

function figuresOf(entries: Comparing['now']['baseline']): Entry[] {
  return (entries ?? []).filter((entry): entry is Entry => entry.figure !== undefined);
}

function loweredFigure({ rule, file, figure }: Entry, now: Entry | undefined): Weakening {
  const { metric, covered, total } = figure;
  return {
    message: 'figure-lowered',
    data: { rule, scope: file, metric },
    at: now
      ? {
          file: baselineFile,
          place: { line: now.line, column: 1, endLine: now.line, endColumn: now.text.trimEnd().length + 1 },
        }
      : wholeFile(baselineFile),
    found: now ? `${now.figure.covered}/${now.figure.total}` : 'no entry',
    expected: `${covered}/${total}, as in the base, or a higher share`,
    step: `restore the entry of ${metric} of ${file}, and cover what is missing`,
  };
}
