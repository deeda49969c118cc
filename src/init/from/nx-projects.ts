import { literally } from '../../core/glob.ts';
import type { Path } from '../../core/location.ts';
import { folderOf } from '../../core/path.ts';
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

/** Projects with a project.json, packages with tags in package.json, and what older workspaces list in nx.json. */
export function projectsIn({ paths, value }: Project): readonly NxProject[] {
  const named = recordOf(recordOf(value('nx.json'))['projects']);
  const found = new Map<Path, Omit<NxProject, 'globs'>>();
  for (const path of paths.filter((one) => /(?:^|\/)(?:project|package)\.json$/.test(one))) {
    const root = folderOf(path);
    const file = recordOf(value(path));
    const own = path.endsWith('project.json') ? file : recordOf(file['nx']);
    if (root === '' || (path.endsWith('package.json') && own['tags'] === undefined)) continue;
    const tags = [...stringsOf(own['tags']), ...stringsOf(recordOf(named[String(file['name'])])['tags'])];
    const before = found.get(root);
    found.set(root, {
      root,
      tags: [...new Set([...(before?.tags ?? []), ...tags])],
      isApp: own['projectType'] === 'application' || before?.isApp === true,
    });
  }
  const all = [...found.values()];
  return all
    .map((one) => ({
      ...one,
      globs: globsOf(
        one.root,
        all.map(({ root }) => root),
        paths,
      ),
    }))
    .filter(({ globs }) => globs.length > 0);
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
  if (source !== undefined) return tags.some((one) => new RegExp(source).test(one));
  const regex = new RegExp(`^${tag.replaceAll(/[.+?^$()|[\]{}\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  return tags.some((one) => regex.test(one));
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
