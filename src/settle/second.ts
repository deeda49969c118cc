import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { Problem, Violation } from '../core/violation.ts';
import type { Excuse } from './except.ts';
import { type Grounds, violationOf } from './settle.ts';
import { sign } from './sign.ts';

/** What the second wave looks at: a rule, its exceptions, and whether it ran in full. */
export interface Ran {
  readonly rule: Rule;
  readonly excuses: readonly Excuse[];
  readonly full: boolean;
}

/** Exceptions that excuse nothing, and those whose day has passed. Nothing can silence these. */
export function voidExceptions(ran: readonly Ran[], grounds: Pick<Grounds, 'reference'>): Violation[] {
  return ran.flatMap(({ rule, excuses, full }) => {
    const bad = excuses.flatMap((excuse) => (excuse.expired ? [expired(excuse)] : full && excuse.used === 0 ? [unused(excuse)] : []));
    const speaking: Rule = { ...rule, fix: null, check: { ...rule.check, messages } };
    return sign(rule.id, bad).map(({ id, problem }) => {
      const violation = violationOf(speaking, id, problem, grounds);
      return problem.message === 'expired-exception' ? { ...violation, severity: 'warn' as const } : violation;
    });
  });
}

const messages = {
  'unused-exception': () => 'This exception excuses nothing.',
  'expired-exception': (d: Readonly<Record<string, string>>) => `This exception held until ${d['until']}.`,
};

function unused({ exception }: Excuse): Problem {
  return problemAt(exception, 'unused-exception', {
    found: `an exception (${exception.reason}) that nothing needs`,
    expected: 'no exception',
    brief: `an exception excuses nothing: ${exception.reason}`,
    step: 'delete the exception',
  });
}

function expired({ exception }: Excuse): Problem {
  return problemAt(exception, 'expired-exception', {
    found: `an exception that held until ${exception.until}`,
    expected: 'the repair that was promised',
    brief: `an exception held until ${exception.until}: ${exception.reason}`,
    step: 'repair what it excused and delete the exception, or agree on a later day',
  });
}

function problemAt({ at, from, to, file, name, keys, until }: Excuse['exception'], message: string, words: { found: string; expected: string; brief: string; step: string }): Problem {
  const said = { from: from?.text, to: to?.text, file: file?.text, name: name ?? undefined, until: until ?? undefined, ...keys };
  const data = Object.fromEntries(Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const place = { line: at.line, column: at.column, endLine: at.line, endColumn: at.column + 1 };
  const fix = { title: words.step, safety: 'manual' as const, edits: [], steps: [words.step] };
  return { message, data, at: { file: at.file as Path, place }, found: words.found, expected: words.expected, brief: words.brief, evidence: [], fix, alternatives: [] };
}
