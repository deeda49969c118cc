import { describe, expect, it } from 'vitest';
import { follow, found, projectOfCode } from '../../testing/advice.ts';

describe('cycles', () => {
  const cycles = 'rules: { layering/cycles: { check: cycles } }';

  it('moves a symbol with its helpers and imports to a new file, for all of its importers', () => {
    const files = projectOfCode(
      cycles,
      `// src/user.ts
      import { order } from './order';
      import { deep } from './lib/deep';
      import type { Name } from './lib/deep';
      export const user = () => order;
      /** Who may. */
      export function mayLogIn(name: Name) { return helper(name); }
      const helper = (name: Name) => deep(name);
      // src/order.ts
      import { mayLogIn as may } from './user';
      export const order = () => may('a');
      // src/lib/deep.ts
      export type Name = string;
      export const deep = (name: Name) => name;
      // src/barrel.ts
      export * from './user';
      // src/app/main.ts
      import { mayLogIn } from '../user';
      export const main = mayLogIn;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      title:
        'move `mayLogIn` and `helper` from `src/user.ts` to a new `src/may-log-in.ts`; 3 files import it from there',
      safety: 'suggested',
      proven: true,
    });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/user.ts': `import { order } from './order';\nexport const user = () => order;\n`,
        'src/order.ts': `import { mayLogIn as may } from './may-log-in';\nexport const order = () => may('a');\n`,
        'src/barrel.ts': `export * from './user';\nexport { mayLogIn } from './may-log-in';\n`,
        'src/app/main.ts': `import { mayLogIn } from '../may-log-in';\nexport const main = mayLogIn;\n`,
        'src/may-log-in.ts': `import { deep } from './lib/deep';
import type { Name } from './lib/deep';

/** Who may. */
export function mayLogIn(name: Name) { return helper(name); }

const helper = (name: Name) => deep(name);
`,
      },
    });
  });

  it('moves what only one file needs there', () => {
    const files = projectOfCode(
      cycles,
      `// a.ts
      import { b } from './b';
      import { dep } from './dep';
      export const a = () => b;
      export const only = () => dep;
      // b.ts
      import { only } from './a';
      export const b = only;
      // dep.ts
      export const dep = 1;`,
    );
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'a.ts': `import { b } from './b';\nexport const a = () => b;\n`,
        'b.ts': `import { dep } from './dep';\n\nexport const only = () => dep;\nexport const b = only;\n`,
      },
    });
  });

  it.each([
    ['is assigned to', 'export let count = 1;', 'it is a variable that may be reassigned'],
    [
      'registers a class',
      '@service export class count {}\nfunction service() {}',
      '`count` runs code when `b.ts` is imported',
    ],
    [
      'code that stays changes',
      'export const count: number[] = [];\ncount.push(1);',
      '`b.ts` runs code with `count` when it is imported',
    ],
    [
      'is computed and then given to what stays',
      'export const count = new Date();\nexport const kept = Object.freeze(count);',
      '`b.ts` runs code with `count` when it is imported',
    ],
    [
      'is exported together with what stays',
      'const count = 1;\nexport { count, a as again };',
      '`b.ts` exports `count` apart from its declaration',
    ],
  ])('leaves it to a person to move what %s', (_, text, reason) => {
    const files = projectOfCode(
      cycles,
      `// a.ts
      import { count } from './b';
      export const a = () => count;
      // b.ts
      import { a } from './a';
      ${text}
      export const b = () => a;
      // c.ts
      import { a } from './a';
      import { count } from './b';
      export const c = [a, count];`,
    );
    expect(found(files)[0]?.fix).toMatchObject({ safety: 'manual', reason });
  });

  it('moves all that a symbol needs of its file, and exports what the file itself needs', () => {
    const files = projectOfCode(
      cycles,
      `// a.ts
      import { read } from './b';
      export const a = () => read;
      // b.ts
      import { a } from './a';
      // The most.
      const most = 3;
      interface Limits { most: number }
      export const limits = (): Limits => ({ most });
      export function read() { return limits(); }
      export const b = (given: Limits) => [a, given.most, most];
      // c.ts
      import { b, limits } from './b';
      export const c = [b, limits];`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'suggested',
      proven: true,
      title: 'move `read`, `most`, `Limits` and `limits` from `b.ts` to a new `read.ts`; 2 files import it from there',
    });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'a.ts': `import { read } from './read';\nexport const a = () => read;\n`,
        'b.ts': `import { a } from './a';
import { type Limits, most } from './read';
export const b = (given: Limits) => [a, given.most, most];
`,
        'c.ts': `import { b } from './b';\nimport { limits } from './read';\nexport const c = [b, limits];\n`,
        'read.ts': `// The most.
export const most = 3;

export interface Limits { most: number }

export const limits = (): Limits => ({ most });

export function read() { return limits(); }
`,
      },
    });
  });

  it('moves the statement that exports a declaration with it', () => {
    const files = projectOfCode(
      cycles,
      `// a.ts
      import count, { other } from './b';
      export const a = () => [count, other];
      // b.ts
      import { a } from './a';
      const count = 1;
      const other = 2;
      export default count;
      export { other };
      export const b = () => a;
      // c.ts
      import count from './b';
      export const c = count;`,
    );
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'a.ts': `import count, { other } from './count';\nexport const a = () => [count, other];\n`,
        'b.ts': `import { a } from './a';\nexport const b = () => a;\n`,
        'c.ts': `import count from './count';\nexport const c = count;\n`,
        'count.ts': 'const count = 1;\n\nconst other = 2;\n\nexport default count;\n\nexport { other };\n',
      },
    });
  });

  it('says that what a symbol computes is computed elsewhere', () => {
    const files = projectOfCode(
      cycles,
      `// a.ts
      import { count } from './b';
      export const a = () => count;
      // b.ts
      import { a } from './a';
      export const count = start();
      function start() { return 1; }
      export const b = () => a;
      // c.ts
      import { a } from './a';
      import { count } from './b';
      export const c = [a, count];`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'suggested',
      reason: '`count` runs code when `b.ts` is imported; then it runs when `count.ts` is',
    });
    expect(follow(files).left).toBe(0);
  });

  it('leads all imports of a group past the file that hands names on, where one is not enough', () => {
    const files = projectOfCode(
      cycles,
      `// src/index.ts
      export * from './a';
      export * from './b';
      export * from './c';
      // src/a.ts
      import { b } from '.';
      export const a = () => b;
      // src/b.ts
      import { c } from './index';
      export const b = () => c;
      // src/c.ts
      export const c = 1;
      // src/main.ts
      import { a } from '.';
      export const main = a;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      title: 'import what `src/index.ts` re-exports from the files that declare it in `src/a.ts` and `src/b.ts`',
      safety: 'safe',
      proven: true,
    });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/a.ts': `import { b } from './b';\nexport const a = () => b;\n`,
        'src/b.ts': `import { c } from './c';\nexport const b = () => c;\n`,
      },
    });
  });

  it('names every file in a group of cycles, and how many one cut leaves', () => {
    const files = projectOfCode(
      cycles,
      `// a.ts
      import { b, free } from './b';
      export const a = () => [b, free];
      // b.ts
      import { a } from './a';
      import { c } from './c';
      export const b = () => [a, c];
      export const free = 1;
      // c.ts
      import { b } from './b';
      import { d } from './d';
      export const c = () => [b, d];
      // d.ts
      import { c } from './c';
      import { free } from './e';
      export const d = () => [c, free];
      // e.ts
      import { d } from './d';
      export const e = () => d;
      export const free = 1;`,
    );
    const [violation] = found(files);
    expect(violation?.brief).toBe(
      'imports itself via b.ts (the shortest cycle in a group of 5, with c.ts, d.ts, e.ts)',
    );
    expect(violation?.fix?.title).toBe('move `a` from `a.ts` to `b.ts`; 4 files of the group remain in cycles');
  });

  it('says where the rest of a group is reported after a cut', () => {
    const files = projectOfCode(
      cycles,
      `// a.ts
      import { b } from './b';
      export const x = 1;
      export const a = () => b;
      // b.ts
      import { x } from './a';
      import { c } from './c';
      export const b = () => [x, c];
      // c.ts
      import { b } from './b';
      export const c = () => [b];
      // d.ts
      import { x } from './a';
      export const d = x;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      title:
        'move `x` from `a.ts` to a new `x.ts`; 2 files import it from there; 2 files of the group remain in cycles',
      safety: 'suggested',
      reason: 'the rest is reported in b.ts:2',
    });
    expect(follow(files).left).toBe(1);
  });

  it('leads imports past two files that hand names on, where past one is not enough', () => {
    const files = projectOfCode(
      cycles,
      `// index.ts
      export * from './plans';
      // plans/index.ts
      export { form } from './form';
      export { range } from './range';
      export { list } from './list';
      // plans/form.ts
      import { range } from '.';
      import { unit } from '../unit';
      export const form = () => [range, unit];
      // plans/range.ts
      import { list } from '..';
      export const range = () => list;
      // plans/list.ts
      import { unit } from '../unit';
      export const list = () => unit;
      // unit.ts
      export const unit = 1;`,
    );
    const [violation, ...others] = found(files);
    expect(others).toEqual([]);
    expect(violation?.fix).toMatchObject({
      title:
        'import what `index.ts` and `plans/index.ts` re-export from the files that declare it in `plans/form.ts` and `plans/range.ts`',
      safety: 'safe',
      proven: true,
    });
    expect(follow(files)).toMatchObject({
      left: 0,
      changes: {
        'plans/form.ts': `import { range } from './range';\nimport { unit } from '../unit';\nexport const form = () => [range, unit];\n`,
        'plans/range.ts': `import { list } from './list';\nexport const range = () => list;\n`,
      },
    });
  });

  /** The files without the imports that the steps of a fix name. */
  const afterSteps = (files: Record<string, string>, steps: readonly string[]): Record<string, string> => {
    const named = steps.flatMap((step) => [...step.matchAll(/`([^`]+):(\d+)`/g)].map((one) => `${one[1]}:${one[2]}`));
    const isKept = (file: string) => (_: string, index: number) => !named.includes(`${file}:${index + 1}`);
    return Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, text.split('\n').filter(isKept(file)).join('\n')]),
    );
  };

  it('names the imports whose removal leaves no cycle, where no single move breaks one', () => {
    const files = projectOfCode(
      cycles,
      `// src/a.ts
      import * as b from './b';
      export const a = () => b;
      // src/b.ts
      import * as a from './a';
      export const b = () => a;`,
    );
    const [violation] = found(files);
    expect(violation?.fix).toMatchObject({ safety: 'manual', edits: [] });
    expect(violation?.fix?.steps).toHaveLength(1);
    expect(found(afterSteps(files, violation?.fix?.steps ?? []))).toEqual([]);
  });

  it('names only imports of the cycle that it reports, where a group has many others', () => {
    const names = Array.from({ length: 10 }, (_, i) => `f${i}`);
    const importing = (own: string): string =>
      names.flatMap((name) => (name === own ? [] : [`import * as ${name} from './${name}';`])).join('\n');
    const code = names.map(
      (name) =>
        `// src/${name}.ts\n${importing(name)}\nexport const own = () => [${names.filter((one) => one !== name).join(', ')}];`,
    );
    const files = projectOfCode(cycles, code.join('\n'));
    const [violation] = found(files);
    const steps = violation?.fix?.steps ?? [];
    expect(steps.length).toBeLessThanOrEqual(3);
    const left = found(afterSteps(files, steps));
    expect(left.map(({ data }) => data['cycle'])).not.toContain(violation?.data['cycle']);
    expect(left).not.toEqual([]);
  });
});
