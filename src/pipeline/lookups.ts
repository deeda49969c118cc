import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Loaded } from './load.ts';
import type { IgnoreLine, Texts } from '../core/tree.ts';

/** What resolving may ask beside the list of files. */
interface Ground {
  readonly texts: Texts;
  /** Whether a package is installed above the root. */
  installed(name: string): boolean;
  /** Which line leaves a path out of the tree. */
  ignoredBy(path: Path): IgnoreLine | null;
}

/** One question to the disk: does a path exist, what text has it, is a package installed, what ignores a path? */
export type LookupQuestion = `${'exists' | 'text' | 'installed' | 'ignored'} ${string}`;

/** A ground on which every question about what is not in the tree is remembered with its answer: where imports lead follows from these, too. */
export interface Lookups extends Ground {
  readonly answers: ReadonlyMap<LookupQuestion, string>;
  digest(): Hash;
}

/** Remembers what is asked of a ground; what the list of files says already is no question. `earlier` were asked before. */
export function recorded(
  ground: Ground,
  files: { has(path: Path): boolean },
  earlier: ReadonlyMap<LookupQuestion, string> = new Map(),
): Lookups {
  const answers = new Map(earlier);
  const ask = (question: LookupQuestion): string => {
    const answer = answers.get(question) ?? answerTo(question, ground);
    answers.set(question, answer);
    return answer;
  };
  const { texts } = ground;
  // Answers are only ever added: as many are the same.
  let last: { readonly size: number; readonly digest: Hash } | null = null;
  return {
    answers,
    digest() {
      if (last?.size !== answers.size) last = { size: answers.size, digest: digestOf(answers) };
      return last.digest;
    },
    installed: (name) => ask(`installed ${name}`) === 'yes',
    ignoredBy(path) {
      ask(`ignored ${path}`);
      return ground.ignoredBy(path);
    },
    texts: {
      ...texts,
      exists: (path) => files.has(path) || ask(`exists ${path}`) === 'yes',
      read(path) {
        if (!files.has(path)) ask(`text ${path}`);
        return texts.read(path);
      },
    },
  };
}

/** Have these questions the same answers on another ground? */
export function askAgain({ answers }: Pick<Lookups, 'answers'>, ground: Ground): boolean {
  return [...answers].every(([question, answer]) => answerTo(question, ground) === answer);
}

/** The ground of a view. */
export function groundOf({ view, world }: Pick<Loaded, 'view' | 'world'>): Ground {
  return { texts: view.texts, installed: world.installed, ignoredBy: view.ignoredBy };
}

/** What a list of questions comes to, for a key. */
export function digestOf(answers: ReadonlyMap<LookupQuestion, string>): Hash {
  return hashOf(JSON.stringify([...answers].sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The questions of an earlier run, with the answers of now. */
export function answered(questions: readonly string[], ground: Ground): ReadonlyMap<LookupQuestion, string> {
  return new Map(
    questions.map((question) => [question as LookupQuestion, answerTo(question as LookupQuestion, ground)]),
  );
}

function answerTo(question: LookupQuestion, { texts, installed, ignoredBy }: Ground): string {
  const space = question.indexOf(' ');
  const subject = question.slice(space + 1);
  switch (question.slice(0, space)) {
    case 'exists':
      return texts.exists(subject) ? 'yes' : 'no';
    case 'installed':
      return installed(subject) ? 'yes' : 'no';
    case 'ignored':
      return Object.values(ignoredBy(subject) ?? {}).join('\0');
    default:
      return texts.hash(subject) ?? 'none';
  }
}
