import { checks } from '../checks/index.ts';
import type { Path } from '../core/location.ts';
import { pathText, plain, plainLines } from '../core/plain.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import { tokensIn } from '../core/tokens.ts';
import type { Where } from '../core/zone.ts';
import { block } from '../reporters/blocks.ts';
import { readPage } from '../world/packs.ts';
import { judged, type Loaded } from './load.ts';
import { factsOf } from './sections.ts';
import { referenceFinder } from './references.ts';

/** What is asked for: a rule, a zone, a check, or a violation by the start of its id. */
export interface Subject {
  readonly name: string;
  /** Of a violation, also the page of its check. */
  readonly examples: boolean;
}

/** Explains a subject; `report` is called only for a violation. Null for an unknown name. */
export function explain(loaded: Loaded | null, subject: Subject, report: (loaded: Loaded) => Report): string | null {
  return (loaded && fromProject(loaded, subject, report)) ?? readPage(subject.name);
}

/** All valid subjects, for suggestions. */
export function subjects(loaded: Loaded | null): string[] {
  const { rules, config } = loaded ?? { rules: [], config: null };
  return [
    ...new Set([
      ...rules.map((rule) => rule.id),
      ...checks.map((check) => check.name),
      ...(config?.zones.keys() ?? []),
    ]),
  ];
}

function fromProject(loaded: Loaded, { name, examples }: Subject, report: (loaded: Loaded) => Report): string | null {
  const rule = loaded.config?.rules.find((one) => one.id === name) ?? loaded.rules.find((one) => one.id === name);
  if (rule) return explainRule(loaded, rule);
  const zone = explainZone(loaded, name);
  if (zone !== null || !/^[0-9a-f]{4,}$/.test(name)) return zone;
  return explainViolation(loaded, report(loaded), { name, examples });
}

/** A rule of the project: its statement, and the page of its check. */
function explainRule(loaded: Loaded, rule: Rule): string {
  const files = judged(rule, loaded.sources);
  const lines = [
    `# ${rule.id}`,
    plain(rule.check.statement(rule.options)),
    '',
    `check: ${rule.check.name} (${rule.check.summary})`,
    `severity: ${rule.severity}`,
    `judges: ${files.length} of ${loaded.sources.length} files${rule.in ? `, in ${plain(rule.in.text)}` : ''}${rule.not ? `, not in ${plain(rule.not.text)}` : ''}`,
    ...(rule.because ? [`why: ${plain(rule.because)}`] : []),
    ...(rule.fix ? [`fix: ${plain(rule.fix)}`] : []),
    ...rule.except.map((one) =>
      plain(`except: ${one.reason}${one.until ? ` (until ${one.until})` : ''}: ${exceptText(one)}`),
    ),
    `written: ${pathText(rule.at.file)}:${rule.at.line}`,
  ];
  return [lines.join('\n'), paragraphOf(loaded, rule, files[0] ?? ''), readPage(rule.check.name)]
    .filter(Boolean)
    .join('\n\n');
}

function exceptText({ from, to, file, name, keys }: Rule['except'][number]): string {
  const said = { from: from?.text, to: to?.text, file: file?.text, name, ...keys };
  return Object.entries(said)
    .flatMap(([key, value]) => (value ? [`${key} ${value}`] : []))
    .join(', ');
}

/** A zone: its globs, instances and files. */
function explainZone(loaded: Loaded, name: string): string | null {
  const zone = loaded.config?.zones.get(name);
  if (!zone) return null;
  const files = loaded.sources.filter((file) => zone.where.match(file).length > 0);
  const others = [...(loaded.config?.zones ?? [])].filter(([other]) => other !== name);
  const overlaps = others.flatMap(([other, { where }]) => {
    const shared = files.filter((file) => where.match(file).length > 0).length;
    return shared ? [`  ${other}: ${shared} of ${files.length}`] : [];
  });
  return [
    `# zone ${name}`,
    ...zone.globs.map((glob) => plain(glob)),
    zone.at.file === 'lintel' ? 'predefined' : `written: ${pathText(zone.at.file)}:${zone.at.line}`,
    '',
    counted(files.length, 'file'),
    ...files.slice(0, 5).map((file) => `  ${pathText(file)}`),
    ...(files.length > 5 ? [`  … ${files.length - 5} more`] : []),
    ...instancesOf(zone.where, files),
    ...(overlaps.length ? ['shares files with', ...overlaps] : []),
  ].join('\n');
}

