import type { Raise } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import type { Problem } from '../../../core/violation.ts';
import { formWords } from './describe.ts';
import type { Role } from './frameworks.ts';
import type { ExportForm } from './main-export.ts';

interface Misnamed {
  readonly path: Path;
  isTaken(path: Path): boolean;
  /** Of the export. */
  readonly name: string;
  /** The name that the file should have. */
  readonly base: string;
  readonly form: ExportForm;
}

/** A file that is not named after its main export. */
export function misnamed({ path, name, base, form, isTaken }: Misnamed, problem: Raise<'export'>): Problem {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const own = path.slice(folder.length);
  const to = folder + base;
  const pattern = `the name of its main export \`${name}\`${formWords(form)}`;
  return problem(
    'export',
    { name: own, kind: 'file', export: name },
    { file: path, place: null },
    {
      found: `\`${own}\``,
      expected: pattern,
      brief: `\`${own}\` -> \`${base}\`: its main export is \`${name}\`${isTaken(to) ? ' (this path exists)' : ''}`,
      fix: fixOf({ path, isFolder: false, to, isTaken: isTaken(to), pattern }),
    },
  );
}

interface Malformed {
  readonly path: Path;
  readonly kind: 'file' | 'folder';
  readonly role: Role;
}

/** A segment whose brackets the framework takes for words. */
export function malformed({ path, kind, role }: Malformed, problem: Raise<'malformed'>): Problem {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const base = path.slice(folder.length);
  const { framework, mended } = role;
  const title = mended === null ? 'Rename it to a segment with closed brackets' : `Move it to \`${folder}${mended}\``;
  return problem(
    'malformed',
    { name: base, kind, framework },
    { file: path, place: null },
    {
      found: `\`${base}\``,
      expected: `a segment that ${framework} reads, such as \`[id]\`, \`[...rest]\` or \`(group)\``,
      brief: `\`${base}\`${mended === null ? '' : ` -> \`${mended}\``}: ${framework} reads no parameter from it`,
      fix: {
        title,
        verb: 'move',
        safety: 'manual',
        edits: [],
        steps: [title.replace(/^[MR]/, (one) => one.toLowerCase())],
      },
    },
  );
}

interface Repair {
  readonly path: Path;
  readonly isFolder: boolean;
  readonly to: Path | null;
  readonly isTaken: boolean;
  readonly pattern: string;
}

export function fixOf({ path, isFolder, to, isTaken, pattern }: Repair): Fix {
  const common = { verb: 'move', safety: 'manual', edits: [] } as const;
  if (to === null)
    return {
      ...common,
      title: `Rename to a ${pattern}`,
      steps: [`rename it to a ${pattern} and update its importers`],
    };
  const first = isTaken ? [`\`${to}\` exists: rename that first, or merge the two`] : [];
  return {
    ...common,
    title: `Move to \`${to}\` and update its importers`,
    ...(isFolder ? {} : { intent: { kind: 'move-file', file: path, to } }),
    steps: [...first, `move it to \`${to}\` and update its importers`],
  };
}
