import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Extractor } from './extract.ts';

/** Characters of source after which the parser's memory is collected: about 20 times as many bytes. */
const threshold = 5_000_000;

/**
 * Collects garbage now and then, if need be. The results of a native parser may hold memory that V8 does not see, so that it would let hundreds
 * of megabytes pile up; fresh pages from the system then cost more time than parsing does.
 */
export function createCollector({
  holdsUnseenMemory,
}: Pick<Extractor, 'holdsUnseenMemory'>): (characters: number) => void {
  if (!holdsUnseenMemory) return () => undefined;
  let waiting = 0;
  let collect: (() => void) | null = null;
  return (characters) => {
    waiting += characters;
    if (waiting < threshold) return;
    waiting = 0;
    if (!collect) {
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc') as () => void;
      setFlagsFromString('--no-expose-gc');
    }
    collect();
  };
}
