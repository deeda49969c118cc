import type { LintelError } from '../core/error.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { plain } from '../core/plain.ts';
import type { Violation } from '../core/violation.ts';
import { type Accepted, code, figure, type Proposal } from '../init/proposal.ts';
import { configText, type WrittenRule } from '../init/yaml.ts';
import { examine, type Examination } from './examine.ts';
import { createMemory, inputsOf } from './inputs.ts';
import { fill } from './fill.ts';
import { load, type Loaded } from './load.ts';
import type { Surveyed } from './survey.ts';

/** Proposals that hold, and why the others do not. */
export interface Tried {
  readonly accepted: readonly Accepted[];
  readonly rejected: readonly Rejected[];
}

export interface Rejected {
  readonly proposal: Proposal;
  readonly reason: string;
}

/** A rule of the trial: one way of saying a proposal. */
interface Attempt {
  readonly proposal: Proposal;
  readonly way: number;
  readonly id: string;
}

/** Runs every way of every proposal at once, and takes of each the strictest that is no noise. */
export function tryProposals(surveyed: Surveyed, proposals: readonly Proposal[]): Tried {
  const attempts = proposals.flatMap((proposal, at) =>
    (proposal.doubt === undefined ? proposal.ways : []).map((_, way) => ({
      proposal,
      way,
      id: isPack(proposal) ? proposal.rule : `trial/${String(at)}-${String(way)}`,
    })),
  );
  const { failed, found, idle } = attempted(surveyed, attempts);
  const rejected: Rejected[] = [];
  const accepted = proposals.flatMap((proposal): Accepted[] => {
    const own = attempts.filter((attempt) => attempt.proposal === proposal);
    const able = own.filter(({ id }) => !failed.has(id) && !idle.has(id));
    const counts = able.map(({ id }) => found.get(id)?.length ?? 0);
    const taken = able.find((_, at) => (counts[at] ?? 0) <= proposal.most);
    if (!taken) {
      rejected.push({ proposal, reason: reasonFor(proposal, own, { idle, counts }) });
      return [];
    }
    const violations = found.get(taken.id) ?? [];
    return [
      { proposal, options: proposal.ways[taken.way] ?? {}, found: violations.length, example: exampleOf(violations) },
    ];
  });
  return { accepted, rejected };
}

/** A rule of the pack `lintel/recommended`: it is there without being written. */
export function isPack({ rule }: Proposal): boolean {
  return rule.startsWith('recommended/');
}

function reasonFor(
  proposal: Proposal,
  own: readonly Attempt[],
  { idle, counts }: { readonly idle: ReadonlyMap<string, string>; readonly counts: readonly number[] },
): string {
  const reason = own.flatMap(({ id }) => idle.get(id) ?? [])[0];
  if (proposal.doubt !== undefined) return proposal.doubt;
  if (reason !== undefined) return reason;
  if (counts.length === 0) return 'it cannot be checked here';
  const least = Math.min(...counts);
  return `it would report ${figure(least)} violations; the limit for the baseline is ${figure(proposal.most)}`;
}

/** What the trial of rules came to. */
interface Attempted {
  /** Rules that the configuration or a check does not stand. */
  readonly failed: ReadonlySet<string>;
  readonly idle: ReadonlyMap<string, string>;
  readonly found: ReadonlyMap<string, readonly Violation[]>;
}

function attempted(
  surveyed: Surveyed,
  attempts: readonly Attempt[],
  failed: ReadonlySet<string> = new Set(),
): Attempted {
  const left = attempts.filter(({ id }) => !failed.has(id));
  const rules = left.map(writtenFor).filter(({ options }) => Object.keys(options ?? {}).length > 0);
  const text = configText({ ...surveyed.scope, alias: surveyed.alias }, rules);
  const { loaded, examination } = examineWith(surveyed, new Map([['lintel.yaml', text]]));
  const guilty = guiltyOf([...loaded.errors, ...examination.errors], text, rules);
  if (guilty.length > 0) return attempted(surveyed, attempts, new Set([...failed, ...guilty]));
  const found = groupBy([...examination.frozen, ...examination.standing], ({ rule }) => rule);
  return { failed, found, idle: new Map(examination.notRun.map(({ rule, reason }) => [rule, reason])) };
}

function writtenFor({ proposal, way, id }: Attempt): WrittenRule {
  return { id, options: proposal.ways[way] ?? null, comment: null, paragraph: null, zones: proposal.zones };
}

/** Loads the project with other texts, and asks all rules. Every violation counts as frozen that can be. */
export function examineWith(
  { setup }: Pick<Surveyed, 'setup'>,
  overlay: ReadonlyMap<Path, string>,
): { readonly loaded: Loaded; readonly examination: Examination } {
  const loaded = load(setup, overlay);
  fill(loaded);
  const examination = examine(inputsOf(loaded, createMemory(loaded.store)), {
    rules: loaded.rules,
    files: null,
    shown: null,
    frozen: () => true,
    idle: () => false,
  });
  return { loaded, examination };
}

/** The rules of which an error speaks, by its place in the text; where it speaks of none, all of them. */
export function guiltyOf(
  errors: readonly LintelError[],
  text: string,
  rules: readonly WrittenRule[],
): readonly string[] {
  const lines = text.split('\n');
  const named = errors
    .filter(({ code }) => code !== 'no-files')
    .flatMap(({ at }) => {
      const key = at?.file === 'lintel.yaml' ? keyAbove(lines, at.line) : null;
      const own = rules.filter(({ id, zones }) => id === key || zones.some(({ name }) => name === key));
      return own.length > 0 ? own : rules;
    });
  return [...new Set(named.map(({ id }) => id))];
}

/** The key of the zone or rule that a line belongs to. */
function keyAbove(lines: readonly string[], line: number): string | null {
  for (let at = line - 1; at >= 0; at--) {
    const key = /^ {2}"?([^\s"#][^"]*?)"?:/.exec(lines[at] ?? '')?.[1];
    if (key !== undefined) return key;
  }
  return null;
}

/** A violation in words, for the paragraph of its rule. */
function exampleOf([first]: readonly Violation[]): string | null {
  return first ? `${code(first.at.file)}: ${plain(first.brief ?? first.text, 200)}.` : null;
}
