import type { Agent } from './agent.ts';
import { claude } from './claude.ts';
import { codex } from './codex.ts';
import { copilot } from './copilot.ts';
import { cursor } from './cursor.ts';
import { gemini } from './gemini.ts';

/** Every agent whose hooks are answered, by the name that `--host` takes. Whose JSON has more of its own comes first. */
export const agents = { cursor, codex, gemini, copilot, claude } satisfies Record<string, Agent>;
export type AgentName = keyof typeof agents;
export { type Agent, type FileEdit, type HookEvent, type Input, isInput } from './agent.ts';
