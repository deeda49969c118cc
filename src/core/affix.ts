import { wordsOf } from './style.ts';

type Cut = readonly [affix: string, rest: string];

/** The prefix that the name has, in whatever case, or else the first, which it should get; and the rest. */
export function cutPrefix(name: string, prefixes: readonly string[]): Cut {
  const [first = ''] = prefixes;
  // `Item` has no prefix `I`: a word begins with it.
  const exact = prefixes.find(
    (one) => name.startsWith(one) && !(/\p{L}$/u.test(one) && /^\p{Ll}/u.test(name.slice(one.length))),
  );
  if (exact !== undefined) return [exact, name.slice(exact.length)];
  const words = wordsOf(name);
  const meant = prefixes.find((one) => sameWords(wordsOf(one), words.slice(0, wordsOf(one).length)));
  return meant === undefined ? [first, name] : [meant, words.slice(wordsOf(meant).length).join('_')];
}

/** The same for the longest suffix. */
export function cutSuffix(name: string, suffixes: readonly string[]): Cut {
  const [first = ''] = suffixes;
  const exact = longest(suffixes.filter((one) => name.endsWith(one)));
  if (exact !== undefined) return [exact, name.slice(0, name.length - exact.length)];
  const words = wordsOf(name);
  const meant = longest(suffixes.filter((one) => sameWords(wordsOf(one), words.slice(-wordsOf(one).length))));
  return meant === undefined ? [first, name] : [meant, words.slice(0, -wordsOf(meant).length).join('_')];
}

/** The first of the longest. */
export function longest(texts: readonly string[]): string | undefined {
  return texts.reduce<string | undefined>(
    (best, one) => (best === undefined || one.length > best.length ? one : best),
    undefined,
  );
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && a.join(' ').toLowerCase() === b.join(' ').toLowerCase();
}
