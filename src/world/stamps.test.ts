import { expect, it } from 'vitest';
import { createStamps, type Stamped } from './stamps.ts';

it('forgets files that may have been written again in the tick in which they were listed', () => {
  const stamps = createStamps();
  stamps.begin(Date.now());
  const stamped = (modified: number): Stamped => ({ hash: 'h' as Stamped['hash'], size: 1, modified });
  const ages = { 'young.ts': -1, 'tick.ts': 8, 'old.ts': 1000 };
  for (const [path, age] of Object.entries(ages)) stamps.set(path, stamped(stamps.swept - age));
  stamps.begin(Date.now());
  expect([...stamps.entries.keys()]).toEqual(['old.ts']);
});

it('has not changed where a file is read again and is the same', () => {
  const same: Stamped = { hash: 'h' as Stamped['hash'], size: 1, modified: 1 };
  const stamps = createStamps(new Map([['a.ts', same]]), 1000);
  stamps.set('a.ts', { ...same });
  expect(stamps.changed).toBe(false);
  stamps.set('a.ts', { ...same, fault: 'not read' });
  expect(stamps.changed).toBe(true);
});
