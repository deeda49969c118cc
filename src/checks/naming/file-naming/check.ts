import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Path } from '../../../core/location.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { styles } from '../../../core/style.ts';
import { inside, type Where } from '../../../core/zone.ts';
import { formWords, patternOf, statementOf } from './describe.ts';
import { frameworkNames, type RoleFinder, roleFinder } from './frameworks.ts';
import { mainExport, namedAfter } from './main-export.ts';
import { expectedBase, type Failure, failureOf } from './name.ts';
import { fixOf, malformed, misnamed } from './problems.ts';
import { specFor, type Specs, specs } from './spec.ts';
import { strictness } from './strictness.ts';

const options = z
  .strictObject({
    files: specs
      .optional()
      .describe(
        'A style, `/a regular expression/`, a list of these, or `{ style, prefix, suffix }`; or a map from globs to one of these, or to null for any.',
      ),
    folders: specs.optional().describe('The same for the folders above each checked file.'),
    'same-as-export': z
      .enum(['exact', ...styles])
      .optional()
      .describe(
        'Each file has the name of its main export, as it is or in this style: of the default export, else of the only exported class or component.',
      ),
    framework: z
      .union([z.enum(['auto', 'none', ...frameworkNames]), z.array(z.enum(frameworkNames)).min(1)])
      .default('auto')
      .describe(
        'Whose file names are not judged (`[id]`, `(shop)`, `+page`): by default those of the frameworks that the nearest package.json or a configuration file shows.',
      ),
  })
  .refine(
    (o) => o.files ?? o.folders ?? o['same-as-export'],
    'set `files`, `folders` or `same-as-export`, for example `files: kebab-case`',
  );

export const fileNaming = defineCheck({
  name: 'file-naming',
  family: 'naming',
  summary: 'File and folder names follow a style.',
  options,
  strictness,
  reads: (o) => ({ manifests: true, facts: o['same-as-export'] === undefined ? [] : ['exports'] }),
  exceptKeys: ['kind'],
  messages: {
    style: (d) => `The ${d['kind']} name \`${d['name']}\` has the wrong style.`,
    prefix: (d) => `The ${d['kind']} name \`${d['name']}\` lacks a required prefix.`,
    suffix: (d) => `The ${d['kind']} name \`${d['name']}\` lacks a required suffix.`,
    export: (d) => `\`${d['name']}\` is not named after its main export \`${d['export']}\`.`,
    malformed: (d) => `${d['framework']} cannot read the ${d['kind']} name \`${d['name']}\`.`,
  },
  statement: (o) =>
    [
      o.files && statementOf('files', o.files),
      o.folders && statementOf('folders', o.folders),
      o['same-as-export'] && `files are named after their main export${formWords(o['same-as-export'])}`,
    ]
      .filter(Boolean)
      .join('; '),
  guidance(project, o, file) {
    const spec = o.files && specFor(o.files, file);
    if (!spec) return null;
    const role = rolesIn(project, o.framework)(file, false);
    if (role && !role.isBroken) return null;
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
    const ground = { isTaken, roleOf: rolesIn(project, o.framework) };
    const named = o.files ? files.filter((path) => !describesPackage(project, path)) : [];
    if (o.files) for (const path of named) yield* judge({ ...ground, path, kind: 'file', all: o.files }, problem);
    if (o.folders)
      for (const path of foldersOf(files, project.in))
        yield* judge({ ...ground, path, kind: 'folder', all: o.folders }, problem);
    const form = o['same-as-export'];
    if (form)
      for (const path of project.files) {
        const name = ground.roleOf(path, false) ? null : mainExport(path, project.facts(path, 'exports'));
        const base = name === null ? null : namedAfter(path, name, form);
        if (name === null || base === null) continue;
        yield misnamed({ path, name, base, form, isTaken }, problem);
      }
  },
});

/** Does a declaration file have the name of a package that it may describe, as `react-zen.d.ts` of `@umami/react-zen`? */
function describesPackage({ packages }: Pick<Linked, 'packages'>, path: Path): boolean {
  const [, name] = /([^/]+)\.d\.[cm]?ts$/.exec(path) ?? [];
  const owner = name === undefined ? null : packages.owner(path);
  const declared = owner ? [...owner.dependencies, ...owner.devDependencies] : [];
  return declared.some((one) => one === name || one.endsWith(`/${name ?? ''}`));
}

type Chosen = z.infer<typeof options>['framework'];

/** The roles of names in the frameworks that the option names. */
function rolesIn({ tree, packages }: Pick<Lists, 'tree'> & Pick<Linked, 'packages'>, chosen: Chosen): RoleFinder {
  if (chosen === 'none') return () => null;
  return roleFinder({ tree: tree.keys(), packages }, chosen === 'auto' ? null : [chosen].flat());
}

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
  readonly roleOf: RoleFinder;
}

function* judge(
  { path, kind, all, isTaken, roleOf }: Subject,
  problem: Raise<Failure | 'malformed'>,
): Iterable<Problem> {
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
  const role = roleOf(path, isFolder);
  if (role?.isBroken) yield malformed({ path, kind, role }, problem);
  if (role) return;
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
