import { describe, expect, it } from 'vitest';
import { pageData } from './data.ts';
import { most, type Scene, sceneOf, type Shown } from './scene.ts';
import { layered, sourceFrom } from './source.fixture.ts';

const whole: Shown = { box: 0, rule: null, violations: false, file: null };

function told({ items, arrows }: Scene): string[] {
  const name = (id: string): string => items.find((item) => item.id === id)?.label ?? '?';
  return [
    ...items.map(({ label, count, isOutside }) => `${label} ${count}${isOutside ? ' outside' : ''}`),
    ...arrows.map(
      ({ from, to, imports, violations }) =>
        `${name(from)} > ${name(to)} ${imports.length}${violations.length > 0 ? '!' : ''}`,
    ),
  ].sort();
}

describe('what the page shows', () => {
  const data = pageData(layered);
  const boxNamed = (label: string): number => data.boxes.findIndex((box) => box.label === label);

  it('begins with zones, and counts imports between them', () => {
    expect(told(sceneOf(data, whole))).toEqual(['db 2', 'db > ui 1!', 'ui 2', 'ui > db 2']);
  });

  it('shows the files of a zone, and the zones that they are linked with', () => {
    expect(told(sceneOf(data, { ...whole, box: boxNamed('db') }))).toEqual([
      'read.ts 1',
      'read.ts > sql.ts 1!',
      'read.ts > ui 1!',
      'sql.ts 1',
      'ui 2 outside',
      'ui > read.ts 2',
    ]);
  });

  it('shows only violations, of all rules or one', () => {
    expect(told(sceneOf(data, { ...whole, violations: true }))).toEqual(['db 2', 'db > ui 1!', 'ui 2']);
    expect(told(sceneOf(data, { ...whole, rule: 'layering/app' }))).toEqual(['db 2', 'db > ui 1!', 'ui 2']);
    expect(told(sceneOf(data, { ...whole, rule: 'layering/other' }))).toEqual([]);
  });

  it('opens folders one by one, and skips those that hold only one folder', () => {
    const nested = pageData(sourceFrom(['src/app/a/b/x.ts > src/app/a/b/y.ts', 'src/app/main.ts > src/app/c/z.ts']));
    expect(nested.boxes.map(({ label, parent }) => `${label} in ${parent}`)).toEqual([
      'project in null',
      'all in 0',
      'a/b in 1',
      'c in 1',
    ]);
    expect(told(sceneOf(nested, { ...whole, box: 1 }))).toEqual(['a/b 2', 'c 1', 'main.ts 1', 'main.ts > c 1']);
  });

  it('leaves out what has the fewest imports, but never a file that was searched for', () => {
    const many = pageData(sourceFrom(Array.from({ length: 300 }, (_, i) => `f${i}.ts > hub.ts`)));
    const { items, hidden } = sceneOf(many, { ...whole, box: 1 });
    expect([items.length, hidden]).toEqual([most.inside, 301 - most.inside]);
    expect(items.map(({ label }) => label)).toContain('hub.ts');
    const last = many.files.findIndex(([path]) => path === 'f99.ts');
    expect(items.map(({ label }) => label)).not.toContain('f99.ts');
    expect(sceneOf(many, { ...whole, box: 1, file: last }).items.map(({ label }) => label)).toContain('f99.ts');
  });
});
