import { parse as parseYaml } from 'yaml';
import { pathTest } from '../../core/glob.ts';
import { expandBraces } from '../../core/segment.ts';
import type { Path } from '../../core/location.ts';
import { climb, folderOf, join, upward } from '../../core/path.ts';
import { addTo } from '../../core/group.ts';
import type { ManifestFault, Sight } from '../resolver.ts';
import { parseManifest, recordOf, stringsOf } from './json.ts';

/** A package.json as read. */
export interface Manifest {
  readonly name: string;
  readonly folder: Path;
  readonly json: Readonly<Record<string, unknown>>;
  /** Every package that it declares, in whatever way, with the range as written. */
  readonly declared: ReadonlyMap<string, string>;
  /** Listed by a workspace file. */
  readonly member: boolean;
}

/** The package.json files of a tree. */
export interface Manifests {
  readonly all: readonly Manifest[];
  at(folder: Path): Manifest | null;
  owner(file: Path): Manifest | null;
  /** Those at or above a file, the nearest first. */
  above(file: Path): readonly Manifest[];
  /** The workspace package that a name means to a file; null when it is none of the repository's. */
  named(name: string, from: Path): Manifest | null;
  /** The range under which a package.json from the file's folder upward declares a package. */
  range(name: string, from: Path): string | null;
  readonly faults: readonly ManifestFault[];
}

const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Ranges that mean a folder of the repository rather than something published. */
const local = /^(?:workspace|file|link|portal):|^\*?$/;

/** A range that says where a package is, or which one it is, whatever it is called: `link:../ui`, `workspace:@acme/ui@*`. */
const pointer = /^(?:workspace|file|link|portal):(.+)/;

/** Whether a range means a package of the repository, and none that is published. */
export function isLocal(range: string): boolean {
  return local.test(range);
}

/** Reads every package.json of a tree, and the workspace lists. */
export function readManifests(sight: Sight): Manifests {
  const faults: ManifestFault[] = [];
  const all = manifestsOf(sight, faults);
  const byFolder = new Map(all.map((manifest) => [manifest.folder, manifest]));
  const byName = membersFirst(all);
  const chains = new Map<Path, readonly Manifest[]>();
  const above = (file: Path): readonly Manifest[] => {
    const folder = folderOf(file);
    let chain = chains.get(folder);
    if (chain === undefined) {
      chain = upward(folder).flatMap((one) => byFolder.get(one) ?? []);
      chains.set(folder, chain);
    }
    return chain;
  };
  const declaring = (name: string, from: Path): Manifest | null =>
    above(from).find(({ declared }) => declared.has(name)) ?? null;
  const range = (name: string, from: Path): string | null => declaring(name, from)?.declared.get(name) ?? null;
  const pointed = (name: string, from: Path): Manifest | null => {
    const written = pointer.exec(range(name, from) ?? '')?.[1];
    if (written === undefined) return null;
    const folder = climb(declaring(name, from)?.folder ?? '', written);
    const other = /^(@?[^@]+)@/.exec(written)?.[1];
    return byFolder.get(folder ?? '/') ?? byName.get(other ?? '/')?.[0] ?? null;
  };
  return {
    all,
    at: (folder) => byFolder.get(folder) ?? null,
    owner: (file) => above(file)[0] ?? null,
    above,
    named(name, from) {
      const candidates = byName.get(name) ?? [];
      const pointedAt = pointed(name, from);
      if (pointedAt !== null) return pointedAt;
      const itself = above(from).find((manifest) => manifest.name === name && manifest.name !== '');
      if (itself !== undefined || candidates.length === 0 || name === '') return itself ?? null;
      const declared = range(name, from) ?? '';
      const found = candidates[0] ?? null;
      // A fixture or a template may bear the name of a published package.
      return declared.startsWith('npm:') || (found?.member === false && !isLocal(declared)) ? null : found;
    },
    range,
    faults,
  };
}

function manifestsOf({ files, texts }: Sight, faults: ManifestFault[]): readonly Manifest[] {
  const paths = [...files.keys()];
  const read = paths
    .filter((path) => path === 'package.json' || path.endsWith('/package.json'))
    .map((path) => ({ folder: folderOf(path), json: parseManifest(path, texts.read(path) ?? '', faults) }));
  const isMember = membership([
    ...read.map(({ folder, json }) => ({
      folder,
      globs: stringsOf(
        Array.isArray(json['workspaces']) ? json['workspaces'] : recordOf(json['workspaces'])['packages'],
      ),
    })),
    ...paths
      .filter((path) => path.endsWith('pnpm-workspace.yaml'))
      .map((path) => ({ folder: folderOf(path), globs: pnpmGlobs(path, texts.read(path) ?? '', faults) })),
  ]);
  return read.map(({ folder, json }): Manifest => ({
    name: typeof json['name'] === 'string' ? json['name'] : '',
    folder,
    json,
    declared: new Map(
      lists.flatMap((kind) => Object.entries(recordOf(json[kind])).map(([name, range]) => [name, String(range)])),
    ),
    member: isMember(folder),
  }));
}

/** The packages of each name: what a workspace lists comes before what merely lies there. */
function membersFirst(all: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  const byName = new Map<string, Manifest[]>();
  for (const manifest of [...all].sort((a, b) => Number(b.member) - Number(a.member))) {
    addTo(byName, manifest.name, manifest);
  }
  return byName;
}

function pnpmGlobs(file: Path, text: string, faults: ManifestFault[]): readonly string[] {
  try {
    return stringsOf(recordOf(parseYaml(text, { maxAliasCount: 100 }))['packages']);
  } catch {
    faults.push({ file, text: 'not valid YAML', line: 1 });
    return [];
  }
}

function membership(
  lists: readonly { readonly folder: Path; readonly globs: readonly string[] }[],
): (folder: Path) => boolean {
  const tests = lists
    .filter(({ globs }) => globs.length > 0)
    .map(({ folder, globs }) => {
      const compile = (glob: string): ((path: Path) => boolean)[] =>
        expandBraces(glob).map((one) => pathTest(`${climb(folder, one) ?? join(folder, one)}/package.json`));
      const wanted = globs.filter((glob) => !glob.startsWith('!')).flatMap(compile);
      const unwanted = globs.filter((glob) => glob.startsWith('!')).flatMap((glob) => compile(glob.slice(1)));
      return (path: Path) =>
        path === folder ||
        (wanted.some((test) => test(`${path}/package.json`)) && !unwanted.some((test) => test(`${path}/package.json`)));
    });
  return (folder) => tests.some((test) => test(folder));
}
