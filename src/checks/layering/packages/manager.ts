import type { Path } from '../../../core/location.ts';
import type { Declaration } from '../../../core/manifest.ts';
import { join, upward } from '../../../core/path.ts';
import type { Lists } from '../../../core/view.ts';

/** A package manager, told by its lock file. */
interface Manager {
  readonly locks: readonly string[];
  readonly add: string;
  readonly dev: string;
  /** The range that means a package of the repository. */
  readonly own: string;
}

const npm: Manager = {
  locks: ['package-lock.json', 'npm-shrinkwrap.json'],
  add: 'npm install',
  dev: '--save-dev',
  own: '*',
};
const managers: readonly Manager[] = [
  { locks: ['pnpm-lock.yaml'], add: 'pnpm add', dev: '--save-dev', own: 'workspace:*' },
  { locks: ['yarn.lock'], add: 'yarn add', dev: '--dev', own: '*' },
  { locks: ['bun.lock', 'bun.lockb'], add: 'bun add', dev: '--dev', own: 'workspace:*' },
  npm,
];

/** The package manager of a folder: that of the nearest lock file, else npm. */
export function managerOf({ tree }: Pick<Lists, 'tree'>, folder: Path): Manager {
  for (const one of upward(folder)) {
    const found = managers.find(({ locks }) => locks.some((lock) => tree.has(join(one, lock))));
    if (found) return found;
  }
  return npm;
}

/** The command that declares a package. */
export function commandFor({ add, dev }: Manager, { name, list }: Pick<Declaration, 'name' | 'list'>): string {
  return list === 'devDependencies' ? `${add} ${dev} ${name}` : `${add} ${name}`;
}
