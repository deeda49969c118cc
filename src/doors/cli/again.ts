import { edition } from '../../world/edition.ts';
import { openRemembered, type Remembered } from '../../world/remembered.ts';
import { findRoot } from '../../world/root.ts';
import type { Environment } from '../../world/site.ts';
import { today } from '../../world/today.ts';
import type { Trace } from '../../world/trace.ts';
import { isAsTraced, type Look, lookAt } from '../../world/world.ts';
import type { Given } from './arguments.ts';
import { serviceOf } from './ci.ts';
import type { ExitCode, Host } from './host.ts';
import type { Phases } from './phases.ts';

/** How a check ended, and what it had asked of the disk. */
export interface Ended {
  readonly code: ExitCode;
  trace(): Trace | null;
}

/** What was printed, and everything that it follows from. */
interface Printed extends Pick<Ended, 'code'> {
  readonly text: string;
  readonly trace: Trace;
  /** The variables that were read. */
  readonly variables: readonly (readonly [name: string, value: string | null])[];
}

interface Asked {
  readonly given: Given;
  readonly phases: Phases;
}

/** A longer text is not kept: to read it would take as long as to make it. */
const longest = 1_000_000;

/** Prints what an equal command printed before, if the disk answers all that it asked in the same way; else runs, and keeps what is printed. */
export async function repeated(
  host: Host,
  { given, phases }: Asked,
  run: (host: Host, look: Look | null) => Promise<Ended>,
): Promise<ExitCode> {
  const root = isRepeatable(host, given) ? findRoot(host.cwd)?.root : undefined;
  if (root === undefined) return (await run(host, null)).code;
  const memory = openRemembered({ root, env: host.env }, 'printed', keyOf(host));
  const last = memory.text === null ? null : (JSON.parse(memory.text) as Printed);
  const look = last && hasVariables(host.env, last) ? lookAt({ root, env: host.env }) : null;
  phases.mark('look');
  if (last && look && isAsTraced(look, last.trace)) {
    host.stdout.write(last.text);
    phases.mark('report');
    phases.end(root, 0);
    return last.code;
  }
  const recorder = recorded(host);
  const ended = await run(recorder.host, look);
  keep(memory, recorder, ended);
  return ended.code;
}

/** Does the command ask nothing but the disk, and write nothing but its standard output? */
function isRepeatable({ env }: Host, { flags }: Given): boolean {
  const formats = (flags['format'] ?? []) as readonly string[];
  return (
    ['since', 'delta', 'all', 'facts', 'watch', 'no-cache'].every((flag) => flags[flag] === undefined) &&
    formats.every((format) => format !== 'github' && !format.includes('=')) &&
    serviceOf(env) === null
  );
}

function keyOf({ argv, cwd, stdout }: Host): string {
  return JSON.stringify([edition, process.version, today(), argv, cwd, stdout.terminal]);
}

function hasVariables(env: Environment, { variables }: Printed): boolean {
  return variables.every(([name, value]) => (env[name] ?? null) === value);
}

interface Recorder {
  readonly host: Host;
  readonly text: () => string;
  readonly variables: ReadonlyMap<string, string | null>;
}

/** The same host; what is printed and which variables are read is remembered. */
function recorded(host: Host): Recorder {
  const printed: string[] = [];
  const variables = new Map<string, string | null>();
  const env = new Proxy(host.env, {
    get(all, name) {
      if (typeof name === 'symbol') return undefined;
      variables.set(name, all[name] ?? null);
      return all[name];
    },
  });
  const write = (text: string): void => {
    printed.push(text);
    host.stdout.write(text);
  };
  return { host: { ...host, env, stdout: { ...host.stdout, write } }, text: () => printed.join(''), variables };
}

function keep(memory: Remembered, { text, variables }: Recorder, { code, trace }: Ended): void {
  const printed = text();
  const made = printed.length > longest ? null : trace();
  if (made === null) return;
  memory.keep(JSON.stringify({ text: printed, code, trace: made, variables: [...variables] } satisfies Printed));
}
