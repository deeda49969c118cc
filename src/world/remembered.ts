import { readFileSync } from 'node:fs';
import { hashOf } from '../core/hash.ts';
import { createSeal } from './secret.ts';
import type { Site } from './site.ts';
import { cacheFile, replaceCacheFile } from './store-file.ts';

/** What Lintel remembers of somebody between two runs, as text. */
export interface Remembered {
  /** Null if there is nothing. */
  readonly text: string | null;
  /** False if it cannot be kept. */
  keep(text: string): boolean;
}

/** A file of the cache folder for one kind of memory, and of how many owners. */
export type MemoryKind = keyof typeof mostOwners;

const mostOwners = { mentioned: 16, delta: 16, printed: 4 };

type Entries = readonly (readonly [owner: string, text: string])[];

/** Opens what is remembered of one owner, of whom the latest few are kept. A file that another machine or program wrote counts for nothing. */
export function openRemembered({ root, env }: Site, kind: MemoryKind, owner: string): Remembered {
  const own = hashOf(owner);
  const seal = createSeal(env);
  const all = seal === null ? [] : entriesIn(root, kind, seal);
  return {
    text: all.find(([one]) => one === own)?.[1] ?? null,
    keep(text) {
      if (seal === null) return false;
      const others = all.filter(([one]) => one !== own).slice(1 - mostOwners[kind]);
      const body = JSON.stringify([...others, [own, text]]);
      return replaceCacheFile(root, kind, Buffer.from(`${seal(`${root}\n${body}`)}\n${body}`));
    },
  };
}

function entriesIn(root: string, kind: MemoryKind, seal: (text: string) => string): Entries {
  const file = cacheFile(root, kind);
  if (file === null) return [];
  try {
    const [mark = '', body = ''] = readFileSync(file, 'utf8').split('\n');
    return mark === seal(`${root}\n${body}`) ? (JSON.parse(body) as Entries) : [];
  } catch {
    return [];
  }
}
