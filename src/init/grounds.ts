import { literally } from '../core/glob.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import { type Group, homeOf, identifier, instanceOf, isShowing, meaningful, nameOf } from './groups.ts';
import type { NamedZone } from './proposal.ts';
import type { Survey } from './survey.ts';

/** A part of the tree that could be a layer. */
export interface Part {
  /** What tells it apart among the others of its ground. */
  readonly key: string;
  /** What its zone is called, unless another zone is called that. */
  readonly word: string;
  /** Whose names tell it apart then. */
  readonly folder: Path;
  readonly glob: string;
}

/** Parts among which an order is looked for. */
export interface Ground {
  /** What is in layers: `packages`, `src`, `each module`. */
  readonly title: string;
  /** The last part of the rule's id. */
  readonly name: string;
  readonly parts: readonly Part[];
  /** The part that a file is in; null for none. */
  partOf(file: Path): string | null;
  /** Do imports between two files count? */
  related(from: Path, to: Path): boolean;
  readonly within: NamedZone | null;
}

/** So many packages can be read as an order. */
const mostPackages = 20;
/** Orders for the largest packages only: more would hide what matters. */
const mostRoots = 4;
/** So many files make a package large enough to have layers. */
const fewestFiles = 12;

/** All that could be in layers: the packages, what every instance of a group has, the folders of a package, the roles of files. */
export function groundsOf(survey: Survey, groups: readonly Group[]): readonly Ground[] {
  const shaped = groups.flatMap((group) => {
    const ground = groundWithin(survey, group);
    return ground ? [{ group, ground }] : [];
  });
  const isCovered = (root: Path): boolean => shaped.some(({ group }) => instanceOf(group, `${root}/x`) !== null);
  return [
    groundOfPackages(survey),
    ...shaped.map(({ ground }) => ground),
    ...rootsOf(survey)
      .filter((root) => !isCovered(root))
      .map((root) => groundBelow(survey, root)),
    groundOfRoles(survey),
  ].flatMap((ground) => ground ?? []);
}

/** The packages of a workspace; where they are many, the folders that they lie in. */
function groundOfPackages({ projects }: Survey): Ground {
  const isInner = (folder: Path): boolean => projects.some((one) => one !== '' && folder.startsWith(`${one}/`));
  const folders = projects.filter((folder) => folder !== '' && !isShowing(folder) && !isInner(folder));
  const isFew = folders.length <= mostPackages;
  const shelfOf = (folder: Path): Path => folder.split('/')[0] ?? '';
  const keys = isFew ? folders : [...new Set(folders.map(shelfOf))].sort();
  const homes = new Set(folders);
  return {
    title: 'packages',
    name: 'packages',
    parts: keys.map(partAt),
    partOf(file) {
      const home = homeOf(file, homes);
      return home === null || isFew ? home : shelfOf(home);
    },
    related: () => true,
    within: null,
  };
}

function partAt(folder: Path): Part {
  return { key: folder, word: nameOf(folder), folder: folderOf(folder), glob: `${literally(folder)}/**` };
}

/** The folders that many instances of a group have: `packages/{package}/src/services`. */
function groundWithin({ sources }: Survey, group: Group): Ground | null {
  for (const inner of ['src/', '']) {
    const owners = new Map<string, Set<Path>>();
    const keyOf = (file: Path): string | null => {
      const instance = instanceOf(group, file);
      return instance === null ? null : folderBelow(file, `${instance}/${inner}`);
    };
    for (const file of sources) {
      const [key, instance] = [keyOf(file), instanceOf(group, file)];
      if (key !== null && instance !== null) owners.set(key, (owners.get(key) ?? new Set()).add(instance));
    }
    const least = Math.max(3, group.instances.length * 0.5);
    const names = new Set([...owners].flatMap(([name, all]) => (all.size >= least ? [name] : [])));
    if (names.size < 3) continue;
    const [glob = ''] = group.zone.globs;
    return {
      title: `each ${group.zone.name}`,
      name: `inside-${group.zone.name}`,
      parts: [...names].sort().map((name) => ({
        key: name,
        word: name,
        folder: group.parent,
        glob: glob.replace(/\*\*$/, `${inner}${literally(name)}/**`),
      })),
      partOf(file) {
        const key = keyOf(file);
        return key !== null && names.has(key) ? key : null;
      },
      related: (from, to) => instanceOf(group, from) === instanceOf(group, to),
      within: group.zone,
    };
  }
  return null;
}

