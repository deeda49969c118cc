import { resolve } from 'node:path';
import { LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/report.ts';
import type { Files } from '../../pipeline/files.ts';
import { type Context, defaultBudget, type Format, reporters } from '../../reporters/index.ts';
import { writeOutput } from '../../world/output.ts';
import { addToSummary, placeOf, type Service, serviceOf } from './ci.ts';
import type { Host } from './host.ts';

/** A format, and the file that it is written to; null means the standard output. */
export interface Output {
  readonly format: Format;
  readonly file: string | null;
}

/** The requested formats, or the default for the environment. */
export interface Outputs {
  readonly list: readonly Output[];
  /** The CI service that must find no command in text for people. */
  readonly service: Service | null;
}

export function outputsOf(asked: readonly string[], { stdout, env }: Pick<Host, 'stdout' | 'env'>): Outputs {
  if (asked.length > 0) return { list: asked.map(outputOf), service: null };
  const suited: Output = { format: stdout.terminal ? 'pretty' : 'agent', file: null };
  const service = serviceOf(env);
  return { list: [suited, ...(service ? [{ format: service.format, file: null }] : [])], service };
}

function outputOf(asked: string): Output {
  const [format = '', ...file] = asked.split('=');
  if (!Object.hasOwn(reporters, format))
    throw mistake('unknown-format', {
      format,
      nearest: nearest(format, Object.keys(reporters)) ?? null,
      names: Object.keys(reporters),
    });
  if (file.length && file.join('=') === '') throw mistake('flag-value', { flag: '--format', value: `${format}=FILE` });
  return { format: format as Format, file: file.length ? file.join('=') : null };
}

/** The checked project and its report. */
export interface Checked {
  readonly root: string;
  readonly files: Files;
  readonly report: Report;
}

/** Writes a report to all requested outputs. */
export function printAll(
  host: Host,
  checked: Checked,
  { list, service, budget }: Outputs & { readonly budget: number },
): void {
  const context = { ...contextOf(host, checked), budget };
  for (const { format, file } of list) {
    const text = reporters[format](checked.report, { ...context, colour: file === null && colourOn(host) });
    if (file === null) host.stdout.write(service && format !== service.format ? service.guard(text) : text);
    else writeReport(checked.root, resolve(host.cwd, file), file, text);
  }
  if (list.some(({ format }) => format === 'github'))
    addToSummary(host.env, reporters.markdown(checked.report, context));
}

/** Writes a report to the standard output in the default format. */
export function printReport(host: Host, checked: Checked): void {
  const context = { ...contextOf(host, checked), colour: colourOn(host) };
  host.stdout.write(reporters[host.stdout.terminal ? 'pretty' : 'agent'](checked.report, context));
}

function contextOf({ env }: Host, { root, files }: Checked): Context {
  return {
    colour: false,
    budget: defaultBudget,
    lines: (path) => files.text(path)?.split(/\r\n|[\n\r\u2028\u2029]/) ?? null,
    zones: files.zones,
    owners: files.owners,
    ...placeOf(env, root),
  };
}

/** Writes the output of a command to a file. */
export function writeReport(root: string, path: string, file: string, text: string): void {
  try {
    writeOutput(root, path, text);
  } catch (error) {
    if (error instanceof LintelError) throw error;
    throw mistake('unwritable', { file, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/** Does this terminal support colors, and are they enabled? */
export function colourOn({ env, stdout }: Pick<Host, 'env' | 'stdout'>): boolean {
  if (env['NO_COLOR'] || env['FORCE_COLOR'] === '0') return false;
  return Boolean(env['FORCE_COLOR']) || (stdout.terminal && env['TERM'] !== 'dumb');
}
