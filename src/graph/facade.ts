import type { Path } from '../core/location.ts';
import type { Packages } from '../core/manifest.ts';

/** Is `file` the public entry of another package of the repository than the importer's? What stands behind it is that package's business. */
export function isFacade(packages: Packages, importer: Path, file: Path): boolean {
  const owner = packages.owner(file);
  return (
    owner !== null &&
    owner.name !== '' &&
    owner.entries.includes(file) &&
    packages.owner(importer)?.folder !== owner.folder
  );
}
