import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LintelError, mistake } from '../../core/error.ts';
import type { LoopReport } from '../../core/loop.ts';
import { plainJson } from '../../core/plain.ts';
import { loopText } from '../../reporters/loop.ts';
import { findGit, prefixIn } from '../../world/git-folder.ts';
import type { Environment } from '../../world/site.ts';
import { diskWorld } from '../../world/world.ts';
import { removeAbandoned } from '../../world/worktrees.ts';
import { type Flag, type Given, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';
import { type Copy, copyOf, type Repository } from './loop/copy.ts';
import { groundOf, type Verify } from './loop/ground.ts';
import { type LoopOptions, runLoop } from './loop/rounds.ts';
import { run } from './loop/run.ts';

/** The flags of `lintel loop`; also the source of its help. */
export const loopFlags = {
  agent: {
    type: 'string',
    value: '"CMD"',
    help: 'the program that repairs: it reads a packet from stdin, and edits the files of its working directory',
  },
  verify: { type: 'string', value: '"CMD"', help: 'keep only changes with which this command succeeds' },
  jobs: { type: 'string', value: 'N', help: 'run so many agents at once (default 1)' },
  rounds: { type: 'string', value: 'N', help: 'hand out what is left so many times (default 3)' },
  most: { type: 'string', value: 'N', help: 'hand out at most this many packets in each round (default 20); 0: all' },
  timeout: { type: 'string', value: 'SECONDS', help: 'stop an agent or --verify after this time (default 1800)' },
  rule: { type: 'string', value: 'ID', help: 'repair only violations of this rule' },
  format: { type: 'string', value: 'NAME', help: 'text (default) or json' },
} satisfies Record<string, Flag>;

/** Makes all proven fixes, hands the rest to a program packet by packet, and keeps what passes. */
export async function loop(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, loopFlags);
  if (given instanceof LintelError) throw given;
  const { rule, format = 'text' } = given.flags;
  if (format !== 'text' && format !== 'json') throw mistake('flag-value', { flag: '--format', value: 'text | json' });
  const commands = commandsIn(given);
  const { opened } = await askHere(host, { cache: true, phase: () => undefined }, () => null);
  const wanted = {
    jobs: numberIn(given, 'jobs', 1),
    rounds: numberIn(given, 'rounds', 3),
    most: numberIn(given, 'most', 20) || Number.POSITIVE_INFINITY,
    paths: given.positionals.map(opened.fromRoot),
    rule: typeof rule === 'string' ? rule : null,
  };
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const report = await inCopies(host, opened.root, { ...commands, ...wanted, signal: stop.signal });
    const json = (): string => `${plainJson(JSON.stringify({ version: 1, ...report }, null, 2))}\n`;
    host.stdout.write(format === 'json' ? json() : loopText(report));
    return report.errors === 0 ? 0 : 1;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

type Wanted = Omit<LoopOptions, 'agent'> & Commands;

/** Copies are made in a folder that is gone when the loop ends. */
async function inCopies({ env }: Host, root: string, wanted: Wanted): Promise<LoopReport> {
  const { agent, verify, patience, signal } = wanted;
  const repository = repositoryAt(root, env);
  removeAbandoned(repository.git);
  const prefix = prefixIn(repository.git, root);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-loop-')));
  const command = { env, patience, signal, input: '' };
  const check: Verify = async (cwd) => (verify === null ? '' : run({ ...command, text: verify, cwd }));
  let copy: Copy | null = null;
  try {
    copy = copyOf(repository, join(folder, 'ground'));
    const status = await check(join(copy.top, prefix));
    if (status !== '' && !signal.aborted) throw mistake('loop-verify', { command: verify ?? '', status });
    const ground = groundOf(root, repository, copy, check);
    return await runLoop(
      ground,
      { repository, prefix, folder },
      {
        ...wanted,
        agent(cwd, input, number) {
          const file = join(folder, `${String(number)}.md`);
          writeFileSync(file, input);
          return run({ ...command, text: agent, cwd, input, env: { ...env, LINTEL_PACKET: file } });
        },
      },
    );
  } finally {
    copy?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Commands {
  readonly agent: string;
  readonly verify: string | null;
  /** How long each may run, in milliseconds. */
  readonly patience: number;
}

function commandsIn(given: Given): Commands {
  const { agent, verify } = given.flags;
  if (typeof agent !== 'string') throw mistake('no-agent', undefined);
  const patience = 1000 * numberIn(given, 'timeout', 1800);
  return { agent, verify: typeof verify === 'string' ? verify : null, patience };
}

/** The repository of a project without changes: what the loop changes can be told from what the user has changed, and undone. */
function repositoryAt(root: string, env: Environment): Repository {
  const git = findGit(root);
  const changes = diskWorld({ root, env }).compare('HEAD')?.changes;
  if (git === null || !changes) throw mistake('no-repository', undefined);
  const { added, changed, deleted, renamed, base } = changes;
  const [file] = [...changed, ...added, ...deleted, ...renamed.keys()];
  if (file !== undefined) throw mistake('loop-dirty', { file });
  return { git, env, commit: base.commit };
}

function numberIn({ flags }: Given, flag: 'jobs' | 'rounds' | 'most' | 'timeout', otherwise: number): number {
  const value = flags[flag];
  if (value === undefined) return otherwise;
  if (!/^\d{1,6}$/.test(String(value)) || (flag !== 'most' && Number(value) === 0))
    throw mistake('flag-number', { flag: `--${flag}`, found: String(value) });
  return Number(value);
}
