import type { AgentName } from '../agents/index.ts';
import { isAgentName } from './read.ts';
import type { Finding } from './judge.ts';

/** What a hook sends to the server: one line of JSON. */
export interface Question {
  readonly root: string;
  readonly cwd: string;
  /** The agent that `--host` names. */
  readonly agent: AgentName | null;
  /** What the agent wrote. */
  readonly input: string;
}

/** What the server answers: one line of JSON. `refused` says that the hook has to judge by itself. */
export type Answer = { readonly finding: Finding | null } | { readonly refused: string };

/** The longest line, in bytes: an input has at most 20 MB, and JSON in JSON is longer. */
export const longestLine = 64 * 1024 * 1024;

/** Null for a line that is not a question. */
export function questionIn(line: string): Question | null {
  const value = mapFrom(line);
  if (value === null) return null;
  const { root, cwd, agent, input } = value;
  if (typeof root !== 'string' || typeof cwd !== 'string' || typeof input !== 'string') return null;
  return agent === null || isAgentName(agent) ? { root, cwd, agent, input } : null;
}

/** Null for a line that is not an answer. */
export function answerIn(line: string): Answer | null {
  const value = mapFrom(line);
  if (value === null) return null;
  const { finding, refused } = value;
  if (typeof refused === 'string') return { refused };
  return finding === null || isFinding(finding) ? { finding } : null;
}

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('keys' in value)) return false;
  const { text, keys } = value;
  return typeof text === 'string' && Array.isArray(keys) && keys.every((key) => typeof key === 'string');
}

function mapFrom(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
