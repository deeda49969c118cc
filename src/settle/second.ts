import type { Fix } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { Problem, Violation } from '../core/violation.ts';
import { type Excuse, mayConcern } from './except.ts';
import { type Grounds, violationOf } from './settle.ts';
import { sign } from './sign.ts';

/** The input of the second pass: a rule, its exceptions, and whether it ran completely. */
export interface Ran {
  readonly rule: Rule;
  readonly excuses: readonly Excuse[];
  readonly full: boolean;
}

/** The project. */
export interface Known extends Pick<Grounds, 'reference'> {
  /** Files without facts: excuses for them only seem to be unused. */
  readonly unread: readonly Path[];
}

/** Unused and expired exceptions. Nothing can suppress these violations. */
export function voidExceptions(ran: readonly Ran[], known: Known): Violation[] {
  return ran.flatMap(({ rule, excuses, full }) => {
    const isUnused = ({ used, exception }: Excuse): boolean =>
      full && used === 0 && !known.unread.some((file) => mayConcern(exception, file));
    // If all exceptions are deleted, so is their list.
    const list = {
      unused: excuses.every(isUnused),
      expired: excuses.every((excuse) => excuse.expired || isUnused(excuse)),
    };
    const bad = excuses.flatMap((excuse) => {
      if (excuse.expired) return [expired(excuse, isUnused(excuse) ? 'safe' : 'suggested', list.expired)];
      return isUnused(excuse) ? [unused(excuse, list.unused)] : [];
    });
    const speaking: Rule = { ...rule, fix: null, check: { ...rule.check, messages } };
    return sign(rule.id, bad).map(({ id, problem }) => {
      const violation = violationOf(speaking, id, problem, known);
      return problem.message === 'expired-exception' ? { ...violation, severity: 'warn' as const } : violation;
    });
  });
}

const messages = {
  'unused-exception': () => 'This exception is unused.',
  'expired-exception': (d: Readonly<Record<string, string>>) => `This exception expired after ${d['until']}.`,
};

function unused({ exception }: Excuse, list: boolean): Problem {
  return problemAt(exception, 'unused-exception', {
    found: `an unused exception (${exception.reason})`,
    expected: 'no exception',
    brief: `unused exception: ${exception.reason}`,
    fix: deletion(exception, { list, safety: 'safe', step: 'delete the exception' }),
  });
}

function expired({ exception }: Excuse, safety: Fix['safety'], list: boolean): Problem {
  return problemAt(exception, 'expired-exception', {
    found: `an exception that expired after ${exception.until}`,
    expected: 'no expired exception',
    brief: `exception expired after ${exception.until}: ${exception.reason}`,
    fix: deletion(exception, {
      list,
      safety,
      step: 'fix the violation that it excused, then delete the exception',
    }),
  });
}

function deletion(
  { at: { file, line, column } }: Excuse['exception'],
  { list, safety, step }: { list: boolean; safety: Fix['safety']; step: string },
): Fix {
  const reason = safety === 'suggested' ? { reason: 'the violation that it excused still exists' } : {};
  return {
    title: 'delete the exception',
    safety,
    edits: [],
    intent: { kind: 'remove-item', file, line, column, list },
    steps: [step],
    ...reason,
  };
}

function problemAt(
  { at, from, to, file, name, keys, until }: Excuse['exception'],
  message: string,
  words: Pick<Problem, 'found' | 'expected' | 'fix'> & { readonly brief: string },
): Problem {
  const said = {
    from: from?.text,
    to: to?.text,
    file: file?.text,
    name: name ?? undefined,
    until: until ?? undefined,
    ...keys,
  };
  const data = Object.fromEntries(
    Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const place = { line: at.line, column: at.column, endLine: at.line, endColumn: at.column + 1 };
  return { message, data, at: { file: at.file as Path, place }, ...words, evidence: [], alternatives: [] };
}
