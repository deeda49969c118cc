import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../core/language.ts';
import { type PoolOptions, createPool } from './pool.ts';
import { type Codec, type Store, createStore } from './store.ts';
import { diskWorld } from './world.ts';

/** The facts of these tests: a file's size is its length; some texts are fatal. */
const facts = `
const script = {
  name: 'script', extensions: ['.ts'], sections: ['size', 'problems'],
  extract(text) {
    if (text.startsWith('hang')) for (;;);
    if (text.startsWith('fall')) process.exit(1);
    if (text.startsWith('throw')) throw new Error('our bug');
    return { size: { lines: text.length, functions: [] }, problems: [] };
  },
};
export const createLanguages = () => [script];
export const availableParser = () => 'oxc';
export const holdsUnseenMemory = () => true;
export const encode = (section, value) => JSON.stringify(value);
`;

const codec: Codec = {
  version: '1',
  encode: (_, value) => JSON.stringify(value),
  decode: (_, text) => JSON.parse(text),
};

let base = '';
let built: { createPool: typeof createPool; languages: readonly Language[] };

/** Workers need JavaScript, which Node 20 does not make of these sources: so they are built, and the facts put in. */
beforeAll(async () => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-pool-')));
  for (const room of ['core', 'world']) {
    for (const name of readdirSync(join(import.meta.dirname, '..', room)).filter(
      (file) => !file.endsWith('.test.ts'),
    )) {
      const source = readFileSync(join(import.meta.dirname, '..', room, name), 'utf8');
      const { outputText } = transpileModule(source, {
        fileName: name,
        compilerOptions: {
          module: ModuleKind.ESNext,
          target: ScriptTarget.ES2023,
          rewriteRelativeImportExtensions: true,
          verbatimModuleSyntax: true,
        },
      });
      write(join('dist', room, name.replace('.ts', '.js')), outputText);
    }
  }
  write('dist/package.json', '{ "type": "module" }');
  write('dist/facts/index.js', facts);
  const load = (path: string): Promise<unknown> =>
    import(/* @vite-ignore */ pathToFileURL(join(base, 'dist', path)).href);
  const [pool, languages] = await Promise.all([load('world/pool.js'), load('facts/index.js')]);
  built = {
    ...(pool as { createPool: typeof createPool }),
    languages: (languages as { createLanguages(): readonly Language[] }).createLanguages(),
  };
});
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
}

function pause(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

/** Extracts a folder of 500 files and the given ones; returns how many lines each of the first five has, and what was lost. */
async function run(
  name: string,
  extra: Readonly<Record<string, string>>,
  options: Partial<PoolOptions>,
  mainLanguages = built.languages,
) {
  for (let index = 0; index < 500; index++) write(`${name}/f${String(index).padStart(3, '0')}.ts`, 'é'.repeat(index));
  for (const [path, text] of Object.entries(extra)) write(`${name}/${path}`, text);
  const store: Store = createStore(codec);
  const world = diskWorld({ root: join(base, name), env: process.env }, store.stamps);
  const { files } = world.view().tree;
  const pool = built.createPool({
    extractor: { languages: mainLanguages, holdsUnseenMemory: true, encode: codec.encode },
    ...options,
  });
  const lost = await pool.prefetch(
    world.site?.root ?? '',
    [...files.keys()].map((path) => ({ path, language: 'script', sections: ['size', 'problems'] })),
    files,
    store,
  );
  await pool.close();
  const sizes = [...files].flatMap(([path, stamp]) => {
    const hash = store.stamps.get(path, stamp)?.hash;
    const size = hash === undefined ? undefined : store.get(hash, 'script', 'size');
    return size === undefined ? [] : [[path, size.lines] as const];
  });
  return { sizes: new Map(sizes), lost };
}

describe('the pool', () => {
  it('finds the same with and without workers', async () => {
    const [alone, with1, with2] = [
      await run('same', {}, { workers: 0 }),
      await run('same', {}, { workers: 1 }),
      await run('same', {}, { workers: 2 }),
    ];
    expect([alone.sizes.size, alone.sizes.get('f123.ts'), alone.lost]).toEqual([500, 123, []]);
    expect([with1, with2]).toEqual([alone, alone]);
  });

  it('gives even a few files to threads that are up', async () => {
    for (let index = 0; index < 500; index++) write(`few/f${String(index)}.ts`, `${String(index)} of 500`);
    const store = createStore(codec);
    const { files } = diskWorld({ root: join(base, 'few'), env: process.env }, store.stamps).view().tree;
    const mine: string[] = [];
    const slow: Language = {
      name: 'script',
      extensions: [],
      sections: [],
      extract: (text) => (pause(2), mine.push(text), { size: { lines: 0, functions: [] }, problems: [] }),
    };
    const pool = built.createPool({
      extractor: { languages: [slow], holdsUnseenMemory: false, encode: codec.encode },
      workers: 1,
    });
    const wave = (paths: readonly string[], section: 'size' | 'problems') =>
      pool.prefetch(
        join(base, 'few'),
        paths.map((path) => ({ path, language: 'script', sections: [section] })),
        files,
        store,
      );
    expect(pool.isUp()).toBe(false);
    await wave([...files.keys()], 'size');
    expect(pool.isUp()).toBe(true);
    mine.length = 0;
    const few = [...files.keys()].slice(0, 60);
    await wave(few, 'problems');
    await pool.close();
    const stored = few.filter((path) => store.has(store.stamps.entries.get(path)?.hash ?? '', 'script', 'problems'));
    expect(stored).toHaveLength(60);
    expect(mine.length).toBeLessThan(60);
  });

  it('throws the error of an extractor only when the file is requested', async () => {
    const { sizes, lost } = await run('throws', { 'x.ts': 'throw' }, { workers: 1 });
    expect([sizes.size, sizes.has('x.ts'), lost]).toEqual([500, false, []]);
  });

  it.each([
    ['fall', 'the parser crashed'],
    ['hang', 'the parser did not finish within 0.5 s'],
  ])('survives a worker that does %s, and names the file', async (text, why) => {
    const fatal = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`f${String(index).padStart(3, '0')}.ts`, text]),
    );
    // The main thread is slow, so that the worker has started before all is done, and nothing is fatal to it.
    const patient: Language = {
      name: 'script',
      extensions: [],
      sections: [],
      extract: () => (pause(3), { size: { lines: 0, functions: [] }, problems: [] }),
    };
    const { lost } = await run(text, fatal, { workers: 1, patience: 500 }, [patient]);
    // It fell at the first file of the batch that it took.
    expect(lost.map((casualty) => [casualty.text, Number(casualty.file.slice(1, 4)) % 48])).toEqual([[why, 0]]);
  });

  it('does not request anything twice', async () => {
    write('twice/a.ts', 'abc');
    const store = createStore(codec);
    const world = diskWorld({ root: join(base, 'twice'), env: process.env }, store.stamps);
    const { files } = world.view().tree;
    const seen: string[] = [];
    const counting = built.languages.map((language): Language => ({
      ...language,
      extract: (text, sections) => (seen.push(sections.join(' ')), language.extract(text, sections)),
    }));
    const pool = createPool({
      extractor: { languages: counting, holdsUnseenMemory: false, encode: codec.encode },
      workers: 0,
    });
    for (const sections of [['size'], ['size'], ['size', 'problems'], ['size', 'problems']] as const)
      await pool.prefetch(
        join(base, 'twice'),
        [
          { path: 'a.ts', language: 'script', sections },
          { path: 'gone.ts', language: 'script', sections },
        ],
        files,
        store,
      );
    expect(seen).toEqual(['size', 'problems']);
  });
});
