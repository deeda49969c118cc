import { describe, expect, it } from 'vitest';
import type { Path } from '../../core/location.ts';
import type { ReportedViolation } from '../../core/report.ts';
import { fix } from '../../pipeline/fix.ts';
import { sessionOf } from '../../pipeline/session.ts';
import { lintFiles, projectOf } from '../../testing/index.ts';

/** Files of a text: `// a.ts` begins one. */
function filesOf(code: string): Record<Path, string> {
  const parts = code.split(/^\s*\/\/ (?=\S+\.\w+$)/m).slice(1);
  return Object.fromEntries(
    parts.map((part): [string, string] => {
      const end = part.indexOf('\n');
      return [
        part.slice(0, end),
        `${part
          .slice(end + 1)
          .trim()
          .replaceAll(/^ +/gm, '')}\n`,
      ];
    }),
  );
}

function projectOfCode(rule: string, code: string): Record<Path, string> {
  return { 'lintel.yaml': `version: 1\n${rule}`, ...filesOf(code) };
}

/** The violations of a project. */
function found(files: Record<Path, string>): readonly ReportedViolation[] {
  const { violations, errors } = lintFiles(files);
  expect(errors).toEqual([]);
  return violations;
}

/** Applies the fix of the first violation: what changed, and what stands afterwards. */
function follow(files: Record<Path, string>): { changes: Record<Path, string | null>; left: number } {
  const [violation] = found(files);
  const request = { paths: [], rule: null, ids: [violation?.id ?? ''], suggested: true };
  const { changes, report } = fix(sessionOf(projectOf(files)), request, { dryRun: true });
  return { changes: Object.fromEntries(changes), left: report.violations.length };
}

const entries = `zones: { module: "modules/{module}/**" }
rules: { layering/entries: { check: entry-point, zone: module } }`;

describe('entry-point', () => {
  it('adds the re-export that the entry lacks, as a type where nothing is left of it', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/index.ts
      export const own = 1;
      // modules/a/parts.ts
      export interface Shape { x: number }
      export const part = 1;
      // main.ts
      import { part, Shape } from './modules/a/parts';
      export const main = (shape: Shape) => [part, shape];`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'suggested',
      proven: true,
      reason: '`modules/a/index.ts` would newly export `part`',
    });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'main.ts': `import { part, Shape } from './modules/a';\nexport const main = (shape: Shape) => [part, shape];\n`,
        'modules/a/index.ts': `export const own = 1;\nexport type { Shape } from './parts';\nexport { part } from './parts';\n`,
      },
    });
  });

  it.each([
    ['runs code', 'index.ts', `start();\nfunction start() {}`, '`modules/a/index.ts` runs code when it is imported'],
    ['exports another such name', 'index.ts', 'export const part = 2;', '`modules/a/index.ts` exports another `part`'],
    [
      'is imported in turn',
      'index.ts',
      `export const own = 1;\n// modules/a/deep.ts\nimport { own } from './index';\nexport const deep = own;`,
      '`modules/a/parts.ts` imports `modules/a/index.ts`',
    ],
    ['declares types only', 'index.d.ts', 'export {};', '`modules/a/index.d.ts` declares types only'],
  ])('says why nothing is added to an entry that %s', (_, entry, text, why) => {
    const files = projectOfCode(
      entries,
      `// modules/a/${entry}
      ${text}
      // modules/a/parts.ts
      ${text.includes('deep.ts') ? "export { deep as part } from './deep';" : 'export const part = 1;'}
      // main.ts
      import { part } from './modules/a/parts';
      export const main = part;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'manual',
      steps: [`no entry of \`modules/a\` can export \`part\`: ${why}`],
    });
  });

  it('makes an entry where there is none, in the style of the import', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/parts.ts
      export interface Shape { x: number }
      export default class Part {}
      // main.ts
      import Part, { Shape } from "./modules/a/parts"
      export const main = (shape: Shape) => [Part, shape];
      // other.ts
      import { Shape } from './modules/a/parts';
      export const other = (shape: Shape) => shape;`,
    );
    const [first, second] = found(files).map(({ fix }) => fix);
    expect([first?.proven, second?.proven]).toEqual([true, true]);
    expect(first).toMatchObject({
      safety: 'suggested',
      title: 'export `Part` and `Shape` from a new `modules/a/index.ts`, and import them from there in 2 files',
    });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'other.ts': `import { Shape } from './modules/a';\nexport const other = (shape: Shape) => shape;\n`,
        'main.ts': `import { Part, Shape } from "./modules/a"\nexport const main = (shape: Shape) => [Part, shape];\n`,
        'modules/a/index.ts': `export { default as Part } from "./parts"\nexport type { Shape } from "./parts"\n`,
      },
    });
  });

  it('makes no entry for two files that export the same name', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/one.ts
      export const part = 1;
      // modules/a/two.ts
      export const part = 1;
      // main.ts
      import { part } from './modules/a/one';
      import { part as other } from './modules/a/two';
      export const main = [part, other];`,
    );
    expect(found(files)[0]?.fix?.steps).toEqual([
      'create an entry of `modules/a` and import it: `modules/a/one.ts` and `modules/a/two.ts` both export `part`',
    ]);
  });

  it('leads a namespace through an entry that exports all of its members', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/index.ts
      export { part, other as rest } from './parts';
      // modules/a/parts.ts
      export const part = 1;
      export const other = 2;
      // main.ts
      import * as parts from './modules/a/parts';
      export const main = parts.part;
      // more.ts
      import * as parts from './modules/a/parts';
      export const main = [parts.part, parts.other];`,
    );
    expect(found(files).map(({ fix }) => fix?.safety)).toEqual(['safe', 'manual']);
    expect(follow(files).changes).toEqual({
      'main.ts': `import * as parts from './modules/a';\nexport const main = parts.part;\n`,
    });
  });

  it('only suggests an entry that would form a cycle', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/index.ts
      export { part } from './parts';
      export { main } from '../../main';
      // modules/a/parts.ts
      export const part = 1;
      // main.ts
      import { part } from './modules/a/parts';
      export const main = part;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'suggested',
      reason: '`modules/a/index.ts` imports `main.ts`, a cycle',
    });
  });

  it('says that an import of a whole module has no such way', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/index.ts
      export { part } from './parts';
      // modules/a/parts.ts
      export const part = 1;
      // main.ts
      import * as parts from './modules/a/parts';
      export const main = parts;`,
    );
    expect(found(files)[0]?.fix?.steps).toEqual([
      'no entry of `modules/a` can export `./modules/a/parts`: `main.ts` imports all of `modules/a/parts.ts`',
    ]);
  });
});

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
});

