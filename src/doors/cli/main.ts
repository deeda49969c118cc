import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { LintelError, errorLine, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { plainLines } from '../../core/plain.ts';
import { version } from '../../world/packs.ts';
import { helpText } from './help.ts';
import type { ExitCode, Host } from './host.ts';

type Command = (host: Host, argv: readonly string[]) => Promise<ExitCode>;

// Each command is loaded when it is used, so that `--version` and `--help` cost nothing.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).check,
  fix: async () => (await import('./fix.ts')).fix,
  rename: async () => (await import('./rename.ts')).rename,
  move: async () => (await import('./move.ts')).move,
  context: async () => (await import('./context.ts')).context,
  may: async () => (await import('./may.ts')).may,
  explain: async () => (await import('./explain.ts')).explain,
  graph: async () => (await import('./graph.ts')).graph,
  plan: async () => (await import('./plan.ts')).plan,
  contract: async () => (await import('./contract.ts')).contract,
  loop: async () => (await import('./loop.ts')).loop,
  facts: async () => (await import('./facts.ts')).facts,
  baseline: async () => (await import('./baseline.ts')).baseline,
  hook: async () => (await import('./hook.ts')).hook,
  mcp: async () => (await import('./mcp.ts')).mcp,
  lsp: async () => (await import('./lsp.ts')).lsp,
  completions: async () => (await import('./completions.ts')).completions,
  init: async () => (await import('./init.ts')).init,
};

/** Runs one command. User errors are printed without a stack trace; other errors are bugs and show one. */
export async function main(host: Host): Promise<ExitCode> {
  const [first = ''] = host.argv;
  try {
    if (first === '--version' || first === '-v') return print(host, `${version()}\n`);
    if (first === 'help' || host.argv.includes('--help') || host.argv.includes('-h')) {
      const command = Object.hasOwn(commands, first) ? first : undefined;
      const topic = first === 'help' ? host.argv[1] : command;
      if (topic !== undefined && !Object.hasOwn(commands, topic)) throw unknown(topic);
      return print(host, await helpText(topic ?? null));
    }
    const named = Object.hasOwn(commands, first) ? commands[first] : undefined;
    if (named) return await (await named())(host, host.argv.slice(1));
    if (/^[a-z]+$/.test(first) && !existsSync(resolve(host.cwd, first))) throw unknown(first);
    return await (await import('./check.ts')).check(host, host.argv);
  } catch (error) {
    host.stderr.write(error instanceof LintelError ? `${errorLine(error)}\n` : bugText(error));
    return 2;
  }
}

/** The output if Lintel crashes. */
export function bugText(error: unknown): string {
  return `this is a bug in Lintel, please report it\n${plainLines(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`;
}

function unknown(command: string): LintelError {
  return mistake('unknown-command', {
    command,
    nearest: nearest(command, Object.keys(commands)) ?? null,
    names: Object.keys(commands),
  });
}

function print(host: Host, text: string): ExitCode {
  host.stdout.write(text);
  return 0;
}
