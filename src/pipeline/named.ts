import type { NamedKind } from '../core/bindings.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import type { ReportedFix } from '../core/report.ts';
import { type NameReads, nameReadsIn } from '../fixes/name-reads.ts';
import type { Repairs } from './alone.ts';
import type { State } from './follow.ts';
import { lateFactsOf } from './late.ts';
import { isCode } from './load.ts';

/**
 * A class and a function know their names while the program runs. A rename of one is for a person to judge where other files can get hold of it and some
 * file of the program reads such names.
 */
export function createNameJudge(state: State): (repairs: Repairs) => Repairs {
  let readers: Readers | null = null;
  const judge = (fix: ReportedFix): ReportedFix => {
    const kind = fix.safety === 'safe' && fix.proven ? renamedKind(state, fix) : null;
    if (kind === null) return fix;
    readers ??= readersIn(state);
    const reader = readers[kind];
    if (reader === null) return fix;
    return { ...fix, safety: 'suggested', proven: false, reason: `${reader} reads names of ${plurals[kind]}` };
  };
  return ({ fix, alternatives }) => ({ fix: fix && judge(fix), alternatives: alternatives.map(judge) });
}

/** Who reads the name of an exported class or function while the program runs; null for other symbols, or if nobody does. */
export function createNameReader(state: State): (file: Path, name: string) => string | null {
  const readers = once(() => readersIn(state));
  return (file, name) => {
    const kind = lateFactsOf(state.loaded, file, 'exports')?.find((one) => one.local === name)?.kind;
    if (kind !== 'class' && kind !== 'function') return null;
    const reader = readers()[kind];
    return reader === null ? null : `${reader} reads names of ${plurals[kind]}`;
  };
}

const plurals: Readonly<Record<NamedKind, string>> = { class: 'classes', function: 'functions' };

/** What a fix gives another name, where others can get hold of it. */
function renamedKind({ loaded }: State, { intent }: ReportedFix): NamedKind | null {
  if (intent?.kind !== 'rename') return null;
  const { file, place } = intent;
  const variables = lateFactsOf(loaded, file, 'bindings')?.variables ?? [];
  return (
    variables.find(({ occurrences }) =>
      occurrences.some(({ at }) => at.line === place.line && at.column === place.column),
    )?.named ?? null
  );
}

/** The first place in the program that reads names of each kind. */
type Readers = Readonly<Record<NamedKind, string | null>>;

function readersIn(state: State): Readers {
  const { loaded } = state;
  const reads = [...loaded.view.tree.files.keys()]
    .filter((path) => isCode(loaded, path))
    .map((path) => ({ path, reads: readsOf(state, path) }));
  const firstOf = (kind: NamedKind): string | null => {
    const found = reads.find((one) => one.reads[kind] !== null);
    return found ? `${found.path}:${String(found.reads[kind])}` : null;
  };
  return { class: firstOf('class'), function: firstOf('function') };
}

const column = 'name reads';

/** What a file reads, as it was found when its text was first seen. */
function readsOf({ loaded: { view, store } }: State, path: Path): NameReads {
  const hash = view.texts.hash(path);
  if (hash === null) return { class: null, function: null };
  const kept = store.answer(column, hash);
  if (kept !== undefined) return JSON.parse(kept) as NameReads;
  const found = nameReadsIn(view.texts.read(path) ?? '');
  store.keepAnswer(column, hash, JSON.stringify(found));
  return found;
}
