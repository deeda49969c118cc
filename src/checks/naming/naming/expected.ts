import { cutPrefix, cutSuffix } from '../../../core/affix.ts';
import { restyle, type Style } from '../../../core/style.ts';
import type { Entry, Names } from './entry.ts';
import { judge, type Named, quoted, underscoresFor, underscoresOf } from './judge.ts';
import { isMember, needsQuotes } from './kinds.ts';

/** The name that keeps the words and passes everything; null where none can be told. */
export function expectedName(names: Names, one: Named, { unused, entry }: { unused: boolean; entry: Entry }): string | null {
  const wanted = entry.styles.length > 0 ? entry.styles : [null];
  return wanted.map((style) => rename(one.name, entry, style)).find((name) => name !== one.name && mayBe(names, { ...one, name }, unused)) ?? null;
}

const reserved = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined`.split(/\s+/),
);

/** Would the declaration pass under this name? Its quotes may come or go with it, and with them the entry that decides. */
function mayBe(names: Names, one: Named, unused: boolean): boolean {
  const { name } = one;
  const needs = needsQuotes(name);
  if (name === '' || (!isMember(one.kind) && (needs || reserved.has(name)))) return false;
  const modifiers = needs ? one.modifiers | quoted : one.modifiers & ~quoted;
  return judge(names, { ...one, modifiers }, unused) === null;
}

function rename(name: string, entry: Entry, style: Style | null): string {
  const [before, after] = underscoresOf(name);
  if (before === name.length) return name;
  const present = style === null ? [before, after] as const : [0, 0] as const;
  const leading = entry.leading === null ? present[0] : underscoresFor(entry.leading, before);
  const trailing = entry.trailing === null ? present[1] : underscoresFor(entry.trailing, after);
  const [prefix, afterPrefix] = cutPrefix(name.slice(before, name.length - after), entry.prefixes);
  const [suffix, middle] = cutSuffix(afterPrefix, entry.suffixes);
  return `${'_'.repeat(leading)}${prefix}${style === null ? middle : restyle(middle, style)}${suffix}${'_'.repeat(trailing)}`;
}
