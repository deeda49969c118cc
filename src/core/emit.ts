/**
 * Which imports a compiler leaves in the program that it writes. `used`: those that something uses as a value. `values`: those of values, used or not.
 * `imports`: all but those with the word `type`, and re-exports of values. `written`: all as written. `nothing`: the file only declares what is elsewhere.
 */
export type Keeps = 'used' | 'values' | 'imports' | 'written' | 'nothing';

/** What a compiler makes of the imports of a file. */
export interface Emit {
  readonly keeps: Keeps;
  /** Each file is compiled without a look at the others, so that nothing of a `const enum` is known where it is used. */
  readonly isolated: boolean;
  /** A `const enum` is written like any other. */
  readonly constEnums: boolean;
  /** The types of what is decorated are written. */
  readonly metadata: boolean;
  /** `null` and `undefined` are types of their own. */
  readonly strictNulls: boolean;
  /** The names that JSX is turned into calls of. */
  readonly factories: readonly string[];
}
