import { type LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Input } from './configure.ts';

/** Does a text have `version` among its outermost keys? */
export function isRoot(text: string): boolean {
  return /^(?:\uFEFF)?(?:version|"version"|'version')[ \t]*:/m.test(text);
}

/** Other files named lintel.yaml below the root's folder: a second root is left alone and noted, any other is refused. */
export function rootsBelow({ file, read, paths }: Pick<Input, 'file' | 'read' | 'paths'>, report: (error: LintelError) => void): readonly string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const roots: Path[] = [];
  const others = paths.filter((path) => path.endsWith('/lintel.yaml') && path !== file && path.startsWith(folder));
  for (const path of others.sort((a, b) => a.split('/').length - b.split('/').length)) {
    if (isBelow(path, roots)) continue;
    const text = read(path);
    if (text === null) continue;
    if (isRoot(text)) roots.push(path);
    else report(mistake('sub-config', { root: file }, { file: path, line: 1, column: 1 }));
  }
  return roots.map((root) => `${root} is the root of a project of its own: its configuration is not read, its files are`);
}

/** What lies below a second root is that root's. */
function isBelow(path: Path, roots: readonly Path[]): boolean {
  return roots.some((root) => path.startsWith(root.slice(0, root.lastIndexOf('/') + 1)));
}
