import type { Reached } from '../core/coverage.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Fix } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import { type Reads, sectionsOf } from '../core/reads.ts';
import type { Problem } from '../core/violation.ts';
import type { Store } from '../world/store.ts';
import type { Inputs } from './inputs.ts';
import { createLate, type Late } from './late.ts';
import type { Loaded } from './load.ts';

/** What a rule came to before anything was settled. */
export interface Answer {
  readonly problems: readonly Problem[];
  /** How many edges each of its exceptions took away, in their order. */
  readonly excused: readonly number[];
  readonly notes: readonly string[];
  readonly reached: readonly Reached[] | null;
  /** It did not judge all that it is asked about. */
  readonly partial: boolean;
}

/** Why a rule could not judge. */
export interface Postponed {
  readonly notRun: string;
}

/** What rules that judge each file by itself came to: by rule, and for each file by its text. */
export interface FileAnswers {
  get(rule: Rule, path: Path, text: Hash): readonly Problem[] | undefined;
  put(rule: Rule, path: Path, text: Hash, problems: readonly Problem[]): void;
  /** The same answers for a project that is only tried: what is put there is not seen here. */
  branch(): FileAnswers;
}

interface Kept {
  readonly text: Hash;
  readonly problems: readonly Problem[];
}

/** Answers in memory, the last one of each file. */
export function createFileAnswers(under: FileAnswers | null = null): FileAnswers {
  const rules = new Map<Hash, Map<Path, Kept>>();
  const ofRule = ({ fingerprint }: Rule): Map<Path, Kept> => {
    const files = rules.get(fingerprint) ?? new Map<Path, Kept>();
    rules.set(fingerprint, files);
    return files;
  };
  const answers: FileAnswers = {
    get(rule, path, text) {
      const kept = ofRule(rule).get(path);
      return kept?.text === text ? kept.problems : under?.get(rule, path, text);
    },
    put: (rule, path, text, problems) => {
      ofRule(rule).set(path, { text, problems });
    },
    branch: () => createFileAnswers(answers),
  };
  return answers;
}

/** Keeps answers in the store as well, where runs to come find them. */
export function overStore(memory: FileAnswers, store: Store): FileAnswers {
  return {
    get(rule, path, text) {
      const known = memory.get(rule, path, text);
      if (known) return known;
      const kept = store.answer(rule.fingerprint, `${text}${path}`);
      if (kept === undefined) return undefined;
      const problems = kept === '' ? none : (JSON.parse(kept) as readonly Problem[]);
      memory.put(rule, path, text, problems);
      return problems;
    },
    put(rule, path, text, problems) {
      memory.put(rule, path, text, problems);
      store.keepAnswer(rule.fingerprint, `${text}${path}`, problems.length === 0 ? '' : JSON.stringify(problems));
    },
    branch: () => memory.branch(),
  };
}

const none: readonly Problem[] = [];

/** The key of what a rule over the whole project comes to: same key, same answer. Null where it reads something that has no key. */
export function keyOf(inputs: Inputs, rule: Rule): Hash | null {
  const isDated = rule.except.some(({ until }) => until !== null);
  const reads = rule.check.reads(rule.options);
  const key = keyOfReads(inputs, reads);
  const kept = reads.figures ? (inputs.loaded.baseline ?? []).filter((entry) => entry.rule === rule.id) : [];
  return key && hashOf(JSON.stringify([key, isDated ? inputs.loaded.today : '', kept]));
}

/** The key of what follows from these inputs alone. */
export function keyOfReads(inputs: Inputs, reads: Reads): Hash | null {
  const { loaded } = inputs;
  if (reads.earlier ?? reads.settled ?? false) return null;
  const isLinked = reads.graph !== undefined || reads.routes !== undefined;
  const lookups = isLinked || reads.disk ? inputs.lookups : '';
  if (lookups === null) return null;
  return hashOf(
    JSON.stringify([
      inputs.lists,
      loaded.config?.fingerprint,
      isLinked || reads.disk ? [loaded.view.tree.manifests, [...loaded.view.links], lookups] : '',
      isLinked ? inputs.memory.late.digest(loaded) : '',
      sectionsOf(reads).map((section) => inputs.digest(section)),
      reads.shapes ? inputs.typeGround.everything() : '',
      reads.manifests ? loaded.view.tree.manifests : '',
      (reads.documents ?? []).map(({ language }) => documentDigest(loaded, language)),
      reads.headings ? headingDigest(inputs) : '',
      ...momentDigest(inputs, reads),
      reads.rules ? loaded.rules.map(({ id, see, seeAt }) => [id, see, seeAt]) : '',
    ]),
  );
}

