import type { Path } from '../../core/location.ts';
import { folderOf, join, upward } from '../../core/path.ts';
import type { ManifestFault, Sight } from '../resolver.ts';
import { createExtends, type FindConfig } from './extends.ts';
import { type Tsconfig, tsconfigOf } from './tsconfig.ts';

/** The configurations of a tree. */
export interface Tsconfigs {
  /** From the nearest upward, up to the first that includes the file (itself, or by those that it references, which then come first). */
  of(file: Path): readonly Tsconfig[];
  /** What was wrong with those that were read so far. */
  readonly faults: readonly ManifestFault[];
}

const names = ['tsconfig.json', 'jsconfig.json'];

/** Reads configurations as they are needed, each once. */
export function createTsconfigs({ files, texts }: Sight, findPackage: FindConfig): Tsconfigs {
  const faults: ManifestFault[] = [];
  const extended = createExtends(texts, findPackage, faults);
  const configs = new Map<Path, Tsconfig | null>();
  const nearest = new Map<Path, Tsconfig | null>();
  const config = (file: Path): Tsconfig | null => {
    let found = configs.get(file);
    if (found === undefined) {
      found = texts.exists(file) ? tsconfigOf(file, extended(file)) : null;
      configs.set(file, found);
    }
    return found;
  };
  const at = (folder: Path): Tsconfig | null => {
    let found = nearest.get(folder);
    if (found === undefined) {
      // Only those of the tree: asking the disk for each folder would list them all again.
      const name = names.find((one) => files.has(join(folder, one)));
      found = name === undefined ? null : config(join(folder, name));
      nearest.set(folder, found);
    }
    return found;
  };

  const projects = new Map<Path, readonly Tsconfig[]>();
  const projectsOf = (from: Tsconfig): readonly Tsconfig[] => {
    const found = projects.get(from.file) ?? withReferences(from, config);
    projects.set(from.file, found);
    return found;
  };
  const configsOf = (file: Path): readonly Tsconfig[] => {
    const found: Tsconfig[] = [];
    for (const folder of upward(folderOf(file))) {
      const near = at(folder);
      if (near === null) continue;
      const owners = near.includes(file) ? [near] : projectsOf(near).filter((one) => one.includes(file));
      if (owners.length > 0) return [...new Set([...found, ...owners, near])];
      found.push(...projectsOf(near));
    }
    return found;
  };

  const byFile = new Map<Path, readonly Tsconfig[]>();
  return {
    faults,
    of(file) {
      let found = byFile.get(file);
      if (found === undefined) {
        found = configsOf(file);
        byFile.set(file, found);
      }
      return found;
    },
  };
}

/** A configuration and all that it references, near ones first. */
function withReferences(from: Tsconfig, config: (file: Path) => Tsconfig | null): readonly Tsconfig[] {
  const found = [from];
  const seen = new Set([from.file]);
  for (const { references } of found) {
    for (const path of references) {
      const target = config(path.endsWith('.json') ? path : join(path, 'tsconfig.json'));
      if (target === null || seen.has(target.file)) continue;
      seen.add(target.file);
      found.push(target);
    }
  }
  return found;
}
