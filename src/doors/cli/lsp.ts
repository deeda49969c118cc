import { LintelError, mistake } from '../../core/error.ts';
import { serve } from '../lsp/index.ts';
import { type Flag, readArguments } from './arguments.ts';
import type { ExitCode, Host } from './host.ts';

/** Arguments that editors add. */
export const lspFlags = {
  stdio: { type: 'boolean', help: 'Use stdin and stdout, which is also the default.' },
  clientProcessId: { type: 'string', value: 'ID', help: 'Exit when this process ends.' },
} satisfies Record<string, Flag>;

/** Serves projects to an editor over stdin and stdout. */
export async function lsp(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, lspFlags);
  if (given instanceof LintelError) throw given;
  const [more] = given.positionals;
  if (more !== undefined) throw mistake('one-subject', { more });
  serve(host.env, { input: process.stdin, output: process.stdout });
  return new Promise(() => undefined);
}
