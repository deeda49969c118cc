import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';

export const parse = defineCheck({
  name: 'parse',
  family: 'structure',
  summary: 'Every file can be read.',
  options: z.strictObject({}),
  reads: () => ({ each: 'file', facts: ['problems'] }),
  messages: {
    unreadable: () => 'This file cannot be read, so that no rule can judge it.',
  },
  statement: () => 'every file can be read',
  *check({ file, fault, facts }, _options, problem) {
    if (fault !== null) {
      yield problem(
        'unreadable',
        { file },
        { file, place: null },
        {
          found: fault,
          expected: 'a text that can be opened',
          brief: fault,
          fix: manual('leave it out', 'add the file to `ignore` in lintel.yaml, if it is not meant to be judged'),
        },
      );
      return;
    }
    const [first, ...others] = facts('problems');
    if (!first) return;
    yield problem(
      'unreadable',
      { file },
      { file, place: first.at },
      {
        found: first.text,
        expected: 'a text that its language can read',
        brief: `cannot be read: ${first.text.replace(/\.$/, '')}`,
        evidence: others.slice(0, 4).map((one) => ({ file, line: one.at.line, text: one.text })),
        fix: manual('repair the syntax', `repair the syntax in line ${first.at.line}`),
      },
    );
  },
});

function manual(title: string, step: string): Fix {
  return { title, safety: 'manual', edits: [], steps: [step] };
}
