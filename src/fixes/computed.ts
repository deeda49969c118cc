import type { Path } from '../core/location.ts';
import { climb, folderOf } from '../core/path.ts';

/** An import whose specifier is put together at run time, after a beginning that is known. */
export interface Computed {
  readonly line: number;
  readonly beginning: string;
}

const computed =
  /\b(?:import|require(?:\.resolve)?)\s*\(\s*(?:\/\*[^]*?\*\/\s*)*(?:`([^`$]*)\$\{|'([^'\n]*)'\s*\+|"([^"\n]*)"\s*\+)/g;

/** The computed specifiers of a text. One in a comment counts as well: it costs a fix, and breaks nothing. */
export function computedIn(text: string): readonly Computed[] {
  if (!/\b(?:import|require)\b/.test(text)) return [];
  return [...text.matchAll(computed)].map((match) => ({
    line: text.slice(0, match.index).split('\n').length,
    beginning: match[1] ?? match[2] ?? match[3] ?? '',
  }));
}

/** May a computed specifier of a file come to name a path? Of one without a folder in its beginning, nobody knows anything. */
export function mayReach(from: Path, { beginning }: Computed, path: Path): boolean {
  const folder = beginning.slice(0, beginning.lastIndexOf('/') + 1);
  if (folder === '') return false;
  if (folder.startsWith('.')) {
    const reached = climb(folderOf(from), folder);
    return reached !== null && (reached === '' || path.startsWith(`${reached}/`));
  }
  // Behind an alias: the folders after its first segment.
  const rest = folder.replace(/^[^/]*\//, '');
  return `/${path}`.includes(`/${rest}`) && rest !== '';
}
