import type { Check } from '../core/check.ts';
import type { WrittenWhere } from '../core/config.ts';
import type { ConfigPlace, LintelError } from '../core/error.ts';
import type { CompiledWhere, Surroundings } from './where.ts';

/** The state of reading one entry of `rules:`. */
export interface Reading {
  readonly id: string;
  readonly at: ConfigPlace;
  readonly check: Check;
  readonly around: Surroundings;
  readonly wheres: WrittenWhere[];
  /** Wheres with captures that others must define, and wheres that define captures. */
  readonly bound: CompiledWhere[];
  readonly binders: CompiledWhere[];
  report(error: LintelError): void;
}
