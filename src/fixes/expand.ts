import type { Bindings, Writing } from '../core/bindings.ts';
import type { Section, Sections } from '../core/fact.ts';
import type { Edit, Intent } from '../core/fix.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { lineStarts } from '../core/lines.ts';
import { once } from '../core/once.ts';
import { changesOf } from './change-set.ts';
import type { CodeSources } from './code/draft.ts';
import { createCodeEditor } from './code/edit.ts';
import { createRouteWriter } from './code/route.ts';
import { createDocumentEditor } from './document/edit.ts';
import { createMover, createSoleMover, type MoveSources } from './move.ts';
import { type ImportSources, reimport } from './reimport.ts';
import { createTestWriter } from './skeleton/skeleton.ts';
import { commentStretch, type Lines, removal, type Stretch } from './remove.ts';
import { transfer } from './transfer.ts';
import { createRenamer, type Renamer, usedAnywhere } from './rename.ts';

/** What expanding asks of the project. */
export interface Sources extends Idioms {
  text(file: Path): string | null;
  /** Null for languages without bindings. */
  bindings(file: Path): Bindings | null;
  /** A section of a file; null for a language that does not have it. */
  facts<S extends Section>(file: Path, section: S): Sections[S] | null;
  /** The queries that moves need. */
  moves(): MoveSources;
  /** What goes with an item of a list of lintel.yaml, or with the list; null where it cannot be cut out. */
  item(text: string, at: { readonly line: number; readonly column: number; readonly list: boolean }): Stretch | null;
}

/** The edits of an intent, or why there are none. With a doubt, a person must approve them. */
export type Expansion =
  | { readonly edits: readonly Edit[]; readonly doubt?: string | null }
  | { readonly reason: string; readonly breaks?: boolean; readonly outside?: boolean; readonly given?: boolean };

/** Expands intents that shall be applied together: all of these. */
export function createExpander(sources: Sources, intents: readonly Intent[]): (intent: Intent) => Expansion {
  const renamerOf = renamersOf(sources);
  const moves = intents.filter((intent) => intent.kind === 'move-file');
  const [sole, joint] = [moves.filter((one) => one.alone), moves.filter((one) => !one.alone)];
  const library = once(() => sources.moves());
  const mover = once(() => createMover(library(), joint));
  const soleMover = once(() => createSoleMover(library(), sole));
  const created = intents.flatMap(createdBy).filter((file) => sources.text(file) === null);
  const respell = once(() =>
    library().respellAfter(changesOf([...new Set(created)].map((file) => ({ kind: 'create', file, text: '' }))) ?? []),
  );
  const importing = once((): ImportSources => ({
    text: (file) => sources.text(file),
    links: (file) => library().links(file),
    respell: respell(),
  }));
  const testWriter = once(() => createTestWriter({ ...sources, ...importing(), project: library() }));
  const { editCode, editDocuments, writeRoute } = editorsOf(sources);
  const texts = new Map<Path, Lines | null>();
  const linesOf = (file: Path): Lines | null => {
    let lines = texts.get(file);
    if (lines === undefined) {
      const text = sources.text(file);
      lines = text === null ? null : { text, starts: lineStarts(text) };
      texts.set(file, lines);
    }
    return lines;
  };
  return (intent) => {
    switch (intent.kind) {
      case 'rename':
        return intent.member ? { reason: usedAnywhere, outside: true } : renaming(intent, renamerOf(intent.file));
      case 'move-file':
        return intent.alone ? soleMover()(intent) : mover()(intent);
      case 'reimport':
        return reimport(importing(), intent);
      case 'move-symbols':
        return transfer(importing(), intent);
      case 'write-test':
        return testWriter()(intent);
      case 'edit-code':
        return editCode()(intent);
      case 'write-route':
        return writeRoute()(intent.route);
      case 'edit-documents':
        return editDocuments()(intent.changes);
      case 'remove-comment':
        return removing(intent.file, linesOf(intent.file), (lines) => commentStretch(lines, intent.place));
      case 'remove-item':
        return removing(intent.file, linesOf(intent.file), ({ text }) => sources.item(text, intent));
    }
  };
}

function renamersOf(sources: Sources): (file: Path) => Renamer | null {
  const renamers = new Map<Path, Renamer | null>();
  return (file) => {
    let renamer = renamers.get(file);
    if (renamer === undefined) {
      const bindings = sources.bindings(file);
      const idiom = sources.idiom(file);
      renamer = bindings && idiom && createRenamer(bindings, idiom);
      renamers.set(file, renamer);
    }
    return renamer;
  };
}

function editorsOf(sources: Sources) {
  const text = (file: Path): string | null => sources.text(file);
  const code: CodeSources = {
    text,
    outline: (file) => sources.facts(file, 'outline'),
    imports: (file) => sources.facts(file, 'imports') ?? [],
  };
  return {
    editDocuments: once(() => createDocumentEditor(text)),
    editCode: once(() => createCodeEditor(code)),
    writeRoute: once(() => createRouteWriter(code)),
  };
}

/** The new files of an intent. */
function createdBy(intent: Intent): Path[] {
  if (intent.kind === 'move-symbols') return intent.isNew ? [intent.to] : [];
  if (intent.kind === 'write-test') return [intent.test];
  return intent.kind === 'reimport' ? intent.reexports.flatMap(({ file, isNew }) => (isNew ? [file] : [])) : [];
}

function renaming({ file, place, to }: Extract<Intent, { kind: 'rename' }>, renamer: Renamer | null): Expansion {
  if (!renamer) return { reason: 'other code in this file may use the name' };
  const renamed = renamer(place, to);
  if ('reason' in renamed) return renamed;
  const { name, occurrences } = renamed.variable;
  return {
    doubt: renamed.doubt,
    edits: occurrences.map(({ at, writing }) => ({
      kind: 'replace',
      file,
      ...at,
      old: name,
      text: written(writing, name, to),
    })),
  };
}

function written(writing: Writing, name: string, to: string): string {
  switch (writing) {
    case 'property':
      return `${name}: ${to}`;
    case 'import':
      return `${name} as ${to}`;
    case 'export':
      return `${to} as ${name}`;
    case 'plain':
    case 'tag':
    case 'comment':
      return to;
  }
}

function removing(file: Path, lines: Lines | null, find: (lines: Lines) => Stretch | null): Expansion {
  const stretch = lines && find(lines);
  return lines && stretch
    ? { edits: [removal(file, lines, stretch)] }
    : { reason: 'it cannot be separated from the code around it' };
}
