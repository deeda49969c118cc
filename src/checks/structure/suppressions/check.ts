import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Ruled, UsedIgnore } from '../../../core/view.ts';
import { strictIfTrue } from '../../../core/strictness.ts';

const options = z.strictObject({
  'require-reason': z.boolean().default(true).describe('Every ignore comment gives a reason after `--`.'),
  max: z.int().min(0).optional().describe('The maximum number of ignore comments in the project.'),
  expire: z
    .boolean()
    .default(false)
    .describe('Every reason names its last day: `until 2027-01-31`. An expired day is always reported.'),
});

export const suppressions = defineCheck({
  name: 'suppressions',
  family: 'structure',
  summary: 'Ignore comments have a reason, are used, and have not expired.',
  options,
  strictness: { 'require-reason': strictIfTrue, max: { stricter: 'fewer', without: 'all' }, expire: strictIfTrue },
  reads: () => ({ settled: true, rules: true }),
  messages: {
    'no-reason': () => 'This ignore comment has no reason.',
    'no-day': () => 'This ignore comment has no expiry date.',
    expired: (d) => `This ignore comment expired after ${d['until']}.`,
    unused: () => 'This ignore comment is unused.',
    'too-many': () => 'The project has too many ignore comments.',
  },
  statement: (o) =>
    `ignore comments ${o['require-reason'] ? 'have a reason and ' : ''}are used${o.max === undefined ? '' : `; at most ${o.max} in all`}`,
  *check(project, o, problem) {
    const all = project.ignores.filter((ignore) => project.judges(ignore.file));
    for (const ignore of all) {
      const { file, suppression } = ignore;
      const rules = suppression.rules.join(', ');
      const at = { file, place: suppression.at };
      const found = `lintel-ignore${suppression.covers ? '' : '-file'} ${rules}${suppression.reason === null ? '' : ` -- ${suppression.reason}`}`;
      const until = suppression.reason?.match(/\buntil (\d{4}-\d\d-\d\d)\b/)?.[1];
      const manual = (title: string, step: string) => ({ title, safety: 'manual' as const, edits: [], steps: [step] });
      if (suppression.reason === null && o['require-reason']) {
        yield problem('no-reason', { rules }, at, {
          found,
          expected: `${found} -- the reason`,
          brief: `ignores ${rules} without a reason`,
          fix: manual('add a reason', 'add ` -- ` and a reason, or fix the violation and delete the comment'),
        });
      }
      if (until === undefined && o.expire) {
        yield problem('no-day', { rules }, at, {
          found,
          expected: 'a reason that ends with `until YYYY-MM-DD`',
          brief: `ignores ${rules} forever`,
          fix: manual('add a date', 'add `until YYYY-MM-DD` to the reason'),
        });
      }
      if (until !== undefined && until < project.today) {
        yield problem('expired', { rules, until }, at, {
          found,
          expected: `no comment after ${until}`,
          brief: `ignored ${rules} until ${until}`,
          fix: manual('fix the violation', 'fix the violation that it hides, then delete the comment'),
        });
      }
      if (ignore.judged && ignore.excused === 0) {
        yield problem('unused', { rules }, at, {
          found,
          expected: 'no comment',
          brief: `unused ignore comment${unknown(project, ignore)}`,
          fix: {
            title: 'delete the comment',
            safety: 'safe',
            edits: [],
            intent: { kind: 'remove-comment', file, place: suppression.at },
            steps: ['delete the comment'],
          },
        });
      }
    }
    const beyond = o.max === undefined ? undefined : all[o.max];
    if (beyond) {
      yield problem(
        'too-many',
        {},
        { file: beyond.file, place: beyond.suppression.at },
        {
          found: `${all.length} ignore comments`,
          expected: `at most ${o.max}`,
          brief: `${all.length} ignore comments, ${o.max} allowed`,
          fix: {
            title: 'remove ignore comments',
            safety: 'manual',
            edits: [],
            steps: [`fix the violations that ${all.length - (o.max ?? 0)} of them hide, then delete those comments`],
          },
        },
      );
    }
  },
});

function unknown(project: Ruled, ignore: UsedIgnore): string {
  const missing = ignore.suppression.rules.filter((id) => !project.rules.some((rule) => rule.id === id));
  return missing.length ? `: rule ${missing.join(', ')} does not exist` : '';
}
