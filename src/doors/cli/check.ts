import { resolve } from 'node:path';
import { errorLine, LintelError, mistake } from '../../core/error.ts';
import type { Path } from '../../core/location.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/report.ts';
import { ChangedMeanwhile, type Texts } from '../../core/tree.ts';
import { lint } from '../../pipeline/lint.ts';
import { writeOutput } from '../../world/output.ts';
import { type Format, reporters } from '../../reporters/index.ts';
import { type Flag, type Given, readArguments } from './arguments.ts';
import { type ExitCode, type Host, askHere } from './host.ts';
import { watchPhases } from './phases.ts';

/** What `lintel check` understands; the help is made of it. */
export const checkFlags = {
  since: {
    type: 'string',
    optional: true,
    value: '[REF]',
    help: 'only what is new since the merge-base with REF (default: the default branch)',
  },
  'since-files': {
    type: 'boolean',
    help: 'with --since: also what was there before in files that changed',
  },
  rule: { type: 'string', value: 'ID', help: 'only this rule' },
  format: {
    type: 'string',
    multiple: true,
    value: 'F[=FILE]',
    help: `${Object.keys(reporters).join(' ')}; may be given several times, each to stdout or to a file (default: pretty on a terminal, else agent)`,
  },
  'max-warnings': { type: 'string', value: 'N', help: 'more warnings than N make exit 1' },
  'no-cache': { type: 'boolean', help: 'neither use nor keep the facts of other runs' },
  timing: { type: 'boolean', help: 'say on stderr what took how long' },
} satisfies Record<string, Flag>;

/** The gate. */
export async function check(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, checkFlags);
  if (given instanceof LintelError) throw given;
  const outputs = outputsOf(given, host);
  const limit = limitOf(given);
  const phases = watchPhases(host, {
    timing: given.flags['timing'] === true,
    progress: outputs.some(({ format, file }) => format === 'pretty' && file === null),
  });
  const rule = given.flags['rule'];
  const options = { cache: given.flags['no-cache'] !== true, phase: phases.mark, ...sinceOf(given) };
  const { opened, answer: report } = await askHere(host, options, ({ loaded, fromRoot }) =>
    lint(loaded, {
      paths: given.positionals.map(fromRoot),
      rule: typeof rule === 'string' ? rule : null,
      sinceFiles: given.flags['since-files'] === true,
    }),
  );
  const { loaded, root, save } = opened;
  phases.mark('checks');
  for (const { format, file } of outputs) {
    const printed: Printed = {
      report,
      format,
      colour: file === null && colourOn(host),
      read: (path) => textOrNull(loaded.view.texts, path),
    };
    if (file === null) printReport(host, printed);
    else writeReport(root, resolve(host.cwd, file), file, textOf(printed));
  }
  for (const error of report.errors) host.stderr.write(`${errorLine(error)}\n`);
  phases.mark('report');
  save();
  phases.mark('save');
  phases.end(root);
  return exitCode(report, limit);
}

/** A report, and how it shall look. */
export interface Printed {
  readonly report: Report;
  readonly format: Format;
  readonly colour: boolean;
  read(path: Path): string | null;
}

/** The text of a file; null also where it has changed since it was checked. */
export function textOrNull(texts: Texts, path: Path): string | null {
  try {
    return texts.read(path);
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return null;
    throw error;
  }
}

/** Writes a report to the standard output. */
export function printReport({ stdout }: Host, printed: Printed): void {
  stdout.write(textOf(printed));
}

function textOf({ report, format, colour, read }: Printed): string {
  return reporters[format](report, { colour, lines: (path) => read(path)?.split(/\r\n|[\n\r\u2028\u2029]/) ?? null });
}

function writeReport(root: string, path: string, file: string, text: string): void {
  try {
    writeOutput(root, path, text);
  } catch (error) {
    if (error instanceof LintelError) throw error;
    throw mistake('unwritable', { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** 2 beats 1. */
export function exitCode({ errors, summary }: Report, limit: number): ExitCode {
  if (errors.length > 0) return 2;
  return summary.errors > 0 || summary.warnings > limit ? 1 : 0;
}

function outputsOf({ flags }: Given, host: Host): { format: Format; file: string | null }[] {
  const asked = (flags['format'] ?? []) as readonly string[];
  if (asked.length === 0) return [{ format: host.stdout.terminal ? 'pretty' : 'agent', file: null }];
  return asked.map((one) => {
    const [format = '', ...file] = one.split('=');
    if (!Object.hasOwn(reporters, format))
      throw mistake('unknown-format', {
        format,
        nearest: nearest(format, Object.keys(reporters)) ?? null,
        names: Object.keys(reporters),
      });
    if (file.length && file.join('=') === '')
      throw mistake('flag-value', { flag: '--format', value: `${format}=FILE` });
    return { format: format as Format, file: file.length ? file.join('=') : null };
  });
}

function sinceOf({ flags: { since, ...flags } }: Given): { since?: string | null } {
  if (since === undefined && flags['since-files'] === true) throw mistake('since-files', undefined);
  return since === undefined ? {} : { since: since === true ? null : String(since) };
}

function limitOf({ flags }: Given): number {
  const asked = flags['max-warnings'];
  if (asked === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(String(asked))) throw mistake('flag-number', { flag: '--max-warnings', found: String(asked) });
  return Number(asked);
}

/** Does this terminal show colours, and shall it? */
export function colourOn({ env, stdout }: Host): boolean {
  if (env['NO_COLOR'] || env['FORCE_COLOR'] === '0') return false;
  return Boolean(env['FORCE_COLOR']) || (stdout.terminal && env['TERM'] !== 'dumb');
}
