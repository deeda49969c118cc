import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

// Replays the last pull requests of a repository over `lintel --since`, and prints what each is said to weaken. All of them were reviewed and merged:
// whoever reads the list says which of these are true.
// npm run honest -- --repo PATH --config bench/accuracy/NAME.yaml [--count N]   (PATH: a clone with its history, also a bare one)

const { values } = parseArgs({
  options: {
    repo: { type: 'string', default: '.' },
    config: { type: 'string', default: '' },
    count: { type: 'string', default: '10' },
  },
});
/** A mirror may lack the largest files. */
const media = ['ttf', 'woff2', 'png', 'jpg', 'gif', 'mp4', 'webp', 'wasm'].map((kind) => `:(exclude,top)*.${kind}`);
const git = (args, options = {}) => execFileSync('git', args, { maxBuffer: 1 << 30, ...options });
const source = resolve(values.repo);
const bin = resolve('dist/doors/cli/bin.js');
const root = mkdtempSync(join(tmpdir(), 'lintel-honest-'));
git(['init', '-q'], { cwd: root });

const changesCode = (commit) =>
  git(['diff', '--name-only', `${commit}^`, commit], { cwd: source })
    .toString()
    .split('\n')
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path)).length > 0;
const commits = git(['log', '--first-parent', '--format=%h', '-n', '200'], { cwd: source })
  .toString()
  .trim()
  .split('\n')
  .filter(changesCode)
  .slice(0, Number(values.count));

for (const commit of commits) {
  fill(`${commit}^`);
  git(['add', '-A', '-f'], { cwd: root });
  git(['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'base', '--allow-empty'], { cwd: root });
  fill(commit);
  const report = checked();
  const told = report.violations.filter(({ check }) => check === 'weakening');
  const files = git(['diff', '--name-only', `${commit}^`, commit], { cwd: source })
    .toString()
    .trim()
    .split('\n').length;
  console.log(
    `${commit}: ${files} files, ${report.violations.length} new violations, ${told.length} of weakening: ${git(['log', '-1', '--format=%s', commit], { cwd: source }).toString().trim()}`,
  );
  for (const { file, line, text } of told) console.log(`    ${file}:${line ?? ''} ${text}`);
  for (const { message } of report.errors) console.log(`    error: ${message}`);
}
rmSync(root, { recursive: true });

/** The tree of a commit, with the configuration. */
function fill(commit) {
  for (const name of readdirSync(root)) if (name !== '.git') rmSync(join(root, name), { recursive: true });
  execFileSync('tar', ['x'], { cwd: root, input: git(['archive', commit, '--', '.', ...media], { cwd: source }) });
  cpSync(values.config, join(root, 'lintel.yaml'));
  writeFileSync(join(root, 'CONVENTIONS.md'), '# Conventions\n');
}

function checked() {
  try {
    return JSON.parse(
      execFileSync('node', [bin, '--since', 'HEAD', '--format', 'json'], {
        cwd: root,
        maxBuffer: 1 << 30,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
  } catch (error) {
    return JSON.parse(error.stdout);
  }
}
