import {
  CreateFile,
  DeleteFile,
  OptionalVersionedTextDocumentIdentifier,
  RenameFile,
  TextDocumentEdit,
  TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Edit } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import { changesOf, type FileChange } from '../../fixes/change-set.ts';
import { rangeOf } from './places.ts';
import type { Project } from './project.ts';

/** What the editor can apply in one edit. */
export interface Abilities {
  /** Versioned edits of documents, and some of these operations on files. */
  readonly documentChanges: boolean;
  readonly operations: ReadonlySet<string>;
}

type Step = TextDocumentEdit | CreateFile | RenameFile | DeleteFile;

/** The edits of a fix for an editor; null if the texts are not those of the fix, or the editor cannot apply all of it. */
export function workspaceEdit(edits: readonly Edit[], project: Project, can: Abilities): WorkspaceEdit | null {
  const changes = changesOf(edits);
  if (changes === null || changes.length === 0 || !areIndependent(changes)) return null;
  if (!changes.every((change) => isFresh(change, project))) return null;
  return editOf(
    changes.flatMap((change) => stepsOf(change, project)),
    can,
  );
}

/** The edit that gives a file another text, from the first line that differs to the last. */
export function newText(path: Path, text: string, project: Project, can: Abilities): WorkspaceEdit | null {
  const document = project.document(path);
  const old = document.getText();
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  start = old.lastIndexOf('\n', start - 1) + 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  const lineFeed = old.indexOf('\n', old.length - end);
  end = lineFeed < 0 ? 0 : old.length - lineFeed - 1;
  const range = { start: document.positionAt(start), end: document.positionAt(old.length - end) };
  return editOf([textEdit(path, [TextEdit.replace(range, text.slice(start, text.length - end))], project)], can);
}

function editOf(steps: Step[], can: Abilities): WorkspaceEdit | null {
  if (can.documentChanges)
    return steps.every((step) => !('kind' in step) || can.operations.has(step.kind))
      ? { documentChanges: steps }
      : null;
  const texts = steps.filter((step) => TextDocumentEdit.is(step));
  if (texts.length < steps.length) return null;
  return { changes: Object.fromEntries(texts.map((step) => [step.textDocument.uri, step.edits as TextEdit[]])) };
}

/** An editor applies one step after the other, so no step may need a path that another frees. */
function areIndependent(changes: readonly FileChange[]): boolean {
  const sources = new Set(changes.map(({ from }) => from));
  return changes.every(({ from, to }) => to === null || from === to || !sources.has(to));
}

function isFresh({ from, to, replacements }: FileChange, project: Project): boolean {
  if (to !== null && from !== to && project.session.loaded.view.texts.exists(to)) return false;
  if (from === null) return true;
  const document = project.document(from);
  return replacements.every((one) => document.getText(rangeOf(one, document)) === one.old);
}

function stepsOf({ from, to, replacements }: FileChange, project: Project): Step[] {
  if (from === null) return to === null ? [] : creation(to, replacements, project);
  if (to === null) return [DeleteFile.create(project.uriOf(from))];
  const moved = from === to ? [] : [RenameFile.create(project.uriOf(from), project.uriOf(to))];
  if (replacements.length === 0) return moved;
  const document = project.document(from);
  const edits = replacements.map((one) => TextEdit.replace(rangeOf(one, document), one.text));
  return [textEdit(from, edits, project), ...moved];
}

function creation(path: Path, replacements: FileChange['replacements'], project: Project): Step[] {
  const uri = project.uriOf(path);
  const start = { line: 0, character: 0 };
  const edits = replacements.map(({ text }) => TextEdit.insert(start, text));
  return [
    CreateFile.create(uri),
    TextDocumentEdit.create(OptionalVersionedTextDocumentIdentifier.create(uri, null), edits),
  ];
}

/** An edit of an open document is valid only for its current version. */
function textEdit(path: Path, edits: TextEdit[], project: Project): TextDocumentEdit {
  const { uri, version } = project.document(path);
  return TextDocumentEdit.create(
    OptionalVersionedTextDocumentIdentifier.create(uri, project.isOpen(path) ? version : null),
    edits,
  );
}
