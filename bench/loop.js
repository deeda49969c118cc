import { appendFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { openWarm } from '../dist/pipeline/session.js';
import { addToGit } from './copy.js';
import { generate, usualRules } from './generate.js';
import { median, run } from './measure.js';

// What it costs to go on checking while one edits: by MCP, in ESLint, and with fixes to prove. On a generated project.
// npm run loop [-- --files N --node PATH]

const { values } = parseArgs({
  options: { files: { type: 'string', default: '5000' }, node: { type: 'string', default: process.execPath } },
});
const cli = fileURLToPath(new URL('../dist/doors/cli/bin.js', import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-loop-')));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
generate(root, { files: Number(values.files), seed: 1 });
writeFileSync(join(root, 'lintel.yaml'), usualRules);
const code = addToGit(root).filter((path) => path.endsWith('.ts') && !path.endsWith('index.ts'));
const ms = (times) =>
  `${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`;
const edited = (path, turn, isImport) =>
  `${isImport ? `import './turn-${turn}';\n` : ''}${readFileSync(join(root, path), 'utf8').replace(/step0 = /, `step0 = ${turn} + `)}`;

await run([values.node, cli], root);
await agent();
await editor();
await proof();

async function agent() {
  const client = new Client({ name: 'loop', version: '1' });
  await client.connect(new StdioClientTransport({ command: values.node, args: [cli, 'mcp'], cwd: root }));
  const check = async (path) => {
    const began = performance.now();
    await client.callTool({ name: 'check', arguments: { paths: [path] } });
    return performance.now() - began;
  };
  console.log(`MCP, first check: ${(await check(code[0])).toFixed(0)} ms`);
  for (const isImport of [false, true]) {
    const times = [];
    for (let turn = 0; turn < 15; turn++) {
      const path = code[(turn * 331) % code.length];
      const before = readFileSync(join(root, path), 'utf8');
      writeFileSync(join(root, path), edited(path, turn, isImport));
      times.push(await check(path));
      writeFileSync(join(root, path), before);
    }
    console.log(`MCP, check after one edit (${isImport ? 'a new import' : 'in a body'}): ${ms(times.slice(2))}`);
  }
  await client.close();
}

async function editor() {
  const { default: lintel } = await import('../dist/doors/eslint/index.js');
  const session = openWarm({ root, env: process.env }, 'lintel.yaml', 'loop');
  session.lint({ paths: [], rule: null });
  const linter = new Linter({ configType: 'flat', cwd: root });
  const config = (rules) => [
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { lintel }, rules },
  ];
  const every = Object.fromEntries(Object.keys(lintel.rules).map((name) => [`lintel/${name}`, 'error']));
  const path = code[777 % code.length];
  for (const isImport of [false, true]) {
    const [alone, whole, bare] = [[], [], []];
    for (let turn = 0; turn < 25; turn++) {
      const text = edited(path, turn, isImport);
      let began = performance.now();
      session.refresh(new Map([[path, text]]), false);
      session.lint({ paths: [path], rule: null });
      alone.push(performance.now() - began);
      began = performance.now();
      linter.verify(text, config({}), { filename: join(root, path) });
      bare.push(performance.now() - began);
      began = performance.now();
      linter.verify(text, config(every), { filename: join(root, path) });
      whole.push(performance.now() - began);
    }
    console.log(
      `editor, one keystroke (${isImport ? 'a new import' : 'in a body'}): Lintel ${ms(alone.slice(5))}; ESLint with Lintel's rules ${ms(whole.slice(5))}, without any ${ms(bare.slice(5))}`,
    );
  }
}

async function proof() {
  for (let n = 0; n < 500; n++)
    appendFileSync(join(root, code[(n * 7) % code.length]), `\nconst late_name_${n} = ${n};\nvoid late_name_${n};\n`);
  await run([values.node, cli, '--rule', 'layering/cycles'], root);
  const times = { plain: [], proof: [] };
  for (let turn = 0; turn < 5; turn++) {
    times.plain.push((await run([values.node, cli, '--rule', 'layering/cycles'], root)).seconds * 1000);
    times.proof.push((await run([values.node, cli], root)).seconds * 1000);
  }
  const fix = await run([values.node, cli, 'fix'], root);
  console.log(
    `500 files with a name to repair: check in full, each fix proven ${ms(times.proof)}; only cycles ${ms(times.plain)}; lintel fix ${(fix.seconds * 1000).toFixed(0)} ms: ${fix.stdout.split('\n')[0]}`,
  );
  const tsc = await run(
    [process.execPath, createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', root],
    root,
  );
  console.log(
    `tsc afterwards: ${tsc.stdout.split('\n').filter((line) => /late/i.test(line)).length} errors about what was renamed (exit ${tsc.code}; a cycle of \`export … as after\` is none)`,
  );
}
