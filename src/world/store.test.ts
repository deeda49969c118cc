import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Heading } from '../core/document.ts';
import type { Content } from '../core/hash.ts';
import { type Codec, createStore } from './store.ts';

/** A text whose hash is easy to tell. */
const content = (hash: string): Content => ({ text: '', hash }) as Content;

const codec: Codec = {
  version: '1',
  encode: (_, value) => JSON.stringify(value),
  decode: (_, text) => JSON.parse(text),
};
const size = (lines: number) => ({ lines, functions: [] });
const everywhere = () => true;

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-store-')));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function save(lines: number, site = here()): void {
  const store = createStore(codec, site);
  store.put(content('h'), 'script', { size: size(lines) });
  store.save(everywhere);
}
const here = () => ({ root, env: { XDG_CACHE_HOME: join(root, 'cache') } });
/** As on another machine, or for another user. */
const elsewhere = () => ({ root, env: { XDG_CACHE_HOME: join(root, 'elsewhere') } });
const load = (version = '1', site = here()) => createStore({ ...codec, version }, site).get('h', 'script', 'size');
const file = () => join(root, '.lintel/facts');

describe('the store in memory', () => {
  it('keeps sections apart, by text and language', () => {
    const store = createStore(codec);
    store.put(content('h'), 'script', { size: size(1), problems: [] });
    store.putEncoded('h', 'markdown', 'size', JSON.stringify(size(2)));
    expect([
      store.get('h', 'script', 'size'),
      store.get('h', 'markdown', 'size'),
      store.get('h', 'script', 'problems'),
      store.get('h', 'script', 'headings'),
      store.has('h', 'script', 'size'),
      store.has('i', 'script', 'size'),
    ]).toEqual([size(1), size(2), [], undefined, true, false]);
    expect([
      store.sectionHash('h', 'script', 'size') === store.sectionHash('h', 'markdown', 'size'),
      store.sectionHash('i', 'script', 'size'),
    ]).toEqual([false, undefined]);
  });
});

describe('the store on disk', () => {
  it('comes back, with all letters and the stamps', () => {
    const store = createStore(codec, here());
    const heading = { text: 'é 𝒳 \uD800 \n\0' } as unknown as Heading;
    store.put(content('h'), 'markdown', { headings: [heading] });
    store.put(content('i'), 'markdown', { headings: [] });
    store.stamps.begin(Date.now());
    store.stamps.set('a b\n.md', { size: 3, modified: 1.25, hash: 'h' });
    store.save(everywhere);
    const again = createStore(codec, here());
    expect([
      again.get('h', 'markdown', 'headings'),
      again.get('i', 'markdown', 'headings'),
      again.stamps.get('a b\n.md', { size: 3, modified: 1.25 })?.hash,
      again.stamps.get('a b\n.md', { size: 3, modified: 1.5 }),
    ]).toEqual([[heading], [], 'h', undefined]);
  });

  it('is not written when nothing is new', () => {
    save(1);
    const before = statSync(file()).ino;
    const store = createStore(codec, here());
    store.get('h', 'script', 'size');
    store.save(everywhere);
    expect(statSync(file()).ino).toBe(before);
  });

  it('is rebuilt when damaged, cut off, or of another version', () => {
    save(1);
    const whole = readFileSync(file());
    const found: unknown[] = [load(), load('2')];
    for (let at = 0; at < whole.length; at += 7) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 255;
      writeFileSync(file(), broken);
      const value = load();
      if (value !== undefined && JSON.stringify(value) !== JSON.stringify(size(1))) found.push(value);
    }
    writeFileSync(file(), whole);
    truncateSync(file(), whole.length - 3);
    found.push(load());
    save(2);
    expect([...found, load()]).toEqual([size(1), undefined, undefined, size(2)]);
  });

  it('forgets files that are gone, and old texts beyond as many as are in use', () => {
    const many = createStore(codec, here());
    for (let index = 0; index < 3000; index++) many.put(content(`h${String(index)}`), 'script', { size: size(index) });
    many.stamps.set('gone.ts', { size: 1, modified: 1, hash: 'h5' });
    many.stamps.begin(Date.now());
    many.save(everywhere);
    const next = createStore(codec, here());
    next.stamps.set('here.ts', { size: 1, modified: 1, hash: 'h2999' });
    next.put(content('new'), 'script', { size: size(0) });
    next.save((path) => path !== 'gone.ts');
    const last = createStore(codec, here());
    expect([
      last.has('new', 'script', 'size'),
      last.has('h2999', 'script', 'size'),
      last.has('h999', 'script', 'size'),
      last.has('h1000', 'script', 'size'),
      [...last.stamps.entries.keys()],
    ]).toEqual([true, true, true, false, ['here.ts']]);
  });

  it('keeps a few of the long answers that no run asks for now', () => {
    const long = 'x'.repeat(300_000);
    for (let run = 0; run < 20; run++) {
      const store = createStore(codec, here());
      store.keepAnswer('rule', `key ${String(run)}`, long);
      store.save(everywhere);
    }
    const last = createStore(codec, here());
    const kept = Array.from({ length: 20 }, (_, run) => last.answer('rule', `key ${String(run)}`) !== undefined);
    expect(kept.filter(Boolean).length).toBe(7);
    expect(kept.at(-1)).toBe(true);
  });

  it('is in the cache folder, ignored by git, and not behind a link', () => {
    save(1);
    const own = [existsSync(file()), readFileSync(join(root, '.lintel/.gitignore'), 'utf8')];
    mkdirSync(join(root, 'node_modules'));
    save(2);
    const shared = [existsSync(join(root, 'node_modules/.cache/lintel/facts')), load()];
    rmSync(join(root, 'node_modules'), { recursive: true });
    rmSync(join(root, '.lintel'), { recursive: true });
    const outside = mkdtempSync(join(tmpdir(), 'lintel-outside-'));
    symlinkSync(outside, join(root, '.lintel'));
    save(3);
    const escaped = existsSync(join(outside, 'facts'));
    rmSync(outside, { recursive: true });
    expect([own, shared, escaped, load()]).toEqual([[true, '*\n'], [true, size(2)], false, undefined]);
  });

  it.each(['.gitignore', 'facts'])('writes through no link at .lintel/%s', (name) => {
    const outside = mkdtempSync(join(tmpdir(), 'lintel-outside-'));
    writeFileSync(join(outside, 'victim'), 'untouched');
    mkdirSync(join(root, '.lintel'));
    symlinkSync(join(outside, 'victim'), join(root, '.lintel', name));
    save(1);
    expect(readFileSync(join(outside, 'victim'), 'utf8')).toBe('untouched');
    rmSync(outside, { recursive: true });
  });

  it('ignores a cache that was written for another machine or folder', () => {
    save(3, elsewhere());
    expect(load()).toBeUndefined();
    save(4);
    expect(load()).toEqual(size(4));
    expect(load('1', elsewhere())).toBeUndefined();
    const copy = join(root, 'copy/.lintel');
    mkdirSync(copy, { recursive: true });
    writeFileSync(join(copy, 'facts'), readFileSync(file()));
    expect(createStore(codec, { ...here(), root: join(root, 'copy') }).get('h', 'script', 'size')).toBeUndefined();
  });

  it('works without a writable folder', () => {
    writeFileSync(join(root, '.lintel'), 'a file');
    save(1);
    expect([load(), readFileSync(join(root, '.lintel'), 'utf8')]).toEqual([undefined, 'a file']);
  });
});
