import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// The figures of each file as Lintel reads them from the reports that a runner has left, beside those of the runner's own summary, with the first
// differences. docs/coverage-parity.md has the commands that make the reports.
// With --lcov, the sums of lcov reports are compared with those of `lcov --summary`, which must be installed.
// npm run figures -- --repo PATH [--reports coverage] [--report lcov.info]… [--text summary.txt] [--show N] [--lcov]

const { values } = parseArgs({
  options: {
    repo: { type: 'string' },
    reports: { type: 'string', default: 'coverage' },
    report: {
      type: 'string',
      multiple: true,
      default: [
        'lcov.info',
        'coverage-final.json',
        'coverage-summary.json',
        'cobertura-coverage.xml',
        'clover.xml',
        'tmp',
      ],
    },
    text: { type: 'string' },
    show: { type: 'string', default: '3' },
    lcov: { type: 'boolean', default: false },
  },
});
const root = resolve(values.repo ?? '.');
const bin = fileURLToPath(new URL('../dist/doors/cli/bin.js', import.meta.url));
const show = Number(values.show);
const metrics = ['lines', 'branches', 'functions', 'statements'];
const [yaml, baseline] = ['lintel.yaml', 'lintel-baseline.json'].map((name) => join(root, name));
if (existsSync(yaml) || existsSync(baseline)) throw new Error(`${root} has a lintel.yaml of its own: use a copy`);

const theirs = values.text === undefined ? summary() : table(values.text);
for (const report of values.report) {
  const path = `${values.reports}/${report}`;
  if (!existsSync(join(root, path))) continue;
  const ours = figuresOf(path);
  compare(path, ours);
  if (values.lcov && path.endsWith('.info')) compareSums(path, ours);
}

/** The figures of each file and metric that Lintel would keep. */
function figuresOf(path) {
  writeFileSync(
    yaml,
    `version: 1\nrules:\n  figures: { check: coverage, report: ${JSON.stringify(path)}, per: file, minimum: baseline, stale: ignore }\n`,
  );
  try {
    execFileSync(process.execPath, [bin, 'baseline', 'create'], { cwd: root });
    const entries = Object.values(JSON.parse(readFileSync(baseline, 'utf8')));
    return new Map(
      entries.flatMap((text) => {
        const [, file, metric, figure] = /^figures (.+) (\w+) (\d+\/\d+)$/.exec(text) ?? [];
        return file === undefined ? [] : [[`${file} ${metric}`, figure]];
      }),
    );
  } finally {
    rmSync(yaml, { force: true });
    rmSync(baseline, { force: true });
  }
}

/** coverage-summary.json of istanbul, which all runners but node:test write. */
function summary() {
  const files = JSON.parse(readFileSync(join(root, values.reports, 'coverage-summary.json'), 'utf8'));
  return new Map(
    Object.entries(files).flatMap(([file, figures]) =>
      file === 'total'
        ? []
        : metrics.map((metric) => [
            `${relative(root, file)} ${metric}`,
            `${figures[metric].covered}/${figures[metric].total}`,
          ]),
    ),
  );
}

/** The table that node:test prints, which has only percentages of lines, branches and functions. */
function table(path) {
  const folders = [];
  const found = new Map();
  for (const line of readFileSync(resolve(path), 'utf8').split('\n')) {
    const [, indent, name, ...shares] =
      /^(?:\S )?( *)(\S.*?) +\| +([\d.]+)? *\| +([\d.]+)? *\| +([\d.]+)? *\|/.exec(line) ?? [];
    if (name === undefined || /^(?:file|all files)$/.test(name)) continue;
    folders.length = indent.length;
    folders.push(name);
    for (const [index, metric] of metrics.slice(0, 3).entries())
      if (shares[index] !== undefined)
        found.set(`${folders.join('/').replace(/\/+/g, '/')} ${metric}`, `${shares[index]} %`);
  }
  return found;
}

function compare(path, ours) {
  const fileOf = (key) => key.replace(/ \w+$/, '');
  const files = new Set([...ours.keys()].map(fileOf));
  const counted = metrics.filter((metric) => [...ours.keys()].some((key) => key.endsWith(` ${metric}`)));
  const isCounted = (key) => counted.some((metric) => key.endsWith(` ${metric}`));
  const asked = [...theirs].filter(([key]) => isCounted(key) && files.has(fileOf(key)));
  const other = asked.filter(([key, figure]) => !isSame(ours.get(key), figure));
  const only = { runner: new Set(), lintel: new Set() };
  for (const key of theirs.keys()) if (!files.has(fileOf(key))) only.runner.add(fileOf(key));
  for (const key of ours.keys()) if (!theirs.has(key)) only.lintel.add(fileOf(key));
  console.log(
    `${path}: ${counted.join(', ')} of ${files.size} files; ${asked.length - other.length} of ${asked.length} figures are equal; ` +
      `${only.runner.size} files only in the summary, ${only.lintel.size} only in Lintel`,
  );
  for (const metric of counted) {
    const differing = other.filter(([key]) => key.endsWith(` ${metric}`));
    if (differing.length > 0) console.log(`  ${differing.length} ${metric}`);
    for (const [key, figure] of differing.slice(0, show))
      console.log(`    ${key}: ${ours.get(key) ?? 'none'}, not ${figure}`);
  }
  for (const [name, found] of Object.entries(only))
    for (const file of [...found].slice(0, show)) console.log(`    only ${name}: ${file}`);
}

/** What lcov says of all files together: `lines......: 97.8% (2290 of 2341 lines)`. */
function compareSums(path, ours) {
  const options = ['--summary', path, '--rc', 'lcov_branch_coverage=1'];
  const printed = execFileSync('lcov', options, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  for (const [, metric, covered, total] of printed.matchAll(/^ *(\w+)\.+: [\d.]+% \((\d+) of (\d+)/gm)) {
    const figures = [...ours].filter(([key]) => key.endsWith(` ${metric}`)).map(([, figure]) => figure.split('/'));
    const sum = (index) => figures.reduce((all, figure) => all + Number(figure[index]), 0);
    const [own, theirs] = [`${sum(0)}/${sum(1)}`, `${covered}/${total}`];
    console.log(`  lcov --summary: ${theirs} ${metric}${own === theirs ? ', equal' : `, not ${own}`}`);
  }
}

/** A percentage is compared as it is printed. */
function isSame(ours, figure) {
  if (ours === undefined || !figure.endsWith('%')) return ours === figure;
  const [covered, total] = ours.split('/').map(Number);
  return (total === 0 ? 100 : (covered * 100) / total).toFixed(2) === figure.slice(0, -2);
}
