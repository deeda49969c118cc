import { literally } from '../../core/glob.ts';
import type { Path } from '../../core/location.ts';
import { folderOf } from '../../core/path.ts';
import { regexOf } from '../../core/regex.ts';
import type { NamedZone } from '../proposal.ts';
import { globFault, type Project, recordOf, slug, stringsOf } from './translation.ts';

/** A project of an Nx workspace. */
export interface NxProject {
  readonly root: Path;
  readonly tags: readonly string[];
  readonly isApp: boolean;
  /** Its files, less those of projects inside of it. */
  readonly globs: readonly string[];
}

/** Projects with a project.json, packages with tags in package.json, and what older workspaces list in one file. */
export function projectsIn(project: Project): readonly NxProject[] {
  const { paths, value } = project;
  const named = recordOf(recordOf(value('nx.json'))['projects']);
  const found = new Map<Path, Omit<NxProject, 'globs'>>();
  for (const { root, name, own } of [...listedProjects(project), ...projectFiles(project)]) {
    const tags = [...stringsOf(own['tags']), ...stringsOf(recordOf(named[name])['tags'])];
    const before = found.get(root);
    found.set(root, {
      root,
      tags: [...new Set([...(before?.tags ?? []), ...tags])],
      isApp: own['projectType'] === 'application' || before?.isApp === true,
    });
  }
  const roots = [...found.keys()];
  return [...found.values()]
    .map((one) => ({ ...one, globs: globsOf(one.root, roots, paths) }))
    .filter(({ globs }) => globs.length > 0);
}

/** What one file says of a project. */
interface Said {
  readonly root: Path;
  readonly name: string;
  readonly own: Readonly<Record<string, unknown>>;
}

/** Workspaces of Nx 13 and older have their projects in one file; a text there is the folder of a project.json. */
function listedProjects({ value }: Project): readonly Said[] {
  return ['workspace.json', 'angular.json'].flatMap((file) =>
    Object.entries(recordOf(recordOf(value(file))['projects'])).flatMap(([name, one]): readonly Said[] => {
      const own = recordOf(one);
      const [root = ''] = stringsOf(own['root']);
      return root === '' ? [] : [{ root: root.replace(/\/$/, ''), name, own }];
    }),
  );
}

function projectFiles({ paths, value }: Project): readonly Said[] {
  return paths
    .filter((path) => /\/(?:project|package)\.json$/.test(path))
    .flatMap((path): readonly Said[] => {
      const file = recordOf(value(path));
      const own = path.endsWith('/project.json') ? file : recordOf(file['nx']);
      const isProject = path.endsWith('/project.json') || own['tags'] !== undefined;
      return isProject ? [{ root: folderOf(path), name: String(file['name']), own }] : [];
    });
}

function globsOf(root: Path, roots: readonly Path[], paths: readonly Path[]): readonly string[] {
  const own = `${literally(root)}/**`;
  const inner = roots.filter((other) => other.startsWith(`${root}/`)).map((other) => `!${literally(other)}/**`);
  return globFault(own, paths) === null ? [own, ...inner] : [];
}

/** A tag is a text, a pattern with `*`, or a regular expression between slashes. */
export function withTag({ tags }: Pick<NxProject, 'tags'>, tag: string): boolean {
  if (tag === '*') return true;
  const [, source] = /^\/(.*)\/$/.exec(tag) ?? [];
  const regex = regexOf(source ?? `^${tag.replaceAll(/[.+?^$()|[\]{}\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  return !('fault' in regex) && tags.some((one) => regex.test(one));
}

/** The projects with a tag. */
export function taggedZone(tag: string, projects: readonly NxProject[]): NamedZone {
  if (tag === '*') return { name: 'projects', globs: rootsOf(projects) };
  return { name: slug(tag), globs: rootsOf(projects.filter((one) => withTag(one, tag))) };
}

/** The files of projects. What is taken away from one belongs to another. */
export function rootsOf(projects: readonly NxProject[]): readonly string[] {
  const own = new Set(projects.map(({ root }) => `!${literally(root)}/**`));
  return [...new Set(projects.flatMap(({ globs }) => globs.filter((glob) => !own.has(glob))))];
}
