import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver/node';
import type { ReportedFix, ReportedViolation } from '../../core/report.ts';
import { words } from '../../core/plain.ts';
import { fix } from '../../pipeline/fix.ts';
import { source, spotOf } from './diagnostics.ts';
import { type Abilities, newText, workspaceEdit } from './edits.ts';
import { touches } from './places.ts';
import type { Opened } from './workspace.ts';

/** The kind under which editors apply all safe fixes of a file. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.${source}`;

/** The code actions for a range of a document. */
export function actionsAt(
  opened: Opened,
  { range, context }: Pick<CodeActionParams, 'range' | 'context'>,
  can: Abilities,
): CodeAction[] {
  const isWanted = (kind: string): boolean =>
    context.only?.some((only) => kind === only || only === '' || kind.startsWith(`${only}.`)) ?? true;
  const { project, path } = opened;
  const violations = project
    .reportOf(path)
    .violations.map((violation) => ({ violation, spot: spotOf(violation, project) }))
    .filter(({ spot }) => spot.file === path);
  const here = violations.filter(({ spot }) => touches(spot.range, range)).map(({ violation }) => violation);
  return [
    ...(isWanted(CodeActionKind.QuickFix)
      ? here.flatMap((violation) => quickFixes(violation, opened, { context, can }))
      : []),
    // Only requested: it would show at every place of the file.
    ...(context.only && isWanted(fixAllKind) && violations.length > 0 ? fixAll(opened, can) : []),
  ];
}

function quickFixes(
  violation: ReportedViolation,
  { project }: Opened,
  { context, can }: { readonly context: CodeActionParams['context']; readonly can: Abilities },
): CodeAction[] {
  const diagnostics = context.diagnostics.filter(
    (one) => one.source === source && (one.data as { readonly id?: unknown } | undefined)?.id === violation.id,
  );
  const fixes = [...(violation.fix ? [violation.fix] : []), ...violation.alternatives];
  return fixes.flatMap((one): CodeAction[] => {
    const edit = workspaceEdit(one.edits, project, can);
    if (edit === null) return [];
    return [{ title: titleOf(one), kind: CodeActionKind.QuickFix, diagnostics, edit, isPreferred: isSafe(one) }];
  });
}

function isSafe({ safety, proven }: ReportedFix): boolean {
  return safety === 'safe' && proven;
}

function titleOf(one: ReportedFix): string {
  if (isSafe(one)) return words(one.title);
  const reason = one.reason === undefined ? '' : `: ${one.reason}`;
  return words(`${one.title} (${one.safety}${reason})`);
}

/** All safe fixes that change only this file, proven together. */
function fixAll({ project, path }: Opened, can: Abilities): CodeAction[] {
  const { changes } = fix(
    project.session,
    { paths: [path], rule: null, ids: [], suggested: false, only: path },
    { dryRun: true },
  );
  const text = changes.get(path);
  if (typeof text !== 'string') return [];
  const edit = newText(path, text, project, can);
  if (edit === null) return [];
  return [{ title: 'Apply all safe fixes of Lintel in this file', kind: fixAllKind, edit }];
}
