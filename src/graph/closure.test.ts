import { expect, it } from 'vitest';
import { graphOf } from '../testing/index.ts';
import { closureHashes } from './closure.ts';

it('tells files apart by what they import, directly or in a circle', () => {
  const graph = graphOf('a -> b -> c\nc -> d -> c\nd -> e\nf -> e');
  const hashesWith = (changed: string): readonly (string | null)[] => {
    const hashOfFile = closureHashes(graph, (file) => (file === changed ? `${file}!` : file));
    return ['a', 'b', 'c', 'd', 'e', 'f', 'gone'].map(hashOfFile);
  };
  const before = hashesWith('');
  const changedBy = (file: string): string =>
    hashesWith(file)
      .map((hash, i) => (hash === before[i] ? '' : ('abcdef'[i] ?? '')))
      .join('');
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map(changedBy)).toEqual(['a', 'ab', 'abcd', 'abcd', 'abcdef', 'f']);
  expect(before[6]).toBe(null);
});

it('walks a chain of any length', () => {
  const long = graphOf(Array.from({ length: 20_000 }, (_, i) => `f${String(i)} -> f${String(i + 1)}`).join('\n'));
  expect(closureHashes(long, (file) => file)('f0')).not.toBe(null);
});
