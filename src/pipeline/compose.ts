import { baselineFile } from '../core/baseline.ts';
import type { Path } from '../core/location.ts';
import { languageOf } from '../facts/index.ts';
import { conventionsText, type Existing } from '../init/conventions.ts';
import { type Accepted, figure } from '../init/proposal.ts';
import { commentText, configText, type WrittenRule } from '../init/yaml.ts';
import { baselineText } from '../settle/baseline.ts';
import { examineWith, guiltyOf, isPack, type Rejected, type Tried } from './proposals.ts';
import type { Surveyed } from './survey.ts';

/** The texts of lintel.yaml, CONVENTIONS.md and the baseline, over which a check passes. */
export interface Composed {
  readonly texts: ReadonlyMap<Path, string>;
  readonly rules: readonly Row[];
  readonly rejected: readonly Rejected[];
}

/** A rule that was written, or a built-in one that found something. */
export interface Row {
  readonly id: string;
  readonly evidence: string;
  /** Violations of today, and those of them that the baseline freezes. */
  readonly found: number;
  readonly frozen: number;
}

const conventions = 'CONVENTIONS.md';

/** Writes down what was accepted, and freezes what it finds. A rule whose violations cannot be frozen is left out. */
export function compose(
  surveyed: Surveyed,
  { accepted, rejected }: Tried,
  others: ReadonlyMap<Path, string>,
): Composed {
  const rules = [...rejected.flatMap(switchedOff), ...accepted.map(writtenAs)].sort(byFamily);
  const config = configText({ ...surveyed.scope, alias: surveyed.alias }, rules, coverageText(surveyed));
  const paragraphs = conventionsText(existingIn(surveyed), accepted);
  const texts = new Map([
    ['lintel.yaml', config],
    ...(paragraphs === null ? [] : [[conventions, paragraphs] as const]),
    ...others,
  ]);
  const { loaded, examination } = examineWith(surveyed, texts);
  const guilty = new Set([
    ...guiltyOf([...loaded.errors, ...examination.errors], config, rules),
    ...examination.standing.map(({ rule }) => rule),
  ]);
  const left = accepted.filter(({ proposal }) => !guilty.has(proposal.rule));
  if (left.length < accepted.length) {
    const dropped = accepted.filter(({ proposal }) => guilty.has(proposal.rule));
    const more = dropped.map(({ proposal }) => ({ proposal, reason: 'the baseline cannot freeze its violations' }));
    return compose(surveyed, { accepted: left, rejected: [...rejected, ...more] }, others);
  }
  const entries = examination.frozen.map(({ id, rule, at }) => ({ id, rule, file: at.file }));
  const frozen = (id: string): number => entries.filter(({ rule }) => rule === id).length;
  const found = (id: string): number => frozen(id) + examination.standing.filter(({ rule }) => rule === id).length;
  const row = (id: string, evidence: string): Row => ({ id, evidence, found: found(id), frozen: frozen(id) });
  const builtin = loaded.rules.filter(({ id }) => !rules.some((rule) => rule.id === id) && found(id) > 0);
  return {
    texts: new Map([...texts, [baselineFile, baselineText(entries)]]),
    rules: [
      ...left.map(({ proposal: { rule, evidence } }) => row(rule, evidence)),
      ...builtin.map(({ id, check }) => row(id, check.summary)),
    ],
    rejected,
  };
}

/** A rule of the pack is there unless it is switched off. */
function switchedOff({ proposal, reason }: Rejected): WrittenRule[] {
  return isPack(proposal)
    ? [{ id: proposal.rule, options: null, comment: `Off: ${reason}.`, paragraph: null, zones: [] }]
    : [];
}

function writtenAs({ proposal: { rule, evidence, paragraph, zones }, options, found }: Accepted): WrittenRule {
  const frozen = found === 0 ? '' : ` ${figure(found)} frozen.`;
  return { id: rule, options, comment: `${sentence(evidence)}.${frozen}`, paragraph, zones };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const families = ['layering', 'recommended', 'naming', 'contract', 'coverage', 'structure'];

function byFamily(a: WrittenRule, b: WrittenRule): number {
  const [first, second] = [a, b].map(({ id }) => families.indexOf(id.split('/')[0] ?? ''));
  return (first ?? 0) - (second ?? 0);
}

function existingIn({ setup }: Surveyed): Existing | null {
  const text = setup.world.view().texts.read(conventions);
  if (text === null) return null;
  const headings = languageOf(setup.languages, conventions)?.extract(text, ['headings']).headings ?? [];
  return { text, anchors: new Set(headings.map(({ anchor }) => anchor)) };
}

/** A floor for coverage stays a comment: a check fails without a fresh report, which only the team's own command makes. */
function coverageText({ tools: { coverage } }: Surveyed): string {
  if (coverage === null) return '';
  const why = coverage.there
    ? `${coverage.report} exists. Uncomment this, with your current percentage, once CI creates the report before it runs Lintel.`
    : `Your test runner is configured to write a coverage report. Uncomment this once CI creates the report before it runs Lintel.`;
  const rule = ['coverage/floor:', '  check: coverage', `  report: ${coverage.report}`, '  minimum: { lines: 80 }'];
  return `\n${commentText(why)}${rule.map((line) => `#  ${line}\n`).join('')}`.replaceAll(/^#/gm, '  #');
}
