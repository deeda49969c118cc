import type { Fix } from '../core/fix.ts';
import type { Rule } from '../core/rule.ts';
import { ChangedMeanwhile } from '../core/tree.ts';
import type { Violation } from '../core/violation.ts';
import { repairs } from '../settle/settle.ts';
import { keptFixes } from './answers.ts';
import { answerAnew, failureOf } from './ask.ts';
import type { Inputs, Search } from './inputs.ts';

/** Finds the fixes that take a search. What was found is kept as answers are. */
export function advise(inputs: Inputs, violations: readonly Violation[]): Violation[] {
  const finders = new Map(inputs.loaded.rules.map((rule) => [rule.id, { rule, find: finderOf(inputs, rule) }]));
  return violations.map(({ search, ...violation }) => {
    const finder = finders.get(violation.rule);
    if (search === undefined || !finder) return violation;
    const fix = finder.find(search);
    return { ...violation, ...repairs({ ...violation, fix }, finder.rule.fix) };
  });
}

/** Finds the fixes of one rule's violations, each once. */
function finderOf(inputs: Inputs, rule: Rule): (search: number) => Fix | null {
  const { fixes } = inputs.fresh;
  let kept: ReturnType<typeof keptFixes> | null = null;
  return (search) => {
    kept ??= keptFixes(inputs, rule);
    const ofRule = fixes.get(rule) ?? new Map<number, Fix | null>();
    const known = ofRule.get(search) ?? kept(search);
    if (known !== undefined) return known;
    const fix = searched(inputs, rule, search);
    fixes.set(rule, ofRule.set(search, fix));
    return fix;
  };
}

/** A search that fails takes only itself down, as a check does. */
function searched(inputs: Inputs, rule: Rule, search: number): Fix | null {
  try {
    return searchesOf(inputs, rule)[search]?.() ?? null;
  } catch (error) {
    if (error instanceof ChangedMeanwhile) throw error;
    inputs.fresh.errors.push(failureOf(error, rule));
    return null;
  }
}

/** Where the answer was kept, the check is asked again: searches are made of what it saw. */
function searchesOf(inputs: Inputs, rule: Rule): readonly Search[] {
  const { searches } = inputs.fresh;
  if (!searches.has(rule)) answerAnew(inputs, rule);
  return searches.get(rule) ?? [];
}
