import type { Edit, Intent } from '../core/fix.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import type { Respell } from '../core/spelling.ts';
import { folderOf } from '../core/path.ts';
import { addTo } from '../core/group.ts';
import { changesOf, type FileChange } from './change-set.ts';
import { type Computed, computedIn, mayReach } from './computed.ts';
import { companionMoves, companionsIn, testsIn } from './companions.ts';
import { createGroups, type Groups } from './groups.ts';
import { isFoundByEnding, meaningOf, mockedBy, type Surroundings } from './meaning.ts';
import { type Library, type Mention, mentionsOf } from './mentions.ts';
import { repointed } from './pragma.ts';
import { isPattern, type Link, type Moves, respelled, rewritten, type Use } from './rewrite.ts';

/** What moving files asks of the project. */
export interface MoveSources extends Surroundings, Idioms, Omit<Library, 'specifiers' | 'files'> {
  readonly files: ReadonlyMap<Path, unknown>;
  /** The imports of a file; none where it is not code. */
  links(file: Path): readonly Link[];
  /** The name of the package that a file is an entry of, and that others may install; null of other files. */
  entryOf(file: Path): string | null;
  /** How files name each other once these changes are made. */
  respellAfter(changes: readonly FileChange[]): Respell;
}

type Move = Extract<Intent, { kind: 'move-file' }>;

/** The edits of a move. With a doubt, they may be right, but something that cannot be read may name the file. */
export type Moved = { readonly edits: readonly Edit[]; readonly doubt: string | null } | { readonly reason: string };

/** Expands moves that are to be made together: specifiers are written for where all files are at the end. */
export function createMover(sources: MoveSources, intents: readonly Move[]): (move: Move) => Moved {
  let plan: ReadonlyMap<Path, Moved> | null = null;
  const first = new Map<Path, Path>();
  for (const { file, to } of intents) if (!first.has(file)) first.set(file, to);
  return ({ file, to }) => {
    if (first.get(file) !== to) return { reason: `it already moves to ${first.get(file) ?? file}` };
    plan ??= planOf(sources, first);
    return plan.get(file) ?? { reason: 'it is not among the files to move' };
  };
}

/** Each move that is made alone costs a look at the layout of the whole project: a count, so that the result does not depend on speed. */
const mostAlone = 16;

/** Expands moves each of which is to be made alone. The project is searched once for all of them. */
export function createSoleMover(sources: MoveSources, intents: readonly Move[]): (move: Move) => Moved {
  let survey: Survey | null = null;
  const known = new Map<string, Moved>();
  return ({ file, to }) => {
    const key = `${file}\0${to}`;
    survey ??= surveyOf(sources, new Map(intents.map((one) => [one.file, one.to])));
    if (!known.has(key) && known.size === mostAlone) return { reason: `${String(mostAlone)} other moves come first` };
    const moved = known.get(key) ?? planOf(sources, new Map([[file, to]]), survey).get(file);
    if (!moved) return { reason: 'it is not among the files to move' };
    known.set(key, moved);
    return moved;
  };
}

/** Those that cannot be moved are left out, until all that remain can be. */
function planOf(sources: MoveSources, wanted: Moves, survey = surveyOf(sources, wanted)): ReadonlyMap<Path, Moved> {
  const refused = new Map<Path, string>();
  for (;;) {
    const moves = new Map([...wanted].filter(([file]) => !refused.has(file)));
    const attempt = attemptOf(sources, survey, moves);
    if ('moved' in attempt)
      return new Map([...attempt.moved, ...[...refused].map(([file, reason]) => [file, { reason }] as const)]);
    for (const [file, reason] of attempt.refused) refused.set(file, reason);
  }
}

/** References to files in the project, independent of where these move. */
interface Survey {
  readonly uses: readonly Use[];
  readonly mentions: readonly Mention[];
  readonly computed: readonly { readonly file: Path; readonly computed: Computed }[];
  /** Every path in lower case, with how it is written. */
  readonly lower: ReadonlyMap<string, Path>;
  /** The files that go by each name. */
  readonly named: ReadonlyMap<string, readonly Path[]>;
}

