import { isUtf8 } from 'node:buffer';
import type { Commit } from '../core/changes.ts';
import { mistake } from '../core/error.ts';
import type { Git } from './git.ts';
import { largest } from './read.ts';

/** Which commit each of some names means; null where none. */
export function commitsOf(git: Git, names: readonly string[]): readonly (string | null)[] {
  const lines =
    git
      .run(
        'cat-file',
        ['--batch-check=%(objectname) %(objecttype)'],
        names.map((name) => `${name}^{commit}\n`).join(''),
      )
      ?.toString('utf8')
      .split('\n') ?? [];
  return names.map((_, i) => /^([0-9a-f]{40,64}) commit$/.exec(lines[i] ?? '')?.[1] ?? null);
}

/** The commits between a base and the one that is checked out. */
export function commitsSince(git: Git, base: string): readonly Commit[] {
  const told = git.run('rev-list', ['--pretty=format:%ae%x00%B%x00', 'HEAD', `^${base}`])?.toString('utf8') ?? '';
  return [...told.matchAll(/^commit [0-9a-f]{40,64}\n([^\0]*)\0([^\0]*)\0$/gm)].map(
    ([, author = '', message = '']) => ({
      author,
      message,
    }),
  );
}

/** The name of a file's content in a commit, by path. */
export type Listing = ReadonlyMap<string, string>;

/** The files of a commit below a prefix ('' or with / at the end), by their paths from there. Links and submodules are none. */
export function filesOf(
  git: Git,
  commit: string,
  prefix: string,
): { readonly files: Listing; readonly submodules: readonly string[] } {
  const files = new Map<string, string>();
  const submodules: string[] = [];
  const listed =
    git.run('ls-tree', ['-r', '-z', '--full-tree', commit, '--', ...(prefix === '' ? [] : [prefix])]) ??
    Buffer.alloc(0);
  for (let start = 0; start < listed.length;) {
    const end = listed.indexOf(0, start);
    if (end < 0) break;
    const tab = listed.indexOf(9, start);
    const [mode = '', , object = ''] = listed.toString('latin1', start, tab).split(' ');
    const name = listed.subarray(tab + 1, end);
    start = end + 1;
    // A path that is no text cannot be told from another.
    if (!isUtf8(name)) continue;
    const path = name.toString('utf8').slice(prefix.length);
    if (mode === '160000') submodules.push(path);
    else if (mode.startsWith('100') && !/(?:^|\/)(?:\.{1,2}|\.git)?(?:\/|$)/.test(path)) files.set(path, object);
  }
  return { files, submodules };
}

const portion = 64 * 1024 * 1024;

/** The contents of some objects; those that are too large to be read are left out. */
export function contentsOf(git: Git, objects: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const some of portionsOf(sizesOf(git, objects))) {
    const bytes = git.run('cat-file', ['--batch'], some.map(([object]) => `${object}\n`).join('')) ?? Buffer.alloc(0);
    let at = 0;
    for (const [object, size] of some) {
      const start = bytes.indexOf(10, at) + 1;
      found.set(object, bytes.subarray(start, start + size));
      at = start + size + 1;
    }
  }
  return found;
}

type Sized = readonly [object: string, size: number];

function sizesOf(git: Git, objects: readonly string[]): Sized[] {
  if (objects.length === 0) return [];
  const lines =
    git
      .run('cat-file', ['--batch-check=%(objectsize)'], objects.map((object) => `${object}\n`).join(''))
      ?.toString('latin1')
      .split('\n') ?? [];
  return objects.flatMap((object, i): Sized[] => {
    const line = lines[i] ?? '';
    // A clone that leaves contents out, and may not fetch them now.
    if (!/^\d+$/.test(line)) throw mistake('partial-clone', { object: object.slice(0, 7) });
    return Number(line) > largest ? [] : [[object, Number(line)]];
  });
}

function portionsOf(sized: readonly Sized[]): Sized[][] {
  const portions: Sized[][] = [];
  let left = 0;
  for (const one of sized) {
    left -= one[1];
    if (left < 0 || portions.length === 0) {
      portions.push([]);
      left = portion - one[1];
    }
    portions.at(-1)?.push(one);
  }
  return portions;
}
