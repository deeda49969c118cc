import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';

/** An entry of `alias:` that lintel.yaml lacks: what begins with `start` is found below `folder` (with its slash; '' at the root). */
export interface LostAlias {
  readonly start: string;
  readonly folder: Path;
}

/** So many specifiers that begin alike are no accident. */
const many = 3;

/** The aliases that would lead specifiers to files, each tried on all that begin alike: where one of these stays lost, there is none. */
export function lostAliases(specifiers: Iterable<string>, paths: Iterable<Path>): LostAlias[] {
  const starts = groupBy(new Set(specifiers), startOf);
  starts.delete('');
  const alike = [...starts].filter(([, all]) => all.length >= many);
  if (alike.length === 0) return [];
  const names = new Set([...paths].flatMap((path) => [path, stemOf(path), stemOf(path).replace(/\/index$/, '')]));
  return alike.flatMap(([start, all]) => {
    const rests = all.map((specifier) => specifier.slice(start.length).replace(/\.[cm]?jsx?$/, ''));
    const [first = ''] = rests;
    const folders = [...names].flatMap((name) => {
      if (name === first) return [''];
      return name.endsWith(`/${first}`) ? [name.slice(0, -first.length)] : [];
    });
    const found = folders
      .sort((a, b) => a.length - b.length)
      .find((folder) => rests.every((rest) => names.has(folder + rest)));
    return found === undefined ? [] : [{ start, folder: found }];
  });
}

/** `@/` of `@/x/y`, `@app/` of `@app/x`; '' of a name without a slash. */
export function startOf(specifier: string): string {
  return specifier.slice(0, specifier.indexOf('/') + 1);
}

function stemOf(path: Path): Path {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
}
