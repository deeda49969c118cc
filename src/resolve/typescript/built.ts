import type { Path } from '../../core/location.ts';
import { join } from '../../core/path.ts';
import type { Tsconfig } from './tsconfig.ts';

/** Names of folders that builds write to, and of those inside them. */
const outer = /^\.?_?(?:dist|build|built|lib|out|output|release|bundle|esm|cjs|es|umd)(?:[-_.]\w*)?$/;
const inner =
  /^_?(?:dist|build|lib|src|esm|cjs|es|mjs|umd|commonjs|module|modern|legacy|types|typings|dts|browser|node|tsc)(?:[-_.]\w*)?$/;

/** The package in which a path lies. */
export interface Home {
  readonly home: Path;
  readonly configs: readonly Tsconfig[];
  /** Whether the tree has a folder. */
  isFolder(path: Path): boolean;
}

/** Where the source of a built file may lie, without its extension: by the `outDir` of a configuration, else under `src/` or at the top of its package. */
export function sourcesOf(path: Path, { home, configs, isFolder }: Home): readonly Path[] {
  const stem = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  const found: Path[] = [];
  for (const { outDirs, rootDir, file } of configs) {
    for (const outDir of outDirs) {
      const rest = below(stem, outDir);
      if (rest === null) continue;
      const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
      for (const root of rootDir === null ? [join(folder, 'src'), folder] : [rootDir]) found.push(join(root, rest));
    }
  }
  const parts = below(stem, home)?.split('/') ?? [];
  // A folder that git tracks was written by hand, whatever its name.
  if (parts[0] === undefined || !outer.test(parts[0]) || isFolder(join(home, parts[0]))) return found;
  for (let cut = 1; cut <= parts.length && (cut === 1 || inner.test(parts[cut - 1] ?? '')); cut++) {
    const rest = parts.slice(cut).join('/');
    found.push(join(join(home, 'src'), rest), join(home, rest));
  }
  return found;
}

/** The rest of a path inside a folder; null when it lies elsewhere. */
export function below(path: Path, folder: Path): Path | null {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
