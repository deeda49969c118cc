import type { Changes } from '../core/changes.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { Violation } from '../core/violation.ts';
import type { Examined } from './past.ts';

/** `new`: the base does not have it. `old`: the base has it, in a file that changed. `other`: neither. */
export type News = 'new' | 'old' | 'other';

/** Finds new violations. Both versions are checked with the current rules; a rule that compares them itself finds only what is new. */
export function newsOf(past: Examined, { added, changed }: Changes, rules: readonly Rule[]): (one: Violation) => News {
  const comparing = new Set(rules.filter(({ check, options }) => check.reads(options).earlier).map(({ id }) => id));
  const isTouched = (file: Path): boolean => added.has(file) || changed.has(file);
  return ({ id, rule, at }) => {
    if (comparing.has(rule)) return 'new';
    if (isTouched(at.file)) return past.known.has(id) ? 'old' : 'new';
    return past.known.has(id) || past.unjudged.has(rule) ? 'other' : 'new';
  };
}
