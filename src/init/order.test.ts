import { describe, expect, it } from 'vitest';
import { type Order, orderOf } from './order.ts';

/** `a b 3`: a imports b three times. */
function order(...lines: readonly string[]): Order | null {
  const weights = new Map<string, number>();
  const names = new Set<string>();
  for (const line of lines) {
    const [from = '', to = '', count = '1'] = line.split(' ');
    names.add(from).add(to);
    weights.set(`${from} ${to}`, Number(count));
  }
  return orderOf({ names: [...names].sort(), weight: (from, to) => weights.get(`${from} ${to}`) ?? 0 });
}

describe('the order of layers', () => {
  it('puts importers above the files that they import', () => {
    expect(order('ui service 5', 'service repo 4', 'ui repo 1')).toEqual({
      layers: [['ui'], ['service'], ['repo']],
      tangled: [],
      down: 10,
      up: 0,
    });
  });

  it('tolerates few imports against the order', () => {
    expect(order('ui repo 40', 'repo ui 2')).toMatchObject({ layers: [['ui'], ['repo']], down: 40, up: 2 });
    expect(order('ui repo 40', 'repo ui 3')).toBeNull();
  });

  it('takes one light import that closes a long circle for a slip', () => {
    expect(order('a b 30', 'b c 30', 'c d 30', 'd a 1')).toMatchObject({
      layers: [['a'], ['b'], ['c'], ['d']],
      up: 1,
    });
  });

  it('lets a few parts that import each other share a layer', () => {
    expect(order('app cart 5', 'cart stock 5', 'stock cart 5', 'stock db 5')?.layers).toEqual([
      ['app'],
      ['cart', 'stock'],
      ['db'],
    ]);
  });

  it('leaves out the hub that ties many parts together', () => {
    const lines = ['a', 'b', 'c', 'd'].flatMap((name) => [`${name} all 5`, `all ${name} 5`]);
    expect(order(...lines, 'a b 9', 'b c 9', 'c d 9')).toMatchObject({
      layers: [['a'], ['b'], ['c'], ['d']],
      tangled: ['all'],
    });
  });

  it('finds no layers if everything imports everything', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(order(...names.flatMap((a) => names.filter((b) => b !== a).map((b) => `${a} ${b} 3`)))).toBeNull();
  });

  it('puts folders without importers on top', () => {
    expect(order('app ui 5', 'ui lib 5', 'cli lib 1')?.layers).toEqual([['app', 'cli'], ['ui'], ['lib']]);
  });

  it('leaves out what is imported by none and imports none', () => {
    expect(order('a b 5', 'alone alone 5')?.layers).toEqual([['a'], ['b']]);
  });

  it('joins the layers between which the fewest imports run when there are more than five', () => {
    expect(order('a b 9', 'b c 9', 'c d 1', 'd e 9', 'e f 9')?.layers).toEqual([
      ['a'],
      ['b'],
      ['c', 'd'],
      ['e'],
      ['f'],
    ]);
  });
});
