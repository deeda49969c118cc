import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { apply } from '../fixes/apply.ts';
import { merge } from '../fixes/merge.ts';
import { createMover } from '../fixes/move.ts';
import { projectOf } from '../testing/index.ts';
import { moveSourcesOf } from './moves.ts';
import { createMemory } from './inputs.ts';

type Files = Readonly<Record<string, string>>;

function moverOf(files: Files, moves: Readonly<Record<string, string>>) {
  const all = { 'lintel.yaml': 'version: 1\nrules: {}\n', 'lint.ts': 'export {};', ...files };
  const loaded = projectOf(all);
  const intents = Object.entries(moves).map(([file, to]) => ({ kind: 'move-file' as const, file, to }));
  return {
    loaded,
    intents,
    expand: createMover(moveSourcesOf({ loaded, memory: createMemory(loaded.store) }), intents),
  };
}

/** What moves come to: the files that change, or (`!`) why one is refused, or (`?`) doubtful. */
function moved(files: Files, moves: Readonly<Record<string, string>>): Record<string, string | null> {
  const { loaded, intents, expand } = moverOf(files, moves);
  const outcomes = intents.map((intent) => ({ intent, outcome: expand(intent) }));
  const notes = outcomes.flatMap(({ intent: { file }, outcome }) => {
    if ('reason' in outcome) return [[`!${file}`, outcome.reason]];
    return outcome.doubt === null ? [] : [[`?${file}`, outcome.doubt]];
  });
  const { changes, waiting, invalid } = merge(
    outcomes.flatMap(({ outcome }) => ('edits' in outcome ? [outcome.edits] : [])),
  );
  expect([waiting, invalid]).toEqual([[], []]);
  const overlay = apply(changes, (file) => loaded.view.texts.read(file));
  return { ...Object.fromEntries(overlay), ...(Object.fromEntries(notes) as Record<string, string>) };
}

const old = 'src/EmailSender.ts';
const to = 'src/email-sender.ts';
const use = "import { send } from './EmailSender';\n";

test.each<[form: string, before: string, after: string]>([
  ['import', "import { send } from './EmailSender';", "import { send } from './email-sender';"],
  ['import with an extension', 'import "./EmailSender.js";', 'import "./email-sender.js";'],
  ['export from', "export * from '../src/EmailSender';", "export * from './email-sender';"],
  ['import type', "import type { S } from './EmailSender.ts';", "import type { S } from './email-sender.ts';"],
  ['import()', 'await import(`./EmailSender`);', 'await import(`./email-sender`);'],
  ['require', "const e = require('./EmailSender');", "const e = require('./email-sender');"],
  ['import =', "import e = require('./EmailSender');", "import e = require('./email-sender');"],
  ['an import type', "let e: import('./EmailSender').E;", "let e: import('./email-sender').E;"],
  ['new URL', "new URL('EmailSender.ts', import.meta.url);", "new URL('email-sender.ts', import.meta.url);"],
  ['a reference', '/// <reference path="EmailSender.ts" />', '/// <reference path="email-sender.ts" />'],
  ['a query', "import x from './EmailSender.ts?raw';", "import x from './email-sender.ts?raw';"],
  [
    'two at once',
    "import './EmailSender'; require.resolve('./EmailSender');",
    "import './email-sender'; require.resolve('./email-sender');",
  ],
  ['declare module', "declare module './EmailSender' {}", "declare module './email-sender' {}"],
])('rewrites %s', (_, before, after) => {
  expect(moved({ [old]: 'export {};', 'src/a.ts': before }, { [old]: to })).toEqual({
    [old]: null,
    [to]: 'export {};',
    'src/a.ts': after,
  });
});

it('rewrites mocks, and JSDoc imports of JavaScript', () => {
  const test =
    "import { vi } from 'vitest';\nvi.mock('./EmailSender', () => ({}));\nvi.mock(import('./EmailSender'));\n";
  const js = "/** @type {import('./EmailSender').Sender} */\nexport const a = 1;\n";
  expect(moved({ [old]: '', 'src/a.test.ts': test, 'src/b.js': js }, { [old]: to })).toEqual({
    [old]: null,
    [to]: '',
    'src/a.test.ts': test.replaceAll('EmailSender', 'email-sender'),
    'src/b.js': js.replaceAll('EmailSender', 'email-sender'),
  });
});

