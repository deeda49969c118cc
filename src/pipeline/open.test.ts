import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { createLanguages, decode, encode } from '../facts/index.ts';
import { createStore } from '../world/store.ts';
import { diskWorld } from '../world/world.ts';
import { lint } from './lint.ts';
import { load } from './load.ts';
import { extractAll } from './open.ts';
import { setupOf } from './setup.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-open-')));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

it('does not read a file again at which a worker hung, neither in this run nor in the next', async () => {
  writeFileSync(join(root, 'lintel.yaml'), 'version: 1\nrules:\n  rounds: { check: cycles }\n');
  writeFileSync(join(root, 'good.ts'), 'export const good = 1;\n');
  writeFileSync(join(root, 'hangs.ts'), 'const hangs = 1;\n');
  // Of a file that was written just now, no stamp is believed.
  await sleep(100);
  const read: string[] = [];
  const languages = createLanguages('oxc').map((language) => ({
    ...language,
    extract: (text: string, sections: Parameters<typeof language.extract>[1]) => {
      read.push(text);
      return language.extract(text, sections);
    },
  }));
  const codec = { version: 'test', encode, decode };
  const run = async (casualties: readonly { file: string; text: string }[]): Promise<unknown> => {
    const store = createStore(codec, { root, env: process.env });
    const loaded = load(
      setupOf({
        world: diskWorld({ root, env: process.env }, store.stamps),
        store,
        languages,
        file: 'lintel.yaml',
        mode: 'gate',
      }),
    );
    await extractAll(loaded, { prefetch: () => Promise.resolve(casualties) });
    const { violations } = lint(loaded, { paths: [], rule: null });
    store.save(() => true);
    return violations.map(({ rule, at, found }) => [rule, at.file, found]);
  };
  const told = [['parse', 'hangs.ts', 'not read: the parser did not finish within 10 s']];
  expect(await run([{ file: 'hangs.ts', text: 'the parser did not finish within 10 s' }])).toEqual(told);
  expect(await run([])).toEqual(told);
  expect(read).toContain('export const good = 1;\n');
  expect(read).not.toContain('const hangs = 1;\n');
});
