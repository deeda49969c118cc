import { ErrorCodes, type Position, type Range, ResponseError, type WorkspaceEdit } from 'vscode-languageserver/node';
import { plain } from '../../core/plain.ts';
import { make } from '../../pipeline/make.ts';
import { planRename } from '../../pipeline/rename.ts';
import { symbolAt } from '../../pipeline/symbol-at.ts';
import type { Renaming } from '../../program/index.ts';
import { type Abilities, workspaceEdit } from './edits.ts';
import { pointOf, rangeOf } from './places.ts';
import type { Opened } from './workspace.ts';

/** The name at a position that can be renamed in all files; null for any other, which the editor may rename by other means. */
export function renameableAt({ project, path }: Opened, position: Position): Range | null {
  const document = project.document(path);
  const found = project.session.read((state) => symbolAt(state, path, pointOf(position, document)));
  return found && rangeOf(found.at, document);
}

/** The edits of a rename in all files; an error with the reason if `lintel rename` would refuse it. */
export function renamedAt(
  { project, path }: Opened,
  { position, newName }: { readonly position: Position; readonly newName: string },
  { can, renaming }: { readonly can: Abilities; readonly renaming: Renaming },
): WorkspaceEdit | ResponseError | null {
  const { session } = project;
  const point = pointOf(position, project.document(path));
  const found = session.read((state) => symbolAt(state, path, point));
  if (!found) return null;
  const wish = { file: found.file, symbol: found.symbol, to: newName, suggested: false };
  const plan = session.read((state) => planRename(state, renaming, wish));
  if ('reason' in plan) return refusal(plan.reason);
  const { refused, came } = make(session, () => plan, { dryRun: true, suggested: false });
  if (refused !== null) return refusal([refused, ...came.map(({ rule, at }) => `${rule} in ${at.file}`)].join(': '));
  return workspaceEdit(plan.edits, project, can) ?? refusal('the files have changed, or the editor cannot change them');
}

function refusal(reason: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, plain(reason));
}
