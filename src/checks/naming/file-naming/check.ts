import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import type { Lists } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { inside, type Where } from '../../../core/zone.ts';
import { patternOf, statementOf } from './describe.ts';
import { expectedBase, type Failure, failureOf } from './name.ts';
import { specFor, type Specs, specs } from './spec.ts';

const options = z
  .strictObject({
    files: specs
      .optional()
      .describe(
        'A style, `/a regular expression/`, a list of these, or `{ style, prefix, suffix }`; or a map from globs to one of these, or to null for any.',
      ),
    folders: specs.optional().describe('The same for the folders above each checked file.'),
  })
  .refine((o) => o.files ?? o.folders, 'set `files` or `folders`, for example `files: kebab-case`');

export const fileNaming = defineCheck({
  name: 'file-naming',
  family: 'naming',
  summary: 'File and folder names follow a style.',
  options,
  reads: () => ({}),
  exceptKeys: ['kind'],
  messages: {
    style: (d) => `The ${d['kind']} name \`${d['name']}\` has the wrong style.`,
    prefix: (d) => `The ${d['kind']} name \`${d['name']}\` lacks a required prefix.`,
    suffix: (d) => `The ${d['kind']} name \`${d['name']}\` lacks a required suffix.`,
  },
  statement: (o) =>
    [o.files && statementOf('files', o.files), o.folders && statementOf('folders', o.folders)]
      .filter(Boolean)
      .join('; '),
  guidance(_, o, file) {
    const spec = o.files && specFor(o.files, file);
    if (!spec) return null;
    const base = file.slice(file.lastIndexOf('/') + 1);
    const pattern = patternOf(spec, 'file name');
    return failureOf(base, spec, false) ? `\`${base}\` is not a ${pattern}` : pattern;
  },
  *mistakes(project, o) {
    for (const { key } of idle(o.files, [...project.tree.keys()])) yield `files "${key}" matches no file`;
    for (const { key } of o.folders?.some(({ byPath }) => byPath)
      ? idle(o.folders, foldersOf([...project.tree.keys()], null))
      : [])
      yield `folders "${key}" matches no folder`;
  },
  *check(project, o, problem) {
    const files = judgedFiles(project);
    const all = [...project.tree.keys()];
    let taken: ReadonlySet<Path> | null = null;
    const isTaken = (path: Path): boolean => (taken ??= new Set([...all, ...foldersOf(all, null)])).has(path);
    if (o.files) for (const path of files) yield* judge({ path, kind: 'file', all: o.files, isTaken }, problem);
    if (o.folders)
      for (const path of foldersOf(files, project.in))
        yield* judge({ path, kind: 'folder', all: o.folders, isTaken }, problem);
  },
});

/** The source files; others where `in` matches them for the sake of their ending, or matches no source file at all. */
function judgedFiles(project: Lists): readonly Path[] {
  const { in: where, files } = project;
  if (!where) return files;
  return project.paths.filter((path) => project.judges(path) || files.length === 0 || !inside(where, `${path}~`));
}

/** Every folder on the way to one of the files, from the root of `in` downward: what lies above is not the rule's. */
function foldersOf(files: readonly Path[], where: Where | null): Path[] {
  const folders = new Set<Path>();
  for (const file of files) {
    const roots = where ? where.match(file).flatMap((binding) => where.roots(binding)) : [''];
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder) || !roots.some((root) => root === '' || folder === root || folder.startsWith(`${root}/`)))
        break;
      folders.add(folder);
    }
  }
  return [...folders].sort();
}

/** Paths that were written and that nothing has. */
function idle(all: Specs | undefined, paths: readonly Path[]): Specs {
  return (all ?? []).filter(({ glob, byPath }) => glob && byPath && !paths.some((path) => glob.match(path).length > 0));
}

interface Subject {
  readonly path: Path;
  readonly kind: 'file' | 'folder';
  readonly all: Specs;
  isTaken(path: Path): boolean;
}

function* judge({ path, kind, all, isTaken }: Subject, problem: Raise<Failure>): Iterable<Problem> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const base = path.slice(folder.length);
  const isFolder = kind === 'folder';
  const failureAt = (name: string): Failure | null => {
    const spec = specFor(all, folder + name);
    return spec && failureOf(name, spec, isFolder);
  };
  const spec = specFor(all, path);
  const failure = failureAt(base);
  if (!spec || !failure) return;
  const expected = expectedBase(base, spec, { isFolder, passes: (name) => failureAt(name) === null });
  const to = expected === null ? null : folder + expected;
  const inTheWay = to !== null && isTaken(to);
  yield problem(
    failure,
    { name: base, kind },
    { file: path, place: null },
    {
      found: `\`${base}\``,
      expected: patternOf(spec, `${kind} names`),
      brief:
        expected === null
          ? `\`${base}\`: expected a ${patternOf(spec, `${kind} name`)}`
          : `\`${base}\` -> \`${expected}\`${inTheWay ? ' (this path exists)' : ''}`,
      fix: fixOf({ path, isFolder, to, isTaken: inTheWay, pattern: patternOf(spec, `${kind} name`) }),
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

function fixOf({ path, isFolder, to, isTaken, pattern }: Repair): Fix {
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
