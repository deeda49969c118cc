import type { Path } from '../../core/location.ts';

/** Whether a file matches a glob of tsconfig.json; paths and globs are from the root. */
export type FileTest = (file: Path) => boolean;

/** Folders that no wildcard of `include` enters. */
const packageFolders = new Set(['node_modules', 'bower_components', 'jspm_packages']);

/** An item of `include`: a name without a dot or wildcard is a folder, and wildcards leave out hidden files and packages. */
export function includeTest(glob: Path): FileTest {
  const parts = partsOf(glob);
  // TypeScript refuses a `**` at the end; what is meant is plain.
  if (parts.at(-1) === '**') parts.push('*');
  return (file) => {
    const names = file.split('/');
    return (
      reached(parts, names, (part, name) => {
        if (part === '**') return !name.startsWith('.') && !packageFolders.has(name);
        return part === name || (hasWildcard(part) && !packageFolders.has(name) && fitsVisible(part, name));
      })[names.length] === true
    );
  };
}

/** An item of `exclude`: it takes a file, or a folder with all that is below it. */
export function excludeTest(glob: Path): FileTest {
  const parts = partsOf(glob);
  return (file) =>
    reached(parts, file.split('/'), (part, name) => part === '**' || fits(part, name)).some((isReached) => isReached);
}

function partsOf(glob: Path): string[] {
  const parts = glob.split('/').filter((part) => part !== '');
  return /[.*?]/.test(parts.at(-1) ?? '') ? parts : [...parts, '**', '*'];
}

/** After how many names of a path a glob can be at its end: `**` takes any number of names that it accepts, other parts take one. */
function reached(
  parts: readonly string[],
  names: readonly string[],
  accepts: (part: string, name: string) => boolean,
): readonly boolean[] {
  let ends = [true, ...names.map(() => false)];
  for (const part of parts) {
    const next = part === '**' ? [...ends] : ends.map(() => false);
    const from = part === '**' ? next : ends;
    for (const [index, name] of names.entries())
      if (from[index] === true && accepts(part, name)) next[index + 1] = true;
    ends = next;
  }
  return ends;
}

const hasWildcard = (part: string): boolean => /[*?]/.test(part);

/** A wildcard at the beginning does not take the dot of a hidden name. */
function fitsVisible(part: string, name: string): boolean {
  if (!name.startsWith('.')) return fits(part, name);
  return part.startsWith('*') ? fits(part.slice(1), name) : !part.startsWith('?') && fits(part, name);
}

/** `*` stands for any text and `?` for one character. Only the last star is tried again, so the time is at most length by length. */
function fits(part: string, name: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let index = 0; index < name.length;) {
    if (part[at] === '*') {
      star = at++;
      retry = index;
    } else if (at < part.length && (part[at] === '?' || part[at] === name[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  return /^\**$/.test(part.slice(at));
}
