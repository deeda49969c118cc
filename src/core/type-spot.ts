import type { Path, Place } from './location.ts';

/** Where a type, or an expression that has one, is written; `member`: only that property of it. */
export interface TypeSpot {
  readonly file: Path;
  readonly at: Place;
  readonly member: string | null;
}
