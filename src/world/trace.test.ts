import { expect, it } from 'vitest';
import type { Stamp } from '../core/tree.ts';
import { type Crawl, nothingFound } from './crawl.ts';
import { type Beside, holds, stateOf, traced } from './trace.ts';

const began = 1_000_000;
const stampOf = (age: number): Stamp => ({ size: 1, modified: 0, changed: began - age, inode: 1 });
const found: Crawl = { ...nothingFound, files: new Map([['src/a.ts', stampOf(5000)]]) };
const sightOf = (one: Crawl) => ({ found: one, state: () => stateOf(one), began });
const disk: Beside = {
  stamp: (path) => (path === 'made/old.ts' ? stampOf(5000) : null),
  real: (path) => path,
  names: () => ['a.ts'],
  installed: () => true,
  unwritable: () => null,
  history: () => [stampOf(5000), null],
};

it('holds as long as each question has the same answer', () => {
  const asking = traced(sightOf(found), disk);
  asking.stamp('made/old.ts');
  asking.real('made/old.ts');
  asking.names('made');
  asking.installed('flour');
  asking.unwritable('made/new.ts');
  asking.history('');
  const trace = asking.trace();
  if (trace === null) throw new Error('there is no trace');
  expect(holds(trace, sightOf(found), disk)).toBe(true);
  const others: Partial<Beside>[] = [
    { stamp: () => null },
    { real: () => null },
    { names: () => null },
    { installed: () => false },
    { unwritable: () => 'it is a link' },
    { history: () => [] },
  ];
  for (const other of others) expect(holds(trace, sightOf(found), { ...disk, ...other })).toBe(false);
});

it('asks again about a package that has the name of a listed file', () => {
  const asking = traced(sightOf({ ...found, files: new Map([['flour', stampOf(5000)]]) }), disk);
  asking.installed('flour');
  asking.stamp('flour');
  expect(asking.trace()?.asked).toEqual([['installed', 'flour', 'true']]);
});

it('has no trace of a file that may have been written again in the tick in which it was looked at', () => {
  const young: Crawl = { ...nothingFound, files: new Map([['src/a.ts', stampOf(10)]]) };
  expect(traced(sightOf(young), disk).trace()).toBeNull();
  for (const ask of [(one: Beside) => one.stamp('made/new.ts'), (one: Beside) => one.history('')]) {
    const asking = traced(sightOf(found), { ...disk, stamp: () => stampOf(10), history: () => [stampOf(10)] });
    expect(asking.trace()).not.toBeNull();
    ask(asking);
    expect(asking.trace()).toBeNull();
  }
});

it('has no trace of what is not worth asking again', () => {
  const asking = traced(sightOf(found), disk);
  asking.lose();
  expect(asking.trace()).toBeNull();
});
