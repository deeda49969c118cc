import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineCheck } from '../core/check.ts';
import { projectOf } from '../testing/index.ts';
import { sessionOf } from './session.ts';

/** A check that counts its searches. */
function searching(searches: string[]) {
  return defineCheck({
    name: 'searching',
    family: 'structure',
    summary: 'No file.',
    options: z.strictObject({ fail: z.string().optional() }),
    reads: () => ({ graph: 'edges' }),
    messages: { there: () => 'It is there.' },
    statement: () => 'no file',
    *check({ files }, { fail }, problem) {
      for (const file of files) {
        const at = { file, place: null };
        const fix = (): null => {
          searches.push(file);
          if (file === fail) throw new Error('no way');
          return null;
        };
        yield problem('there', { file }, at, { found: file, expected: 'nothing', fix });
      }
    },
  });
}

const request = { paths: [], rule: null };
const files = { 'a.ts': '', 'b.ts': '' };

it('searches for the fix of a violation that is shown, once, and of no other', () => {
  const searches: string[] = [];
  const yaml = 'version: 1\nrules:\n  one: { check: searching, fix: delete it }\n';
  const setup = projectOf({ ...files, 'lintel.yaml': yaml }, { checks: [searching(searches)] });
  const session = sessionOf(setup);
  const shown = session.lint({ ...request, shown: (all) => new Set(all.slice(0, 1).map(({ id }) => id)) });
  expect(searches).toEqual(['a.ts']);
  expect(shown.violations.map(({ fix }) => fix?.title)).toEqual(['delete it', undefined]);
  session.lint(request);
  session.lint(request);
  expect(searches).toEqual(['a.ts', 'b.ts']);
});

it('reports a search that fails, and every violation all the same', () => {
  const yaml = 'version: 1\nrules:\n  one: { check: searching, fail: a.ts }\n';
  const session = sessionOf(projectOf({ ...files, 'lintel.yaml': yaml }, { checks: [searching([])] }));
  const { violations, errors } = session.lint(request);
  expect(violations.map(({ at }) => at.file)).toEqual(['a.ts', 'b.ts']);
  expect(errors.map(({ code, message }) => [code, message.includes('no way')])).toEqual([['crash', true]]);
});
