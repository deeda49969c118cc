import type { ImportForm } from '../../core/code.ts';
import { pathTest } from '../../core/glob.ts';
import { expandBraces } from '../../core/segment.ts';
import type { Path } from '../../core/location.ts';
import type { Stamp } from '../../core/tree.ts';
import { climb, folderOf } from '../../core/path.ts';

/** The files that `import.meta.glob` (a glob) or `require.context` (a folder) brings in: never the file itself. */
export function matchPattern(
  files: ReadonlyMap<Path, Stamp>,
  from: Path,
  pattern: string,
  form: ImportForm,
): readonly Path[] {
  const path = pattern.startsWith('/') ? climb('', pattern) : climb(folderOf(from), pattern);
  if (path === null) return [];
  const globs = form === 'require.context' ? [path === '' ? '**' : `${path}/**`] : expandBraces(path);
  const tests = globs.map(pathTest);
  return [...files.keys()].filter((file) => file !== from && tests.some((test) => test(file)));
}
