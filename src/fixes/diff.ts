import { createTwoFilesPatch } from 'diff';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';

/** A unified diff of what an overlay changes, file by file in order of path. `markOf` returns the byte order mark on disk. */
export function diffOf(
  changes: Overlay,
  read: (file: Path) => string | null,
  markOf: (file: Path) => string = () => '',
): string {
  const marked = (file: Path, text: string | null): string | null => (text === null ? null : markOf(file) + text);
  return [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => fileDiff(file, marked(file, read(file)), marked(file, text)))
    .join('');
}

function fileDiff(file: Path, before: string | null, after: string | null): string {
  if (before === after) return '';
  const names = [before === null ? '/dev/null' : `a/${file}`, after === null ? '/dev/null' : `b/${file}`] as const;
  const patch = createTwoFilesPatch(names[0], names[1], before ?? '', after ?? '', undefined, undefined, {
    context: 3,
  });
  // The library draws a line above each file.
  return patch.slice(patch.indexOf('---'));
}
