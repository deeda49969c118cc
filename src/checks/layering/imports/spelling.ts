import type { Fix } from '../../../core/fix.ts';
import type { Edge } from '../../../core/graph.ts';
import type { Path } from '../../../core/location.ts';
import { folderOf, relativePath } from '../../../core/path.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Binding } from '../../../core/zone.ts';
import { isFacade } from '../../../graph/facade.ts';
import { manualFix, rerouteFix } from '../../../graph/symbols/advice.ts';
import { rerouted } from '../../../graph/symbols/reroute.ts';
import type { Chain } from '../../../graph/walk.ts';
import { targetName } from '../../../graph/words.ts';
import { importedBy } from './limits.ts';
import { holdsFile, holdsName, type Item } from './targets.ts';

/** Is only the specifier denied, and the file that it leads to not? */
export function isSpelling(project: Lists & Linked, deny: readonly Item[], edge: Edge, binding: Binding): boolean {
  if (!('file' in edge.target) || !holdsName(deny, edge, binding)) return false;
  return !holdsFile(deny, importedBy(project, edge.from, edge.target.file), binding);
}

/** No move is needed where another specifier will do, such as that of an entry of the package with the same names. */
export function respelling(project: Lists & Linked, [edge]: Chain): Fix {
  const path = pathWithin(project, edge);
  if (path !== null)
    return manualFix('import it by its path', [
      `import \`${targetName(edge)}\` by its path in the package: \`${path}\``,
    ]);
  const way = rerouted(project.graph, edge, entriesFor(project, edge));
  const other = `import \`${targetName(edge)}\` with a specifier other than \`${edge.import.specifier}\``;
  const isHandedOn = !('obstacle' in way) && way.reexports.length === 0;
  return manualFix('use another specifier', [
    isHandedOn ? `${rerouteFix(edge, way).title}, an entry of its package` : other,
  ]);
}

/** How a file is named from one of the same package; with its extension if the import that is denied has one. Null between packages. */
function pathWithin({ packages }: Linked, { from, target, import: { specifier } }: Edge): string | null {
  if (!('file' in target) || specifier.startsWith('.')) return null;
  const owner = packages.owner(from);
  if (owner === null || owner.folder !== packages.owner(target.file)?.folder) return null;
  const path = relativePath(folderOf(from), target.file);
  const [ending = ''] = /\.[cm]?[jt]sx?$/.exec(specifier) ?? [];
  return path.replace(/\.[cm]?[jt]sx?$/, ending);
}

/** The entries of another package through which an import may lead instead of deep into it. */
function entriesFor({ packages }: Linked, { from, target }: Edge): readonly Path[] {
  if (!('file' in target)) return [];
  const entries = packages.owner(target.file)?.entries ?? [];
  return entries.filter((entry) => entry !== target.file && isFacade(packages, from, entry));
}
