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
  /** The names of its scripts. */
  readonly scripts: ReadonlySet<string>;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

/** The packages of the repository. */
export interface Packages {
  /** The package whose folder this is. */
  at(folder: Path): Package | null;
  /** The nearest package at or above a file. */
  owner(file: Path): Package | null;
  named(name: string): Package | null;
  /** Source files that configurations of tools name. */
  readonly configured: readonly Path[];
  /** The range under which the nearest package.json at or above a file declares a package. */
  range(name: string, file: Path): string | null;
}

const configuration =
  /(?:^|\/)(?:[^/]+\.config(?:\.[\w-]+)?\.(?:[cm]?[jt]sx?|json|ya?ml)|\.[\w-]+rc(?:\.(?:[cm]?[jt]s|json|ya?ml))?|(?:package|angular|nest-cli|project|[jt]sconfig(?:\.[\w-]+)*)\.json)$/;

/** Whether a tool finds its settings in a file of this name: `vite.config.ts`, `.mocharc.yml`, `package.json`. */
export function configuresTools(path: Path): boolean {
  return configuration.test(path);
}
