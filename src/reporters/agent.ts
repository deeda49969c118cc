import { type Cause, causesOf } from '../core/cause.ts';
import { errorLine } from '../core/error.ts';
import { groupBy } from '../core/group.ts';
import { compare } from '../core/order.ts';
import { pathText, plain, words } from '../core/plain.ts';
import { tokensIn } from '../core/tokens.ts';
import type { Violation } from '../core/violation.ts';
import type { Report, ReportedFix, ReportedRule, ReportedViolation } from '../core/report.ts';
import { choose, cutText } from './budget.ts';
import {
  behindText,
  checkCommand,
  causesText,
  count,
  knownText,
  notesOf,
  placeText,
  printable,
  quoteText,
  referenceText,
  type Reporter,
  sinceText,
  sizeText,
  stepsText,
  verdict,
} from './reporter.ts';

/** For an agent: grouped by rule, what is shared said once, one line for each violation, and nothing when there is nothing. */
export const agent: Reporter = (report, { budget }) => {
  const { summary, delta } = report;
  const isOld = new Set(delta?.still);
  const violations = report.violations.filter(({ id }) => !isOld.has(id)).map(printable);
  const tail = `. ${sizeText(report)}.${sinceText(summary)}${knownText(report)}${deltaText(delta)}`;
  const notes = [...stillLines(report), ...twoNotes(report)];
  const mistakes = mistakesText(report);
  if (report.violations.length === 0) return `${mistakes}${[`${verdict(report)}${tail}`, ...notes].join('\n')}\n`;
  const warnings = summary.warnings ? `, ${count(summary.warnings, 'warning')}` : '';
  const fixable = fixableText(report);
  const names: Names = {
    ids: shortIds(violations),
    rules: new Map(report.rules.map((rule) => [rule.id, rule])),
  };
  const head = `${count(summary.errors, 'error')}${warnings}${causesText(summary)}${fixable}${tail}`;
  const groups = grouped(violations);
  const textOf = (shown: readonly Group[], last: readonly string[]): string =>
    `${mistakes}${[head, ...shown.map((group) => groupText(group, names)), ...notes, ...last].join('\n')}\n`;
  if (!budget || groups.flat().length * leastTokens <= budget) {
    const whole = textOf(groups, []);
    if (!budget || tokensIn(whole) <= budget) return whole;
  }
  const shown = choose(groups, {
    tokens: budget - tokensIn(textOf([], [cutText(violations, violations, checkCommand(report))])),
    head: (group) => headLines(group, names).join('\n'),
    line: (cause) => lineOf(cause, false, names),
  });
  const left = new Set(violations);
  for (const cause of shown.flat()) for (const violation of membersOf(cause)) left.delete(violation);
  return textOf(shown, [cutText([...left], violations, checkCommand(report))]);
};

/** ` delta: fixed 3, still 15, new 1.`, behind a summary; '' if nobody asked for it, or has asked before. */
function deltaText(delta: Report['delta']): string {
  if (!delta || delta.first) return '';
  return ` delta: fixed ${delta.fixed.length}, still ${delta.still.length}, new ${delta.new.length}.`;
}

/** So many ids are listed that were told before. */
const mostStill = 20;

/** What the reader was told before by its id alone, and what comes back however often it is fixed. */
function stillLines({ delta, violations }: Report): string[] {
  if (!delta) return [];
  const ids = shortIds(violations.map(printable));
  const idOf = (id: string): string => ids.get(id) ?? id;
  const more = delta.still.length > mostStill ? ` +${delta.still.length - mostStill}` : '';
  const still = `still: ${delta.still.slice(0, mostStill).map(idOf).join(', ')}${more} (\`lintel explain ID\` tells one again)`;
  const back = delta.returned.map(({ id, rule, against }) => {
    const rival =
      against.length > 0 ? `: ${pathText(rule)} and ${against.map(pathText).join(', ')} pull against each other` : '';
    return `back: ${idOf(id)} was fixed twice and is here again${rival}. Ask a person which one decides.`;
  });
  return [...(delta.still.length > 0 ? [still] : []), ...back];
}

/** No line costs less: an id, a place, and what is wrong. */
const leastTokens = 4;

/** `3 with a safe fix, 1,200 not tried: \`lintel fix\``. */
function fixableText({ summary: { fixable, untried }, roots }: Report): string {
  const parts = [
    ...(fixable ? [`${fixable} with a safe fix`] : []),
    ...(untried ? [`${untried} fixes not tried`] : []),
  ];
  return parts.length ? ` (${parts.join(', ')}: \`lintel fix\`${roots ? ' in its root' : ''})` : '';
}

/** The ids of all violations that a report within a budget can show. What is said of a fix only makes the report longer. */
export function shownWithin(budget: number): (violations: readonly Violation[]) => ReadonlySet<string> {
  return (violations) => {
    const bare = violations.map((one): ReportedViolation => ({ ...one, fix: null, alternatives: [], status: 'new' }));
    const names: Names = { rules: new Map(), ids: shortIds(bare) };
    const shown = choose(grouped(bare), {
      tokens: budget,
      head: () => '',
      line: (cause) => lineOf(cause, true, names),
    });
    return new Set(
      shown
        .flat()
        .flatMap(membersOf)
        .map(({ id }) => id),
    );
  };
}

type Caused = Cause<ReportedViolation>;

/** The causes of one rule and one reference. */
type Group = readonly Caused[];

