import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, layoutOf } from './layout.ts';
import type { Rectangle } from './rows.ts';

const leaf = (id: string, level: number | null = null): Box => ({ id, level, width: 60, height: 30, boxes: [] });
const arc = (text: string): { from: string; to: string; text: string } => {
  const [from = '', to = ''] = text.split('>');
  return { from, to, text: '3' };
};
const y = (places: ReadonlyMap<string, Rectangle>, id: string): number => places.get(id)?.y ?? Number.NaN;

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('a layout', () => {
  it('lets arcs lead down', () => {
    const { places } = layoutOf(
      ['a', 'b', 'c'].map((id) => leaf(id)),
      [arc('c>b'), arc('b>a')],
    );
    expect(y(places, 'c')).toBeLessThan(y(places, 'b'));
    expect(y(places, 'b')).toBeLessThan(y(places, 'a'));
  });

  it('keeps layers in order, even if every arc leads up', () => {
    const boxes = [leaf('low', 2), leaf('mid', 1), leaf('top', 0), leaf('beside', 2), leaf('free')];
    const { places } = layoutOf(boxes, [
      arc('low>mid'),
      arc('mid>top'),
      arc('low>top'),
      arc('free>low'),
      arc('low>free'),
    ]);
    expect(y(places, 'top')).toBeLessThan(y(places, 'mid'));
    expect(y(places, 'mid')).toBeLessThan(y(places, 'low'));
    expect(y(places, 'mid')).toBeLessThan(y(places, 'beside'));
  });

  it('breaks rows that are too wide, and still keeps layers in order', () => {
    const many = Array.from({ length: 80 }, (_, i) => leaf(`b${i}`, 1));
    const { places, width } = layoutOf(
      [leaf('top', 0), ...many, leaf('low', 2)],
      many.map(({ id }) => arc(`top>${id}`)),
    );
    expect(width).toBeLessThan(1600);
    for (const { id } of many)
      expect([y(places, 'top') < y(places, id), y(places, id) < y(places, 'low')]).toEqual([true, true]);
  });

  it('draws an arc and the one back side by side', () => {
    const two = [arc('a>b'), arc('b>a')];
    for (const boxes of [
      [leaf('a'), leaf('b')],
      [{ ...leaf('frame'), boxes: [leaf('a')] }, leaf('b')],
    ]) {
      const [there, back] = layoutOf(boxes, two).lines;
      expect(Math.abs((there?.middle.x ?? 0) - (back?.middle.x ?? 0))).toBeGreaterThan(5);
    }
  });

  it('places frames around what they hold', () => {
    const boxes: Box[] = [{ ...leaf('frame'), boxes: [leaf('a'), leaf('b')] }, leaf('c')];
    const { places, lines } = layoutOf(boxes, [arc('a>b'), arc('b>c')]);
    const [frame, a] = [places.get('frame'), places.get('a')];
    expect(frame && a && a.x > frame.x && a.y > frame.y && a.x + a.width < frame.x + frame.width).toBe(true);
    expect(lines).toHaveLength(2);
  });

  it('never lets boxes overlap, nor leave the picture', () => {
    const graphs = fc.record({
      levels: fc.array(fc.option(fc.nat(3), { nil: null }), { minLength: 1, maxLength: 14 }),
      arcs: fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 40 }),
    });
    fc.assert(
      fc.property(graphs, ({ levels, arcs }) => {
        const boxes = levels.map((level, i) => leaf(String(i), level));
        const known = arcs.filter(([from, to]) => from < boxes.length && to < boxes.length && from !== to);
        const { places, width, height } = layoutOf(
          boxes,
          known.map(([from, to]) => arc(`${from}>${to}`)),
        );
        const all = [...places.values()];
        expect(all).toHaveLength(boxes.length);
        for (const [i, one] of all.entries()) {
          expect(all.slice(i + 1).some((other) => overlap(one, other))).toBe(false);
          expect([
            one.x >= 0,
            one.y >= 0,
            one.x + one.width <= width + 0.01,
            one.y + one.height <= height + 0.01,
          ]).toEqual([true, true, true, true]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
