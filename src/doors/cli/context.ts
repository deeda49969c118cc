import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { plainJson } from '../../core/plain.ts';
import { contextOf } from '../../pipeline/context.ts';
import { contextBudget, contextText } from '../../reporters/context.ts';
import { type Flag, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';

/** The flags of `lintel context`; also the source of its help. */
export const contextFlags = {
  full: { type: 'boolean', help: `everything; by default, at most ${contextBudget} tokens for each file` },
  format: { type: 'string', value: 'NAME', help: 'text (default) or json' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Says what applies to files before they are edited, whether they exist yet or not. */
export async function context(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, contextFlags);
  if (given instanceof LintelError) throw given;
  const paths = given.positionals;
  if (paths.length === 0) throw mistake('flag-value', { flag: 'lintel context', value: 'FILE…' });
  const { format = 'text', full } = given.flags;
  if (format !== 'text' && format !== 'json') throw mistake('flag-value', { flag: '--format', value: 'text | json' });
  const { opened, answer } = await askHere(
    host,
    { cache: given.flags['no-cache'] !== true, phase: () => undefined },
    (project) => contextOf(project, paths.map(project.wantedFromRoot)),
  );
  opened.save();
  for (const error of opened.loaded.errors) host.stderr.write(`${errorLine(error)}\n`);
  const text =
    format === 'json'
      ? `${plainJson(JSON.stringify({ version: 1, files: answer }, null, 2))}\n`
      : answer.map((one) => contextText(one, full === true ? null : contextBudget)).join('\n');
  host.stdout.write(text);
  return opened.loaded.errors.length > 0 ? 2 : 0;
}
