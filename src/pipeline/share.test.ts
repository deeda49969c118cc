import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineCheck } from '../core/check.ts';
import type { Lists } from '../core/view.ts';
import { lintFiles } from '../testing/project.ts';

it('makes what a check shares once for each view', () => {
  const made: string[] = [];
  const pathsOf = (project: Lists): readonly string[] =>
    project.share(() => {
      made.push(project.files.join());
      return project.files;
    });
  const counting = defineCheck({
    name: 'counting',
    family: 'structure',
    summary: 'Counts files.',
    options: z.strictObject({}),
    reads: () => ({ mode: true }),
    messages: { found: () => 'found' },
    statement: () => 'counted',
    *mistakes(project) {
      if (pathsOf(project).length === 0) yield 'no files';
    },
    postponed: (project) => (pathsOf(project).length === 0 ? 'no files' : null),
    *notes(project) {
      yield `${String(pathsOf(project).length)} files`;
    },
    *check(project, _, problem) {
      for (const file of pathsOf(project))
        yield problem('found', { file }, { file, place: null }, { found: 'it', expected: 'nothing' });
    },
  });
  const yaml = 'version: 1\nrules:\n  one: { check: counting, in: a.ts }\n  two: { check: counting, in: b.ts }\n';
  const { violations } = lintFiles({ 'lintel.yaml': yaml, 'a.ts': '', 'b.ts': '' }, { checks: [counting] });
  expect(violations.map(({ rule, at }) => `${rule} ${at.file}`)).toEqual(['one a.ts', 'two b.ts']);
  expect(made).toEqual(['a.ts', 'b.ts']);
});
