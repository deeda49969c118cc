import type { Fix } from '../../../core/fix.ts';
import type { Edge } from '../../../core/graph.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Binding } from '../../../core/zone.ts';
import { manualFix } from '../../../graph/symbols/advice.ts';
import type { Chain } from '../../../graph/walk.ts';
import { targetName } from '../../../graph/words.ts';
import { importedBy } from './limits.ts';
import { holdsFile, holdsName, type Item } from './targets.ts';

/** Is only the specifier denied, and the file that it leads to not? */
export function isSpelling(project: Lists & Linked, deny: readonly Item[], edge: Edge, binding: Binding): boolean {
  if (!('file' in edge.target) || !holdsName(deny, edge, binding)) return false;
  return !holdsFile(deny, importedBy(project, edge.from, edge.target.file), binding);
}

/** No move is needed where another specifier will do. */
export function respelling([edge]: Chain): Fix {
  const title = `import \`${targetName(edge)}\` with a specifier other than \`${edge.import.specifier}\``;
  return manualFix('use another specifier', [title]);
}
