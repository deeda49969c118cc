import { cutPrefix, cutSuffix } from '../../../core/affix.ts';
import { isStyled, restyle, type Style } from '../../../core/style.ts';
import type { Spec } from './spec.ts';

export type Failure = 'prefix' | 'suffix' | 'style';

/** A base name, taken apart: `_` `email-sender` `.dto.ts`. */
interface Parts {
  /** Dots and underscores at the front. */
  readonly lead: string;
  /** Up to the first dot. */
  readonly stem: string;
  readonly dotted: string;
}

function partsOf(base: string): Parts {
  const lead = /^[._]*/.exec(base)?.[0] ?? '';
  const dot = base.indexOf('.', lead.length);
  const end = dot < 0 ? base.length : dot;
  return { lead, stem: base.slice(lead.length, end), dotted: base.slice(end) };
}

/** What a base name fails by; null when it passes. Of a folder no ending is an extension. */
export function failureOf(base: string, spec: Spec, isFolder: boolean): Failure | null {
  const { lead, stem, dotted } = partsOf(base);
  if (stem === '' || stem === 'index' || /^__.+__(?:\.|$)/.test(base)) return null;
  const prefix = spec.prefixes.find((one) => stem.startsWith(one));
  if (prefix === undefined && spec.prefixes.length > 0) return 'prefix';
  const suffix = suffixOf(stem + undotted(dotted, isFolder), spec.suffixes);
  if (suffix === undefined && spec.suffixes.length > 0) return 'suffix';
  const ending = headOf(suffix ?? '');
  const name = stem.slice((prefix ?? '').length, stem.length - (stem.endsWith(ending) ? ending.length : 0));
  if (spec.styles.length + spec.patterns.length === 0) return null;
  // A pattern may also be meant for all that is written: `/^__[a-z]+$/`, `/^[a-z]+\.service$/`.
  const written = [name, lead + name, lead + stem, lead + stem + undotted(dotted, isFolder)];
  const isFit =
    spec.styles.some((style) => isNamed(name, style)) ||
    spec.patterns.some((one) => written.some((text) => one.test(text)));
  return isFit ? null : 'style';
}

/** Without the extension, which is the last ending. */
function undotted(dotted: string, isFolder: boolean): string {
  return isFolder ? dotted : dotted.slice(0, Math.max(0, dotted.lastIndexOf('.')));
}

/** The longest that stands before a dot or at the end. */
function suffixOf(name: string, suffixes: readonly string[]): string | undefined {
  return [...suffixes].sort((a, b) => b.length - a.length).find((one) => `${name}.`.includes(`${one}.`));
}

/** Of a suffix, what belongs to the stem: `-page` of `-page.client`. */
function headOf(suffix: string): string {
  return suffix.split('.', 1)[0] ?? '';
}

/** In the style, and made of nothing but letters, digits and what joins words there. */
function isNamed(name: string, style: Style): boolean {
  return (
    isStyled(name, style) && (style === 'kebab-case' ? /^[\p{L}\p{N}\p{M}-]*$/u : /^[\p{L}\p{N}\p{M}_]*$/u).test(name)
  );
}

/** The base name that keeps the words and passes; null where none can be told. `passes` judges the whole name. */
export function expectedBase(
  base: string,
  spec: Spec,
  { isFolder, passes }: { isFolder: boolean; passes: (base: string) => boolean },
): string | null {
  const { lead, stem, dotted } = partsOf(base);
  // `[id]` and `(shop)` are no words, but what a framework reads.
  if (!/^[\p{L}\p{N}\p{M}_ -]+$/u.test(stem)) return null;
  const [prefix, unprefixed] = cutPrefix(stem, spec.prefixes);
  const present = suffixOf(stem + undotted(dotted, isFolder), spec.suffixes);
  const suffix = present ?? spec.suffixes[0] ?? '';
  const [ending, middle] = cutSuffix(unprefixed, [headOf(suffix)]);
  const endings = present === undefined ? suffix.slice(ending.length) + dotted : dotted;
  const wanted = spec.styles.length > 0 ? spec.styles : [null];
  const candidates = wanted.map(
    (style) => `${lead}${prefix}${style === null ? middle : restyle(middle, style)}${ending}${endings}`,
  );
  return candidates.find((one) => one !== base && passes(one)) ?? null;
}
