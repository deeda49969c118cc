import { LintelError, mistake } from '../../core/error.ts';
import { plainJson } from '../../core/plain.ts';
import { may as ask, targetOf } from '../../pipeline/may.ts';
import { permissionText } from '../../reporters/permission.ts';
import { type Flag, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';

/** The flags of `lintel may`; also the source of its help. */
export const mayFlags = {
  format: { type: 'string', value: 'NAME', help: 'text (default) or json' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Says whether a file may import another file or a package: exit code 0 for yes, 1 for no. */
export async function may(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, mayFlags);
  if (given instanceof LintelError) throw given;
  const [from, to, symbol = null, more] = given.positionals;
  if (from === undefined || to === undefined)
    throw mistake('flag-value', { flag: 'lintel may', value: 'FROM TO [symbol]' });
  if (more !== undefined) throw mistake('too-many', { more, command: 'may', most: 'two files and a symbol' });
  const { format = 'text' } = given.flags;
  if (format !== 'text' && format !== 'json') throw mistake('flag-value', { flag: '--format', value: 'text | json' });
  const { opened, answer } = await askHere(
    host,
    { cache: given.flags['no-cache'] !== true, phase: () => undefined },
    (project) => {
      const { loaded } = project;
      const wish = { from: project.wantedFromRoot(from), to: targetOf(loaded, to, project.wantedFromRoot), symbol };
      return ask(project, wish);
    },
  );
  opened.save();
  host.stdout.write(
    format === 'json'
      ? `${plainJson(JSON.stringify({ version: 1, allowed: answer.violations.length === 0, ...answer }, null, 2))}\n`
      : permissionText(answer),
  );
  return answer.violations.length === 0 ? 0 : 1;
}