/** The folders in which the code of each package branches out, the largest first. */
function rootsOf({ sources, projects }: Survey): readonly Path[] {
  const homes = new Set(['', ...projects.filter((folder) => !isShowing(folder))]);
  const owned = [...groupBy(sources, (file) => homeOf(file, homes) ?? '')];
  const large = owned.filter(([, files]) => files.length >= fewestFiles).sort(([, a], [, b]) => b.length - a.length);
  return [...new Set(large.slice(0, mostRoots).map(([folder, files]) => branching(folder, files)))];
}

/** Goes down as long as nearly everything lies in one folder. */
function branching(folder: Path, files: readonly Path[]): Path {
  const start = folder === '' ? '' : `${folder}/`;
  const names = groupBy(files, (file) => folderBelow(file, start) ?? '');
  const [largest] = [...names].filter(([name]) => name !== '').sort(([, a], [, b]) => b.length - a.length);
  if (!largest || largest[1].length < files.length * 0.8) return folder;
  const [name, inside] = largest;
  const below = start + name;
  return inside.some((file) => folderBelow(file, `${below}/`) !== null) ? branching(below, inside) : folder;
}

/** The folders directly below a root that are no packages, and the files in the root itself. */
function groundBelow({ sources, projects }: Survey, root: Path): Ground {
  const start = root === '' ? '' : `${root}/`;
  const isOwn = (name: string): boolean =>
    !projects.some((folder) => folder === start + name || folder.startsWith(`${start}${name}/`));
  const inside = sources.filter((file) => file.startsWith(start));
  const names = new Set(inside.flatMap((file) => folderBelow(file, start) ?? []).filter(isOwn));
  const hasFiles = inside.some((file) => folderBelow(file, start) === null);
  const name = root === '' ? 'root' : identifier(meaningful(root));
  const files: Part = { key: '', word: `${name}-files`, folder: folderOf(root), glob: `${literally(start)}*` };
  return {
    title: root === '' ? 'the root' : root,
    name: root === '' ? 'folders' : name,
    parts: [
      ...(hasFiles ? [files] : []),
      ...[...names].sort().map((one) => ({ ...partAt(start + one), key: one, folder: root })),
    ],
    partOf(file) {
      if (!file.startsWith(start)) return null;
      const one = folderBelow(file, start) ?? '';
      return one === '' || names.has(one) ? one : null;
    },
    related: () => true,
    within: null,
  };
}

/** The first folder of a path below a start (with its slash); null where the file lies there itself, or elsewhere. */
function folderBelow(file: Path, start: string): string | null {
  if (!file.startsWith(start)) return null;
  const end = file.indexOf('/', start.length);
  return end < 0 ? null : file.slice(start.length, end);
}

/** Endings that say how a file is written, and not what it is for. */
const forms = new Set([
  'd',
  'config',
  'test',
  'spec',
  'stories',
  'min',
  'client',
  'server',
  'native',
  'web',
  'ios',
  'android',
]);

/** What files are for where their names say so: `users.controller.ts`, `users.service.ts`. Null where few names do. */
function groundOfRoles({ sources }: Survey): Ground | null {
  const roles = groupBy(sources, (file) => roleOf(file) ?? '');
  const common = [...roles].filter(([role, files]) => role !== '' && files.length >= 3).map(([role]) => role);
  const known = new Set(common);
  const count = common.reduce((sum, role) => sum + (roles.get(role)?.length ?? 0), 0);
  if (common.length < 3 || count < sources.length * 0.3) return null;
  return {
    title: 'files by their endings',
    name: 'roles',
    parts: common.sort().map((role) => ({ key: role, word: role, folder: 'file', glob: `**/*.${literally(role)}.*` })),
    partOf(file) {
      const role = roleOf(file);
      return role !== null && known.has(role) ? role : null;
    },
    related: () => true,
    within: null,
  };
}

function roleOf(file: Path): string | null {
  const role = /^[^.]+\.([a-z][a-z-]*)\.[cm]?[jt]sx?$/.exec(nameOf(file))?.[1];
  return role === undefined || forms.has(role) ? null : role;
}
