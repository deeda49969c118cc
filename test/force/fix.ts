import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { finishEarlier } from '../../src/world/write.ts';
import { bake, bare, cli, spawnLintel, put, startLintel } from '../bakery.ts';

const tries = Number(process.env['LINTEL_TRIES'] ?? 100);
const config = 'version: 1\nrules: { naming/names: { check: naming, names: { variableLike: camelCase } } }\n';
const count = 60;
const textOf = (i: number, name: string): string =>
  `export function f${String(i)}(${name}: number) {\n  return ${name};\n}\n${'// flour\n'.repeat(50)}`;
const oldTree = Object.fromEntries(
  Array.from({ length: count }, (_, i) => [`src/f${String(i)}.ts`, textOf(i, 'flour_kg')]),
);
const newTree = Object.fromEntries(
  Array.from({ length: count }, (_, i) => [`src/f${String(i)}.ts`, textOf(i, 'flourKg')]),
);

/** `old`, `new`, or what else the tree is. */
function stateOf(root: string): string {
  const found = Object.fromEntries(
    readdirSync(join(root, 'src')).map((name) => [`src/${name}`, readFileSync(join(root, 'src', name), 'utf8')]),
  );
  const is = (tree: Readonly<Record<string, string>>): boolean =>
    Object.keys(found).length === count && Object.entries(tree).every(([path, text]) => found[path] === text);
  if (is(oldTree)) return 'old';
  return is(newTree) ? 'new' : `mixed: ${Object.keys(found).join(' ')}`;
}

const leftovers = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.lintel-(?:fix|new|old)/.test(path));

it(`after each of ${String(tries)} kills the tree is old or new, and the next command says the truth`, async () => {
  const seen = { before: 0, during: 0, after: 0 };
  for (let turn = 0; turn < tries; turn++) {
    const root = bake({ 'lintel.yaml': config, ...oldTree });
    const child = spawn(process.execPath, [cli, 'fix', '--no-cache'], { cwd: root, env: bare, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    // Some kills come at any time, most while there is a journal.
    if (turn % 4 === 0) await sleep(Math.random() * 1500);
    else {
      for (let wait = 0; wait < 3000 && !existsSync(join(root, '.lintel-fix.json')); wait++) await sleep(1);
      await sleep(Math.random() * 12);
    }
    child.kill('SIGKILL');
    await ended;
    const isCut = existsSync(join(root, '.lintel-fix.json'));
    seen[isCut ? 'during' : stateOf(root) === 'old' ? 'before' : 'after']++;
    const { code, stderr } = spawnLintel(root, ['--no-cache']);
    expect([code === 2, stderr.includes('an earlier lintel fix was interrupted')]).toEqual([isCut, isCut]);
    finishEarlier({ root, env: bare });
    expect(stateOf(root)).toMatch(/^(?:old|new)$/);
    expect(spawnLintel(root, ['fix', '--no-cache']).code).toBe(0);
    expect([stateOf(root), leftovers(root)]).toEqual(['new', []]);
    rmSync(root, { recursive: true });
  }
  console.log('kills', seen);
});

it(`${String(tries)} pairs of fixes at once: one tree, and true words`, async () => {
  const seen = { waited: 0, refused: 0 };
  for (let turn = 0; turn < tries; turn++) {
    const root = bake({ 'lintel.yaml': config, ...oldTree });
    const first = startLintel(root, ['fix', '--no-cache']);
    await sleep(Math.random() * 200);
    const runs = await Promise.all([first, startLintel(root, ['fix', '--no-cache'])]);
    const said = runs.map(
      ({ code, stdout, stderr }) => `${String(code)} ${(stdout || stderr).split(/ in |:|\n/)[0] ?? ''}`,
    );
    const [other = ''] = said.filter((one) => one !== `0 fixed ${String(count)}`);
    // On a busy machine, the one that waits may lose patience before the other is done.
    expect([said, other]).toEqual([
      expect.arrayContaining([`0 fixed ${String(count)}`]),
      expect.stringMatching(/^(?:0 fixed 0|2 another lintel fix is at work here \(process \d+ .*\))$/),
    ]);
    seen[other === '0 fixed 0' ? 'waited' : 'refused']++;
    expect([stateOf(root), leftovers(root)]).toEqual(['new', []]);
    rmSync(root, { recursive: true });
  }
  console.log('pairs', seen);
});

const disk = bake({ 'mount/x': '' });
const mount = join(disk, 'mount');
const canMount = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', mount], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
afterAll(() => {
  if (canMount) execFileSync('umount', [mount]);
});

it.skipIf(!canMount)(
  `on each of ${String(tries)} full disks the tree is old or new, and nothing blocks the next fix`,
  () => {
    const seen = { old: 0, new: 0 };
    for (let turn = 0; turn < tries; turn++) {
      const root = join(mount, String(turn));
      mkdirSync(root);
      put(root, { 'lintel.yaml': config, ...oldTree });
      const { bavail, bsize } = statfsSync(mount);
      const filler = join(mount, 'filler');
      // What is left is between nothing and a little more than all new texts and the journal need.
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail - Math.floor(Math.random() * (count + 24))) * bsize));
      const { code, stderr } = spawnLintel(root, ['fix', '--no-cache']);
      const state = stateOf(root);
      expect(state).toMatch(/^(?:old|new)$/);
      seen[state as 'old' | 'new']++;
      expect([state === 'new', code]).toEqual([code === 0, code]);
      if (state === 'old') expect(stderr).toMatch(/ENOSPC/);
      rmSync(filler);
      expect(spawnLintel(root, ['fix', '--no-cache']).code).toBe(0);
      expect([stateOf(root), leftovers(root)]).toEqual(['new', []]);
      rmSync(root, { recursive: true });
    }
    console.log('full disks', seen);
  },
);