function surveyOf(sources: MoveSources, wanted: Moves): Survey {
  const files = [...sources.files.keys()];
  const moving = [...wanted.keys()];
  const subjects = new Set([...moving, ...companionsIn(sources.files, moving)]);
  const uses = files.flatMap((importer) =>
    sources
      .links(importer)
      .flatMap((link) =>
        link.targets.flatMap((target): Use[] => (subjects.has(target) ? [{ importer, link, target }] : [])),
      ),
  );
  return {
    uses,
    mentions: mentionsOf([...new Set([...moving, ...testsIn(sources.files, moving)])], {
      files,
      text: (file) => sources.text(file),
      leadsTo: (file, path) => sources.leadsTo(file, path),
      specifiers: (file) => sources.links(file).map((link) => link.import.at),
    }),
    computed: files.flatMap((file) =>
      sources.links(file).length === 0 && !/\.[cm]?[jt]sx?$/.test(file)
        ? []
        : computedIn(sources.text(file) ?? '').map((computed) => ({ file, computed })),
    ),
    lower: new Map(files.map((file) => [file.toLowerCase(), file])),
    named: grouped(files.flatMap((file) => namesOf(file).map((name) => [name, file] as const))),
  };
}

/** Why a file cannot be moved, by a machine, wherever the others go; null when it can. */
function obstacle(sources: MoveSources, survey: Survey, moves: Moves, file: Path, to: Path): string | null {
  const holder = survey.lower.get(to.toLowerCase());
  if (holder !== undefined && holder !== file && !moves.has(holder))
    return holder === to ? `\`${to}\` exists` : `\`${holder}\` differs from it in case only`;
  const double = doubleOf(survey, moves, file, to);
  if (double !== null) return `an import may mean it or \`${double}\``;
  const meaning = meaningOf(file, sources);
  if (meaning !== null) return meaning;
  const mocked = mockedBy(file);
  if (mocked !== null && sources.files.has(mocked) && moves.get(mocked) !== mockedBy(to))
    return `it mocks ${mocked} and must have the same name`;
  const pattern = survey.uses.find(({ target, link }) => target === file && isPattern(link.import));
  if (pattern) return `\`${pattern.link.import.form}\` in ${placeOf(pattern)} finds it by name`;
  const computed = survey.computed.find((one) => mayReach(one.file, one.computed, file));
  return computed ? `a computed import in ${computed.file}:${String(computed.computed.line)} may name it` : null;
}

/** Another file that an import without an extension may mean, once a file has its new path, and that it could not be taken for before. */
function doubleOf({ named }: Survey, moves: Moves, file: Path, to: Path): Path | null {
  const own = new Set(namesOf(file));
  const isApart = (other: Path): boolean => other !== file && !namesOf(other).some((name) => own.has(name));
  for (const name of namesOf(to)) {
    const there = named.get(name)?.find((other) => other !== to && isApart(other));
    if (there !== undefined) return there;
  }
  const wanted = new Set(namesOf(to));
  for (const [other, target] of moves) {
    if (other === file) return null;
    if (isApart(other) && namesOf(target).some((name) => wanted.has(name))) return other;
  }
  return null;
}

/** What a file goes by without its extension; an index file also by its folder. */
function namesOf(file: Path): readonly string[] {
  const name = file.replace(/(?:\.d)?\.[cm]?[jt]sx?$|\.(?:vue|svelte|astro|mdx|json)$/, '');
  return name.endsWith('/index') ? [name, folderOf(name)] : [name];
}

function grouped<K, V>(pairs: readonly (readonly [K, V])[]): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) addTo(groups, key, value);
  return groups;
}

function placeOf({ importer, link }: Use): string {
  return `${importer}:${String(link.import.at.line)}`;
}

type Attempt = { readonly moved: ReadonlyMap<Path, Moved> } | { readonly refused: ReadonlyMap<Path, string> };

