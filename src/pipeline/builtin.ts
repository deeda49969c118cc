import type { Check } from '../core/check.ts';
import type { Rule } from '../core/rule.ts';

/** Rules that run in every project, under the names of their checks. */
export function builtinRules(checks: readonly Check[]): Rule[] {
  return checks.map((check) => ({
    id: check.name,
    check,
    options: check.options.parse({}),
    severity: 'error',
    in: null,
    not: null,
    except: [],
    see: null,
    seeAt: null,
    because: null,
    fix: null,
    fingerprint: check.name,
    own: false,
    at: { file: '<built in>', line: 1, column: 1 },
  }));
}

/** Rules whose check already runs as a built-in rule. */
export function repeatedBuiltins(
  builtin: readonly Rule[],
  rules: readonly Rule[],
): { readonly rule: string; readonly reason: string }[] {
  return rules
    .filter(({ check }) => builtin.some((rule) => rule.check === check))
    .map(({ id, check }) => ({ rule: id, reason: `with \`--since\`, \`${check.name}\` is built in` }));
}
