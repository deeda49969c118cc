import type { Path } from './location.ts';
import type { Packet } from './plan.ts';

/** What became of a packet that an agent was given. */
export interface PacketRun {
  readonly round: number;
  readonly packet: Packet;
  /** Why its changes were not kept; null if they were. */
  readonly rejected: string | null;
  /** The files that the agent changed. */
  readonly files: readonly Path[];
  /** How long the agent worked. */
  readonly seconds: number;
  /** About how many tokens the agent was given. */
  readonly tokens: number;
}

/** What a loop came to. */
export interface LoopReport {
  /** Violations that fail the check, before the loop and after it. */
  readonly before: number;
  readonly after: number;
  /** Those of them that are errors. */
  readonly errors: number;
  /** How many violations proven fixes ended, without an agent. */
  readonly fixed: number;
  /** Why the proven fixes were not kept; null if they were, or there were none. */
  readonly unfixed: string | null;
  readonly rounds: number;
  /** Nothing is left; no packet of the last round was kept; there were enough rounds; somebody stopped it. */
  readonly ended: 'done' | 'stuck' | 'rounds' | 'stopped';
  readonly runs: readonly PacketRun[];
}
