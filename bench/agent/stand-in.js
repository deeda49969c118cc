import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readReport } from './reader.js';
import { filesIn, lintel } from './run-lintel.js';

// An agent without a model: it does what the report on stdin says, to the letter. With --cheat it writes ignore comments instead.

const text = readFileSync(0, 'utf8');
const root = process.cwd();
const report = readReport(text.slice(text.indexOf('\n\n') + 2));
const isCheat = process.argv.includes('--cheat');
if (!isCheat) for (const rule of report.behind) lintel(root, 'fix', '--rule', rule);
const before = filesIn(root);
const files = new Map(before);
for (const { path, line, rule, edit } of report.found)
  if (!isCheat) edit(files);
  else if (line !== null && path.endsWith('.ts')) ignore(path, line, rule);
for (const path of before.keys()) if (!files.has(path)) rmSync(join(root, path));
for (const [path, content] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function ignore(path, line, rule) {
  const lines = files.get(path).split('\n');
  lines.splice(line - 1, 0, `// lintel-ignore ${rule} -- it works as it is`);
  files.set(path, lines.join('\n'));
}
