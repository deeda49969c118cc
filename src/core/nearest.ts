/** The candidates, the most similar to `word` first; of equals, in their own order. */
export function byDistance<T>(word: string, candidates: readonly T[], nameOf: (candidate: T) => string): T[] {
  const ranked = candidates.map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), nameOf(candidate).toLowerCase()) }));
  return ranked.sort((a, b) => a.distance - b.distance).map((one) => one.candidate);
}

/** The candidate that was probably meant; undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const [best] = byDistance(word, candidates, (name) => name);
  if (best === undefined) return undefined;
  const far = distance(word.toLowerCase(), best.toLowerCase()) > Math.max(2, Math.floor(word.length / 3));
  return far && !best.includes(word) && !word.includes(best) ? undefined : best;
}

/** How many letters differ (Levenshtein); long words are cut, since nobody compares them by eye. */
function distance(a: string, b: string): number {
  const [short, long] = [a.slice(0, 100), b.slice(0, 100)];
  let row = Array.from({ length: long.length + 1 }, (_, i) => i);
  for (let i = 1; i <= short.length; i++) {
    const next = [i];
    for (let j = 1; j <= long.length; j++) {
      const cost = short[i - 1] === long[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + cost));
    }
    row = next;
  }
  return row[long.length] ?? 0;
}
