import type { Check } from '../core/check.ts';
import type { WrittenWhere } from '../core/config.ts';
import type { ConfigPlace, LintelError } from '../core/error.ts';
import type { CompiledWhere, Surroundings } from './where.ts';

/** One entry of `rules:`, being read. */
export interface Reading {
  readonly id: string;
  readonly at: ConfigPlace;
  readonly check: Check;
  readonly around: Surroundings;
  readonly wheres: WrittenWhere[];
  /** Wheres whose captures must be bound by another, and those that bind. */
  readonly bound: CompiledWhere[];
  readonly binders: CompiledWhere[];
  report(error: LintelError): void;
}