const layered = `zones: { ui: "src/ui/**", service: "src/service/**", repo: "src/repo/**" }
rules: { layering/app: { check: layers, layers: [ui, service, repo] } }`;

describe('layers', () => {
  it('moves a symbol to the nearest layer that all of its importers may import', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/page.ts
      import { money } from './money';
      import { Theme } from './theme';
      export const page = (theme: Theme) => money(theme.size);
      // src/ui/money.ts
      import type { Theme } from './theme';
      export function money(n: number) { return n; }
      export const themed = (theme: Theme) => money(theme.size);
      // src/ui/theme.ts
      export interface Theme { size: number }
      // src/service/total.ts
      import { money } from '../ui/money';
      export const total = money(1);
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    const [violation] = found(files);
    expect(violation?.brief).toBe('imports `../ui/money` (ui): function `money`; 2 files import it');
    expect(violation?.fix).toMatchObject({ safety: 'suggested', proven: true });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/service/money.ts': 'export function money(n: number) { return n; }\n',
        'src/service/total.ts': `import { money } from './money';\nexport const total = money(1);\n`,
        'src/ui/money.ts': `import type { Theme } from './theme';
import { money } from '../service/money';
export const themed = (theme: Theme) => money(theme.size);
`,
        'src/ui/page.ts': `import { money } from '../service/money';
import { Theme } from './theme';
export const page = (theme: Theme) => money(theme.size);
`,
      },
    });
  });

  it('goes further down where somebody below imports it, too', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/money.ts
      export const money = (n: number) => n;
      export const other = 1;
      // src/service/total.ts
      import { money } from '../ui/money';
      export const total = money(1);
      // src/repo/rows.ts
      import { money } from '../ui/money';
      export const rows = money(1);`,
    );
    const titles = found(files).map(({ fix }) => fix?.title);
    const title = 'move `money` from `src/ui/money.ts` to a new `src/repo/money.ts`; 2 files import it from there';
    expect(titles).toEqual([title, title]);
    expect(follow(files).left).toBe(0);
  });

  it('moves a file as a whole where all of it is imported', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/money.ts
      import { rows } from '../repo/rows';
      export const money = rows;
      // src/repo/rows.ts
      export const rows = 1;
      // src/service/total.ts
      import * as all from '../ui/money';
      export const total = all;
      // src/ui/page.ts
      export const page = 1;`,
    );
    expect(found(files)[0]?.fix?.title).toBe('move `src/ui/money.ts` to `src/service/`');
    expect(follow(files).left).toBe(0);
  });

  it('moves what a file hands on, and leads the import past that file', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/index.ts
      export { default as money } from './money';
      export * from './other';
      // src/ui/money.ts
      const amount = (n: number) => n;
      export default amount;
      export const rest = 1;
      // src/ui/other.ts
      export const other = 1;
      // src/service/total.ts
      import { money } from '../ui';
      export const total = money(1);
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({ safety: 'suggested', proven: true });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/service/amount.ts': 'const amount = (n: number) => n;\n\nexport default amount;\n',
        'src/service/total.ts': `import money from './amount';\nexport const total = money(1);\n`,
        'src/ui/index.ts': `export { default as money } from '../service/amount';\nexport * from './other';\n`,
        'src/ui/money.ts': 'export const rest = 1;\n',
      },
    });
  });

  const chained = (other: string) => `// src/ui/theme.ts
      export const theme = 1;
      export const page = 2;
      // src/ui/page.ts
      import { page } from './theme';
      export const main = page;
      // src/env.ts
      import { theme } from './ui/theme';
      export const env = theme;
      // src/log.ts
      import { env } from './env';
      ${other}
      export const log = env;
      // src/service/total.ts
      import { log } from '../log';
      export const total = log;
      // src/service/sum.ts
      import { env } from '../env';
      export const sum = env;
      // src/repo/rows.ts
      export const rows = 1;`;

  it('ends all chains through a file at the import that leads out of it', () => {
    const files = projectOfCode(layered, chained(''));
    const [first, second] = found(files).map(({ fix }) => fix);
    const title = 'move `theme` from `src/ui/theme.ts` to a new `src/service/theme.ts`; 1 file imports it from there';
    expect(first).toMatchObject({ title, safety: 'suggested', proven: true });
    expect(second?.title).toBe(title);
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'src/env.ts': `import { theme } from './service/theme';\nexport const env = theme;\n`,
        'src/service/theme.ts': 'export const theme = 1;\n',
        'src/ui/theme.ts': 'export const page = 2;\n',
      },
    });
  });

  it('ends no chain where another way leads to the same layer', () => {
    const files = projectOfCode(layered, chained("import { page } from './ui/page';\nexport const other = page;"));
    const titles = found(files).map(({ at, fix }) => `${at.file}: ${fix?.title ?? ''}`);
    expect(titles).toContain('src/service/total.ts: no move fixes this');
  });

  it('takes out of a file in no layer what the lower layers need of it, and leaves the file where it is', () => {
    const files = projectOfCode(
      layered,
      `// src/main.ts
      import { app } from './app';
      export const client = 1;
      export const start = () => app;
      // src/app.ts
      import { page } from './ui/page';
      import { form } from './ui/form';
      export const app = [page, form];
      // src/ui/page.ts
      export const page = 1;
      // src/ui/form.ts
      import { client } from '../main';
      export const form = client;
      // src/service/total.ts
      import { client } from '../main';
      export const total = client;
      // src/repo/rows.ts
      import { client } from '../main';
      export const rows = client;`,
    );
    const title = 'move `client` from `src/main.ts` to a new `src/client.ts`; 3 files import it from there';
    expect(found(files).map(({ fix }) => fix?.title)).toEqual([title, title]);
    expect(follow(files)).toMatchObject({ left: 0, changes: { 'src/client.ts': 'export const client = 1;\n' } });
  });

  it.each([
    ['a service among repositories', 'user.service', 'user.repo', 'users.repo', null],
    [
      'a repository among repositories',
      'user.repo',
      'users.repo',
      'rows.repo',
      'move `src/ui/user.repo.ts` to `src/repo/`',
    ],
  ])('judges by its name whether a file may lie in a folder: %s', (_, file, importer, other, title) => {
    const files = projectOfCode(
      layered,
      `// src/ui/${file}.ts
      export const user = 1;
      // src/repo/${importer}.ts
      import * as all from '../ui/${file}';
      export const users = all;
      // src/repo/${other}2.ts
      export const rows = 1;
      // src/service/sum.ts
      export const sum = 1;
      // src/ui/page.ts
      export const page = 1;`,
    );
    const [first] = found(files);
    expect(first?.fix?.intent === undefined ? null : first.fix.title).toBe(title);
  });

  it('moves no function to a folder of types, and a type to it', () => {
    const files = (kind: string): Record<Path, string> =>
      projectOfCode(
        layered,
        `// src/ui/user.ts
        export ${kind};
        export const page = 1;
        // src/service/types/sum.ts
        export type Sum = number;
        // src/service/total.ts
        export const total = 1;
        // src/service/types/rows.ts
        import { user } from '../../ui/user';
        export type Rows = typeof user;
        // src/repo/rows.ts
        export const rows = 1;`,
      );
    expect(found(files('function user() {}'))[0]?.fix?.title).not.toContain('to a new `src/service/types/');
    expect(found(files('enum user { A }'))[0]?.fix?.title).toContain('to a new `src/service/types/user.ts`');
  });

  it('moves a file that is in the wrong layer beside all that it may not import', () => {
    const files = projectOfCode(
      layered,
      `// src/service/routes.ts
      import { home } from '../ui/home/index';
      import { user } from '../ui/pages/user/index';
      export const routes = [home, user];
      // src/ui/home/index.ts
      export const home = 1;
      export * as own from './own';
      // src/ui/home/own.ts
      import { home } from '.';
      export const own = home;
      // src/ui/pages/user/index.ts
      import './own';
      export let user = 1;
      // src/ui/pages/user/own.ts
      import { user } from '.';
      export const own = user;
      // src/service/total.ts
      export const total = 1;
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    const title = 'move `src/service/routes.ts` to `src/ui/`';
    expect(found(files).map(({ fix }) => fix?.title)).toContain(title);
  });

  const split = `// src/ui/money.ts
      import { page } from './page';
      export const unit = 1;
      export const sum = () => page;
      // src/ui/page.ts
      export const page = 1;
      // src/service/total.ts
      import { unit } from '../ui/money';
      export const total = unit;
      // src/service/zero.ts
      import * as all from './total';
      import { sum, unit } from '../ui/money';
      export const zero = [all, sum, unit];
      // src/repo/rows.ts
      export const rows = 1;`;

  it('takes what another import still brings in for no new violation', () => {
    const files = projectOfCode(layered, split);
    const [first, second] = found(files);
    expect(first?.fix).toMatchObject({
      title: 'move `unit` from `src/ui/money.ts` to a new `src/service/unit.ts`; 2 files import it from there',
      safety: 'suggested',
      proven: true,
      resolves: [first?.id],
    });
    expect(second?.at.file).toBe('src/service/zero.ts');
    expect(follow(files).left).toBe(1);
  });

  it('takes what a declaration violates with it for no new violation', () => {
    const rules = layered.replace(
      'rules: { ',
      'rules: { names: { check: naming, names: { enumMember: PascalCase } }, ',
    );
    const files = projectOfCode(
      rules,
      `// src/ui/sizes.ts
      export enum Size { small, Large }
      export const size = Size.small;
      // src/service/total.ts
      import { Size } from '../ui/sizes';
      export const total = Size.Large;
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    const violation = found(files).find(({ rule }) => rule === 'layering/app');
    expect(violation?.fix).toMatchObject({
      title: 'move `Size` from `src/ui/sizes.ts` to a new `src/service/size.ts`; 1 file imports it from there',
      proven: true,
      resolves: [violation?.id],
    });
  });

  it('says that a new file needs a test where a rule wants one', () => {
    const rules = layered.replace(
      'rules: { ',
      'rules: { coverage/tests: { check: has-test, in: "src/**", test: "test/{name}.test.ts" }, ',
    );
    const files = projectOfCode(rules, split);
    expect(found(files).find(({ rule }) => rule === 'layering/app')?.fix).toMatchObject({
      title: 'move `unit` from `src/ui/money.ts` to a new `src/service/unit.ts`; 2 files import it from there',
      safety: 'suggested',
      proven: false,
      reason: '`src/service/unit.ts` then needs a test: coverage/tests',
    });
  });

  it('offers no move that would leave a layer without a file', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/money.ts
      export const money = 1;
      // src/repo/rows.ts
      export const rows = 1;
      // src/service/total.ts
      import * as all from '../ui/money';
      export const total = all;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'manual',
      steps: ['no move fixes this: after it, zone ui matches no file'],
    });
  });

  it('suggests a parameter if only the callers may import a symbol', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/page.ts
      import { total } from '../service/total';
      import './setup';
      export const theme = { size: 1 };
      export const page = () => [total(), theme, helper];
      const helper = start();
      function start() { return theme; }
      // src/ui/setup.ts
      import { page } from './page';
      export const setup = page;
      // src/service/total.ts
      import { page } from '../ui/page';
      import { rows } from '../repo/rows';
      export function total() { return [page(), rows]; }
      export const sum = 1;
      // src/service/other.ts
      import { sum } from './total';
      export const other = sum;
      // src/repo/rows.ts
      export const rows = 1;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'manual',
      steps: ['add a parameter for `page` to `total` in `src/service/total.ts`, and pass it from `src/ui/page.ts`'],
    });
  });

  const handed = (ui: string, service: string) => `// src/ui/theme.ts
      import { size } from './setup';
      export const theme = () => size;
      export type Theme = typeof theme;
      // src/ui/setup.ts
      export const size = 1;
      // src/ui/page.ts
      ${ui}
      // src/service/total.ts
      import { theme, type Theme } from '../ui/theme';
      import { rows } from '../repo/rows';
      ${service}
      export const sum = 1;
      // src/service/other.ts
      import { sum } from './total';
      export const other = sum;
      // src/repo/rows.ts
      export const rows = 1;`;
  const constructing = `import { Total } from '../service/total';\nexport const page = () => new Total();`;
  const service = 'export class Total { sum() { return [theme, rows]; } }';

  it.each([
    ['constructs a class', '', constructing, service, true],
    [
      'extends a class',
      '',
      `import { Total } from '../service/total';\nexport class Page extends Total {}`,
      service,
      false,
    ],
    ['needs a type of it', '', constructing, service.replace('sum()', 'sum(): Theme'), false],
    [
      'needs a type of it that counts for nothing',
      ', types: ignore',
      constructing,
      service.replace('sum()', 'sum(): Theme'),
      true,
    ],
  ])('suggests a parameter if only the caller may import a symbol and %s', (_, types, ui, text, isPassed) => {
    const rule = layered.replace('repo] }', `repo]${types} }`);
    const steps = found(projectOfCode(rule, handed(ui, text))).flatMap(({ fix }) => fix?.steps ?? []);
    const step = `add a parameter for \`theme\` and \`Theme\` to the constructor of \`Total\` in \`src/service/total.ts\`, and pass it from \`src/ui/page.ts\``;
    if (isPassed) expect(steps).toContain(step);
    else expect(steps).not.toContain(step);
  });

  it('gives the reason if no move works', () => {
    const files = projectOfCode(
      layered,
      `// src/ui/theme.ts
      export const theme = start();
      export const size = theme;
      function start() { return 1; }
      // src/ui/page.ts
      import { theme } from './theme';
      export const page = theme;
      export const other = page;
      // src/service/total.ts
      import { page } from '../ui/page';
      export const total = page;
      // src/repo/rows.ts
      import { total } from '../service/total';
      export const rows = total;`,
    );
    const steps = found(files).flatMap(({ fix }) => fix?.steps ?? []);
    expect(steps).toContain(
      'moving `page` does not fix this: in `src/service/page.ts` it would import `src/ui/theme.ts`; nor does moving `src/service/total.ts`: `src/repo/rows.ts` must not import `src/ui/total.ts`',
    );
  });
});

