import type { Path } from './location.ts';

/** Joins a folder and a relative path; null when the result leaves the root. */
export function climb(folder: Path, relative: string): Path | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** Joins where nothing can climb. */
export function join(folder: Path, name: string): Path {
  if (folder === '') return name;
  return name === '' ? folder : `${folder}/${name}`;
}

/** The folder of a path; '' at the root. */
export function folderOf(path: Path): Path {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A folder and those above it up to the root, the nearest first. */
export function upward(folder: Path): readonly Path[] {
  const folders = [folder];
  for (let at = folder; at !== ''; at = folderOf(at)) folders.push(folderOf(at));
  return folders;
}

/** From a folder to a path, as a specifier: with `./` in front where it does not go up. */
export function relativePath(folder: Path, path: Path): string {
  const [here, there] = [folder, path].map((one) => (one === '' ? [] : one.split('/'))) as [string[], string[]];
  let shared = 0;
  while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++;
  const up = here.slice(shared).map(() => '..');
  const down = there.slice(shared);
  return [...(up.length > 0 ? up : ['.']), ...down].join('/');
}

/** A path of this machine from the root; null for one outside of it. */
export function pathInside(path: string, root: string | null): Path | null {
  const start = root === null ? '/' : `${root.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return path.startsWith(start) ? path.slice(start.length) : null;
}
