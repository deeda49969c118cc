import type { Edit } from '../core/fix.ts';
import { lineStarts, placeAt } from '../core/lines.ts';
import type { Path } from '../core/location.ts';
import { climb, folderOf, relativePath } from '../core/path.ts';

/** In a comment, the folder of a JSX runtime, from the folder of the file. */
const jsxSource = /(?<=@jsxImportSource[ \t]+)\.{1,2}(?:\/\S*)?(?=\s|$)/g;

/** The paths in comments of a file as they must read after its move. */
export function repointed(
  text: string,
  file: Path,
  to: Path,
): { readonly edits: readonly Edit[] } | { readonly reason: string } {
  if (folderOf(file) === folderOf(to)) return { edits: [] };
  const starts = lineStarts(text);
  const edits: Edit[] = [];
  for (const { 0: old, index } of text.matchAll(jsxSource)) {
    const folder = climb(folderOf(file), old);
    if (folder === null) return { reason: `\`@jsxImportSource ${old}\` in ${file} leads out of the project` };
    const path = relativePath(folderOf(to), folder) + (old.endsWith('/') ? '/' : '');
    if (path !== old)
      edits.push({ kind: 'replace', file, ...placeAt(starts, index, index + old.length), old, text: path });
  }
  return { edits };
}
