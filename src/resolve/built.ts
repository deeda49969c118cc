import type { Path } from '../core/location.ts';
import { join } from './lookup.ts';
import type { Tsconfig } from './tsconfig.ts';

/** Names of folders that builds write to, one inside the other. */
const output = /^(?:\.?_?(?:dist|build|built|lib|out|output|release|bundle|esm|cjs|es|mjs|umd|commonjs|module|modern|legacy|types|typings|dts|browser|node|react|tsc|src))(?:[-_.]\w*)?$/;

/** Where the source of a built file may lie, without its extension: by the `outDir` of a configuration, else under `src/` or at the top of its package. */
export function sourcesOf(path: Path, home: Path, configs: readonly Tsconfig[]): readonly Path[] {
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
  for (let cut = 1; cut < parts.length && output.test(parts[cut - 1] ?? ''); cut++) {
    const rest = parts.slice(cut).join('/');
    found.push(join(home, `src/${rest}`), join(home, rest));
  }
  return found;
}

/** The rest of a path inside a folder; null when it lies elsewhere. */
export function below(path: Path, folder: Path): Path | null {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
}
