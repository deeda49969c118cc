import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Ruled, UsedIgnore } from '../../../core/view.ts';

const options = z.strictObject({
  'require-reason': z.boolean().default(true).describe('Every ignore comment says why, after `--`.'),
  max: z.int().min(0).optional().describe('How many ignore comments the project may hold.'),
  expire: z
    .boolean()
    .default(false)
    .describe(
      'Every reason names the last day on which it holds: `until 2027-01-31`. A day that has passed is reported in any case.',
    ),
});

export const suppressions = defineCheck({
  name: 'suppressions',
  family: 'structure',
  summary: 'Ignore comments have a reason, excuse something, and do not outlive their day.',
  options,
  reads: () => ({ settled: true, rules: true }),
  messages: {
    'no-reason': () => 'This ignore comment does not say why.',
    'no-day': () => 'This ignore comment does not say until when.',
    expired: (d) => `This ignore comment held until ${d['until']}.`,
    unused: () => 'This ignore comment excuses nothing.',
    'too-many': () => 'The project holds more ignore comments than it may.',
  },
  statement: (o) =>
    `ignore comments ${o['require-reason'] ? 'say why and ' : ''}excuse something${o.max === undefined ? '' : `; at most ${o.max} in all`}`,
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
          fix: manual('say why', 'add ` -- ` and the reason, or repair what it hides and delete the comment'),
        });
      }
      if (until === undefined && o.expire) {
        yield problem('no-day', { rules }, at, {
          found,
          expected: 'a reason that ends with `until YYYY-MM-DD`',
          brief: `ignores ${rules} for ever`,
          fix: manual('say until when', 'add `until YYYY-MM-DD` to the reason'),
        });
      }
      if (until !== undefined && until < project.today) {
        yield problem('expired', { rules, until }, at, {
          found,
          expected: `nothing after ${until}`,
          brief: `ignored ${rules} until ${until}`,
          fix: manual('repair what it hides', 'repair what it hides and delete the comment, or agree on a later day'),
        });
      }
      if (ignore.judged && ignore.excused === 0) {
        yield problem('unused', { rules }, at, {
          found,
          expected: 'no comment',
          brief: `excuses nothing${unknown(project, ignore)}`,
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
            title: 'ignore less',
            safety: 'manual',
            edits: [],
            steps: [`repair what ${all.length - (o.max ?? 0)} of them hide and delete them`],
          },
        },
      );
    }
  },
});

function unknown(project: Ruled, ignore: UsedIgnore): string {
  const missing = ignore.suppression.rules.filter((id) => !project.rules.some((rule) => rule.id === id));
  return missing.length ? `: there is no rule ${missing.join(', ')}` : '';
}
