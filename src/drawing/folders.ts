import type { IFolder } from 'dependency-cruiser';
import { addTo } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { compare } from '../core/order.ts';
import { folderOf, upward } from '../core/path.ts';
import { rulesOf } from './cruise-rules.ts';
import type { DrawnImport, Source } from './source.ts';

/** 0 for what imports nothing, 1 for what nothing imports. */
export function instabilityOf(afferent: number, efferent: number): number {
  return afferent + efferent === 0 ? 0 : efferent / (afferent + efferent);
}

type Dependency = NonNullable<IFolder['dependencies']>[number];

interface Couplings {
  count: number;
  readonly importers: Set<Path>;
  readonly importing: Set<Path>;
  readonly dependents: Set<Path>;
  readonly dependencies: Map<Path, DrawnImport[]>;
}

/** Every folder with a file somewhere below it, and how it depends on others, as dependency-cruiser measures it. */
export function foldersOf({ files, imports }: Source, isCircular: (one: DrawnImport) => boolean): IFolder[] {
  const all = new Map<Path, Couplings>();
  for (const { path, kind } of files) {
    for (const folder of kind === 'file' ? foldersAround(path) : []) couplingsIn(all, folder).count++;
  }
  for (const one of imports) {
    const [out, into] = [foldersAround(one.from), foldersAround(one.to)];
    for (const folder of out.filter((name) => !into.includes(name) && all.has(name))) {
      const { importing, dependencies } = couplingsIn(all, folder);
      const target = folderOf(one.to) || '.';
      importing.add(one.from);
      addTo(dependencies, target, one);
    }
    for (const folder of into.filter((name) => !out.includes(name) && all.has(name))) {
      const { importers, dependents } = couplingsIn(all, folder);
      importers.add(one.from);
      dependents.add(folderOf(one.from) || '.');
    }
  }
  const instability = (name: Path): number => {
    const found = all.get(name);
    return found ? instabilityOf(found.importers.size, found.importing.size) : 0;
  };
  return [...all]
    .map(([name, { count, importers, importing, dependents, dependencies }]) => ({
      name,
      moduleCount: count,
      afferentCouplings: importers.size,
      efferentCouplings: importing.size,
      instability: instability(name),
      dependents: [...dependents].map((dependent) => ({ name: dependent })),
      dependencies: [...dependencies].map(([target, found]) => ({
        name: target,
        ...validityOf(found),
        circular: found.some(isCircular),
        instability: instability(target),
      })),
    }))
    .sort((a, b) => compare(a.name, b.name));
}

function validityOf(imports: readonly DrawnImport[]): Pick<Dependency, 'valid' | 'rules'> {
  const rules = rulesOf(imports);
  return rules.length === 0 ? { valid: true } : { valid: false, rules };
}

function couplingsIn(all: Map<Path, Couplings>, folder: Path): Couplings {
  const found = all.get(folder) ?? {
    count: 0,
    importers: new Set(),
    importing: new Set(),
    dependents: new Set(),
    dependencies: new Map(),
  };
  all.set(folder, found);
  return found;
}

/** The folders around a file; the root counts only for files that lie in it. */
function foldersAround(path: Path): readonly Path[] {
  const folders = upward(folderOf(path)).filter((folder) => folder !== '');
  return folders.length > 0 ? folders : ['.'];
}
