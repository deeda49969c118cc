import type { Fix } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import type { Reference } from '../core/violation.ts';

/** What a reporter may know beside the report. */
export interface Context {
  readonly colour: boolean;
  /** The lines of a file, for code frames; null when it cannot be read. */
  lines(file: Path): readonly string[] | null;
}

/** Turns a report into text, ending with a line feed. It never prints. */
export type Reporter = (report: Report, context: Context) => string;

/** `path#anchor`, or the path alone. */
export function referenceText(see: Reference): string {
  return see.anchor === null ? see.file : `${see.file}#${see.anchor}`;
}

/** `path:line:column`, as far as there is one. */
export function placeText({ at }: ReportedViolation): string {
  return at.place ? `${at.file}:${at.place.line}:${at.place.column}` : at.file;
}

/** What to do: what one command does has a name, everything else is steps. */
export function repairText({ safety, title, intent, steps }: Fix): string {
  return safety === 'manual' && (!intent || steps.length > 1) ? stepsText(steps) : title;
}

/** `1. do this 2. do that`; a single step needs no number. */
export function stepsText(steps: readonly string[], most = steps.length): string {
  const shown = steps.slice(0, most);
  return shown.length === 1 ? (shown[0] ?? '') : shown.map((step, i) => `${i + 1}. ${step}`).join(' ');
}

/** How many, with the right ending: `1 file`, `2 files`. */
export function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}
