import type { Path } from '../core/location.ts';
import type { Where } from '../core/zone.ts';
import type { Places } from './places.ts';

/** Build output, if a package.json is next to it. */
const outputs = new Set(['dist', 'build', 'out', 'coverage', '.next', '.turbo']);

/** Files of package managers: packages, plugins and the manager itself. */
const vendored = new Set(['node_modules', '.yarn']);

/** Is a path in `files`, not in `ignore`, and not excluded by default? */
export function includesOf({
  files,
  ignore,
  places,
}: {
  files: Where | null;
  ignore: Where | null;
  places: Places;
}): (path: Path) => boolean {
  return (path) =>
    !isLeftOut(path, places) &&
    (!files || files.match(path).length > 0) &&
    (!ignore || ignore.match(path).length === 0);
}

function isLeftOut(path: Path, { isFile }: Places): boolean {
  let start = 0;
  for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
    const name = path.slice(start, end);
    if (vendored.has(name) || (outputs.has(name) && isFile(`${path.slice(0, start)}package.json`))) return true;
    start = end + 1;
  }
  const name = path.slice(start);
  return name.includes('.min.') || name.startsWith('.pnp.');
}