const lateOf = 'late';

/** What earlier runs asked of files in the middle of the run. */
export function keptLate(store: Store): Late {
  const kept = store.answer(lateOf, lateOf);
  return createLate(kept === undefined ? [] : (JSON.parse(kept) as string[]));
}

/** The answer that an earlier run has kept. */
export function keptAnswer(inputs: Inputs, rule: Rule): Answer | Postponed | null {
  const key = keyOf(inputs, rule);
  const kept = key === null ? undefined : inputs.loaded.store.answer(rule.fingerprint, key);
  return kept === undefined ? null : (JSON.parse(kept) as Answer | Postponed);
}

/** Tells the fixes that earlier runs have found by searches; undefined where none has made this one. */
export function keptFixes(inputs: Inputs, rule: Rule): (search: number) => Fix | null | undefined {
  const key = keyOf(inputs, rule);
  return (search) => {
    const kept = key === null ? undefined : inputs.loaded.store.answer(fixesOf(rule), `${key}${String(search)}`);
    return kept === undefined ? undefined : (JSON.parse(kept) as Fix | null);
  };
}

function fixesOf({ fingerprint }: Rule): string {
  return `fixes ${fingerprint}`;
}

/** Keeps what this run has found out, when all that it may depend on was asked. */
export function keepAnswers(inputs: Inputs): void {
  const { fresh, loaded } = inputs;
  for (const [rule, answer] of fresh.answers) {
    const key = fresh.keyless.has(rule) ? null : keyOf(inputs, rule);
    if (key !== null && loaded.store.answer(rule.fingerprint, key) === undefined)
      loaded.store.keepAnswer(rule.fingerprint, key, JSON.stringify(answer));
  }
  for (const [rule, fixes] of fresh.fixes) {
    const key = fresh.keyless.has(rule) ? null : keyOf(inputs, rule);
    if (key === null) continue;
    for (const [search, fix] of fixes)
      loaded.store.keepAnswer(fixesOf(rule), `${key}${String(search)}`, JSON.stringify(fix));
  }
}

/** Keeps what was asked in the middle of this run for the runs to come: their keys are made of the answers. */
export function keepQuestions({ memory, loaded: { store } }: Pick<Inputs, 'memory' | 'loaded'>): void {
  const late = JSON.stringify(memory.late.questions);
  if (store.answer(lateOf, lateOf) !== late) store.keepAnswer(lateOf, lateOf, late);
  if (memory.graph) memory.resolution?.keep(store);
}

function documentDigest({ documents, view }: Loaded, language: string): readonly unknown[] {
  return [...(documents.get(language)?.keys() ?? [])].map((path) => [
    path,
    view.texts.hash(path),
    view.faults.get(path),
  ]);
}

/** When and where the run is, as far as a check sees it. */
function momentDigest(inputs: Inputs, reads: Reads): readonly unknown[] {
  const { mode, world } = inputs.loaded;
  return [
    reads.disk ? world.site?.root : '',
    reads.mode ? mode : '',
    reads.age ? agesOf(inputs, reads) : '',
    reads.changes ? changesDigest(inputs, reads.changes.since) : '',
  ];
}

/** Which sources changed after each document. */
function agesOf({ loaded, changedAfter }: Inputs, { documents = [] }: Reads): readonly unknown[] {
  const paths = documents.flatMap(({ language, ageless }) =>
    ageless ? [] : [...(loaded.documents.get(language)?.keys() ?? [])],
  );
  return paths.map((path) => [path, [...changedAfter(path)]]);
}

/** Changed lines follow from the base, which its commit names, and from the texts of now. */
function changesDigest({ loaded, comparisonSince }: Inputs, since: string | null): readonly unknown[] | null {
  const comparison = comparisonSince(since);
  if (!comparison) return null;
  const { base, added, changed, deleted, renamed } = comparison.changes;
  const now = [...added, ...changed].map((path) => [path, loaded.view.texts.hash(path)]);
  return [base, [...added], now, [...deleted], [...renamed]];
}

function headingDigest({ loaded }: Inputs): readonly unknown[] {
  const { demand, view, conventions } = loaded;
  const headed = demand.filter(({ sections }) => sections.has('headings'));
  return [conventions, headed.map(({ path }) => [path, view.texts.hash(path)])];
}