/** The edits of all moves, or which of them cannot be made after all. */
function attemptOf(sources: MoveSources, survey: Survey, wanted: Moves): Attempt {
  const refused = new Map(
    [...wanted].flatMap(([file, to]) => {
      const reason = obstacle(sources, survey, wanted, file, to);
      return reason === null ? [] : [[file, reason] as const];
    }),
  );
  if (refused.size > 0) return { refused };
  const groups = createGroups([...wanted.keys()]);
  const moves = new Map(wanted);
  for (const { owner, file, to } of companionMoves(sources.files, wanted)) {
    moves.set(file, to);
    groups.join(owner, file);
  }
  for (const [file, to] of moves) {
    groups.add(file, { kind: 'move', file, to });
    // A path is free only once the file that has it moves.
    if (moves.has(to)) groups.join(file, to);
  }
  const doubts = new Map<Path, string>();
  for (const mention of survey.mentions) {
    const edit = moves.has(mention.path) ? rewritten(mention, moves.get(mention.path) ?? '') : null;
    if (edit) groups.add(mention.path, edit);
    else if (!doubts.has(mention.path)) doubts.set(mention.path, `${mention.file}:${String(mention.at.line)} names it`);
  }
  const respell = sources.respellAfter(changesOf(groups.all()) ?? []);
  const outcomes = [
    ...usesToWrite(sources, survey, moves, groups).map(({ use, owner }) => ({
      owner,
      outcome: respelled(sources, use, moves, respell),
    })),
    ...[...moves].map(([file, to]) => ({ owner: file, outcome: repointed(sources.text(file) ?? '', file, to) })),
  ];
  for (const { owner, outcome } of outcomes) {
    if ('reason' in outcome) refused.set(wanted.has(owner) ? owner : groups.first(owner), outcome.reason);
    else for (const edit of outcome.edits) groups.add(owner, edit);
  }
  if (refused.size > 0) return { refused };
  const imported = new Set(survey.uses.filter((use) => use.importer !== use.target).map(({ target }) => target));
  const doubtOf = (file: Path): string | null =>
    doubts.get(file) ?? unknownUse(sources, file, imported.has(file)) ?? ownPath(sources, file, moves);
  const own = new Set([...wanted.keys(), ...testsIn(sources.files, [...wanted.keys()])]);
  return {
    moved: new Map(
      [...wanted.keys()].map((file) => {
        const doubt = groups.members(file).flatMap((one) => (own.has(one) ? (doubtOf(one) ?? []) : []))[0] ?? null;
        return [file, { edits: groups.edits(file), doubt }];
      }),
    ),
  };
}

/** Who else may name a file, beyond what the project's imports and texts say. */
function unknownUse(sources: MoveSources, file: Path, isImported: boolean): string | null {
  const name = sources.entryOf(file);
  if (name !== null) return `it is an entry of the package \`${name}\``;
  const isFound = isFoundByEnding(file) || (sources.idiom(file)?.declares ?? false);
  return isImported || isFound || mockedBy(file) !== null
    ? null
    : 'no file imports it, so something else may refer to it';
}

/** A file that knows where it is may look for others from there. */
function ownPath({ text }: MoveSources, file: Path, moves: Moves): string | null {
  if (folderOf(moves.get(file) ?? file) === folderOf(file)) return null;
  const match = /\b__(?:dirname|filename)\b|\bimport\.meta\.(?:url|dirname|filename)\b/.exec(text(file) ?? '');
  return match ? `it uses \`${match[0]}\`, which would be a different one there` : null;
}

/** The imports that may have to be written anew, each with the move that asks for it. Moves that cannot do without each other are joined. */
function usesToWrite(
  sources: MoveSources,
  { uses }: Survey,
  moves: Moves,
  groups: Groups,
): readonly { readonly use: Use; readonly owner: Path }[] {
  const changesFolder = (file: Path): boolean => folderOf(moves.get(file) ?? file) !== folderOf(file);
  const into = uses.filter(({ target }) => moves.has(target)).map((use) => ({ use, owner: use.target }));
  for (const { use, owner } of into) if (changesFolder(use.importer)) groups.join(owner, use.importer);
  const own = [...moves.keys()].filter(changesFolder).flatMap((importer) =>
    sources.links(importer).flatMap((link) => {
      const [target = importer] = link.targets;
      return moves.has(target) ? [] : [{ use: { importer, link, target }, owner: importer }];
    }),
  );
  return [...into, ...own];
}
