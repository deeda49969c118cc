import type { Path } from '../../core/location.ts';
import type { CallTerm, Routing } from '../../core/route.ts';
import type { Classes } from './classes.ts';
import type { Machine } from './machine.ts';
import type { Activation, Value } from './values.ts';

/** What evaluation sees of the project. */
export interface Sight {
  routing(file: Path): Routing;
  /** The file that a specifier leads to; null for a package or nothing. */
  target(file: Path, specifier: string): Path | null;
  /** The file that declares what another exports. */
  origin(file: Path, name: string): { readonly file: Path; readonly name: string } | null;
}

/** What one evaluation keeps. */
export interface State {
  readonly sight: Sight;
  readonly machine: Machine;
  readonly classes: Classes;
  readonly call: (term: CallTerm, at: Activation) => Value;
  readonly modules: Map<Path, Activation>;
  readonly used: Set<string>;
  readonly stack: string[];
  readonly asked: Set<string>;
  readonly cut: Set<Path>;
  calls: number;
  events: number;
}
