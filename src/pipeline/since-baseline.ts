import { baselineFile } from '../core/baseline.ts';
import type { Comparison } from '../core/changes.ts';
import { LintelError } from '../core/error.ts';
import type { Loaded } from './load.ts';

/** What changed since the baseline was last committed; null where git cannot tell. */
export function sinceBaseline({ world, compare }: Pick<Loaded, 'world' | 'compare'>): Comparison | null {
  const commit = compare ? world.history.lastChange(baselineFile) : null;
  if (commit === null) return null;
  try {
    return compare?.(commit) ?? null;
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}
