import type { Cause } from '../core/cause.ts';
import type { Fix } from '../core/fix.ts';
import { groupBy } from '../core/group.ts';
import { hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { pathText, plain, words } from '../core/plain.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import type { Reference } from '../core/violation.ts';

/** What a reporter may know beside the report. */
export interface Context {
  readonly colour: boolean;
  /** The lines of a file, for code frames; null when it cannot be read. */
  lines(file: Path): readonly string[] | null;
  /** So many tokens may the format `agent` cost; 0 or absent: as many as it takes. */
  readonly budget?: number;
  /** What leads from the top of the repository to the root: '' or a folder with its slash. */
  readonly prefix?: string;
  /** Where a line can be read on the web; null where that is not known. */
  link?(file: Path, line: number | null): string | null;
  /** The zones of a file. */
  zones?(file: Path): readonly string[];
  /** Who owns a file, by CODEOWNERS; null where there is no such file. */
  owners?: ((file: Path) => readonly string[]) | null;
}

/** Turns a report into text, ending with a line feed. It never prints. */
export type Reporter = (report: Report, context: Context) => string;

/** A violation of which every text can be printed: nothing in it looks like another line, or like another fix. */
export function printable(violation: ReportedViolation): ReportedViolation {
  const { at, see, fix, evidence, brief, why } = violation;
  return {
    ...violation,
    ...(brief === undefined ? {} : { brief: words(brief) }),
    ...(violation.cause === undefined ? {} : { cause: words(violation.cause) }),
    at: { ...at, file: pathText(at.file) },
    text: words(violation.text),
    found: plain(violation.found),
    expected: plain(violation.expected),
    why: why === null ? null : plain(why),
    see: see && {
      ...see,
      heading: see.heading === null ? null : plain(see.heading),
      quote: see.quote === null ? null : words(see.quote),
    },
    evidence: evidence.map((one) => ({ ...one, file: pathText(one.file), text: plain(one.text) })),
    fix: fix && {
      ...fix,
      title: words(fix.title),
      steps: fix.steps.map(words),
      ...(fix.verb === undefined ? {} : { verb: words(fix.verb) }),
      ...(fix.reason === undefined ? {} : { reason: words(fix.reason) }),
    },
  };
}

/** ` (2 more with this cause: 77ab01, 9be012)`: what one change may end together with a violation; '' where it stands alone. */
export function behindText({ others }: Cause<ReportedViolation>, idOf: (id: string) => string): string {
  if (others.length === 0) return '';
  const ids = others.slice(0, mostBehind).map(({ id }) => idOf(id));
  const more = others.length > mostBehind ? `, +${others.length - mostBehind}` : '';
  return ` (${others.length} more with this cause: ${ids.join(', ')}${more})`;
}

/** So many ids of one cause are listed. */
const mostBehind = 12;

/** `, 5 causes`, behind a number of violations; '' where every one has its own. */
export function causesText({ errors, warnings, causes }: Report['summary']): string {
  return causes < errors + warnings ? `, ${count(causes, 'cause')}` : '';
}

/** Whether a run without violations may be called clean: mistakes of the configuration, told elsewhere, leave things unchecked. */
export function verdict({ errors }: Report): 'ok' | 'not ok' {
  return errors.length === 0 ? 'ok' : 'not ok';
}

/** What everybody must know, one line each, in the order of weight. */
export function notesOf({ summary, errors }: Report): string[] {
  const unchecked = errors.length ? [`incomplete: ${count(errors.length, 'configuration error')} (see stderr)`] : [];
  const isWarning = (note: string): boolean => note.startsWith('warning: ');
  return [
    ...unchecked,
    ...summary.notes.filter(isWarning),
    ...summary.notRun.map(({ rule, reason }) => `not run: ${rule}: ${reason}`),
    ...summary.notes.filter((note) => !isWarning(note)),
  ].map((note) => plain(note));
}

/** `955 files, 14 rules`, and how many roots if they are several. */
export function sizeText({ summary, roots }: Pick<Report, 'summary' | 'roots'>): string {
  const size = `${count(summary.files, 'file')}, ${count(summary.rules, 'rule')}`;
  return roots ? `${size}, ${count(roots.length, 'root')}` : size;
}

/** The command that makes this report. */
export function checkCommand({ roots }: Pick<Report, 'roots'>): string {
  return roots ? 'lintel check --all' : 'lintel check';
}

/** What identifies a violation for a service: roots that are checked together may have the same ids. */
export function fingerprintOf({ id, root = '.' }: ReportedViolation): string {
  return root === '.' ? id : hashOf(`${root}:${id}`);
}

/** ` since origin/main (3fa9c1d).`, behind a summary; '' when everything was reported. */
export function sinceText({ since }: Report['summary']): string {
  return since ? ` since ${plain(since.ref)} (${since.commit.slice(0, 7)}).` : '';
}

/** ` frozen 480, new 1, gone 3.`, behind a summary: what the baseline freezes, and what old debt the changed files have; '' without either. */
export function knownText({ summary, violations }: Pick<Report, 'summary' | 'violations'>): string {
  const { baseline, gone, old } = summary;
  const before = old > 0 ? ` old ${old} (--since-files lists them).` : '';
  if (gone === null) return before;
  return ` frozen ${baseline}, new ${violations.length - gone}, gone ${gone}.${before}`;
}

/** `path#anchor`, or the path alone. */
export function referenceText(see: Reference): string {
  return pathText(see.anchor === null ? see.file : `${see.file}#${see.anchor}`);
}

/** What each violation quotes of the paragraph behind its rule: the first one of a rule and paragraph quotes for all. */
export function quotesOf(violations: readonly ReportedViolation[]): ReadonlyMap<ReportedViolation, string> {
  const groups = groupBy(violations, ({ rule, see }) => `${rule}\0${see ? referenceText(see) : ''}`);
  return new Map(
    [...groups.values()].flatMap(([first]) =>
      first?.see?.quote ? [[first, quoteText(first.see.quote)] as const] : [],
    ),
  );
}

/** A sentence of the project in quotation marks: it is not Lintel that says it. */
export function quoteText(quote: string): string {
  return `"${words(quote)}"`;
}

/** `path:line:column`, as far as there is one. */
export function placeText({ at }: ReportedViolation): string {
  return at.place ? `${at.file}:${at.place.line}:${at.place.column}` : at.file;
}

/** Its path from the top of the repository, as services want it. */
export function pathOf({ at }: ReportedViolation, prefix: string): string {
  return prefix + at.file;
}

/** A violation in one line of plain text, with its repair: for services that show nothing else. */
export function messageOf({ text, expected, fix, see, id }: ReportedViolation): string {
  const parts = [
    ended(text),
    `Expected: ${ended(expected)}`,
    ...(fix ? [`Fix: ${ended(repairText(fix))}`] : []),
    ...(see ? [`See: ${referenceText(see)}`] : []),
    `[${id.slice(0, 6)}]`,
  ];
  return parts.join(' ');
}

/** Adds a final period if it is missing. */
export function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
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

/** A count with its noun: `1 file`, `2 files`. */
export function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}
