import { cutPrefix, cutSuffix } from '../../../core/affix.ts';
import { isVariableName } from '../../../core/identifier.ts';
import { restyle, type Style } from '../../../core/style.ts';
import type { Entry, Names } from './entry.ts';
import { judge, type Named, quoted, underscoresFor, underscoresOf } from './judge.ts';
import { isMember, needsQuotes } from './kinds.ts';

/** The names that keep the words and pass everything, in the order of the styles; none where none can be told. */
export function expectedNames(
  names: Names,
  one: Named,
  { unused, entry }: { unused: boolean; entry: Entry },
): string[] {
  const wanted = entry.styles.length > 0 ? entry.styles : [null];
  const found = new Set(wanted.map((style) => rename(one.name, entry, style)));
  return [...found].filter((name) => name !== one.name && mayBe(names, { ...one, name }, unused));
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
function mayBe(names: Names, one: Named, unused: boolean): boolean {
  const { name } = one;
  const needs = needsQuotes(name);
  if (name === '' || (!isMember(one.kind) && !isVariableName(name)) || (isType(one) && predefined.has(name)))
    return false;
  const modifiers = needs ? one.modifiers | quoted : one.modifiers & ~quoted;
  return judge(names, { ...one, modifiers }, unused) === null;
}

function rename(name: string, entry: Entry, style: Style | null): string {
  const [before, after] = underscoresOf(name);
  if (before === name.length) return name;
  const present = style === null ? ([before, after] as const) : ([0, 0] as const);
  const leading = entry.leading === null ? present[0] : underscoresFor(entry.leading, before);
  const trailing = entry.trailing === null ? present[1] : underscoresFor(entry.trailing, after);
  const [prefix, afterPrefix] = cutPrefix(name.slice(before, name.length - after), entry.prefixes);
  const [suffix, middle] = cutSuffix(afterPrefix, entry.suffixes);
  return `${'_'.repeat(leading)}${prefix}${style === null ? middle : restyle(middle, style)}${suffix}${'_'.repeat(trailing)}`;
}
