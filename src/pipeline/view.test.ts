import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createLanguages, decode, encode } from '../facts/index.ts';
import { createStore } from '../world/store.ts';
import { diskWorld } from '../world/world.ts';
import { openSession } from './session.ts';
import { setupOf } from './setup.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-view-')));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const yaml = `version: 1
rules:
  structure/files: { check: required-files, files: [CLAUDE.md] }
  structure/links: { check: conventions, see: "CLAUDE.md#names" }
`;

function found(): readonly string[] {
  const store = createStore({ version: 'test', encode, decode });
  const setup = setupOf({
    world: diskWorld({ root, env: process.env }, store.stamps),
    store,
    languages: createLanguages('oxc'),
    file: 'lintel.yaml',
    mode: 'gate',
  });
  const { violations } = openSession(setup).lint({ paths: [], rule: null });
  return violations.map(({ rule, message, see }) => `${rule} ${message} ${String(see?.line)}`);
}

it('reads the target of a link inside the root', () => {
  writeFileSync(join(root, 'lintel.yaml'), yaml);
  writeFileSync(join(root, 'a.ts'), '');
  writeFileSync(join(root, 'AGENTS.md'), '# Agents\n\n## Names\n');
  expect(found()).toEqual(['structure/files missing undefined', 'structure/links no-document null']);
  symlinkSync('AGENTS.md', join(root, 'CLAUDE.md'));
  expect(found()).toEqual([]);
});
