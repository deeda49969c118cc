import type { Location } from '../../../core/location.ts';

export type Message = 'parameter' | 'request' | 'response' | 'status' | 'security';

/** One way in which an operation no longer does what clients of the base rely on. */
export interface Break extends Words {
  readonly message: Message;
  /** What is broken inside of it: a parameter, a property, a status. */
  readonly name: string;
  /** How, in one word: `required`, `removed`, `type`, or the keyword of a limit. */
  readonly change: string;
  /** In the present document. */
  readonly at: Location;
}

export interface Words {
  readonly found: string;
  /** What clients of the base rely on. */
  readonly expected: string;
  /** What does not break them. */
  readonly steps: readonly string[];
}
