import type { Path, Place } from '../../core/location.ts';
import type { Activation, FunctionValue, Router, RouterValue, Value } from './values.ts';

/** What evaluation works with: how values call and make each other. */
export interface Machine {
  evaluate(term: number, at: Activation): Value;
  /** What a file exports under a name; `*` is the whole module. */
  exported(file: Path, name: string): Value;
  invoke(fn: FunctionValue, args: readonly Value[], self: Value | null): Value;
  create(made: Pick<Router, 'framework' | 'kind'>, file: Path, place: Place): RouterValue;
  /** Something was made or filled, so that doing it again would not be idle. */
  happened(): void;
  /** A class is used, and need not be tried for its own sake. */
  used(key: string): void;
  /** Runs something of a file one level deeper; null where that is too deep. */
  deeper<T>(file: Path, act: () => T): T | null;
}

export function activation(given: Omit<Activation, 'calls' | 'bound' | 'idle'>): Activation {
  return { ...given, calls: new Map(), bound: new Map(), idle: new Map() };
}

/** Computed once, even where it refers to itself. */
export function once(known: Map<number, Value>, index: number, make: () => Value): Value {
  const before = known.get(index);
  if (before) return before;
  known.set(index, { kind: 'unknown', text: 'a value that refers to itself' });
  const made = make();
  known.set(index, made);
  return made;
}

/** The activation of a function in whose reach another runs. */
export function around(at: Activation, fn: number): Activation | null {
  let found: Activation | null = at;
  while (found && found.fn !== fn) found = found.outer;
  return found;
}
