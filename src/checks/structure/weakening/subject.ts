import type { Path } from '../../../core/location.ts';
import { folderOf } from '../../../core/path.ts';
import { isTest } from '../../../core/view.ts';
import type { Comparing } from './finding.ts';

/** What a test file of the base imported, by the present paths; files that are gone by their old ones. */
export function subjectsOf({ project, changes, earlier }: Comparing, test: Path): ReadonlySet<Path> {
  const names = new Map([...changes.renamed].map(([file, old]) => [old, file]));
  const { graph } = project;
  const file = names.get(test) ?? test;
  const targets = new Map(
    graph
      .importsOf(file)
      .flatMap(({ import: one, target }) => ('file' in target ? [[one.specifier, target.file]] : [])),
  );
  const imports = earlier.facts(test, 'imports') ?? [];
  return new Set(
    imports.flatMap(({ specifier }) => {
      const old = fileAt(specifier, test, (path) => earlier.has(path));
      return (old === null ? targets.get(specifier) : (names.get(old) ?? old)) ?? [];
    }),
  );
}

/** The file that a relative specifier means; null for another, or if there is none. */
function fileAt(specifier: string, from: Path, has: (path: Path) => boolean): Path | null {
  if (!/^\.\.?(?:\/|$)/.test(specifier)) return null;
  const parts = folderOf(from).split('/').filter(Boolean);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const path = parts.join('/');
  const stem = path.replace(/\.[cm]?jsx?$/, '');
  const endings = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte'];
  const candidates = [path, ...endings.flatMap((ending) => [`${stem}.${ending}`, `${path}/index.${ending}`])];
  return candidates.find(has) ?? null;
}

/** Is less to be tested than before? Without imports of its own, a test may test all that changed. */
export function hasShrunk(comparing: Comparing, test: Path): boolean {
  const { project, changes } = comparing;
  const { graph, tree } = project;
  const subjects = new Set([...subjectsOf(comparing, test)].filter((file) => !isTest(project, file)));
  const gone = (file: Path): boolean => !tree.has(file);
  if (subjects.size === 0)
    return [...changes.deleted, ...changes.changed].some(
      (file) => !isTest(project, file) && project.idiom(file) !== null && (gone(file) || isSmaller(comparing, file)),
    );
  if ([...subjects].some(gone)) return true;
  // A set that grows is walked to its end.
  for (const file of subjects)
    for (const { target } of graph.importsOf(file)) if ('file' in target) subjects.add(target.file);
  return [...subjects].some((file) => changes.changed.has(file) && isSmaller(comparing, file));
}

/** Does a file export less, or run less? */
function isSmaller({ now, earlier, earlierPath }: Comparing, file: Path): boolean {
  const old = earlierPath(file) ?? file;
  const [before, after] = [earlier.facts(old, 'execution'), now.facts(file, 'execution')];
  const [exported, exports] = [earlier.facts(old, 'exports'), now.facts(file, 'exports')];
  if (!before || !after || !exported || !exports) return false;
  return (
    after.functions.length < before.functions.length ||
    after.lines.length < before.lines.length ||
    exports.length < exported.length
  );
}
