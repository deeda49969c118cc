import { LintelError, mistake } from '../../core/error.ts';
import { pathText, plain, plainLines } from '../../core/plain.ts';
import { peers } from '../../init/from/peers.ts';
import { initAgents } from '../../pipeline/init-agents.ts';
import { init as runInit, type Question, type Written } from '../../pipeline/init.ts';
import { count } from '../../reporters/reporter.ts';
import { type Flag, readArguments } from './arguments.ts';
import type { ExitCode, Host } from './host.ts';
import { printFrom } from './init-from.ts';

/** The flags of `lintel init`; also the source of its help. */
export const initFlags = {
  yes: { type: 'boolean', help: 'accept all proposals without asking (the default without a terminal)' },
  from: {
    type: 'string',
    value: 'LINTER',
    help: `write what the configuration of another linter says: ${peers.map(({ name }) => name).join(', ')}`,
  },
  'run-config': {
    type: 'boolean',
    help: 'with --from: run a configuration in JavaScript to read it, without asking; it is code of the repository',
  },
  agents: {
    type: 'boolean',
    help: 'only add `lintel hook` to the settings of the agents that are used here, and a skill',
  },
  'dry-run': { type: 'boolean', help: 'write nothing; print the changes as a unified diff' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

/** Writes the first lintel.yaml of a repository and related files. */
export async function init(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, initFlags);
  if (given instanceof LintelError) throw given;
  const [more] = given.positionals;
  if (more !== undefined) throw mistake('one-subject', { more });
  const dryRun = given.flags['dry-run'] === true;
  if (given.flags['agents'] === true) return printAgents(host, dryRun);
  const peer = given.flags['from'];
  if (typeof peer === 'string')
    return printFrom(host, {
      peer,
      dryRun,
      cache: given.flags['no-cache'] !== true,
      runConfig: given.flags['run-config'] === true,
    });
  const isSilent = given.flags['yes'] === true || !host.question;
  const out = dryRun ? host.stderr : host.stdout;
  const done = await runInit({
    cwd: host.cwd,
    env: host.env,
    parser: host.env['LINTEL_PARSER'] === 'typescript-eslint' ? 'typescript-eslint' : null,
    cache: given.flags['no-cache'] !== true,
    dryRun,
    ask: (question) => (isSilent ? Promise.resolve(true) : asked(host, question)),
  });
  if (done.existing !== null) {
    out.write(`${pathText(done.existing)} already exists in ${pathText(done.root)}; nothing was changed\n`);
    return 0;
  }
  // A diff for a program must be valid input of git apply.
  if (dryRun) host.stdout.write(host.stdout.terminal ? plainLines(done.diff) : done.diff);
  if (isSilent && given.flags['yes'] !== true)
    out.write('not a terminal: all proposals were accepted, as with --yes\n');
  out.write(textOf(done, dryRun));
  return 0;
}

/** Writes the hooks of agents, and nothing else. */
function printAgents(host: Host, dryRun: boolean): ExitCode {
  const { files, remarks, diff } = initAgents({ cwd: host.cwd, env: host.env, dryRun });
  const out = dryRun ? host.stderr : host.stdout;
  if (dryRun) host.stdout.write(host.stdout.terminal ? plainLines(diff) : diff);
  for (const { path, agent, isNew } of files)
    out.write(`${dryRun ? 'would write' : 'wrote'} ${pathText(path)} for ${agent}${isNew ? '' : ' (merged)'}\n`);
  for (const remark of remarks) out.write(`${plain(remark)}\n`);
  return 0;
}

/** Yes, unless the answer begins with an n. */
async function asked(host: Host, { text }: Question): Promise<boolean> {
  const answer = (await host.question?.(`${plainLines(text)} [Y/n] `)) ?? '';
  return !/^\s*n/i.test(answer);
}

function textOf({ root, tools, rules, files, remarks }: Written, dryRun: boolean): string {
  const frozen = rules.reduce((sum, rule) => sum + rule.frozen, 0);
  const paths = files.map(({ path }) => pathText(path)).join(' ');
  return [
    `${pathText(root)}: ${plain(tools)}\n\n`,
    tableOf(rules),
    `\n${dryRun ? 'would write' : 'wrote'} ${files.map(({ path, isNew }) => `${pathText(path)}${isNew ? '' : ' (appended)'}`).join(', ')}\n`,
    ...(remarks.length > 0 ? ['\nnot done\n', ...remarks.map((remark) => `  ${plain(remark)}\n`)] : []),
    `\nnext: read lintel.yaml, delete what does not fit, then git add ${paths} (${count(frozen, 'violation')} frozen)\n`,
  ].join('');
}

/** A line for each rule: its violations, how many are frozen, and its evidence. */
function tableOf(rules: Written['rules']): string {
  const rows = [
    { id: 'rule', found: 'found', frozen: 'frozen', evidence: 'evidence' },
    ...rules.map(({ id, found, frozen, evidence }) => ({
      id,
      found: String(found),
      frozen: String(frozen),
      evidence: plain(evidence, 100),
    })),
  ];
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows
    .map(
      ({ id, found, frozen, evidence }) =>
        `${id.padEnd(width)}  ${found.padStart(6)}  ${frozen.padStart(6)}  ${evidence}\n`,
    )
    .join('');
}
