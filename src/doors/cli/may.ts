import { LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import type { ImportWish } from '../../core/permission.ts';
import { plainJson } from '../../core/plain.ts';
import { createMemory } from '../../pipeline/inputs.ts';
import { may as ask } from '../../pipeline/may.ts';
import type { Opened } from '../../pipeline/open.ts';
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
      const wish = { from: project.wantedFromRoot(from), to: targetOf(project, to), symbol };
      return ask({ loaded, memory: createMemory(loaded.store) }, wish);
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

/** A file of the project, else a package: a path that does not exist must not pass for one. */
function targetOf({ loaded, wantedFromRoot }: Opened, written: string): ImportWish['to'] {
  const { files } = loaded.view.tree;
  const isPackage = /^(?:node:|@[^/]+\/)?[^./][^/]*$/.test(written);
  if (isPackage && !/\.[cm]?[jt]sx?$/.test(written)) return { package: written };
  const file = wantedFromRoot(written);
  if (!files.has(file)) throw mistake('no-path', { path: written, nearest: nearest(file, [...files.keys()]) ?? null });
  return { file };
}
