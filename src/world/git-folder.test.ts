import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { historyStamps } from './git-folder.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-git-folder-')));
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

function repository(name: string, head: string): string {
  const root = join(base, name);
  mkdirSync(join(root, '.git/refs/heads'), { recursive: true });
  writeFileSync(join(root, '.git/HEAD'), head);
  return root;
}

it('the history changes with the branch that is checked out', () => {
  const root = repository('branch', 'ref: refs/heads/main\n');
  const before = historyStamps(root);
  writeFileSync(join(root, '.git/refs/heads/main'), 'c0ffee');
  expect(historyStamps(root)).not.toEqual(before);
});

it('a branch that leads out of the repository is not looked at', () => {
  const root = repository('outwards', 'ref: refs/../../../outside\n');
  const before = historyStamps(root);
  writeFileSync(join(base, 'outside'), 'c0ffee');
  expect(historyStamps(root)).toEqual(before);
});
