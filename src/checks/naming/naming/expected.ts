import { cutPrefix, cutSuffix } from '../../../core/affix.ts';
import type { Idiom } from '../../../core/language.ts';
import { isStyled, restyle, type Style } from '../../../core/style.ts';
import type { Entry, Names } from './entry.ts';
import { judge, type Named, quoted, underscoresFor, underscoresOf } from './judge.ts';
import { isMember, needsQuotes } from './kinds.ts';

/** What decides beside the entry whether a name passes. */
interface Case {
  readonly unused: boolean;
  readonly entry: Entry;
  readonly idiom: Pick<Idiom, 'isVariableName'> | null;
}

/** The names that keep the words and pass everything, those in the style that the name has already first; none where none can be told. */
export function expectedNames(names: Names, one: Named, of: Case): string[] {
  const found = new Set(stylesFor(one.name, of.entry).map((style) => rename(one.name, of.entry, style)));
  return [...found].filter((name) => name !== one.name && mayBe(names, { ...one, name }, of));
}

/** A name that is in one of the styles, underscores and affixes apart, keeps it; of any other, the one that begins as it does comes first. */
function stylesFor(name: string, entry: Entry): readonly (Style | null)[] {
  const { styles } = entry;
  if (styles.length === 0) return [null];
  const { middle } = partsOf(name, entry);
  const kept = styles.filter((style) => isStyled(middle, style));
  if (kept.length > 0) return kept;
  const alike = styles.filter((style) => beginsAlike(middle, restyle(middle, style)));
  return [...alike, ...styles.filter((style) => !alike.includes(style))];
}

/** Is the case of what two names begin with the same? Two capitals are the beginning of a name in capitals. */
function beginsAlike(name: string, other: string): boolean {
  const caseOf = (text: string): string =>
    text
      .replace(/\P{L}/gu, '')
      .slice(0, 2)
      .replace(/\p{Lu}/gu, 'A')
      .replace(/[^A]/g, 'a');
  return caseOf(name) === caseOf(other);
}

/** What types cannot be called. */
const predefined = new Set([
  'any',
  'unknown',
  'never',
  'void',
  'object',
  'string',
  'number',
  'bigint',
  'boolean',
  'symbol',
  'undefined',
  'null',
]);
const isType = ({ kind }: Named): boolean =>
  kind === 'class' || kind === 'interface' || kind === 'typeAlias' || kind === 'enum' || kind === 'typeParameter';

/** Would the declaration pass under this name? Its quotes may come or go with it, and with them the entry that decides. */
function mayBe(names: Names, one: Named, { unused, idiom }: Case): boolean {
  const { name } = one;
  const needs = needsQuotes(name);
  if (
    name === '' ||
    (!isMember(one.kind) && idiom?.isVariableName(name) === false) ||
    (isType(one) && predefined.has(name))
  )
    return false;
  const modifiers = needs ? one.modifiers | quoted : one.modifiers & ~quoted;
  return judge(names, { ...one, modifiers }, unused) === null;
}

function rename(name: string, entry: Entry, style: Style | null): string {
  const { before, after, prefix, middle, suffix } = partsOf(name, entry);
  if (before === name.length) return name;
  const present = style === null ? ([before, after] as const) : ([0, 0] as const);
  const leading = entry.leading === null ? present[0] : underscoresFor(entry.leading, before);
  const trailing = entry.trailing === null ? present[1] : underscoresFor(entry.trailing, after);
  return `${'_'.repeat(leading)}${prefix}${style === null ? middle : restyle(middle, style)}${suffix}${'_'.repeat(trailing)}`;
}

/** A name without its underscores, of which so many stand before and after it, and without its affixes. */
function partsOf(name: string, entry: Entry) {
  const [before, after] = underscoresOf(name);
  const [prefix, afterPrefix] = cutPrefix(name.slice(before, name.length - after), entry.prefixes);
  const [suffix, middle] = cutSuffix(afterPrefix, entry.suffixes);
  return { before, after, prefix, middle, suffix };
}