describe('protected', () => {
  const guarded = `zones: { inner: "lib/inner/**" }
rules: { layering/inner: { check: protected, zone: inner, only: "lib/*.ts" } }`;
  const code = (door: string) => `// lib/index.ts
      export { one } from './inner/one';
      ${door}
      // lib/rare.ts
      export const rare = 1;
      // lib/inner/one.ts
      export const one = 1;
      // lib/inner/two.ts
      export const two = 2;
      // main.ts
      import { two } from './lib/inner/two';
      export const main = two;`;

  it('adds the name to a file that hands on others', () => {
    const files = projectOfCode(guarded, code('export const made = [one()];\nconst one = () => 1;'));
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'suggested',
      proven: true,
      reason: '`lib/index.ts` would newly export `two`, and `lib/index.ts` runs code when it is imported',
    });
    expect(follow(files)).toMatchObject({
      left: 0,
      changes: { 'main.ts': `import { two } from './lib';\nexport const main = two;\n` },
    });
  });

  it('adds the name to a file that runs code where others import that', () => {
    const files = projectOfCode(guarded, code('setUp();\nfunction setUp() {}'));
    expect(found(files)[0]?.fix?.steps).toEqual([
      'remove the import of `two` here: no file of lib/*.ts re-exports `two`, and `lib/index.ts` runs code when it is imported',
    ]);
    const loaded = { ...files, 'app.ts': "import { one } from './lib';\nexport const app = one;\n" };
    expect(follow(loaded).left).toBe(0);
  });

  it('says why no file can hand the name on', () => {
    const files = projectOfCode(guarded, code('export const two = 3;'));
    expect(found(files)[0]?.fix?.steps).toEqual([
      'remove the import of `two` here: no file of lib/*.ts re-exports `two`, and `lib/index.ts` exports another `two`',
    ]);
  });
});

