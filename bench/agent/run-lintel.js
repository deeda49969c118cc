import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import ts from 'typescript';
import { writeProject } from './corpus.js';

// What every part of the evaluation does with a project on disk.

const cli = fileURLToPath(new URL('../../dist/doors/cli/bin.js', import.meta.url));
const encoding = new Tiktoken(o200k);

export const tokensOf = (text) => encoding.encode(text, [], []).length;

/** Calls with a folder that has the files and a first commit, and removes it. */
export async function inProject(files, call) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-agent-')));
  try {
    writeProject(root, files);
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    git(root, '-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-qm', 'Begin');
    return await call(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export function git(root, ...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
}

export function lintel(root, ...args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status === 2) throw new Error(`lintel ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

export const violationsIn = (root) => JSON.parse(lintel(root, '--format', 'json')).violations;

/** Every text of a project that git does not ignore. */
export function filesIn(root) {
  const ignored = /^(?:node_modules|dist|\.lintel|\.git)(?:\/|$)/;
  const files = new Map();
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = relative(root, join(folder, entry.name));
      if (ignored.test(path)) continue;
      if (entry.isDirectory()) visit(join(folder, entry.name));
      else files.set(path, readFileSync(join(folder, entry.name), 'utf8'));
    }
  };
  visit(root);
  return files;
}

/** How many errors the compiler finds, and how many of the project's own tests fail. */
export function healthOf(root) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const errors = compile(root);
  const tests = [...filesIn(root).keys()].filter((path) => path.endsWith('.test.ts'));
  const compiled = tests.map((path) => join('dist', path.replace(/\.ts$/, '.js')));
  const run =
    tests.length === 0
      ? ''
      : spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...compiled], { cwd: root, encoding: 'utf8' })
          .stdout;
  return { errors, failures: Number(/^# fail (\d+)/m.exec(run)?.[1]) || 0 };
}

/** What the compiler has parsed of the packages of this repository, which every project uses in the same way. */
const parsed = new Map();

/** Writes what a project compiles to; how many errors there are. */
function compile(root) {
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), {}, ts.sys);
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile;
  host.getSourceFile = (file, ...how) => {
    if (!file.includes('/node_modules/')) return parse(file, ...how);
    if (!parsed.has(file)) parsed.set(file, parse(file, ...how));
    return parsed.get(file);
  };
  host.getCurrentDirectory = () => root;
  const program = ts.createProgram(fileNames, options, host);
  program.emit();
  return ts.getPreEmitDiagnostics(program).length;
}
