import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checks } from '../src/checks/index.ts';
import { buildHash } from '../src/doors/maintain/build-hash.ts';
import { home, lintel } from './bakery.ts';

it('Lintel keeps its own rules', async () => {
  const { code, stdout, stderr } = await lintel(home, ['check', '--no-cache']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^ok\. \d+ files, \d+ rules\.\n$/);
});

it('every rule of its own is explained with a paragraph of the conventions', async () => {
  for (const rule of ['layering/rooms', 'layering/checks', 'layering/doors', 'layering/files', 'structure/checks']) {
    const { code, stdout, stderr } = await lintel(home, ['explain', rule]);
    expect([rule, code, stderr, /^from CONVENTIONS\.md:\d+:$/m.test(stdout)]).toEqual([rule, 0, '', true]);
  }
});

it('cache entries are marked with the hash of the code', () => {
  const chunks = readdirSync(join(home, 'dist/chunks')).map((name) =>
    readFileSync(join(home, 'dist/chunks', name), 'utf8'),
  );
  expect(chunks.some((text) => text.includes(`"${buildHash(home)}"`))).toBe(true);
  expect(chunks.some((text) => text.includes('LINTEL_BUILD'))).toBe(false);
});

it.skipIf(!checks.some((check) => check.name === 'naming'))('`npm start` shows a report, and is no failure', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(home, 'fixtures/start.js')], {
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  });
  expect([status, stdout.split('\n').slice(-3, -1)]).toEqual([
    0,
    [
      '',
      '(That was `lintel check` in fixtures/billing. Exit code 1: 0 no errors, 1 violations, 2 invalid lintel.yaml.)',
    ],
  ]);
});
