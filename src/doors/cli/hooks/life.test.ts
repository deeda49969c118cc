import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLife } from './life.ts';

const minute = 60_000;
const little = (): number => 0;
const folder = mkdtempSync(join(tmpdir(), 'lintel-life-'));
const program = join(folder, 'bin.js');

beforeEach(() => {
  vi.useFakeTimers();
  writeFileSync(program, '');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(program, { force: true });
});

describe('a server', () => {
  it('leaves when nobody has asked for ten minutes', async () => {
    const life = createLife([program], little);
    const left = watch(life.ended(() => false));
    await vi.advanceTimersByTimeAsync(9 * minute);
    expect(life.prolong()).toBe(true);
    await vi.advanceTimersByTimeAsync(9 * minute);
    expect(left()).toBe(false);
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(left()).toBe(true);
  });

  it('answers nothing more and leaves when its program is another', async () => {
    const life = createLife([program], little);
    const left = watch(life.ended(() => false));
    writeFileSync(`${program}.new`, '');
    renameSync(`${program}.new`, program);
    expect(life.prolong()).toBe(false);
    await vi.advanceTimersByTimeAsync(minute);
    expect(left()).toBe(true);
  });

  it('leaves when it has two gigabytes', async () => {
    const left = watch(createLife([program], () => 3 * 1024 ** 3).ended(() => false));
    await vi.advanceTimersByTimeAsync(minute);
    expect(left()).toBe(true);
  });

  it('leaves when its project is gone, or nobody reaches it', async () => {
    const [gone, lost] = [createLife([program], little), createLife([folder], little)];
    const left = [watch(gone.ended(() => false)), watch(lost.ended(() => true))];
    rmSync(program);
    await vi.advanceTimersByTimeAsync(minute);
    expect(left.map((one) => one())).toEqual([true, true]);
  });
});

function watch(promise: Promise<void>): () => boolean {
  let isDone = false;
  void promise.then(() => (isDone = true));
  return () => isDone;
}
