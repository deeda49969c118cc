import type { IDependency } from 'dependency-cruiser';
import type { DrawnImport, DrawnViolation } from './source.ts';

type Rules = NonNullable<IDependency['rules']>;

/** What is known fails nothing, and so is `ignore` to dependency-cruiser. */
export function severityOf({ severity, isKnown }: DrawnViolation): Rules[number]['severity'] {
  return isKnown ? 'ignore' : severity;
}

/** The rules that some imports violate, as dependency-cruiser names them. */
export function rulesOf(imports: readonly DrawnImport[]): Rules {
  const violations = imports.flatMap((one) => one.violations);
  const rules = new Map(violations.map((one) => [one.rule, { name: one.rule, severity: severityOf(one) }]));
  return [...rules.values()];
}
