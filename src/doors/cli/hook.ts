import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { plain } from '../../core/plain.ts';
import { findRoot } from '../../world/root.ts';
import { agents, type HookEvent } from './agents/index.ts';
import { type Flag, readArguments } from './arguments.ts';
import { addressOf, environmentOf } from './hooks/address.ts';
import { askServer, startServer } from './hooks/client.ts';
import type { Finding } from './hooks/judge.ts';
import type { Question } from './hooks/message.ts';
import { isAgentName, readHook } from './hooks/read.ts';
import type { ExitCode, Host } from './host.ts';

/** The flags of `lintel hook`; also the source of its help. */
export const hookFlags = {
  host: {
    type: 'string',
    value: 'NAME',
    help: `the agent: ${Object.keys(agents).join(', ')} (default: found out from its JSON)`,
  },
  serve: {
    type: 'string',
    value: 'FOLDER',
    help: 'answer the hooks of this project until none comes for ten minutes; the first hook starts this in the background',
  },
} satisfies Record<string, Flag>;

const mostInput = 20_000_000;

/** Answers a hook of an agent. It must not stand in the way: what it cannot read or check passes. */
export async function hook(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, hookFlags);
  if (given instanceof LintelError) throw given;
  const { host: named = null, serve } = given.flags;
  if (named !== null && !isAgentName(named))
    throw mistake('flag-value', { flag: '--host', value: Object.keys(agents).join(' | ') });
  if (typeof serve === 'string') return (await import('./hooks/server.ts')).serveHooks(host, serve);
  try {
    const text = (await host.input?.(mostInput)) ?? null;
    const { agent, input, event } = readHook(text, named);
    if (event === null || text === null) return 0;
    const told = await tellingOf(host, event, { agent: named, input: text });
    const answer = told === null ? null : agent.answer(input, told);
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

/** What the agent must be told; null for nothing. What could not be remembered would be told again and again. */
async function tellingOf(
  host: Host,
  event: HookEvent,
  asked: Pick<Question, 'agent' | 'input'>,
): Promise<string | null> {
  const finding = await findingOf(host, event, asked);
  if (finding === null) return null;
  const root = findRoot(event.cwd ?? host.cwd)?.root;
  if (root === undefined) return null;
  const { openMentioned } = await import('../../world/mentioned.ts');
  return openMentioned({ root, env: host.env }, event.conversation).add(finding.keys) ? finding.text : null;
}

/** From the server of the project, or, where there is none, by the work of this process. */
async function findingOf(
  host: Host,
  event: HookEvent,
  asked: Pick<Question, 'agent' | 'input'>,
): Promise<Finding | null> {
  const { program, env } = host;
  const cwd = event.cwd ?? host.cwd;
  const root = program === undefined ? null : findRoot(cwd);
  const address = root && addressOf(root, env);
  const answer = root && address && (await askServer(address, { ...asked, root: root.root, cwd }));
  if (answer && 'finding' in answer) return answer.finding;
  const { judgeAlone } = await import('./hooks/alone.ts');
  const finding = await judgeAlone(host, event);
  // Only now: what this process has read and kept, the server need not read again.
  if (program !== undefined && root && address && answer === null)
    await startServer(address, [program, 'hook', '--serve', root.root], environmentOf(env));
  return finding;
}
