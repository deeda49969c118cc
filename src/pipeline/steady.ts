import { mistake } from '../core/error.ts';
import { ChangedMeanwhile } from '../core/tree.ts';

/** Whoever saves a file now and then is waited for; a file that never rests is the user's to stop. */
const mostAttempts = 8;

/** Reads the project by `attempt`. Where a file changes in the middle, nothing of that attempt counts: `look` lists the files again, and the attempt is repeated. */
export function steadily<T>(attempt: () => T, look: () => void): T {
  for (let left = mostAttempts; ; left--) {
    try {
      return attempt();
    } catch (error) {
      refuse(error, left);
      look();
    }
  }
}

/** The same for an attempt that waits, and that looks by itself. */
export async function steadilyAsync<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = mostAttempts; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      refuse(error, left);
    }
  }
}

function refuse(error: unknown, left: number): void {
  if (!(error instanceof ChangedMeanwhile)) throw error;
  if (left <= 1) throw mistake('restless', { file: error.file });
}
