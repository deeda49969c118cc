import type { DeclarationKind } from '../../../core/code.ts';
import { areAffixesKept, areStylesKept } from '../../../core/style.ts';
import type { Entry, Names, Shape, Underscore } from './entry.ts';

interface WithNames {
  readonly names: Names;
}

/** Is every name that an entry judged before judged now at least as strictly? */
export function areNamesKept({ names: earlier }: WithNames, { names: now }: WithNames): boolean {
  return [...earlier.byKind].every(([kind, entries]) => isKindKept(entries, entriesOf(now, kind)));
}

function entriesOf({ byKind }: Names, kind: DeclarationKind): readonly Entry[] {
  return byKind.get(kind) ?? [];
}

/** The entry that comes first decides: an entry between may take names from those that follow only if it demands as much of them. */
function isKindKept(earlier: readonly Entry[], now: readonly Entry[]): boolean {
  return earlier.every((entry, i) => {
    if (isAnything(entry)) return true;
    const place = now.findIndex((one) => one.key.text === entry.key.text);
    const before = new Set(earlier.slice(0, i).map(({ key }) => key.text));
    return place >= 0 && now.slice(0, place + 1).every((one) => before.has(one.key.text) || isShapeKept(entry, one));
  });
}

function isAnything({
  styles,
  leading,
  trailing,
  prefixes,
  suffixes,
  match,
  notMatch,
  least,
  most,
  banned,
}: Shape): boolean {
  const lists = [styles, prefixes, suffixes, banned];
  const isOpen = leading === null && trailing === null && match === null && notMatch === null;
  return isOpen && lists.every((list) => list.length === 0) && least === 0 && most === Number.POSITIVE_INFINITY;
}

function isShapeKept(earlier: Shape, now: Shape): boolean {
  return (
    areStylesKept(earlier.styles, now.styles) &&
    areUnderscoresKept(earlier.leading, now.leading) &&
    areUnderscoresKept(earlier.trailing, now.trailing) &&
    areAffixesKept(earlier.prefixes, now.prefixes) &&
    areAffixesKept(earlier.suffixes, now.suffixes) &&
    (earlier.match === null || earlier.match.source === now.match?.source) &&
    (earlier.notMatch === null || earlier.notMatch.source === now.notMatch?.source) &&
    earlier.least <= now.least &&
    earlier.most >= now.most &&
    earlier.banned.every((word) => now.banned.includes(word))
  );
}

/** How many underscores each value allows. */
const counts: Readonly<Record<Underscore, readonly number[]>> = {
  forbid: [0],
  allow: [0, 1],
  require: [1],
  requireDouble: [2],
  allowDouble: [0, 2],
  allowSingleOrDouble: [0, 1, 2],
};

/** Without a value, the style judges the underscores too. */
function areUnderscoresKept(earlier: Underscore | null, now: Underscore | null): boolean {
  if (earlier === null || now === null) return earlier === now;
  return counts[now].every((count) => counts[earlier].includes(count));
}
