import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { check, reporters } from '../dist/index.js';
import { addToGit, copyRepository } from './copy.js';
import { contestantsFor } from './contestants.js';

// What a violation costs its reader, in tokens of o200k: names and cycles of a repository, in Lintel's formats and those of its peers.
// npm run tokens -- --repo PATH

const { values } = parseArgs({ options: { repo: { type: 'string', default: '.' } } });
const encoding = new Tiktoken(o200k);
const tokens = (text) => encoding.encode(text, [], []).length;
const sizes = [1, 5, 12, 20, 80];

const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-tokens-')));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
copyRepository(values.repo, root);
addToGit(root);

const [lintel] = contestantsFor('names');
lintel.setUp(root);
const report = await check({ cwd: root });
const rows = [];
for (const [what, name] of [
  ['names', 'naming'],
  ['cycles', 'cycles'],
]) {
  const all = report.violations.filter((one) => one.check === name);
  rows.push(
    { what, format: 'Lintel agent', each: (n) => perLintel('agent', all, n) },
    { what, format: 'Lintel blocks', each: (n) => perLintel('blocks', all, n) },
    { what, format: 'Lintel json', each: (n) => perLintel('json', all, n) },
  );
}
const eslint = contestantsFor('names').find((one) => one.name.startsWith('ESLint'));
eslint.setUp(root);
const results = JSON.parse(run(eslint.command));
for (const [what, rule] of [
  ['names', 'ts/naming-convention'],
  ['cycles', 'import-x/no-cycle'],
]) {
  rows.push(
    { what, format: 'ESLint json', each: (n) => perEslint(rule, n, (some) => JSON.stringify(some)) },
    { what, format: 'ESLint stylish', each: (n) => perEslint(rule, n, stylish) },
  );
}
const contestant = (start) => contestantsFor('cycles').find((one) => one.name.startsWith(start));
const oxlint = run([contestant('oxlint').command[0], '--import-plugin', '-A', 'all', '-D', 'import/no-cycle', '.']);
const edges = (oxlint.match(/no-cycle/g) ?? []).length;
rows.push({
  what: 'cycles',
  format: 'oxlint',
  each: (n) => (edges >= n ? tokens(oxlint) / edges : null),
  average: true,
});
const cruiser = contestant('dependency-cruiser');
cruiser.setUp(root);
const cruised = run([cruiser.command[0], '--config', '.bench-cruiser.json', '--output-type', 'err-long', '.']);
const paths = (cruised.match(/no-circular:/g) ?? []).length;
rows.push({
  what: 'cycles',
  format: 'dependency-cruiser err-long',
  each: (n) => (paths >= n ? tokens(cruised) / paths : null),
  average: true,
});

console.log(`| violations | format | ${sizes.join(' | ')} |\n|---|---|${sizes.map(() => '---|').join('')}`);
for (const { what, format, each, average } of rows.sort((a, b) => (a.what < b.what ? 1 : a.what > b.what ? -1 : 0))) {
  console.log(
    `| ${what} | ${format}${average ? ' (average of all)' : ''} | ${sizes.map((n) => each(n)?.toFixed(0) ?? '').join(' | ')} |`,
  );
}

function perLintel(format, all, n) {
  if (all.length < n) return null;
  const step = Math.floor(all.length / n);
  const violations = Array.from({ length: n }, (_, i) => all[i * step]);
  const summary = { ...report.summary, errors: n, warnings: 0, notes: [], notRun: [] };
  return (
    tokens(reporters[format]({ ...report, violations, errors: [], summary }, { colour: false, lines: () => null })) / n
  );
}

function perEslint(rule, n, format) {
  const all = results.flatMap(({ filePath, messages }) =>
    messages
      .filter((one) => one.ruleId === rule)
      .map((message) => ({ filePath: filePath.slice(root.length + 1), message })),
  );
  if (all.length < n) return null;
  const step = Math.floor(all.length / n);
  const byFile = new Map();
  for (let i = 0; i < n; i++) {
    const { filePath, message } = all[i * step];
    byFile.set(filePath, [...(byFile.get(filePath) ?? []), message]);
  }
  return (
    tokens(
      format(
        [...byFile].map(([filePath, messages]) => ({
          filePath,
          messages,
          errorCount: messages.length,
          warningCount: 0,
          fixableErrorCount: 0,
          fixableWarningCount: 0,
          suppressedMessages: [],
        })),
      ),
    ) / n
  );
}

/** As ESLint's own reporter writes them. */
function stylish(some) {
  const lines = some.flatMap(({ filePath, messages }) => [
    '',
    filePath,
    ...messages.map(({ line, column, message, ruleId }) => `  ${line}:${column}  error  ${message}  ${ruleId}`),
  ]);
  const count = some.reduce((sum, { messages }) => sum + messages.length, 0);
  return `${lines.join('\n')}\n\n✖ ${count} problems (${count} errors, 0 warnings)\n`;
}

function run([command, ...args]) {
  const { stdout } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return stdout;
}