describe('independent', () => {
  it('moves what two parts need out of both', () => {
    const files = projectOfCode(
      `zones: { module: "src/modules/{module}/**" }
rules: { layering/modules: { check: independent, zones: [module] } }`,
      `// src/modules/a/pay.ts
      export const key = 1;
      export const pay = () => key;
      // src/modules/b/user.ts
      import { key } from '../a/pay';
      export const user = key;
      // src/shared/log.ts
      export const log = 1;`,
    );
    expect(found(files)[0]?.fix?.title).toBe(
      'move `key` from `src/modules/a/pay.ts` to a new `src/shared/key.ts`; 1 file imports it from there',
    );
    expect(follow(files).left).toBe(0);
  });
});

describe('imports', () => {
  const denied = `// src/main.ts
      import { now } from '../legacy/clock';
      export const main = () => now;
      // legacy/clock.ts
      export const now = 1;
      // legacy/other.ts
      export const other = 1;`;

  it('moves nothing out of what a rule denies', () => {
    const files = projectOfCode(
      'rules: { layering/old: { check: imports, from: "src/**", deny: "legacy/**" } }',
      denied,
    );
    expect(found(files)[0]?.fix?.steps).toEqual(['remove the import of `../legacy/clock`; `main` uses it']);
  });

  it("says the rule's own words first, and the move as another way", () => {
    const files = projectOfCode(
      `zones: { new: "src/**", old: "legacy/**" }
rules: { layering/old: { check: layers, layers: [old, new], fix: "use the clock of the platform" } }`,
      denied,
    );
    const [violation] = found(files);
    expect(violation?.fix).toMatchObject({ safety: 'manual', steps: ['use the clock of the platform'] });
    expect(violation?.alternatives.map(({ title }) => title)).toEqual(['move `legacy/clock.ts` to `src/`']);
  });

  it('says which declarations use a denied package', () => {
    const files = projectOfCode(
      'rules: { layering/files: { check: imports, deny: { packages: ["node:fs"] } } }',
      `// a.ts
      import { readFileSync } from 'node:fs';
      export const read = (path: string) => readFileSync(path);`,
    );
    expect(found(files)[0]?.fix?.steps).toEqual(['remove the import of `node:fs`; `read` uses it']);
  });
});

describe('imports', () => {
  it.each([
    ['hands on what is denied', 'false', "export * from '../infra/db';"],
    [
      'uses what is denied, where chains count',
      'true',
      "import { open } from '../infra/db';\nlet opened = 0;\nsetInterval(() => opened++);\nexport const make = () => open() + opened;",
    ],
  ])('moves no importer out of `from`, to a file that %s', (_, indirect, shared) => {
    const files = projectOfCode(
      `rules: { core: { check: imports, from: "core/**", deny: "infra/**", indirect: ${indirect} } }`,
      `// core/a.ts
      import { make } from '../shared/make';
      setInterval(() => make());
      // core/b.ts
      export const b = 1;
      // shared/make.ts
      ${shared}
      // infra/db.ts
      export const open = () => 1;
      export const make = open;`,
    );
    const [violation, ...others] = found(files);
    expect(others).toEqual([]);
    expect(violation?.fix).toMatchObject({ safety: 'manual', title: 'no move fixes this' });
    expect(JSON.stringify([violation?.fix, violation?.alternatives])).not.toContain('move `core/a.ts`');
  });
});