function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

function instancesOf(where: Where, files: readonly Path[]): string[] {
  if (where.captures.length === 0) return [];
  const counts = new Map<string, number>();
  for (const file of files) {
    for (const binding of where.match(file)) {
      const name = Object.values(binding).join(' ');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return [
    `${counted(counts.size, 'instance')} by ${where.captures.join(', ')}`,
    ...[...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `  ${plain(name)}: ${n}`),
  ];
}

/** What concerns one violation costs at most so many tokens. */
const most = 1500;
/** What follows it, and the line that says what was cut. */
const reserve = 60;

/** A violation by the start of its id: what is wrong, what else has its cause, other ways to repair it, and the paragraph that it breaks. */
function explainViolation(loaded: Loaded, report: Report, { name, examples }: Subject): string | null {
  const all = [...report.violations, ...report.known];
  const [first, ...others] = all.filter((violation) => violation.id.startsWith(name));
  if (!first) return null;
  const rule = loaded.rules.find((one) => one.id === first.rule);
  const text = [
    ...[first, ...others].map((one) => block(one)),
    others.length > 0 ? null : causeOf(first, all),
    ...first.alternatives.map(({ title, safety }) => `or (${safety}): ${plain(title)}`),
    rule && paragraphOf(loaded, rule, first.at.file),
  ]
    .filter(Boolean)
    .join('\n\n');
  const page = examples ? readPage(first.check) : `options and examples: \`lintel explain ${first.check}\``;
  return `${shortened(text, most - reserve)}\n\n${page ?? ''}`.trimEnd();
}

/** Those that one change may end together with a violation, each with its place. */
function causeOf({ id, rule, cause }: ReportedViolation, all: readonly ReportedViolation[]): string | null {
  const same = all.filter((one) => one.rule === rule && one.cause === cause && one.id !== id);
  if (cause === undefined || same.length === 0) return null;
  const shown = same.slice(0, mostOfCause).map((one) => `  ${one.id.slice(0, 6)} ${pathText(one.at.file)}`);
  const more = same.length > mostOfCause ? [`  … ${same.length - mostOfCause} more`] : [];
  return [`${counted(same.length, 'other')} with this cause, ${plain(cause)}:`, ...shown, ...more].join('\n');
}

const mostOfCause = 20;

/** As many lines as cost so many tokens. */
function shortened(text: string, tokens: number): string {
  let left = tokens;
  const lines = text.split('\n');
  const kept = lines.findIndex((line) => (left -= tokensIn(`${line}\n`)) < 0);
  return kept < 0 ? text : `${lines.slice(0, kept).join('\n')}\n… ${counted(lines.length - kept, 'line')} more`;
}

/** The paragraph of the conventions that a rule links to, as a quotation: what it says is the project's, and not Lintel's. */
function paragraphOf(loaded: Loaded, rule: Rule, file: Path): string | null {
  if (rule.see === null) return null;
  const see = referenceFinder(loaded, (document, section) => factsOf(loaded, document, section))(rule.see, file);
  const lines = loaded.view.texts.read(see.file)?.split(/\r?\n/);
  if (!lines) return null;
  if (see.line === null)
    return see.anchor === null ? `from ${pathText(see.file)}:\n\n${quoted(lines.slice(0, 40))}` : null;
  const level = /^#+/.exec(lines[see.line - 1] ?? '')?.[0].length ?? 6;
  const next = lines.findIndex((line, i) => i >= (see.line ?? 0) && (/^#+(?=\s)/.exec(line)?.[0].length ?? 7) <= level);
  return `from ${pathText(see.file)}:${see.line}:\n\n${quoted(lines.slice(see.line - 1, next < 0 ? undefined : next))}`;
}

function quoted(lines: readonly string[]): string {
  const text = plainLines(lines.join('\n')).trim();
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}
