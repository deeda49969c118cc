import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';

export const parse = defineCheck({
  name: 'parse',
  family: 'structure',
  summary: 'Every file can be read.',
  unfinished: true,
  options: z.strictObject({}),
  reads: () => ({ each: 'file', facts: ['problems'] }),
  messages: {
    unreadable: () => 'This file cannot be read, so no rule can check it.',
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
          expected: 'a regular, readable text file',
          brief: fault,
          fix: manual('make it readable', 'replace it with a regular text file that Lintel can read'),
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
        expected: 'valid syntax',
        brief: `cannot be read: ${first.text.replace(/\.$/, '')}`,
        evidence: others.slice(0, 4).map((one) => ({ file, line: one.at.line, text: one.text })),
        fix: manual('fix the syntax', `fix the syntax error in line ${first.at.line}`),
      },
    );
  },
});

function manual(title: string, step: string): Fix {
  return { title, safety: 'manual', edits: [], steps: [step] };
}
