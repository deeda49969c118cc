import { readFileSync } from 'node:fs';
import { hashOf } from '../core/hash.ts';
import { createSeal } from './secret.ts';
import type { Site } from './site.ts';
import { cacheFile, replaceCacheFile } from './store-file.ts';

/** What a conversation with an agent was told already. */
export interface Mentioned {
  has(key: string): boolean;
  /** Remembers what is told now. False if it cannot be kept, so that it would be told again. */
  add(keys: readonly string[]): boolean;
}

const name = 'mentioned';
const mostConversations = 16;
const mostKeys = 2000;

type Conversations = readonly (readonly [conversation: string, keys: readonly string[]])[];

/** Opens the memory of one conversation. A file that another machine or program wrote counts for nothing. */
export function openMentioned({ root, env }: Site, conversation: string): Mentioned {
  const own = hashOf(conversation);
  const seal = createSeal(env);
  const all = seal === null ? [] : conversationsIn(root, seal);
  const known = new Set(all.find(([one]) => one === own)?.[1]);
  return {
    has: (key) => known.has(key),
    add(keys) {
      if (seal === null) return false;
      for (const key of keys) known.add(key);
      const others = all.filter(([one]) => one !== own).slice(1 - mostConversations);
      const text = JSON.stringify([...others, [own, [...known].slice(-mostKeys)]]);
      return replaceCacheFile(root, name, Buffer.from(`${seal(`${root}\n${text}`)}\n${text}`));
    },
  };
}

function conversationsIn(root: string, seal: (text: string) => string): Conversations {
  const file = cacheFile(root, name);
  if (file === null) return [];
  try {
    const [mark = '', text = ''] = readFileSync(file, 'utf8').split('\n');
    return mark === seal(`${root}\n${text}`) ? (JSON.parse(text) as Conversations) : [];
  } catch {
    return [];
  }
}
