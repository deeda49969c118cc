import type { Import } from '../../core/code.ts';
import { pathTest } from '../../core/glob.ts';
import { regexOf } from '../../core/regex.ts';
import { expandBraces } from '../../core/segment.ts';
import type { Path } from '../../core/location.ts';
import { climb, folderOf } from '../../core/path.ts';
import type { Sight } from '../resolver.ts';
import { pathsThrough } from './aliases.ts';
import { below } from './built.ts';
import type { Layout } from './layout.ts';

/** An import by a pattern. */
type Patterned = Pick<Import, 'specifier' | 'form' | 'pattern'>;
type Test = (path: Path) => boolean;

/** Answers for `import.meta.glob` (a glob) and `require.context` (a folder): the files that they bring in, never the file itself. */
export function createPatterns(
  { files }: Sight,
  { manifests, tsconfigs }: Layout,
): (from: Path, imported: Patterned) => readonly Path[] {
  const homeOf = (from: Path, base: string | null): readonly Path[] => {
    if (base === null) return [folderOf(from)];
    const home = climb(base.startsWith('/') ? (manifests.owner(from)?.folder ?? '') : folderOf(from), base);
    return home === null ? [] : [home];
  };
  const globTest = (from: Path, glob: string, base: string | null): Test => {
    const homes = glob.startsWith('/') ? [manifests.owner(from)?.folder ?? '', ''] : homeOf(from, base);
    const paths = [...pathsThrough(tsconfigs.of(from), glob), ...homes.flatMap((home) => climb(home, glob) ?? [])];
    const tests = [...new Set(paths)].flatMap(expandBraces).map(pathTest);
    return (path) => tests.some((test) => test(path));
  };
  const testOf = (from: Path, { specifier, form, pattern }: Patterned): Test => {
    if (form === 'require.context') return contextTest(climb(folderOf(from), specifier), pattern);
    const base = pattern?.base ?? null;
    const wanted = globTest(from, specifier, base);
    const unwanted = (pattern?.not ?? []).map((glob) => globTest(from, glob, base));
    return (path) => wanted(path) && !unwanted.some((test) => test(path));
  };
  return (from, imported) => {
    const test = testOf(from, imported);
    return [...files.keys()].filter((file) => file !== from && test(file));
  };
}

/** webpack matches paths from the folder, as `./x`. What an expression means that cannot be compiled is not known: then it leaves out nothing. */
function contextTest(folder: Path | null, pattern: Import['pattern']): Test {
  const regex = pattern?.only ? regexOf(pattern.only) : null;
  return (path) => {
    const rest = folder === null ? null : below(path, folder);
    if (rest === null || (pattern?.shallow && rest.includes('/'))) return false;
    return regex === null || 'fault' in regex || regex.test(`./${rest}`);
  };
}
