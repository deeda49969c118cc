import { pathTest } from '../core/glob.ts';
import type { Path } from '../core/location.ts';

/** Where code hosts look for it, in their order. */
const places: readonly Path[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** What owns a file that nobody owns. */
export const nobody = '(no owner)';

type Owners = (file: Path) => readonly string[];

/** Who owns a file, as the first CODEOWNERS file of the project says: of several lines that match, the last counts. Without one, nobody. */
export function ownersOf(read: (path: Path) => string | null): Owners {
  return codeOwners(read) ?? (() => [nobody]);
}

/** The same; null if there is no CODEOWNERS file. */
export function codeOwners(read: (path: Path) => string | null): Owners | null {
  const text = places.map(read).find((found) => found !== null) ?? null;
  if (text === null) return null;
  const lines = text.split(/\r?\n/).flatMap((line) => ownership(line.replace(/(^|\s)#.*$/, '').trim()));
  lines.reverse();
  return (file) => {
    const owners = lines.find(({ holds }) => holds(file))?.owners ?? [];
    return owners.length > 0 ? owners : [nobody];
  };
}

interface Ownership {
  readonly owners: readonly string[];
  holds(file: Path): boolean;
}

/** A section of GitLab, such as `[Docs]`, owns nothing. */
function ownership(line: string): Ownership[] {
  const [pattern = '', ...owners] = line.split(/\s+/);
  if (pattern === '' || /^\^?\[/.test(pattern)) return [];
  const path = pattern.replace(/^\//, '').replace(/\/$/, '');
  const isAnchored = pattern.startsWith('/') || path.includes('/');
  const test = pathTest(isAnchored ? path : `**/${path}`);
  // `docs/*` holds the files of that folder, and not those of folders below it.
  const isShallow = path.endsWith('/*');
  const isFolder = pattern.endsWith('/');
  return [
    {
      owners,
      holds: (file) => (!isFolder && test(file)) || (!isShallow && foldersOf(file).some((folder) => test(folder))),
    },
  ];
}

function foldersOf(file: Path): Path[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, depth) => parts.slice(0, depth + 1).join('/'));
}
