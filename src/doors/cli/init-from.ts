import { pathText, plain, plainLines } from '../../core/plain.ts';
import { type FromOutcome, type FromRow, initFrom } from '../../pipeline/init-from.ts';
import { count } from '../../reporters/reporter.ts';
import type { ExitCode, Host } from './host.ts';

/** What `lintel init --from` was asked. */
export interface FromFlags {
  readonly peer: string;
  readonly dryRun: boolean;
  readonly cache: boolean;
  /** A configuration in JavaScript may be run without a question. */
  readonly runConfig: boolean;
}

/** Writes the rules of another linter, and prints what became of each of them. */
export async function printFrom(host: Host, { peer, dryRun, cache, runConfig }: FromFlags): Promise<ExitCode> {
  const out = dryRun ? host.stderr : host.stdout;
  const done = await initFrom({
    cwd: host.cwd,
    env: host.env,
    parser: host.env['LINTEL_PARSER'] === 'typescript-eslint' ? 'typescript-eslint' : null,
    cache,
    dryRun,
    peer,
    mayRun: (file) => mayRun(host, file, runConfig),
  });
  if (done.existing !== null) {
    out.write(`${pathText(done.existing)} already exists in ${pathText(done.root)}; nothing was changed\n`);
    return 0;
  }
  // A diff for a program must be valid input of git apply.
  if (dryRun) host.stdout.write(host.stdout.terminal ? plainLines(done.diff) : done.diff);
  out.write(textOf(done, dryRun));
  return 0;
}

/** Says which file is run; on a terminal, asks first. */
async function mayRun(host: Host, file: string, runConfig: boolean): Promise<boolean> {
  if (!runConfig) {
    const answer = await host.question?.(`Run ${pathText(file)} of this repository to read it? [y/N] `);
    if (!/^\s*y/i.test(answer ?? '')) return false;
  }
  host.stderr.write(`running ${pathText(file)}\n`);
  return true;
}

type Written = Extract<FromOutcome, { readonly existing: null }>;

function textOf({ root, file, rules, left, files }: Written, dryRun: boolean): string {
  const paths = files.map(pathText).join(' ');
  const frozen = rules.reduce((sum, { found }) => sum + found, 0);
  const idle = rules.flatMap(({ rule, idle: reason }) => (reason === null ? [] : [`  ${rule}: ${plain(reason)}\n`]));
  const leftOut = left.map(({ source, reason }) => `  ${plain(source, 100)}: ${plain(reason)}\n`);
  return [
    `${pathText(root)}: ${pathText(file)}\n\n`,
    rules.length === 0 ? 'no rule has an equivalent\n' : tableOf(rules),
    ...(idle.length > 0 ? ['\nnot run\n', ...idle] : []),
    ...(leftOut.length > 0 ? ['\nnot translated\n', ...leftOut] : []),
    `\n${dryRun ? 'would write' : 'wrote'} ${files.map(pathText).join(', ')}\n`,
    `\nnext: read lintel.yaml, then git add ${paths} (${count(frozen, 'violation')} frozen)\n`,
  ].join('');
}

/** A line for each item of the other linter. */
function tableOf(rules: readonly FromRow[]): string {
  const rows = [
    { from: 'from', rule: 'rule', found: 'found' },
    ...rules.flatMap(({ rule, sources, found }) =>
      sources.map((source, at) => ({ from: plain(source, 60), rule, found: at === 0 ? String(found) : '' })),
    ),
  ];
  const wide = Math.max(...rows.map(({ from }) => from.length));
  const width = Math.max(...rows.map(({ rule }) => rule.length));
  return rows
    .map(
      ({ from, rule, found }) => `${`${from.padEnd(wide)}  ${rule.padEnd(width)}  ${found.padStart(5)}`.trimEnd()}\n`,
    )
    .join('');
}
