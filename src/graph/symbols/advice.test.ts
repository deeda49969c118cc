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
  const request = { paths: [], rule: null, id: violation?.id ?? '', suggested: true };
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
      reason: '`modules/a/index.ts` comes to export `part`',
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
      '`modules/a/parts.ts` imports `modules/a/index.ts` in turn',
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
      steps: [`no entry of \`modules/a\` can offer \`part\`: ${why}`],
    });
  });

  it('only suggests an entry that imports the importer in turn', () => {
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
      reason: '`modules/a/index.ts` imports `main.ts` in turn',
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
      'no entry of `modules/a` can offer `./modules/a/parts`: `main.ts` imports all of `modules/a/parts.ts`',
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
    ['is assigned to', 'export let count = 1;', 'it is a variable that may be assigned to'],
    [
      'runs code',
      'export const count = start();\nfunction start() { return 1; }',
      '`count` runs code when `b.ts` is imported',
    ],
    ['is exported apart', 'const count = 1;\nexport { count };', '`b.ts` exports `count` apart from its declaration'],
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

  it('names every member of a knot, and says what one cut leaves', () => {
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
    expect(violation?.brief).toBe('imports itself via b.ts (the shortest way in a knot of 5, with c.ts, d.ts, e.ts)');
    expect(violation?.fix?.title).toBe('move `a` from `a.ts` to `b.ts`; 4 files of the knot are still in cycles then');
  });
});
