import { openRemembered } from './remembered.ts';
import type { Site } from './site.ts';

/** What a conversation with an agent was told already. */
export interface Mentioned {
  has(key: string): boolean;
  /** Remembers what is told now. False if it cannot be kept, so that it would be told again. */
  add(keys: readonly string[]): boolean;
}

const mostKeys = 2000;

export function openMentioned(site: Site, conversation: string): Mentioned {
  const memory = openRemembered(site, 'mentioned', conversation);
  const known = new Set(memory.text === null ? [] : (JSON.parse(memory.text) as readonly string[]));
  return {
    has: (key) => known.has(key),
    add(keys) {
      for (const key of keys) known.add(key);
      return memory.keep(JSON.stringify([...known].slice(-mostKeys)));
    },
  };
}
