import { words } from '../core/plain.ts';
import type { Packet } from '../core/plan.ts';
import type { Report } from '../core/report.ts';
import { agent } from './agent.ts';
import { count } from './reporter.ts';

/** What a program that repairs is given: one packet of a plan, with the violations in full. `rejected` says why an earlier attempt was not kept. */
export function packetText({ title, command, ids }: Packet, report: Report, rejected: string | null): string {
  const wanted = new Set(ids);
  const violations = report.violations.filter(({ id }) => wanted.has(id));
  const errors = violations.filter(({ severity }) => severity === 'error').length;
  const summary = {
    ...report.summary,
    errors,
    warnings: violations.length - errors,
    notes: [],
    notRun: [],
    untried: 0,
  };
  const text = agent({ ...report, violations, known: [], errors: [], summary }, { colour: false, lines: () => null });
  return [
    `# ${words(title)}`,
    '',
    `Repair ${count(violations.length, 'violation')} of the architecture rules. The working directory is a copy of the project: edit its files, and do not commit.`,
    ...(command === null ? [] : [`\`${command}\` makes a change that was tried; review it.`]),
    'The result is kept only if these violations are gone, there is no new one, and no rule, test or baseline became weaker.',
    ...(rejected === null ? [] : ['', `An earlier attempt was not kept: ${words(rejected)}`]),
    '',
    text,
  ].join('\n');
}
