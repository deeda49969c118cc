import { errorLine, LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { explain as explainSubject, type Subject, subjects } from '../../pipeline/explain.ts';
import { lint } from '../../pipeline/lint.ts';
import type { Loaded } from '../../pipeline/load.ts';
import { type Flag, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';

export const explainFlags = {
  examples: { type: 'boolean', help: 'for a violation, also print the page of its check' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Explains a rule, check, zone or violation. */
export async function explain(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, explainFlags);
  if (given instanceof LintelError) throw given;
  const [name, more] = given.positionals;
  if (name === undefined) throw mistake('flag-value', { flag: 'lintel explain', value: '<rule | check | zone | id>' });
  if (more !== undefined) throw mistake('one-subject', { more });
  const { loaded, text } = await explainHere(
    host,
    { name, examples: given.flags['examples'] === true },
    given.flags['no-cache'] !== true,
  );
  for (const error of loaded?.errors ?? []) host.stderr.write(`${errorLine(error)}\n`);
  if (text === null) throw mistake('no-subject', { name, nearest: nearest(name, subjects(loaded)) ?? null });
  host.stdout.write(`${text}\n`);
  return 0;
}

interface Explained {
  readonly loaded: Loaded | null;
  readonly text: string | null;
}

/** A check can be explained without a project. */
async function explainHere(host: Host, subject: Subject, cache: boolean): Promise<Explained> {
  const explained = (loaded: Loaded | null): Explained => ({
    loaded,
    text: explainSubject(loaded, subject, (project) => lint(project, { paths: [], rule: null })),
  });
  try {
    const { answer } = await askHere(host, { cache, phase: () => undefined }, ({ loaded }) => explained(loaded));
    return answer;
  } catch (error) {
    if (error instanceof LintelError && error.code === 'no-config') return explained(null);
    throw error;
  }
}
