import type { Import } from '../../core/code.ts';
import type { Source } from './source.ts';
import type { Comment } from './parse.ts';

/** What the extractors of one text share. */
export interface Context {
  readonly source: Source;
  readonly comments: () => readonly Comment[];
  /** Only there do JSDoc comments have types. */
  readonly javascript: boolean;
}

/** An import with the offset that puts it in order. */
export interface Entry {
  readonly start: number;
  readonly import: Import;
}
