import type { Path } from '../../../core/location.ts';
import type { Rule } from '../../../core/rule.ts';
import { isAsStrict } from '../../../core/strictness.ts';
import { renamingWheres } from '../../../core/zone.ts';
import type { Comparing } from './finding.ts';

type Options = Readonly<Record<string, unknown>>;

/** Options of a rule that allow more than in the base, or of which that is not known. */
export function loosenedOptions(earlier: Rule, now: Rule, { project, earlierPath }: Comparing): string[] {
  const [before, after] = [earlier.options as Options, now.options as Options];
  const files = [...project.tree.keys()];
  // A zone may follow files to their new folder, and an exception a file to its new name.
  const renamed = renamingWheres((path) => earlierPath(path) ?? path)(before);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) =>
    [before, renamed].every((one) => !isKept(name, one, { now, after, files })),
  );
}

interface Present {
  readonly now: Rule;
  readonly after: Options;
  readonly files: readonly Path[];
}

function isKept(name: string, before: Options, { now, after, files }: Present): boolean {
  const strictness = now.check.strictness[name];
  return typeof strictness === 'function'
    ? strictness(before as never, after as never, files)
    : isAsStrict(strictness, before[name], after[name], files);
}
