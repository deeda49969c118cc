import type { FolderAliases } from '../core/config.ts';
import type { Import } from '../core/code.ts';
import type { Compiler } from '../core/compiler.ts';
import type { Emit } from '../core/emit.ts';
import type { Target } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import type { Packages } from '../core/manifest.ts';
import type { Respell } from '../core/spelling.ts';
import type { IgnoreLine, Stamp, Texts } from '../core/tree.ts';

/** Leads specifiers to targets, for one state of the tree. When paths come or go or a manifest changes, make another one. */
export interface Resolver {
  resolve(from: Path, specifier: string): Target;
  /** The targets of an import: several for a glob, none for a folder's address. */
  targets(from: Path, imported: Pick<Import, 'specifier' | 'form' | 'pattern'>): readonly Target[];
  /** The inverse of `resolve`. */
  readonly respell: Respell;
  /** What a compiler makes of the imports of a file. */
  emit(file: Path): Emit;
  /** What the compiler is told of a file; null where nothing is. */
  compiler(file: Path): Compiler | null;
  readonly packages: Packages;
  /** Manifests that could not be read in full; those of configurations that were needed so far. */
  faults(): readonly ManifestFault[];
}

/** What resolution sees of the world. */
export interface Sight {
  readonly files: ReadonlyMap<Path, Stamp>;
  readonly texts: Texts;
  /** Links inside the root, each with the real path that it leads to. */
  readonly links?: ReadonlyMap<Path, Path>;
  /** Which line leaves a path out of the tree. */
  readonly ignoredBy?: (path: Path) => IgnoreLine | null;
  /** Names that only a bundler knows, as files named lintel.yaml have them, the innermost first. */
  readonly aliases?: readonly FolderAliases[];
}

/** What knows of packages outside the repository. */
export interface Outside {
  /** Modules that the repository declares with `declare module`, a star in them standing for any text. */
  readonly ambient?: Iterable<string>;
  /** Whether a package is installed above the root. */
  readonly installed?: (name: string) => boolean;
}

/** Something wrong with a manifest; the others count all the same. */
export interface ManifestFault {
  readonly file: Path;
  readonly text: string;
  readonly line: number;
}
