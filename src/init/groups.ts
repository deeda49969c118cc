import { literally } from '../core/glob.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import type { NamedZone } from './proposal.ts';
import type { Survey } from './survey.ts';

/** Folders of one kind side by side: packages, features, plugins. */
export interface Group {
  /** The zone of all instances: `{ name: 'package', globs: ['packages/{package}/**'] }`. */
  readonly zone: NamedZone;
  /** The folder that they lie in. */
  readonly parent: Path;
  /** The instances' folders, in order. */
  readonly instances: readonly Path[];
  /** Are they packages of a workspace? */
  readonly packages: boolean;
  /** Does the name of their folder say that each is there by itself? */
  readonly separate: boolean;
}

/** Folders whose children people mean as parts of one kind. */
const partFolders =
  /^(?:features?|modules|domains|contexts|plugins|extensions|adapters|providers|integrations|connectors|drivers|middlewares?|widgets|entities|slices|apps|applications|services|libs|packages)$/;

/** Folders of parts that should not know each other. */
const separateFolders =
  /^(?:features?|modules|domains|plugins|extensions|adapters|integrations|connectors|drivers|middlewares?|apps|applications)$/;

/** Folders that show how the code is used, and that the code does not use. */
const showing =
  /(?:^|\/)(?:examples?|demos?|playgrounds?|sandbox(?:es)?|samples?|templates?|benchmarks?|www|website|(?:[\w-]+-)?docs?)(?:\/|$)/;

/** The groups of a repository, packages first. */
export function groupsOf(survey: Pick<Survey, 'sources' | 'projects'>, named: ZoneNamer): readonly Group[] {
  const homes = groupBy(
    survey.projects.filter((folder) => folder !== '' && !isShowing(folder)),
    folderOf,
  );
  const packages = [...homes].filter(([, folders]) => folders.length >= 3);
  const parts = [...groupBy(foldersIn(survey.sources), folderOf)].filter(
    ([parent, folders]) =>
      folders.length >= 3 &&
      !homes.has(parent) &&
      !isShowing(parent) &&
      partFolders.test(nameOf(parent)) &&
      !holdsFiles(survey.sources, parent),
  );
  return [
    ...packages.map(([parent, folders]) => groupOf(named, parent, { folders, packages: true })),
    ...parts.map(([parent, folders]) => groupOf(named, parent, { folders, packages: false })),
  ];
}

interface Siblings {
  readonly folders: readonly Path[];
  readonly packages: boolean;
}

function groupOf(named: ZoneNamer, parent: Path, { folders, packages }: Siblings): Group {
  const name = meaningful(parent).replace(/^packages-(?=.)/, '');
  const one = singular(name) || 'package';
  const word = packages && one === name ? `${one}-package` : one;
  const glob = `${parent === '' ? '' : `${literally(parent)}/`}{${identifier(word)}}/**`;
  return {
    zone: { name: named(word, folderOf(parent), glob), globs: [glob] },
    parent,
    instances: [...folders].sort(),
    packages,
    separate: separateFolders.test(nameOf(parent)),
  };
}

/** A folder with many files of its own is no mere shelf for parts. */
function holdsFiles(sources: readonly Path[], parent: Path): boolean {
  return sources.filter((file) => folderOf(file) === parent).length > 3;
}

function foldersIn(sources: readonly Path[]): readonly Path[] {
  const folders = new Set<Path>();
  for (const file of sources)
    for (let folder = folderOf(file); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  return [...folders].sort();
}

/** The folders of package.json and project.json files that have sources below them, and no nearer such folder. */
export function projectsOf(paths: readonly Path[], sources: readonly Path[]): readonly Path[] {
  const homes = new Set(paths.filter((path) => /(?:^|\/)(?:package|project)\.json$/.test(path)).map(folderOf));
  return [...new Set(sources.flatMap((file) => homeOf(file, homes) ?? []))].sort();
}

/** The nearest of some folders at or above a file. */
export function homeOf(file: Path, homes: ReadonlySet<Path>): Path | null {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (homes.has(folder)) return folder;
    if (folder === '') return null;
  }
}

/** Which instance of a group a file lies in; null outside. */
export function instanceOf({ parent }: Pick<Group, 'parent'>, file: Path): Path | null {
  const start = parent === '' ? '' : `${parent}/`;
  if (!file.startsWith(start)) return null;
  const end = file.indexOf('/', start.length);
  return end < 0 ? null : file.slice(0, end);
}

/** Gives each zone a name that no other has. */
export type ZoneNamer = (wanted: string, folder: Path, glob: string) => string;

/** The same glob keeps its name; a name that is taken is told apart by the folders above. */
export function zoneNamer(): ZoneNamer {
  const globs = new Map<string, string>([['tests', '']]);
  return (wanted, folder, glob) => {
    const above = folder
      .split('/')
      .filter((part) => part !== '' && !/^(?:src|lib|source)$/.test(part))
      .map(identifier);
    const names = [
      identifier(wanted),
      ...above.map((_, at) => [...above.slice(above.length - 1 - at), identifier(wanted)].join('-')),
    ];
    const free = [
      ...names,
      `${identifier(wanted)}-folder`,
      ...Array.from({ length: 1000 }, (_, n) => `${identifier(wanted)}-${String(n + 2)}`),
    ].find((name) => !globs.has(name) || globs.get(name) === glob);
    const name = free ?? identifier(wanted);
    globs.set(name, glob);
    return name;
  };
}

/** The last segment of a path. */
export function nameOf(path: Path): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Does a folder only show how the code is used? Nobody keeps rules there. */
export function isShowing(folder: Path): boolean {
  return showing.test(folder);
}

/** The last folder of a path whose name says something. */
export function meaningful(path: Path): string {
  const parts = path.split('/').filter(Boolean);
  return parts.reverse().find((part) => !/^(?:src|lib|source)$/.test(part)) ?? parts[0] ?? '';
}

/** A word that YAML, zones and captures take as a name. */
export function identifier(word: string): string {
  const plain = word.replaceAll(/[^A-Za-z0-9_-]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '');
  return plain === '' ? 'part' : plain;
}

function singular(word: string): string {
  // `nestjs` and `analysis` are no plurals.
  if (/(?:ss|us|sis|js|middleware)$/.test(word)) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  return word.replace(/s$/, '');
}
