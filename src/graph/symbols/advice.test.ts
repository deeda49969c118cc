import { describe, expect, it } from 'vitest';
import { follow, found, projectOfCode } from '../../testing/advice.ts';

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
    const text = files['modules/a/parts.ts'] ?? '';
    expect(found({ ...files, 'modules/a/parts.ts': `start();\nfunction start() {}\n${text}` })[0]?.fix).toMatchObject({
      safety: 'suggested',
      reason: '`modules/a/index.ts` would newly export `part`, and `modules/a/parts.ts` runs code when it is imported',
    });
    expect(found({ ...files, 'modules/a/parts.ts': `import 'some';\n${text}` })[0]?.fix).toMatchObject({
      safety: 'suggested',
      reason:
        '`modules/a/index.ts` would newly export `part`, and `modules/a/index.ts` would come to load the package `some`',
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

  it('makes an entry for the names, and leaves imports of whole files', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/parts.ts
      export const part = 1;
      // modules/a/setup.ts
      export {};
      // main.ts
      import { part } from './modules/a/parts';
      import './modules/a/setup';
      export const main = part;`,
    );
    const [first, second] = found(files);
    expect(first?.fix).toMatchObject({ safety: 'suggested', proven: true });
    expect(second?.fix?.steps).toEqual([
      'create an entry of `modules/a` and import it: `main.ts` imports all of `modules/a/setup.ts`',
    ]);
    expect(follow(files)).toEqual({
      left: 1,
      changes: {
        'main.ts': `import { part } from './modules/a';\nimport './modules/a/setup';\nexport const main = part;\n`,
        'modules/a/index.ts': `export { part } from './parts';\n`,
      },
    });
  });

  it('makes an entry for the files that it would not lead back to', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/parts.ts
      export const part = 1;
      // modules/a/deep.ts
      import { other } from '../../other';
      export const deep = other;
      // main.ts
      import { deep } from './modules/a/deep';
      export const main = deep;
      // other.ts
      import { part } from './modules/a/parts';
      export const other = part;`,
    );
    expect(found(files).map(({ at, fix }) => [at.file, fix?.safety, fix?.proven, fix?.steps])).toEqual([
      ['main.ts', 'suggested', true, []],
      [
        'other.ts',
        'manual',
        false,
        ['create an entry of `modules/a` and import it: the entry would import `other.ts`'],
      ],
    ]);
    expect(follow(files).changes['modules/a/index.ts']).toBe("export { deep } from './deep';\n");
  });

  it('takes an import of an entry that is not allowed either for no new violation', () => {
    const files = projectOfCode(
      `zones: { module: "modules/{module}/**" }
rules: { layering/entries: { check: entry-point, zone: module }, layering/apart: { check: protected, zone: module, only: x.ts } }`,
      `// modules/a/parts.ts
      export default 1;
      export const part = 1;
      // main.ts
      import parts, {
        part,
      } from './modules/a/parts';
      export const main = [part, parts];
      // x.ts
      export const x = 1;`,
    );
    const [, entry] = [...found(files)].sort((a, b) => (a.rule < b.rule ? -1 : 1));
    expect([entry?.rule, entry?.fix?.proven]).toEqual(['layering/entries', true]);
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

  it('leads an import of a type through a file that re-exports types only', () => {
    const files = projectOfCode(
      guarded,
      `// lib/types.ts
      export type { Shape } from './inner/shape';
      // lib/inner/shape.ts
      export interface Shape { x: number }
      // main.ts
      import type { Shape } from './lib/inner/shape';
      export const main: Shape = { x: 1 };`,
    );
    expect(found(files)[0]?.fix).toMatchObject({ safety: 'safe', proven: true });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'main.ts': `import type { Shape } from './lib/types';\nexport const main: Shape = { x: 1 };\n`,
      },
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

  it('names the nearest file that may import it, does so and is imported, for a function to call', () => {
    const files = projectOfCode(
      `zones: { api: "src/api/**" }
rules: { layering/api: { check: protected, zone: api, only: "src/hooks/**" } }`,
      `// src/api/users.ts
      export const getUser = () => 1;
      // src/hooks/users/useUser.ts
      import { getUser } from '../../api/users';
      import { part } from '../../pages/part';
      export const useUser = () => [getUser(), part];
      // src/hooks/useName.ts
      import { getUser } from '../api/users';
      export const useName = () => getUser();
      // src/hooks/unused.ts
      export const unused = () => 1;
      // src/pages/part.ts
      import { getUser } from '../api/users';
      import { useName } from '../hooks/useName';
      export const part = [getUser(), useName()];
      // src/pages/main.ts
      import { getUser } from '../api/users';
      import { useUser } from '../hooks/users/useUser';
      export const main = [getUser(), useUser()];`,
    );
    expect(found(files).map(({ at, fix }) => [at.file, fix?.steps])).toEqual([
      [
        'src/pages/main.ts',
        ['write a function in `src/hooks/useName.ts` that does what this file does with `getUser`, and call it here'],
      ],
      [
        'src/pages/part.ts',
        ['write a function in `src/hooks/useName.ts` that does what this file does with `getUser`, and call it here'],
      ],
    ]);
    const text = (file: string): string => files[file] ?? '';
    const followed = {
      ...files,
      'src/hooks/useName.ts': `${text('src/hooks/useName.ts')}\nexport const user = () => getUser();\n`,
      'src/pages/main.ts':
        "import { user } from '../hooks/useName';\nimport { useUser } from '../hooks/users/useUser';\nexport const main = [user(), useUser()];\n",
    };
    expect(found(followed).map(({ at }) => at.file)).toEqual(['src/pages/part.ts']);
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
