import type { Path } from '../../../core/location.ts';
import type { Strictness } from '../../../core/strictness.ts';
import { areAffixesKept, areStylesKept } from '../../../core/style.ts';
import { type Spec, specFor, type Specs } from './spec.ts';

interface Options {
  readonly files?: Specs | undefined;
  readonly folders?: Specs | undefined;
  readonly 'same-as-export'?: string | undefined;
}

/** How values of the options compare: specs by what they demand of the files that there are. */
export const strictness: Readonly<Record<string, Strictness>> = {
  files: (earlier: Options, now: Options, files: readonly Path[]) => areSpecsKept(earlier.files, now.files, files),
  folders: (earlier: Options, now: Options, files: readonly Path[]) =>
    areSpecsKept(earlier.folders, now.folders, foldersAbove(files)),
  'same-as-export': ({ 'same-as-export': earlier }: Options, { 'same-as-export': now }: Options) =>
    earlier === undefined || earlier === now,
};

function areSpecsKept(earlier: Specs = [], now: Specs = [], paths: readonly Path[]): boolean {
  return paths.every((path) => {
    const spec = specFor(earlier, path);
    return spec === null || isAnything(spec) || isSpecKept(spec, specFor(now, path));
  });
}

function isAnything({ styles, patterns, prefixes, suffixes }: Spec): boolean {
  return [styles, patterns, prefixes, suffixes].every((list) => list.length === 0);
}

/** A name must be in one of the styles or match one of the patterns. */
function isSpecKept(earlier: Spec, now: Spec | null): boolean {
  if (now === null) return false;
  const isFree = earlier.styles.length + earlier.patterns.length === 0;
  const sources = new Set(earlier.patterns.map(({ source }) => source));
  const isSaid = now.styles.length + now.patterns.length > 0;
  const isWithin =
    (now.styles.length === 0 || (earlier.styles.length > 0 && areStylesKept(earlier.styles, now.styles))) &&
    now.patterns.every(({ source }) => sources.has(source));
  return (
    (isFree || (isSaid && isWithin)) &&
    areAffixesKept(earlier.prefixes, now.prefixes) &&
    areAffixesKept(earlier.suffixes, now.suffixes)
  );
}

function foldersAbove(files: readonly Path[]): readonly Path[] {
  const folders = new Set<Path>();
  for (const file of files)
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1))
      folders.add(file.slice(0, end));
  return [...folders];
}
