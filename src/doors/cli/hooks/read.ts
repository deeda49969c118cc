import { mistake } from '../../../core/error.ts';
import { type Agent, type AgentName, agents, type HookEvent, type Input, isInput } from '../agents/index.ts';

/** What an agent wrote to a hook. */
export interface Hook {
  readonly agent: Agent;
  readonly input: Input;
  /** Null if it does not concern files. */
  readonly event: HookEvent | null;
}

/** Reads the JSON of a hook, as one agent writes it or (null) as any does. */
export function readHook(text: string | null, named: AgentName | null): Hook {
  const input = inputFrom(text);
  const agent = named === null ? Object.values(agents).find((one) => one.wrote(input)) : agents[named];
  if (!agent) throw mistake('hook-input', { reason: `no known agent wrote it: use --host` });
  return { agent, input, event: agent.eventOf(input) };
}

export function isAgentName(name: unknown): name is AgentName {
  return typeof name === 'string' && Object.hasOwn(agents, name);
}

function inputFrom(text: string | null): Input {
  if (text === null) throw mistake('hook-input', { reason: 'there is none, or too much' });
  try {
    const value: unknown = JSON.parse(text);
    if (isInput(value)) return value;
  } catch {
    throw mistake('hook-input', { reason: 'it is not valid JSON' });
  }
  throw mistake('hook-input', { reason: 'it is not a map' });
}
