import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contestantsFor } from './contestants.js';
import { addToGit, copyRepository } from './copy.js';
import { generate } from './generate.js';
import { median, run } from './measure.js';

// Lintel and its peers on the same files and rules, in turns. The tree is a copy; nothing is written elsewhere.

const { values } = parseArgs({
  options: {
    repo: { type: 'string' },
    files: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '7' },
    question: { type: 'string', multiple: true, default: ['cycles', 'names'] },
    node: { type: 'string', default: process.execPath },
    only: { type: 'string' },
    growth: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log(
    'npm run bench -- [--repo PATH | --files N --seed N] [--question cycles|names]… [--runs N] [--node PATH] [--only TEXT] [--growth]\nThe peers: npm install --prefix bench --no-package-lock',
  );
  process.exit(0);
}
const work = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-bench-')));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

if (values.growth) await showGrowth();
else for (const question of values.question) await compare(question);

async function compare(question) {
  const root = join(work, question);
  const files = prepare(root);
  const contestants = contestantsFor(question, values.node).filter(
    ({ name }) => !values.only || name.toLowerCase().includes(values.only.toLowerCase()),
  );
  const results = new Map(contestants.map((one) => [one, { seconds: [], memory: [], found: '' }]));
  const lastRun = Number(values.runs);
  for (let turn = 0; turn <= lastRun; turn++) {
    for (const one of contestants) {
      if (one.slow && turn !== 1) continue;
      one.setUp?.(root);
      // A tool that keeps something is run once before it counts; so that the others find the same files in memory, so are they.
      if (one.warm && turn === 0) await run(one.command, root);
      if (one.edits) editOne(root, files, turn);
      const { seconds, memory, ...output } = await run(one.command, root);
      if (turn === 0) continue;
      const result = results.get(one);
      result.seconds.push(seconds);
      result.memory.push(memory);
      if (turn === lastRun || one.slow) result.found = describe(one, output);
    }
  }
  print(question, files, results);
}

function prepare(root) {
  mkdirSync(root, { recursive: true });
  if (values.repo) copyRepository(values.repo, root);
  else generate(root, { files: Number(values.files), seed: Number(values.seed) });
  return addToGit(root);
}

/** A name and an import that were not there. */
function editOne(root, files, turn) {
  const file = join(root, files[(turn * 977) % files.length]);
  appendFileSync(file, `\nexport const editedIn${turn} = ${turn};\n`);
}

function describe({ name, found }, output) {
  try {
    return String(found(output));
  } catch {
    return `${name} printed nothing that can be counted (exit ${output.code})`;
  }
}

function print(question, files, results) {
  const version = execFileSync(values.node, ['--version']).toString().trim();
  const what = values.repo
    ? execFileSync('git', ['describe', '--always'], { cwd: values.repo }).toString().trim()
    : `generated, seed ${values.seed}`;
  console.log(
    `\n${question}: ${files.length} files (${what}), Node ${version}, ${cpus().length} processors, medians of ${values.runs} runs in turns\n`,
  );
  console.log('| | seconds | range | of Lintel cold | MB | found |\n|---|---|---|---|---|---|');
  const base = [...results].find(([{ name }]) => name === 'Lintel, cold')?.[1];
  for (const [{ name }, { seconds, memory, found }] of results) {
    const typical = median(seconds);
    const range = `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`;
    console.log(
      `| ${name} | ${typical.toFixed(2)} | ${range} | ${base ? (typical / median(base.seconds)).toFixed(2) : ''} | ${Math.max(...memory).toFixed(0)} | ${found} |`,
    );
  }
}

/** Lintel alone on ever larger trees. */
async function showGrowth() {
  console.log('\n| files | cold, s | ms a file | warm, s | MB |\n|---|---|---|---|---|');
  for (const files of [1000, 2000, 5000, 10_000, 20_000, 50_000]) {
    const root = join(work, `growth-${files}`);
    mkdirSync(root);
    generate(root, { files, seed: Number(values.seed) });
    const [cold, warm] = contestantsFor('names', values.node);
    cold.setUp(root);
    const times = { cold: [], warm: [] };
    let memory = 0;
    await run(warm.command, root);
    for (let turn = 0; turn < 3; turn++) {
      const first = await run(cold.command, root);
      times.cold.push(first.seconds);
      times.warm.push((await run(warm.command, root)).seconds);
      memory = Math.max(memory, first.memory);
    }
    console.log(
      `| ${files} | ${median(times.cold).toFixed(2)} | ${((1000 * median(times.cold)) / files).toFixed(3)} | ${median(times.warm).toFixed(2)} | ${memory.toFixed(0)} |`,
    );
    rmSync(root, { recursive: true });
  }
}
