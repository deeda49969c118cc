import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bake, bare, lintel } from './bakery.ts';
import { main } from '../src/doors/cli/main.ts';

const tree = {
  'package.json': '{ "type": "module" }',
  'src/ui/page.ts': `import { db } from '../db/db'; export const page = db;\n`,
  'src/db/db.ts': 'export const db = 1;\n',
};

/** A configuration that leaves a trace where it is run, and tells what it can see. */
const code = `import { writeFileSync } from 'node:fs';
console.log('not the answer');
writeFileSync(new URL('trace.txt', import.meta.url), Object.keys(process.env).sort().join(' '));
const layers = ['ui', 'db'];
export default {
  forbidden: [
    { name: 'ui-not-to-db', severity: 'error', from: { path: '^src/' + layers[0] }, to: { path: '^src/' + layers[1] } },
    { name: 'by-function', severity: 'error', from: { path: () => 'src' }, to: { path: /^src/ } },
  ],
};
`;

/** Runs `lintel init --from` on a terminal, where each question gets the same answer. */
async function answering(root: string, peer: string, answer: string): Promise<readonly string[]> {
  const told: string[] = [];
  const out = { terminal: true, write: (text: string) => void told.push(text) };
  await main({
    argv: ['init', '--from', peer],
    cwd: root,
    env: bare,
    stdout: out,
    stderr: out,
    question: (text) => {
      told.push(text);
      return Promise.resolve(answer);
    },
  });
  return told;
}

describe('lintel init --from a configuration in JavaScript', () => {
  it('does not run it unless it is told to', async () => {
    const root = bake({ ...tree, '.dependency-cruiser.mjs': code });
    expect(await lintel(root, ['init', '--from', 'dependency-cruiser'])).toMatchObject({
      code: 2,
      stderr:
        '.dependency-cruiser.mjs is code of this repository, and was not run: read it, then run lintel init --from dependency-cruiser --run-config\n',
    });
    expect(existsSync(join(root, 'trace.txt'))).toBe(false);
    expect(existsSync(join(root, 'lintel.yaml'))).toBe(false);
  });

  it('runs it with --run-config, in a process that sees no secrets', async () => {
    const root = bake({ ...tree, '.dependency-cruiser.mjs': code });
    const argv = ['init', '--from', 'dependency-cruiser', '--run-config'];
    const { code: exit, stdout, stderr } = await lintel(root, argv, { NPM_TOKEN: 'secret', AWS_SECRET: 'secret' });
    expect([exit, stderr]).toEqual([0, 'running .dependency-cruiser.mjs\n']);
    expect(readFileSync(join(root, 'trace.txt'), 'utf8')).not.toMatch(/NPM_TOKEN|AWS_SECRET|HOME/);
    expect(stdout).toMatch(/^ui-not-to-db +layering\/ui-not-to-db +1$/m);
    expect(stdout).toContain('  by-function: a function (path) cannot be translated\n');
  });

  it('asks on a terminal, and takes only a yes', async () => {
    const root = bake({ ...tree, '.dependency-cruiser.mjs': code });
    const question = 'Run .dependency-cruiser.mjs of this repository to read it? [y/N] ';
    expect((await answering(root, 'dependency-cruiser', '')).join('')).toContain(
      `${question}.dependency-cruiser.mjs is code`,
    );
    expect(existsSync(join(root, 'trace.txt'))).toBe(false);
    expect((await answering(root, 'dependency-cruiser', 'y')).join('')).toContain(`${question}running`);
    expect(existsSync(join(root, 'lintel.yaml'))).toBe(true);
  });

  it('prefers a configuration that is data', async () => {
    const root = bake({ ...tree, '.dependency-cruiser.mjs': code, '.dependency-cruiser.json': '{ "forbidden": [] }' });
    expect(await lintel(root, ['init', '--from', 'dependency-cruiser'])).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(root, 'trace.txt'))).toBe(false);
  });

  it('reports why it could not be run', async () => {
    const root = bake({ ...tree, '.dependency-cruiser.cjs': `module.exports = require('not-installed');\n` });
    const { code: exit, stderr } = await lintel(root, ['init', '--from', 'dependency-cruiser', '--run-config']);
    expect([exit, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^running \.dependency-cruiser\.cjs\ncannot read \.dependency-cruiser\.cjs: Error: Cannot find module 'not-installed'/,
      ),
    ]);
    expect(existsSync(join(root, 'lintel.yaml'))).toBe(false);
  });
});
