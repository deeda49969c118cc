import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { addToGit } from './copy.js';
import { generate, usualRules } from './generate.js';

// What a hook of an agent costs in a generated project: whole processes as an agent starts them, alone and with the server in the background.
// npm run hooks [-- --files N --runs N --node PATH]; processor times are read on Linux only

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '30' },
    node: { type: 'string', default: process.execPath },
  },
});
const runs = Number(values.runs);
const cli = fileURLToPath(new URL('../dist/doors/cli/bin.js', import.meta.url));
const recorded = JSON.parse(readFileSync(new URL('../test/hooks/claude.json', import.meta.url), 'utf8'));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-hooks-')));
const cache = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-hooks-cache-')));
process.on('exit', () => {
  const server = serverOf();
  if (server !== null) process.kill(server);
  for (const folder of [root, cache]) rmSync(folder, { recursive: true, force: true });
});
generate(root, { files: Number(values.files), seed: 1 });
writeFileSync(join(root, 'lintel.yaml'), usualRules);
const code = addToGit(root).filter((path) => /\/src\/ui\/.*\.ts$/.test(path));
const person = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
execFileSync('git', [...person, 'commit', '-qm', 'Generate'], { cwd: root });

/** What a hook is asked in one turn; a question may write a file first, and says how to undo that. */
const questions = {
  'a tool that edits nothing': () => ({ input: recorded.bash }),
  'before an edit in a body': (turn) => ({ input: editOf(turn, edited(turn, false)) }),
  'before an edit that adds an import': (turn) => ({ input: editOf(turn, edited(turn, true)) }),
  'after a body was written': (turn) => ({
    undo: written(turn),
    input: { ...recorded.written, tool_input: { file_path: pathOf(turn), content: '' } },
  }),
  'when the agent stops': (turn) => ({ undo: written(turn), input: recorded.stop }),
};

console.log('| | wall time, p50 and p95 | processor time, p50 |\n|---|---|---|');
row('the first hook, without a cache', 3, 'before an edit in a body', { LINTEL_NO_SERVER: '1' }, forget);
ask(questions['before an edit in a body'](0), { LINTEL_NO_SERVER: '1' });
for (const question of Object.keys(questions))
  row(`alone, with a warm cache: ${question}`, Math.ceil(runs / 3), question, { LINTEL_NO_SERVER: '1' });
ask(questions['before an edit in a body'](0), {});
await new Promise((resolve) => setTimeout(resolve, 15_000));
for (const question of Object.keys(questions)) row(`with the server: ${question}`, runs, question, {});

function row(title, count, question, env, before = () => undefined) {
  const walls = [];
  const times = [];
  for (let turn = 0; turn < count + 1; turn++) {
    before();
    const { undo, ...asked } = questions[question](turn);
    const used = processorTime();
    const began = performance.now();
    ask(asked, env);
    const wall = performance.now() - began;
    undo?.();
    // What the row before has changed is read by the first of this one.
    if (turn === 0) continue;
    walls.push(wall);
    times.push(processorTime() - used);
  }
  const ms = (number) => `${number.toFixed(0)} ms`;
  console.log(`| ${title} | ${ms(share(walls, 0.5))}, ${ms(share(walls, 0.95))} | ${ms(share(times, 0.5))} |`);
}

function share(numbers, part) {
  return numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];
}

function ask({ input }, env) {
  const { status, stderr, stdout } = spawnSync(values.node, [cli, 'hook'], {
    cwd: root,
    env: { ...process.env, LINTEL_NO_SERVER: '', XDG_CACHE_HOME: cache, ...env },
    input: JSON.stringify(input).replaceAll('/project', root),
    encoding: 'utf8',
  });
  if (status !== 0 || stderr !== '' || stdout !== '') throw new Error(`a clean edit is answered: ${stdout}${stderr}`);
}

function forget() {
  rmSync(join(root, '.lintel'), { recursive: true, force: true });
  rmSync(cache, { recursive: true, force: true });
}

function pathOf(turn) {
  return join(root, code[(turn * 331) % code.length]);
}

function edited(turn, isImport) {
  const text = readFileSync(pathOf(turn), 'utf8').replace(/step0 = /, `step0 = ${turn + 1} + `);
  const name = pathOf(turn).match(/packages\/([^/]+)\//)[1];
  return isImport ? `import '@app/${name}/types/types-0';\n${text}` : text;
}

function editOf(turn, content) {
  return { ...recorded.write, tool_input: { file_path: pathOf(turn), content } };
}

/** Writes a body, and returns what puts the old text back. */
function written(turn) {
  const path = pathOf(turn);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, edited(turn, false));
  return () => writeFileSync(path, text);
}

/** Of all children that have ended, and of the server, in milliseconds. */
function processorTime() {
  const server = serverOf();
  return ticksOf('self', [16, 17]) + (server === null ? 0 : ticksOf(server, [14, 15]));
}

/** Fields of /proc/PID/stat, which are hundredths of a second, in milliseconds. The third is the first behind the program's name, which may have blanks. */
function ticksOf(pid, fields) {
  try {
    const parts = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return fields.reduce((sum, field) => sum + Number(parts[field - 3]) * 10, 0);
  } catch {
    return 0;
  }
}

function serverOf() {
  try {
    const wanted = `hook\0--serve\0${root}\0`;
    const found = readdirSync('/proc').find((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').endsWith(wanted);
      } catch {
        return false;
      }
    });
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}