it('rewrites imports in components, and in files that no rule is about', () => {
  const vue = "<script setup>\nimport { send } from './EmailSender';\n</script>\n";
  const config = 'version: 1\nignore: ["scripts/**"]\nrules: {}\n';
  const files = { 'lintel.yaml': config, [old]: '', 'src/a.vue': vue, 'scripts/b.ts': "import '../src/EmailSender';" };
  expect(moved(files, { [old]: to })).toMatchObject({
    'src/a.vue': vue.replace('EmailSender', 'email-sender'),
    'scripts/b.ts': "import '../src/email-sender';",
  });
});

it('rewrites the relative imports of a file that goes to another folder', () => {
  const text = "import './b';\nimport '../c.js';\nimport 'node:fs';\nexport * from './deep';\n";
  const files = { 'src/a.ts': text, 'src/b.ts': '', 'c.ts': '', 'src/deep/index.ts': "import '../a';" };
  expect(moved(files, { 'src/a.ts': 'src/deep/x/a.ts' })).toEqual({
    'src/a.ts': null,
    'src/deep/x/a.ts': "import '../../b';\nimport '../../../c.js';\nimport 'node:fs';\nexport * from '..';\n",
    'src/deep/index.ts': "import './x/a';",
  });
});

it('keeps aliases and names of packages', () => {
  const files = {
    'package.json': '{ "name": "root", "workspaces": ["lib"] }',
    'lib/package.json': '{ "name": "@acme/lib", "exports": { "./*": "./src/*.ts" } }',
    'lib/src/BigThing.ts': '',
    'lib/src/use.ts': "import './BigThing.ts';",
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    'src/EmailSender.ts': '',
    'src/app.ts': "import '@/EmailSender';\nimport '@acme/lib/BigThing';\n",
  };
  expect(moved(files, { [old]: to, 'lib/src/BigThing.ts': 'lib/src/big-thing.ts' })).toEqual({
    [old]: null,
    [to]: '',
    'lib/src/BigThing.ts': null,
    'lib/src/big-thing.ts': '',
    'lib/src/use.ts': "import './big-thing.ts';",
    'src/app.ts': "import '@/email-sender';\nimport '@acme/lib/big-thing';\n",
    '?lib/src/BigThing.ts': 'it is an entry of the package `@acme/lib`',
  });
});

