import { at } from '../core/at.ts';
import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import { type DrawnFile, keyOf, type Part } from './source.ts';

/** Boxes in boxes: zones, layers and folders. */
export interface Tree {
  /** Every box comes after the one around it; the first is the whole project. */
  readonly boxes: readonly TreeBox[];
  /** The box of each file. */
  readonly homes: readonly number[];
}

export interface TreeBox extends Part {
  /** The number of the box around it; null for the whole project. */
  readonly parent: number | null;
}

/** Sorts files into the boxes of their trails, and into folders below these. */
export function treeOf(files: readonly DrawnFile[], name: string): Tree {
  const boxes: TreeBox[] = [{ label: name, level: null, parent: null }];
  const known = new Map<string, number>();
  const boxIn = (parent: number, key: string, part: Part): number => {
    const found = known.get(`${parent} ${key}`);
    if (found !== undefined) return found;
    known.set(`${parent} ${key}`, boxes.length);
    return boxes.push({ ...part, parent }) - 1;
  };
  const tops = topsOf(files);
  const folders = foldersOf(files, tops);
  const homes = files.map(({ path, trail, kind }) => {
    const inner = trail.reduce((box, part) => boxIn(box, keyOf([part]), part), 0);
    if (kind === 'package') return inner;
    const chain = foldersFrom(tops.get(keyOf(trail)) ?? '', folderOf(path)).filter((folder) =>
      folders.has(`${keyOf(trail)} ${folder}`),
    );
    return chain.reduce((box, folder, i) => {
      const above = chain[i - 1] ?? tops.get(keyOf(trail)) ?? '';
      return boxIn(box, folder, { label: folder.slice(above === '' ? 0 : above.length + 1), level: null });
    }, inner);
  });
  return { boxes, homes };
}

/** The folder that holds all files of a trail. */
function topsOf(files: readonly DrawnFile[]): ReadonlyMap<string, Path> {
  const tops = new Map<string, Path>();
  for (const { path, trail } of files) {
    const key = keyOf(trail);
    const folder = folderOf(path);
    tops.set(key, commonFolder(tops.get(key) ?? folder, folder));
  }
  return tops;
}

function commonFolder(a: Path, b: Path): Path {
  const [left, right] = [a.split('/'), b.split('/')];
  const end = left.findIndex((segment, i) => segment !== right[i]);
  return end < 0 ? a : left.slice(0, end).join('/');
}

/** Folders that are worth a box, after the trail that they are in: those with files, and those with several folders. */
function foldersOf(files: readonly DrawnFile[], tops: ReadonlyMap<string, Path>): ReadonlySet<string> {
  const worthy = new Set<string>();
  const inside = new Map<string, Set<Path>>();
  for (const { path, trail } of files) {
    const key = keyOf(trail);
    const chain = foldersFrom(tops.get(key) ?? '', folderOf(path));
    for (const [i, folder] of chain.entries()) {
      if (i === chain.length - 1) worthy.add(`${key} ${folder}`);
      if (i === 0) continue;
      const above = `${key} ${at(chain, i - 1)}`;
      inside.set(above, (inside.get(above) ?? new Set()).add(folder));
    }
  }
  for (const [folder, children] of inside) if (children.size > 1) worthy.add(folder);
  return worthy;
}

/** The folders from one below `top` down to a folder. */
function foldersFrom(top: Path, folder: Path): readonly Path[] {
  if (folder === top) return [];
  const segments = folder.slice(top === '' ? 0 : top.length + 1).split('/');
  return segments.map((_, i) => [...(top === '' ? [] : [top]), ...segments.slice(0, i + 1)].join('/'));
}
