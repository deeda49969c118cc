import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bake, lintel } from './bakery.ts';

const rule = 'version: 1\nrules:\n  floor: { check: coverage, report: "**/coverage/lcov.info", minimum: { lines: 100 } }\n';
const files = {
  'lintel.yaml': rule,
  '.gitignore': 'coverage/\n',
  'oven/src/bake.ts': 'export const bake = 1;\n',
};

it('a report that git ignores is found, and its age counts', () => {
  const without = bake(files);
  expect(lintel(without, []).stdout).toMatch(/\n\n?floor: .*\n \w+ \*\*\/coverage\/lcov\.info does not exist\. fix/);
  const root = bake({ ...files, 'oven/coverage/lcov.info': 'SF:src/bake.ts\nDA:1,1\nend_of_record\n' });
  expect(lintel(root, []).stdout).toBe('ok. 1 file, 1 rule.\n');
  expect(lintel(root, []).stdout).toBe('ok. 1 file, 1 rule.\n');
  utimesSync(join(root, 'oven/coverage/lcov.info'), 1, 1);
  const { code, stdout } = lintel(root, []);
  expect(code).toBe(1);
  expect(stdout).toContain('oven/coverage/lcov.info is older than 1 file. fix(manual): run the tests with coverage\n');
});
