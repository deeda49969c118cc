import type { AnyFileView } from '../core/check.ts';
import type { Section } from '../core/fact.ts';
import { contentOf, type Content, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { sectionsOf } from '../core/reads.ts';
import type { ReportedFix } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import type { Violation } from '../core/violation.ts';
import { apply, createShift } from '../fixes/apply.ts';
import type { FileChange } from '../fixes/change-set.ts';
import { violationOf } from '../settle/settle.ts';
import { sign } from '../settle/sign.ts';
import { raise } from './ask.ts';
import type { State } from './follow.ts';
import type { Demand } from './fill.ts';
import type { Trial } from './trial.ts';
import { verdictOf } from './verdict.ts';

/** The repairs of one violation, tried. */
export interface Repairs {
  readonly fix: ReportedFix | null;
  readonly alternatives: readonly ReportedFix[];
}

export type TrialOf = (touched: ReadonlySet<Path>) => Trial;

/** Expands the repairs of some violations and tries them. */
type RepairsOf = (state: State, violations: readonly Violation[], trialOf: TrialOf) => readonly Repairs[];

/** Thrown by a trial of one file when other files may notice the change, or when types decide, which follow from other files. */
class Noticed extends Error {}

const column = 'proofs';

/**
 * Proves repairs that change one file in a way that no other file can notice: then only the rules that judge this file by itself are asked, about this
 * file. What was proven is kept by the text and the rules. Null where others may notice, and the whole project has to be asked.
 */
export function provenAlone(
  state: State,
  demand: Demand | undefined,
  violations: readonly Violation[],
  repairsOf: RepairsOf,
): readonly Repairs[] | null {
  const { loaded } = state;
  const file = demand?.path ?? '';
  const text = demand ? loaded.view.texts.hash(file) : null;
  if (!demand || text === null) return null;
  const rules = rulesOf(state, file);
  const asked = violations.map(({ id, rule, at, fix, alternatives }) => [id, rule, at, fix, alternatives]);
  const question = hashOf(JSON.stringify([asked, rules.map(({ id, fingerprint }) => [id, fingerprint])]));
  const kept = loaded.store.answer(column, `${text}${file}`);
  const known =
    kept === undefined ? null : (JSON.parse(kept) as { question: string; repairs: readonly Repairs[] | null });
  if (known?.question === question) return known.repairs;
  const repairs = attempt(() => repairsOf(state, violations, () => trialAlone(state, demand, rules)));
  loaded.store.keepAnswer(column, `${text}${file}`, JSON.stringify({ question, repairs }));
  return repairs;
}

function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof Noticed) return null;
    throw error;
  }
}

/** The rules that judge this file by itself. */
function rulesOf({ loaded }: State, file: Path): readonly Rule[] {
  return loaded.rules.filter(
    (rule) => rule.check.reads(rule.options).each === 'file' && loaded.judged(rule).set.has(file),
  );
}

/** A trial that looks at one file, with the rules that judge it by itself. */
function trialAlone(state: State, demand: Demand, rules: readonly Rule[]): Trial {
  const { loaded } = state;
  const { path } = demand;
  const before = loaded.view.texts.content(path);
  const noticed = noticedSections(state, path);
  const look = (content: Content): Violation[] => violationsIn(state, { ...demand, content }, rules);
  return {
    try(changes: readonly FileChange[]) {
      const after = before && changedText(changes, path, before.text);
      if (!after) throw new Noticed();
      for (const content of [before, after]) learn(state, demand, content, [...noticed, ...demand.sections]);
      for (const section of noticed) {
        if (sectionHash(state, demand, before, section) !== sectionHash(state, demand, after, section))
          throw new Noticed();
      }
      const read = (content: Content) => (file: Path) => (file === path ? content.text : null);
      const shift = createShift(changes, { before: read(before), after: read(after) });
      const verdict = verdictOf(changes, { before: look(before), after: look(after), shift });
      if (after.hash !== before.hash) loaded.store.drop(after.hash, demand.language.name);
      return { ...verdict, broken: null };
    },
  };
}

/** What others can notice of a file: what rules over the whole project read, its ignore comments, and what was asked of it late. */
function noticedSections({ loaded, memory }: State, file: Path): readonly Section[] {
  const read = loaded.rules.flatMap(({ check, options }) => {
    const reads = check.reads(options);
    return reads.each === 'file' ? [] : sectionsOf(reads);
  });
  const late = (['uses', 'exports'] as const).filter((section) => memory.late.asked(file, section));
  return [...new Set<Section>(['suppressions', 'imports', 'ambient', ...read, ...late])];
}

/** The file's new content; null where the changes do more than replace a part of its text. */
function changedText(changes: readonly FileChange[], file: Path, text: string): Content | null {
  const [change, ...more] = changes;
  if (!change || more.length > 0 || change.from !== file || change.to !== file) return null;
  const now = apply(changes, () => text).get(file);
  return now === undefined || now === null ? null : contentOf(now);
}

type Read = Pick<Demand, 'path' | 'language' | 'sections'>;

/** Computes, in one reading, what the store lacks of a text. */
function learn({ loaded: { store } }: State, { language }: Read, content: Content, sections: Iterable<Section>): void {
  const missing = [...new Set(sections)].filter(
    (section) => language.sections.includes(section) && !store.has(content.hash, language.name, section),
  );
  if (missing.length > 0) store.put(content, language.name, language.extract(content.text, missing));
}

function sectionHash({ loaded: { store } }: State, { language }: Read, content: Content, section: Section): string {
  return store.sectionHash(content.hash, language.name, section) ?? '';
}

/** What rules have against one text, signed as it would be in a whole run. */
function violationsIn(
  { loaded }: State,
  { path, language, content }: Read & { readonly content: Content },
  rules: readonly Rule[],
): Violation[] {
  const { store } = loaded;
  const view: AnyFileView = {
    file: path,
    fault: null,
    idiom: language.idiom ?? null,
    facts(section) {
      const found = store.get(content.hash, language.name, section);
      if (found === undefined) throw new Error(`${section} of ${path} were asked for, but not read`);
      return found;
    },
    typeNames: () => {
      throw new Noticed();
    },
  };
  return rules.flatMap((rule) => {
    const problems = [...rule.check.check(view, rule.options, raise)];
    return sign(rule.id, problems).map(({ id, problem }) =>
      violationOf(rule, id, problem, {
        reference: (_, file) => ({ file, anchor: null, line: null, heading: null, quote: null }),
      }),
    );
  });
}
