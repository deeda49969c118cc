import { baselineFile, type BaselineEntry } from '../../../core/baseline.ts';
import type { Place, Path } from '../../../core/location.ts';
import { addTo } from '../../../core/group.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { type Comparing, type Weakening } from './finding.ts';
import { followingEntries } from './followed.ts';

/** A comment that excuses violations. */
interface Comment {
  readonly file: Path;
  /** The rules that it names. */
  readonly rules: readonly string[];
  readonly text: string;
  readonly at: Place;
}

type Kind = 'ignore-added' | 'disable-added';

/** Comments that excuse violations, and that the base has neither in this file nor in one that lost it. */
export function* addedComments(comparing: Comparing): Generator<Weakening> {
  const { changes, now, earlier } = comparing;
  const files = [...changes.added, ...changes.changed].sort();
  const olds = [
    ...changes.deleted,
    ...files.flatMap((file) => (changes.added.has(file) ? [] : (changes.renamed.get(file) ?? file))),
  ];
  for (const message of ['ignore-added', 'disable-added'] as const) {
    const had = new Map<string, Comment[]>();
    for (const file of olds) for (const one of commentsIn(earlier, file, message)) addTo(had, one.text, one);
    const added: Comment[] = [];
    for (const file of files) {
      for (const one of commentsIn(now, file, message)) if (!had.get(one.text)?.pop()) added.push(one);
    }
    for (const one of added) yield addedComment(one, message);
  }
}

function commentsIn(snapshot: Snapshot, file: Path, kind: Kind): Comment[] {
  if (kind === 'disable-added')
    return (snapshot.facts(file, 'disables') ?? []).map(({ rules, at }) => ({ file, rules, at, text: rules.join() }));
  return (snapshot.facts(file, 'suppressions') ?? []).map(({ rules, covers, at }) => ({
    file,
    rules,
    at,
    text: `${covers === null ? 'file ' : ''}${rules.join()}`,
  }));
}

function addedComment({ file, rules, at, text }: Comment, message: Kind): Weakening {
  const named = rules.join(', ');
  const word =
    message === 'disable-added' ? 'eslint-disable' : `lintel-ignore${text.startsWith('file ') ? '-file' : ''}`;
  return {
    message,
    data: { rule: named },
    at: { file, place: at },
    found: `a new comment: ${word} ${named}`,
    expected: 'no new comment',
    step: 'fix the violation that it hides, then delete the comment',
  };
}

/** Entries of the baseline for violations that the base does not have. A new rule may freeze what it finds there, an entry may follow a renamed symbol, and a figure excuses nothing. */
export function* addedEntries(comparing: Comparing): Generator<Weakening> {
  const { project, now, earlier } = comparing;
  const known = new Set(earlier.baseline?.map(({ id }) => id));
  const added = (now.baseline ?? []).filter(({ id, figure }) => !figure && !known.has(id));
  const { past } = project;
  if (added.length === 0 || past === null) return;
  const unknown = added.filter(({ id }) => !past.known.has(id));
  const following = followingEntries(comparing, unknown);
  for (const entry of unknown) if (!following.has(entry)) yield addedEntry(entry);
}

function addedEntry({ rule, file, line, text }: BaselineEntry): Weakening {
  return {
    message: 'entry-added',
    data: { rule, file },
    at: { file: baselineFile, place: { line, column: 1, endLine: line, endColumn: text.trimEnd().length + 1 } },
    found: `an entry for a new violation in ${file}`,
    expected: 'entries only for violations that the base has',
    step: `fix the violation in ${file}, then delete the entry`,
  };
}
