import { z } from 'zod';
import { baselineFile, type StaleEntry } from '../../../core/baseline.ts';
import { defineCheck } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Location } from '../../../core/location.ts';

const found: Readonly<Record<StaleEntry['reason'], (rule: string) => string>> = {
  gone: (rule) => `a violation of ${rule} that no longer exists`,
  unmeasured: (rule) => `a figure of ${rule} that is no longer measured`,
  'unknown-rule': (rule) => `a violation of ${rule}, a rule that does not exist`,
  repeated: () => 'an entry that the baseline lists twice',
};

export const baseline = defineCheck({
  name: 'baseline',
  family: 'structure',
  summary: 'The baseline lists only violations that still exist.',
  unfinished: true,
  options: z.strictObject({}),
  reads: () => ({ settled: 'all' }),
  messages: {
    gone: (d) => `The frozen violation of \`${d['rule']}\` in ${d['file']} no longer exists.`,
    unmeasured: (d) => `\`${d['rule']}\` no longer measures ${d['metric']} of ${d['file']} for the baseline.`,
    'unknown-rule': (d) => `The rule \`${d['rule']}\` does not exist.`,
    repeated: (d) => `The entry ${d['entry']} is listed twice.`,
  },
  statement: () => 'the baseline lists only violations that still exist',
  *check({ stale }, _options, problem) {
    for (const { entry, reason } of stale) {
      const { id, rule, file, figure } = entry;
      const data = { entry: id, rule, file, ...(figure ? { metric: figure.metric } : {}) };
      yield problem(reason, data, locationOf(entry), {
        found: found[reason](rule),
        expected: 'no entry',
        brief: `${figure ? 'keeps' : 'freezes'} ${found[reason](rule)} (${figure ? `${figure.metric} of ` : ''}${file})`,
        fix: deletionOf(entry),
      });
    }
  },
});

function locationOf({ line, text }: StaleEntry['entry']): Location {
  return { file: baselineFile, place: { line, column: 1, endLine: line, endColumn: text.trimEnd().length + 1 } };
}

function deletionOf({ line, text }: StaleEntry['entry']): Fix {
  return {
    title: 'delete the entry',
    verb: 'delete the entry',
    safety: 'safe',
    edits: [
      {
        kind: 'replace',
        file: baselineFile,
        line,
        column: 1,
        endLine: line + 1,
        endColumn: 1,
        old: text,
        text: '',
      },
    ],
    steps: ['delete the entry'],
  };
}
