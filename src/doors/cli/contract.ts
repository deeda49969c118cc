import { LintelError, mistake } from '../../core/error.ts';
import { pathText, plain, plainLines } from '../../core/plain.ts';
import { makeContract } from '../../pipeline/contract.ts';
import { count } from '../../reporters/reporter.ts';
import { type Flag, readArguments } from './arguments.ts';
import type { ExitCode, Host } from './host.ts';

/** The flags of `lintel contract`; also the source of its help. */
export const contractFlags = {
  write: { type: 'string', value: 'FILE', help: 'write the document to a new file: YAML, or JSON by its ending' },
  'base-path': {
    type: 'string',
    value: 'PATH',
    help: 'the prefix of every path, which replaces one that the code does not tell',
  },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Makes an OpenAPI document from the code, and prints or writes it. */
export async function contract(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, contractFlags);
  if (given instanceof LintelError) throw given;
  const file = given.flags['write'] ?? null;
  if (typeof file === 'string' && !/\.(?:ya?ml|json)$/.test(file))
    throw mistake('flag-value', { flag: '--write', value: 'FILE.yaml | FILE.json' });
  const basePath = given.flags['base-path'] ?? null;
  if (typeof basePath === 'string' && !basePath.startsWith('/'))
    throw mistake('flag-value', { flag: '--base-path', value: '/PATH' });
  const made = await makeContract({
    cwd: host.cwd,
    env: host.env,
    parser: host.env['LINTEL_PARSER'] === 'typescript-eslint' ? 'typescript-eslint' : null,
    cache: given.flags['no-cache'] !== true,
    file: typeof file === 'string' ? file : null,
    paths: given.positionals,
    basePath: typeof basePath === 'string' ? basePath : null,
  });
  if (file === null) host.stdout.write(host.stdout.terminal ? plainLines(made.text) : made.text);
  const out = file === null ? host.stderr : host.stdout;
  if (file !== null) out.write(`wrote ${pathText(made.file)} with ${count(made.operations, 'operation')}\n`);
  for (const note of made.notes) out.write(`${plain(note)}\n`);
  if (file !== null) out.write(`next: add a rule to lintel.yaml: ${plain(made.rule)}\n`);
  return 0;
}