describe('several moves', () => {
  it('of files that import each other compose, in whatever part of the batch', () => {
    const files = { 'src/AaA.ts': "import './BbB';", 'src/BbB.ts': "import './AaA';" };
    const both = { 'src/AaA.ts': 'src/aa-a.ts', 'src/BbB.ts': 'src/bb-b.ts' };
    expect(moved(files, both)).toEqual({
      'src/AaA.ts': null,
      'src/BbB.ts': null,
      'src/aa-a.ts': "import './bb-b';",
      'src/bb-b.ts': "import './aa-a';",
    });
    expect(moved(files, { 'src/AaA.ts': 'src/aa-a.ts' })).toEqual({
      'src/AaA.ts': null,
      'src/aa-a.ts': "import './BbB';",
      'src/BbB.ts': "import './aa-a';",
    });
  });

  it('between folders are made together or not at all', () => {
    const files = { 'a/one.ts': "import './two';", 'a/two.ts': "import './one';", 'a/three.ts': "import './two';" };
    const moves = { 'a/one.ts': 'b/one.ts', 'a/two.ts': 'c/two.ts' };
    expect(moved(files, moves)).toEqual({
      'a/one.ts': null,
      'a/two.ts': null,
      'b/one.ts': "import '../c/two';",
      'c/two.ts': "import '../b/one';",
      'a/three.ts': "import '../c/two';",
    });
  });

  it('to one path: the first counts', () => {
    const files = { 'a_b.ts': '', 'aB.ts': '', 'c.ts': "import './a_b'; import './aB';" };
    expect(moved(files, { 'a_b.ts': 'a-b.ts', 'aB.ts': 'a-b.ts' })).toEqual({
      'a_b.ts': null,
      'a-b.ts': '',
      'c.ts': "import './a-b'; import './aB';",
      '!aB.ts': 'an import may mean it or `a_b.ts`',
    });
  });

  it('swap two files', () => {
    const files = { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': "import './a';" };
    expect(moved(files, { 'a.ts': 'b.ts', 'b.ts': 'a.ts' })).toMatchObject({
      'a.ts': 'b',
      'b.ts': 'a',
      'c.ts': "import './b';",
    });
  });

  it('onto the path of another moved file are proven only together', () => {
    const files = { 'a.ts': 'a', 'b.ts': 'b', 'c.ts': "import './a'; import './b';" };
    const mover = moverOf(files, { 'a.ts': 'b.ts', 'b.ts': 'd.ts' });
    const edits = mover.intents.map((intent) => mover.expand(intent));
    expect(edits[0]).toEqual(edits[1]);
  });
});

describe('goes along', () => {
  it('the tests that lie beside a file, with their snapshots and imports', () => {
    const files = {
      [old]: 'export const send = 1;\n',
      'src/main.ts': use,
      'src/EmailSender.test.ts': `${use}import './fixture';\n`,
      'src/__snapshots__/EmailSender.test.ts.snap': '// snap',
      'src/__tests__/EmailSender.spec.tsx': "import { send } from '../EmailSender';\nimport { x } from './help';\n",
      'src/__tests__/help.ts': 'export const x = 1;\n',
      'src/fixture.ts': '',
    };
    expect(moved(files, { [old]: 'src/mail/email-sender.ts' })).toEqual({
      [old]: null,
      'src/mail/email-sender.ts': files[old],
      'src/main.ts': "import { send } from './mail/email-sender';\n",
      'src/EmailSender.test.ts': null,
      'src/mail/email-sender.test.ts': "import { send } from './email-sender';\nimport '../fixture';\n",
      'src/__snapshots__/EmailSender.test.ts.snap': null,
      'src/mail/__snapshots__/email-sender.test.ts.snap': '// snap',
      'src/__tests__/EmailSender.spec.tsx': null,
      'src/mail/__tests__/email-sender.spec.tsx':
        "import { send } from '../email-sender';\nimport { x } from '../../__tests__/help';\n",
    });
  });

  it('no test whose place is taken', () => {
    const files = { [old]: 'export {};\n', 'src/EmailSender.test.ts': use, 'src/email-sender.test.ts': 'export {};\n' };
    expect(Object.keys(moved(files, { [old]: to }))).toEqual([old, to, 'src/EmailSender.test.ts']);
  });

  it('the snapshot of a test and the mock of a module', () => {
    const files = {
      [old]: '',
      'src/__mocks__/EmailSender.ts': '',
      'src/EmailSender.test.ts': use,
      'src/__snapshots__/EmailSender.test.ts.snap': '// snap',
    };
    expect(moved(files, { [old]: to, 'src/EmailSender.test.ts': 'src/email-sender.test.ts' })).toEqual({
      [old]: null,
      [to]: '',
      'src/__mocks__/EmailSender.ts': null,
      'src/__mocks__/email-sender.ts': '',
      'src/EmailSender.test.ts': null,
      'src/email-sender.test.ts': "import { send } from './email-sender';\n",
      'src/__snapshots__/EmailSender.test.ts.snap': null,
      'src/__snapshots__/email-sender.test.ts.snap': '// snap',
    });
  });

  it('the declarations of a script', () => {
    const files = { 'src/oldMath.js': '', 'src/oldMath.d.ts': 'export {};', 'src/a.ts': "import './oldMath';" };
    expect(moved(files, { 'src/oldMath.js': 'src/old-math.js' })).toMatchObject({
      'src/oldMath.d.ts': null,
      'src/old-math.d.ts': 'export {};',
      'src/a.ts': "import './old-math';",
    });
  });

  it('paths in JSON', () => {
    const files = {
      [old]: '',
      'src/a.ts': use,
      'package.json': '{ "name": "x", "tool": { "file": "./src/EmailSender.ts" } }',
      'src/tsconfig.json': '{ "files": ["EmailSender.ts"] }',
    };
    expect(moved(files, { [old]: to })).toMatchObject({
      'package.json': '{ "name": "x", "tool": { "file": "./src/email-sender.ts" } }',
      'src/tsconfig.json': '{ "files": ["email-sender.ts"] }',
    });
  });
});

test.each<[title: string, files: Files, reason: string]>([
  ['onto a file that exists', { [to]: '' }, '`src/email-sender.ts` exists'],
  [
    'to the name of a file in another dialect',
    { 'src/email-sender.js': '' },
    'an import may mean it or `src/email-sender.js`',
  ],
  [
    'to the name of a folder',
    { 'src/email-sender/index.ts': '' },
    'an import may mean it or `src/email-sender/index.ts`',
  ],
  [
    'beside one that differs in case',
    { 'src/Email-Sender.ts': '' },
    '`src/Email-Sender.ts` differs from it in case only',
  ],
  [
    'a file that a pattern finds',
    { 'src/a.ts': "import.meta.glob('./*Sender.ts');" },
    '`import.meta.glob` in src/a.ts:1 finds it by name',
  ],
  [
    'a file that a computed import may name',
    { 'src/a.ts': '\nawait import(`../src/${name}.ts`);' },
    'a computed import in src/a.ts:2 may name it',
  ],
  [
    'an import with an escape',
    { 'src/a.ts': "import './Email\\u0053ender';" },
    'the specifier in src/a.ts:1 contains an escape sequence',
  ],
])('refuses %s', (_, files, reason) => {
  const { [`!${old}`]: found = '' } = moved({ 'src/b.ts': use, [old]: '', ...files }, { [old]: to });
  expect(found).toBe(reason);
});

test.each<[file: string, manifest: string, reason: string]>([
  ['src/pages/About_us.tsx', '"next": "15"', '`next` depends on the path of this file'],
  ['app/shop/page.tsx', '"next": "15"', '`next` depends on the path of this file'],
  ['src/routes/+page.ts', '"@sveltejs/kit": "2"', '`@sveltejs/kit` depends on the path of this file'],
  ['src/jsx-runtime.ts', '"x": "1"', 'tools load a file by this name'],
  ['vite.config.ts', '"x": "1"', 'tools load a file by this name'],
])('refuses %s', (file, manifest, reason) => {
  const files = { [file]: '', 'package.json': `{ "dependencies": { ${manifest} } }` };
  expect(moved(files, { [file]: 'somewhere/else.ts' })).toEqual({ [`!${file}`]: reason });
});

test.each<[title: string, files: Files, doubt: string | undefined]>([
  ['only imports', {}, undefined],
  ['a document that names it', { 'README.md': 'Mail\nis sent by `src/EmailSender.ts`.\n' }, 'README.md:2 names it'],
  ['a document that links to it', { 'docs/a.md': '[x](../src/EmailSender.ts)' }, 'docs/a.md:1 names it'],
  ['a history', { 'CHANGELOG.md': 'src/EmailSender.ts' }, undefined],
  ['a script', { 'package.json': '{ "scripts": { "a": "node src/EmailSender.ts" } }' }, 'package.json:1 names it'],
  [
    'what is built from it',
    { 'package.json': '{ "name": "a", "files": ["dist/EmailSender.js"] }' },
    'package.json:1 names it',
  ],
  ['a string that is no import', { 'src/b.ts': "td.replace('./EmailSender');" }, 'src/b.ts:1 names it'],
  ['a URL', { 'src/b.ts': "fetch('/EmailSender');" }, undefined],
  ['the word alone', { 'src/b.ts': "const name = 'EmailSender'; // EmailSender" }, undefined],
  ['a file of its name elsewhere', { 'other/EmailSender.ts': '', 'README.md': 'see other/EmailSender.ts' }, undefined],
])('doubts: %s', (_, files, doubt) => {
  const { [`?${old}`]: found } = moved({ 'src/a.ts': use, [old]: '', ...files }, { [old]: to });
  expect(found).toBe(doubt);
});

it.each([
  ['', 'it is an entry of the package `lib`'],
  ['"private": true, ', undefined],
])('doubts an entry of a package that is published', (isPrivate, doubt) => {
  const files = {
    'package.json': `{ ${isPrivate}"name": "lib", "exports": { "./*": "./src/*.ts" } }`,
    'src/a.ts': use,
    [old]: '',
  };
  expect(moved(files, { [old]: to })[`?${old}`]).toBe(doubt);
});

it('only suggests to move a file without importers, unless tools find it by its extension', () => {
  expect(moved({ [old]: '' }, { [old]: to })[`?${old}`]).toBe('no file imports it, so something else may refer to it');
  expect(Object.keys(moved({ 'src/A_b.test.ts': '' }, { 'src/A_b.test.ts': 'src/a-b.test.ts' }))).toEqual([
    'src/A_b.test.ts',
    'src/a-b.test.ts',
  ]);
});

it('after random moves, every import resolves to the same file', () => {
  const names = ['a', 'b', 'c', 'index'];
  const anyPath = fc
    .tuple(fc.constantFrom('src', 'src/x', 'src/x/y', 'lib'), fc.constantFrom(...names), fc.constantFrom('.ts', '.tsx'))
    .map((parts) => `${parts[0]}/${parts[1]}${parts[2]}`);
  const anyProject = fc
    .uniqueArray(anyPath, { minLength: 3, maxLength: 8, selector: (path) => path.replace(/x?$/, '') })
    .chain((paths) =>
      fc.record({
        files: fc.tuple(
          ...paths.map((path) =>
            fc
              .array(fc.tuple(fc.constantFrom(...paths), fc.constantFrom('bare', 'js', 'folder', 'alias')), {
                maxLength: 4,
              })
              .map((imports) => [path, imports.map((one) => `import '${specifierTo(path, ...one)}';\n`).join('')]),
          ),
        ),
        moves: fc.dictionary(fc.constantFrom(...paths), anyPath, { minKeys: 1, maxKeys: 4 }),
      }),
    );
  const seen = { moved: 0, refused: 0 };
  fc.assert(
    fc.property(anyProject, ({ files, moves }) => {
      const tsconfig = '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@x": ["./src/x/index.ts"] } } }';
      const before = { ...(Object.fromEntries(files) as Record<string, string>), 'tsconfig.json': tsconfig };
      const real = Object.fromEntries(Object.entries(moves).filter(([file, to]) => file !== to));
      const outcome = moved(before, real);
      const after: Record<string, string> = { ...before };
      for (const [file, text] of Object.entries(outcome)) if (text === null) Reflect.deleteProperty(after, file);
      for (const [file, text] of Object.entries(outcome)) if (text !== null && !/^[!?]/.test(file)) after[file] = text;
      const refused = new Set(Object.keys(outcome).flatMap((key) => (key.startsWith('!') ? [key.slice(1)] : [])));
      const now = (file: string): string => (refused.has(file) ? file : (real[file] ?? file));
      seen.refused += refused.size;
      seen.moved += Object.keys(real).length - refused.size;
      const expected = targetsIn(before).map(([from, targets]) => [now(from), targets.map(now)]);
      expect(new Map(targetsIn(after) as [string, string[]][])).toEqual(new Map(expected as [string, string[]][]));
    }),
    { numRuns: 400, seed: 3 },
  );
  expect(Math.min(seen.moved, seen.refused)).toBeGreaterThan(100);
});

function specifierTo(from: string, target: string, style: string): string {
  const stem = target.replace(/\.tsx?$/, '');
  if (style === 'alias' && stem.startsWith('src/')) return `@/${stem.slice('src/'.length)}`;
  const up = '../'.repeat(from.split('/').length - 1);
  if (style === 'js') return `${up}${stem}.js`;
  return up + (style === 'folder' ? stem.replace(/\/index$/, '') : stem);
}

/** Where the imports of each file lead; `-` is nowhere. */
function targetsIn(files: Files): [string, string[]][] {
  const { loaded } = moverOf(files, {});
  const sources = moveSourcesOf({ loaded, memory: createMemory(loaded.store) });
  return Object.keys(files).map((file) => [file, sources.links(file).map(({ targets }) => targets[0] ?? '-')]);
}

test.each<[before: string, to: string, after: string]>([
  ['/** @jsxImportSource ./jsx */', 'lib/a.tsx', '/** @jsxImportSource ../src/jsx */'],
  ['/** @jsxImportSource ./jsx/ */', 'src/jsx/deep/a.tsx', '/** @jsxImportSource ../ */'],
  [
    '/* @jsxRuntime automatic @jsxImportSource . */',
    'src/jsx/a.tsx',
    '/* @jsxRuntime automatic @jsxImportSource .. */',
  ],
  ['/** @jsxImportSource ../jsx */', 'a.tsx', '/** @jsxImportSource ./jsx */'],
  ['/** @jsxImportSource ./jsx */', 'src/b.tsx', '/** @jsxImportSource ./jsx */'],
  ['/** @jsxImportSource preact */', 'lib/a.tsx', '/** @jsxImportSource preact */'],
  ['/** @jsxImportSource .hidden */', 'lib/a.tsx', '/** @jsxImportSource .hidden */'],
])('a file that names the folder of its JSX runtime: %s, to %s', (before, target, after) => {
  expect(moved({ 'src/a.tsx': before, 'src/use.ts': "import './a';" }, { 'src/a.tsx': target })[target]).toBe(after);
});

test.each<[text: string, to: string, key: string, said: string | undefined]>([
  [
    '/** @jsxImportSource ../../jsx */',
    'lib/a.tsx',
    '!',
    '`@jsxImportSource ../../jsx` in src/a.tsx leads out of the project',
  ],
  ['read(__dirname);', 'lib/a.tsx', '?', 'it uses `__dirname`, which would be a different one there'],
  ['read(__dirname);', 'src/b.tsx', '?', undefined],
])('a file that speaks of its folder: %s, to %s', (text, target, key, said) => {
  expect(moved({ 'src/a.tsx': text, 'src/use.ts': "import './a';" }, { 'src/a.tsx': target })[`${key}src/a.tsx`]).toBe(
    said,
  );
});
