import type { Section, Sections } from '../core/fact.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { languageOf } from '../facts/index.ts';
import type { Loaded } from './load.ts';

type Source = Pick<Loaded, 'view' | 'store' | 'languages'>;

/** A section of a file. */
export type LateQuestion = `${Section} ${Path}`;

/**
 * Sections that are computed in the middle of a run, for the few files of which somebody asks. What was asked is remembered,
 * since what followed from it holds only as long as the answers stay the same.
 */
export interface Late {
  /** Null for a language that does not have the section. */
  facts<S extends Section>(source: Source, file: Path, section: S): Sections[S] | null;
  /** Must be called for files whose text has changed. */
  forget(files: ReadonlySet<Path>): void;
  /** Changes if a requested section has another value. */
  digest(source: Source): Hash;
  /** Was this section of this file requested? */
  asked(file: Path, section: Section): boolean;
  readonly questions: readonly LateQuestion[];
  /** The same questions for a project that is only tried. */
  branch(): Late;
}

/** What an earlier run asked, and what this one will. */
export function createLate(
  earlier: Iterable<string> = [],
  known: Iterable<readonly [LateQuestion, string | null]> = [],
): Late {
  // Null where the answer is not known for the text of now.
  const answers = new Map<LateQuestion, string | null>(
    [...earlier].map((question) => [question as LateQuestion, null]),
  );
  for (const [question, answer] of known) answers.set(question, answer);
  // In order, until there is a new question.
  let questions: readonly LateQuestion[] | null = null;
  const inOrder = (): readonly LateQuestion[] => (questions ??= [...answers.keys()].sort());
  // The digest of all answers, until there is a new question or a new text.
  let last: Hash | null = null;
  const set = (question: LateQuestion, answer: string | null): void => {
    if (!answers.has(question)) questions = null;
    answers.set(question, answer);
    last = null;
  };
  return {
    facts(source, file, section) {
      const question: LateQuestion = `${section} ${file}`;
      if (!answers.has(question)) set(question, null);
      return lateFactsOf(source, file, section);
    },
    forget(files) {
      for (const question of answers.keys()) {
        if (files.has(question.slice(question.indexOf(' ') + 1))) set(question, null);
      }
    },
    digest(source) {
      if (last !== null) return last;
      for (const [question, answer] of answers)
        if (answer === null) answers.set(question, answerToLate(question, source));
      const told = inOrder().map((question) => `${question} ${answers.get(question) ?? ''}`);
      return (last = hashOf(told.join('\0')));
    },
    asked: (file, section) => answers.has(`${section} ${file}`),
    get questions() {
      return inOrder();
    },
    branch: () => createLate([], answers),
  };
}

/** The hash of a section as it is now; `none` where there is no such section. */
export function answerToLate(question: LateQuestion, source: Source): string {
  const space = question.indexOf(' ');
  const section = question.slice(0, space) as Section;
  const file = question.slice(space + 1);
  const language = languageOf(source.languages, file);
  const hash = lateFactsOf(source, file, section) === null ? null : source.view.texts.hash(file);
  return (language && hash !== null && source.store.sectionHash(hash, language.name, section)) || 'none';
}

/** A section that may be computed only now; null for a language that does not have it. */
export function lateFactsOf<S extends Section>(
  { view, store, languages }: Source,
  file: Path,
  section: S,
): Sections[S] | null {
  const language = languageOf(languages, file);
  const hash = language?.sections.includes(section) ? view.texts.hash(file) : null;
  if (!language || hash === null) return null;
  const content = store.has(hash, language.name, section) ? null : view.texts.content(file);
  if (content) store.put(content, language.name, language.extract(content.text, [section]));
  return store.get(hash, language.name, section) ?? null;
}
