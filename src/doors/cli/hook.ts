import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { plain } from '../../core/plain.ts';
import type { Path } from '../../core/location.ts';
import type { Report } from '../../core/report.ts';
import type { Overlay } from '../../core/tree.ts';
import { createMemory } from '../../pipeline/inputs.ts';
import { errorsOf, reportOfEdit } from '../../pipeline/interrupt.ts';
import { lint } from '../../pipeline/lint.ts';
import { ask, type Opened } from '../../pipeline/open.ts';
import { reporters, shownWithin } from '../../reporters/index.ts';
import { type Mentioned, openMentioned } from '../../world/mentioned.ts';
import {
  type Agent,
  type AgentName,
  agents,
  type FileEdit,
  type HookEvent,
  type Input,
  isInput,
} from './agents/index.ts';
import { type Flag, readArguments } from './arguments.ts';
import type { ExitCode, Host } from './host.ts';

/** The flags of `lintel hook`; also the source of its help. */
export const hookFlags = {
  host: {
    type: 'string',
    value: 'NAME',
    help: `the agent: ${Object.keys(agents).join(', ')} (default: found out from its JSON)`,
  },
} satisfies Record<string, Flag>;

const mostInput = 20_000_000;
/** Agents read at most 10,000 characters of an answer. */
const mostTokens = 1500;
const mostCharacters = 9500;

/** Answers a hook of an agent. It must not stand in the way: what it cannot read or check passes. */
export async function hook(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, hookFlags);
  if (given instanceof LintelError) throw given;
  const { host: named } = given.flags;
  if (typeof named === 'string' && !Object.hasOwn(agents, named))
    throw mistake('flag-value', { flag: '--host', value: Object.keys(agents).join(' | ') });
  try {
    const input = inputFrom((await host.input?.(mostInput)) ?? null);
    const agent = agentOf(input, (named ?? null) as AgentName | null);
    const event = agent.eventOf(input);
    const text = event && (await textFor(host, event));
    const answer = text === null ? null : agent.answer(input, text);
    if (answer) host.stdout.write(`${JSON.stringify(answer)}\n`);
  } catch (error) {
    if (!(error instanceof LintelError && error.code === 'no-config'))
      host.stderr.write(`lintel hook: ${reasonOf(error)}\n`);
  }
  return 0;
}

function reasonOf(error: unknown): string {
  if (error instanceof LintelError) return errorLine(error);
  return plain(error instanceof Error ? error.message : String(error));
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

function agentOf(input: Input, named: AgentName | null): Agent {
  const agent = named === null ? Object.values(agents).find((one) => one.wrote(input)) : agents[named];
  if (!agent) throw mistake('hook-input', { reason: `no known agent wrote it: use --host` });
  return agent;
}

/** What the agent must be told; null for nothing. */
async function textFor(host: Host, event: HookEvent): Promise<string | null> {
  const cwd = event.cwd ?? host.cwd;
  const { opened, answer } = await ask(
    {
      cwd,
      env: host.env,
      parser: null,
      cache: true,
      phase: () => undefined,
      ...(event.kind === 'before' ? {} : { since: 'HEAD' }),
    },
    (project) => {
      const mentioned = openMentioned({ root: project.root, env: host.env }, event.conversation);
      return { mentioned, report: reportFor(project, { event, mentioned }) };
    },
  );
  opened.save();
  const { mentioned, report } = answer;
  // What could not be remembered would be told again and again.
  if (report === null || !mentioned.add(report.violations.map(({ id }) => keyOf(event, id)))) return null;
  return textOf(event, report);
}

/** An agent that stops is told once more what it was told before. */
function keyOf({ kind }: HookEvent, id: string): string {
  return `${kind === 'stop' ? 'stop' : 'edit'} ${id}`;
}

interface Turn {
  readonly event: HookEvent;
  readonly mentioned: Mentioned;
}

function reportFor(project: Opened, { event, mentioned }: Turn): Report | null {
  const { loaded } = project;
  const interruption = { isKnown: (id: string) => mentioned.has(keyOf(event, id)), isAtEnd: event.kind === 'stop' };
  if (event.kind === 'before') {
    const overlay = overlayOf(project, event.edits);
    const state = { loaded, memory: createMemory(loaded.store) };
    return overlay.size === 0 ? null : reportOfEdit(state, overlay, interruption);
  }
  const paths = event.kind === 'after' ? event.files.flatMap((file) => pathIn(project, file) ?? []) : [];
  if (event.kind === 'after' && paths.length === 0) return null;
  return errorsOf(loaded, lint(loaded, { paths, rule: null, shown: shownWithin(mostTokens) }), interruption);
}

/** The texts after some edits; none if one of them does not fit, since the agent's own program refuses that. */
function overlayOf(project: Opened, edits: readonly FileEdit[]): Overlay {
  const { texts } = project.loaded.view;
  const overlay = new Map<Path, string | null>();
  for (const { file, apply } of edits) {
    const path = pathIn(project, file);
    if (path === null) continue;
    const text = apply(overlay.get(path) ?? texts.read(path));
    if (text === undefined) return new Map();
    overlay.set(path, text);
  }
  return overlay;
}

/** The path of a file from the root; null if it is outside. */
function pathIn({ wantedFromRoot }: Opened, file: string): Path | null {
  try {
    return wantedFromRoot(file);
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}

const introductions = {
  before: 'This edit was not made: it would break architecture rules.',
  after: 'This edit breaks architecture rules.',
  stop: 'Your changes break architecture rules. Repair these before you stop.',
};

function textOf({ kind }: HookEvent, report: Report): string {
  const text = reporters.agent(report, { colour: false, lines: () => null, budget: mostTokens });
  return `${introductions[kind]}\n${text}`.slice(0, mostCharacters);
}
