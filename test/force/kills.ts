import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { finishEarlier } from '../../src/world/write.ts';
import { bake, bare, cli, home, spawnLintel } from '../bakery.ts';

// A fix of 500 names in 300 files is killed at random changes to the disk; a text that is being written is cut in half.

const tries = Number(process.env['LINTEL_TRIES'] ?? 200);
const config = 'version: 1\nrules: { naming/names: { check: naming, names: { variableLike: camelCase } } }\n';
const files = 300;
const names = 500;

function treeOf(first: string, second: string): Record<string, string> {
  const other = `export const weigh = (${second}: number) => ${second} * 2;\n`;
  return Object.fromEntries(
    Array.from({ length: files }, (_, i) => [
      `f${String(i)}.ts`,
      `export function f${String(i)}(${first}: number) {\n  return ${first};\n}\n${i < names - files ? other : ''}`,
    ]),
  );
}

const oldTree = treeOf('flour_kg', 'salt_kg');
const newTree = treeOf('flourKg', 'saltKg');
const prepared = bake({
  'lintel.yaml': config,
  ...Object.fromEntries(Object.entries(oldTree).map(([file, text]) => [`src/${file}`, text])),
});

function textsIn(root: string): Record<string, string> {
  const folder = join(root, 'src');
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Runs the fix until its n-th change to the disk; false if it ended before that. */
function killedAt(root: string, change: number): Promise<boolean> {
  const args = ['--import', join(home, 'test/crash.js'), cli, 'fix', '--no-cache'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...bare, CRASH_AT: String(change) },
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve(signal === 'SIGKILL');
      else reject(new Error(`the fix ended with ${String(code)}`));
    });
  });
}

it(`after each of ${String(tries)} kills during a fix of ${String(names)} names in ${String(files)} files the tree is old or new`, async () => {
  const seen = { old: 0, new: 0, finished: 0, cut: 0, mixed: 0 };
  for (let turn = 0; turn < tries; turn++) {
    const root = bake({});
    cpSync(prepared, root, { recursive: true });
    const change = 1 + Math.floor(Math.random() * files * 6);
    const isKilled = await killedAt(root, change);
    if (!isKilled) seen.finished++;
    if (existsSync(join(root, '.lintel-fix.json'))) seen.cut++;
    const left = textsIn(root);
    const changed = Object.keys(newTree).filter((file) => left[file] === newTree[file]).length;
    if (changed > 0 && changed < files) seen.mixed++;
    finishEarlier({ root, env: bare });
    const isNew = textsIn(root)['f0.ts'] === newTree['f0.ts'];
    seen[isNew ? 'new' : 'old']++;
    expect([change, textsIn(root)]).toEqual([change, isNew ? newTree : oldTree]);
    // What is left is no obstacle for the next fix.
    if (turn % 20 === 0) {
      expect(spawnLintel(root, ['fix', '--no-cache']).code).toBe(0);
      expect(textsIn(root)).toEqual(newTree);
    }
    rmSync(root, { recursive: true });
  }
  console.log('kills', seen);
});
