import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withCheck } from './check-list.ts';

it('lists a new check with its family, as an import and as a check that a rule may name', () => {
  const index = readFileSync('src/checks/index.ts', 'utf8');
  const text = withCheck(index, { value: 'newest', folder: 'layering/newest' });
  const added = text.split('\n').filter((line) => !index.split('\n').includes(line));
  expect(added).toEqual(["import { newest } from './layering/newest/check.ts';", '  newest,']);
  const [ours = ''] = text.split('export const builtinChecks');
  expect(ours).toMatch(/export const checks: readonly Check\[\] = \[\n( {2}\w+,\n)+ {2}newest,\n\];/);
  expect(text).toMatch(/from '\.\/layering\/[a-z-]+\/check\.ts';\nimport \{ newest \}/);
});