function grouped(violations: readonly ReportedViolation[]): Group[] {
  const groups = groupBy(
    causesOf(violations),
    ({ shown: { rule, severity, see } }) => `${rule}\0${severity}\0${see ? referenceText(see) : ''}`,
  );
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

/** How a report names things. */
interface Names {
  readonly rules: ReadonlyMap<string, ReportedRule>;
  readonly ids: ReadonlyMap<string, string>;
}

/** Causes that stand for several violations come first, the largest at the top. */
function groupText(group: Group, names: Names): string {
  const fixIsSaid = sharedFix(group) !== null;
  const roots = group.filter(({ others }) => others.length > 0).sort((a, b) => b.others.length - a.others.length);
  const lines = [...headLines(group, names), ...roots.map((cause) => lineOf(cause, fixIsSaid, names))];
  for (const [file, inFile] of byFile(group.filter(({ others }) => others.length === 0))) {
    const [only] = inFile;
    if (inFile.length === 1 && only) lines.push(lineOf(only, fixIsSaid, names));
    else lines.push(` ${file}`, ...inFile.map((cause) => lineInFile(cause, fixIsSaid, names)));
  }
  return lines.join('\n');
}

/** A blank line, what is shared, what the conventions say of it, and why. */
function headLines(group: Group, { rules }: Names): string[] {
  const first = group[0]?.shown;
  if (!first) return [];
  const rule = rules.get(first.rule);
  const links = `${first.see ? ` see: ${referenceText(first.see)}` : ''}${sharedFix(group) ?? ''}`;
  const statement = words(rule?.statement ?? first.text);
  return [
    '',
    `${pathText(first.rule)}${first.severity === 'warn' ? ' (warning)' : ''}: ${links ? `${unended(statement)}.${links}` : statement}`,
    ...(first.see?.quote ? [`says: ${quoteText(first.see.quote)}`] : []),
    ...(rule?.why ? [`why: ${plain(rule.why)}`] : []),
  ];
}

function lineOf(cause: Caused, fixIsSaid: boolean, names: Names): string {
  const { shown } = cause;
  return ` ${names.ids.get(shown.id) ?? shown.id} ${placeText(shown)} ${bodyText(cause, fixIsSaid, names)}`;
}

function lineInFile(cause: Caused, fixIsSaid: boolean, names: Names): string {
  const { shown } = cause;
  const place = shown.at.place ? `${placeText(shown).slice(shown.at.file.length)} ` : '';
  return `  ${names.ids.get(shown.id) ?? shown.id} ${place}${bodyText(cause, fixIsSaid, names)}`;
}

/** What all of a group's fixes have in common, said in its head. */
function sharedFix(group: Group): string | null {
  const fixes = group.flatMap(membersOf).map(({ fix }) => fix);
  const words = fixes.map((fix) => (fix ? fixText(fix, fix.verb) : ''));
  const [first] = words;
  if (!first || (group.length < 2 && !fixes[0]?.verb)) return null;
  return words.every((word) => word === first) && fixes.every((fix) => (fix?.resolves.length ?? 0) < 2) ? first : null;
}

function membersOf({ shown, others }: Caused): readonly ReportedViolation[] {
  return [shown, ...others];
}

function bodyText(cause: Caused, fixIsSaid: boolean, { ids }: Names): string {
  const { shown, others } = cause;
  const idOf = (id: string): string => ids.get(id) ?? id;
  const text = shown.brief ?? shown.text;
  const behind = behindText(cause, idOf);
  if (fixIsSaid || !shown.fix) return text + behind;
  const told = new Set([shown, ...others].map(({ id }) => id));
  const also = shown.fix.resolves.filter((id) => !told.has(id)).map(idOf);
  return `${unended(text)}${behind}.${fixText(shown.fix, shown.fix.steps.length < 2 ? shown.fix.verb : undefined)}${also.length ? ` (also ${also.join(', ')})` : ''}`;
}

/** A sentence that goes on has no full stop of its own. */
function unended(text: string): string {
  return text.replace(/\.$/, '');
}

function fixText(fix: ReportedFix, verb?: string): string {
  const words = verb ?? (fix.safety === 'manual' ? stepsText(fix.steps, 4) : fix.title);
  return ` fix(${fix.safety}): ${words}${(fix.safety === 'suggested' || fix.safety === 'placeholder' || words === verb) && fix.reason !== undefined ? ` (${fix.reason})` : ''}`;
}

function byFile(group: Group): [string, Caused[]][] {
  return [...groupBy(group, ({ shown }) => shown.at.file)].sort(([a], [b]) => compare(a, b));
}

/** The shortest prefix, of six letters or more, that tells all ids apart. */
function shortIds(violations: readonly ReportedViolation[]): ReadonlyMap<string, string> {
  let length = 6;
  const distinct = (most: number): number => new Set(violations.map(({ id }) => id.slice(0, most))).size;
  const all = distinct(Infinity);
  while (length < 10 && distinct(length) < all) length++;
  return new Map(violations.map(({ id }) => [id, id.slice(0, length)]));
}

/** What is wrong with the configuration comes first: until it is right, nobody knows what else is. */
function mistakesText({ errors }: Report): string {
  if (errors.length === 0) return '';
  return `${[`incomplete: ${count(errors.length, 'configuration error')}`, ...errors.map(errorLine)].join('\n')}\n\n`;
}

/** Two at most; the rest is counted. */
function twoNotes(report: Report): string[] {
  const notes = notesOf({ ...report, errors: [] });
  return notes.length > 2
    ? [...notes.slice(0, 2), `+${notes.length - 2} more: ${checkCommand(report)} --format json`]
    : notes;
}
