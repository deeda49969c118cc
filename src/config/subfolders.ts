import { type LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Input } from './configure.ts';

/** Does a text have `version` among its outermost keys? */
export function isRoot(text: string): boolean {
  return /^(?:\uFEFF)?(?:version|"version"|'version')[ \t]*:/m.test(text);
}

/** Other files named lintel.yaml below the root's folder, in folders whose files belong: a second root is left alone and noted, any other is refused. */
export function rootsBelow(
  { file, read, paths }: Pick<Input, 'file' | 'read' | 'paths'>,
  includes: (path: Path) => boolean,
  report: (error: LintelError) => void,
): readonly string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const roots: Path[] = [];
  const others = paths.filter((path) => path.endsWith('/lintel.yaml') && path !== file && path.startsWith(folder));
  for (const path of others.sort((a, b) => a.split('/').length - b.split('/').length)) {
    if (isBelow(path, roots) || !paths.some((one) => isBelow(one, [path]) && includes(one))) continue;
    const text = read(path);
    if (text === null) continue;
    if (isRoot(text)) roots.push(path);
    else report(mistake('sub-config', { root: file }, { file: path, line: 1, column: 1 }));
  }
  return roots.map((root) => `not run: ${root}: it is the root of a project of its own; only its files are read here`);
}

/** What lies below a second root is that root's. */
function isBelow(path: Path, roots: readonly Path[]): boolean {
  return roots.some((root) => path.startsWith(root.slice(0, root.lastIndexOf('/') + 1)));
}
