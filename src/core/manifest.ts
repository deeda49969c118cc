import type { Replacement } from './fix.ts';
import type { Path } from './location.ts';

/** A package of the repository: the folder of a package.json. */
export interface Package {
  /** '' when the manifest has no name. */
  readonly name: string;
  readonly folder: Path;
  /** It is never published, so that all its users are in the repository. */
  readonly private: boolean;
  /** Source files behind `exports`, `main`, `module` and `types`, in the order written. */
  readonly entries: readonly Path[];
  /** Source files that `bin` and `scripts` name. */
  readonly commands: readonly Path[];
  /** Its scripts by name. */
  readonly scripts: ReadonlyMap<string, string>;
  /** What it needs at run time: `dependencies`, `peerDependencies`, `optionalDependencies` and bundled packages. */
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

/** A package in a list of a package.json. */
export interface Declaration {
  readonly list: 'dependencies' | 'devDependencies';
  readonly name: string;
  readonly range: string;
}

/** A package in node_modules. */
export interface Installed {
  /** As written in its package.json; null where it names none. */
  readonly licence: string | null;
}

/** The packages of the repository. */
export interface Packages {
  readonly all: readonly Package[];
  /** The package whose folder this is. */
  at(folder: Path): Package | null;
  /** The nearest package at or above a file. */
  owner(file: Path): Package | null;
  named(name: string): Package | null;
  /** Source files that configurations of tools name. */
  readonly configured: readonly Path[];
  /** The range under which the nearest package.json at or above a file declares a package. */
  range(name: string, file: Path): string | null;
  /** The packages at or above a file, the nearest first. A package.json without a name and without lists of packages declares nothing for its files, and is passed over. */
  above(file: Path): readonly Package[];
  /** The different ranges under which the repository declares a package. */
  ranges(name: string): readonly string[];
  /** What a file gets when it imports a package; null where it is not installed. */
  installed(name: string, file: Path): Installed | null;
  /** Edits of the package.json of a folder: the package is in this list, and no longer in the other. None where the file cannot be edited. */
  declare(folder: Path, declaration: Declaration): readonly Replacement[];
}

/** The package with the types of a package that has none of its own. */
export function typesOf(name: string): string {
  return `@types/${name.startsWith('@') ? name.slice(1).replace('/', '__') : name}`;
}

const configuration =
  /(?:^|\/)(?:[^/]+\.config(?:\.[\w-]+)?\.(?:[cm]?[jt]sx?|json|ya?ml)|\.[\w-]+rc(?:\.(?:[cm]?[jt]s|json|ya?ml))?|(?:package|angular|nest-cli|project|[jt]sconfig(?:\.[\w-]+)*)\.json)$/;

/** Whether a tool finds its settings in a file of this name: `vite.config.ts`, `.mocharc.yml`, `package.json`. */
export function configuresTools(path: Path): boolean {
  return configuration.test(path);
}
