import type { Path } from '../../core/location.ts';
import { folderOf } from '../../core/path.ts';

/** How the end of a path is written in a specifier: as the folder of an index file, without its extension, with that of the built file, or as it is. */
export const endings = ['folder', 'bare', 'built', 'built-jsx', 'source'] as const;
export type Ending = (typeof endings)[number];

/** A path as a specifier may write it. */
export interface Written {
  readonly ending: Ending;
  readonly text: string;
}

const code = /(?:\.d)?\.([cm]?)([jt])s(x?)$/;
const known = /\.(?:json|vue|svelte|astro|node|wasm)$/;

/** The ways to write a path. `suffixes` are TypeScript's `moduleSuffixes`, which an import leaves out. */
export function waysToWrite(path: Path, suffixes: readonly string[] = []): readonly Written[] {
  const extension = (code.exec(path) ?? known.exec(path))?.[0] ?? '';
  const stem = path.slice(0, path.length - extension.length);
  const suffix = suffixes.find((one) => one !== '' && stem.endsWith(one)) ?? '';
  const short = stem.slice(0, stem.length - suffix.length);
  const found: Written[] = [];
  if (short === 'index' || short.endsWith('/index')) found.push({ ending: 'folder', text: folderOf(short) });
  if (extension !== '') found.push({ ending: 'bare', text: short });
  const match = code.exec(path);
  if (match) found.push({ ending: 'built', text: `${short}.${match[1] ?? ''}js` });
  if (match?.[3] === 'x') found.push({ ending: 'built-jsx', text: `${short}.jsx` });
  found.push({ ending: 'source', text: path });
  return found;
}

/** The ending that a specifier has, of the file that it leads to; null where it is none of its own, as that of a package. */
export function endingOf(specifier: string, target: Path): Ending | null {
  const last = lastSegment(specifier.replace(/\/$/, ''));
  if (/^\.{0,2}$/.test(last)) return 'folder';
  const all = waysToWrite(target);
  const order: readonly Ending[] = ['built', 'built-jsx', 'source', 'bare', 'folder'];
  return order.find((one) => all.some(({ ending, text }) => ending === one && lastSegment(text) === last)) ?? null;
}

/** The endings in the order of preference, where `used` is that of another specifier in the same style. */
export function preferredEndings(used: Ending | null, target: Path, isIndex: boolean): readonly Ending[] {
  const isCode = code.test(target);
  if (used === 'source') return ['source', 'built', 'built-jsx', 'bare', 'folder'];
  if (used === 'built' || used === 'built-jsx')
    return [...new Set<Ending>([used, 'built', 'built-jsx', 'source', 'bare', 'folder'])];
  if (!isCode) return used === 'bare' ? ['bare', 'source', 'folder'] : ['source', 'bare', 'folder'];
  return used === 'bare' && isIndex
    ? ['bare', 'folder', 'built', 'built-jsx', 'source']
    : ['folder', 'bare', 'built', 'built-jsx', 'source'];
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
