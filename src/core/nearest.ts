/** How many letters must be added, dropped or changed to make one word of the other; `limit` when it is not below that. */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    row = next;
  }
  return Math.min(limit, row[b.length] ?? limit);
}

/** Long words are cut, and of very many the first are looked at: typing errors do not matter there. */
const longest = 100;
const most = 300;

/** The valid names that a mistaken one is near to, nearest first; none when nothing is near. */
export function nearNames(name: string, valid: readonly string[]): readonly string[] {
  const word = name.slice(0, longest).toLowerCase();
  const limit = Math.max(1, Math.floor(word.length * 0.4)) + 1;
  return valid
    .slice(0, most)
    .map((one) => ({ one, far: farness(word, one.slice(0, longest).toLowerCase(), limit) }))
    .filter(({ far }) => far < limit)
    .sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1))
    .map(({ one }) => one);
}

/** Is one word most likely the other: begun alike, or a single slip away? */
export function isSlip(a: string, b: string): boolean {
  return farness(a, b, 2) < 2;
}

function farness(a: string, b: string, limit: number): number {
  // Of two that begin alike, the one with less to add.
  if (beginsAlike(a, b)) return 0.5 + Math.abs(a.length - b.length) / 1000;
  return isSwapped(a, b) ? 1 : editDistance(a, b, limit);
}

/** Two neighbouring letters in the wrong order are one slip, not two. */
function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, i) => letter !== b.charAt(i));
  return at >= 0 && a.length === b.length && a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
}

function beginsAlike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 2 && (a.startsWith(b) || b.startsWith(a));
}

/** The name that was probably meant; undefined when none is near. */
export function nearest(name: string, valid: readonly string[]): string | undefined {
  return nearNames(name, valid)[0];
}

/** All candidates, the most similar to `word` first; of equals, in their own order. */
export function byDistance<T>(word: string, candidates: readonly T[], nameOf: (candidate: T) => string): T[] {
  const wanted = word.slice(0, longest).toLowerCase();
  const ranked = candidates.map((candidate) => ({
    candidate,
    far: editDistance(wanted, nameOf(candidate).slice(0, longest).toLowerCase()),
  }));
  return ranked.sort((a, b) => a.far - b.far).map(({ candidate }) => candidate);
}
