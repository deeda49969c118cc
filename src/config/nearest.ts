/** How many letters must change to make one word of the other; stops counting past `most`. */
export function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What people write when they mean another word; the first that is valid here is meant. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  zone: ['from', 'zones', 'within', 'in'],
  to: ['deny', 'allow', 'zone'],
  target: ['deny', 'zone'],
  forbid: ['deny'], disallow: ['deny'], forbidden: ['deny'], ban: ['deny'], allowed: ['allow', 'only'],
  include: ['files', 'in'], files: ['in'], path: ['in'], paths: ['in', 'files'], for: ['in'],
  exclude: ['ignore', 'not'], ignore: ['not'], exceptions: ['except'], allowlist: ['except'],
  level: ['severity'], why: ['because'], reason: ['because'], message: ['because'], description: ['because'],
  docs: ['see'], link: ['see'], reference: ['see'], convention: ['see', 'conventions'],
  type: ['check'], use: ['check'], plugin: ['check'], expires: ['until'], off: ['severity'],
};

/** The valid names that a mistaken one most likely meant, nearest first; none when nothing is near. Of very many names, the first are looked at. */
export function nearest(name: string, valid: readonly string[]): readonly string[] {
  const word = name.slice(0, 100).toLowerCase();
  const meant = Object.hasOwn(synonyms, word) ? (synonyms[word] ?? []).filter((s) => valid.includes(s)) : [];
  const most = Math.max(1, Math.floor(word.length * 0.4));
  const near = valid.slice(0, 300)
    .map((one) => ({ one, far: beginsAlike(word, one.toLowerCase()) ? 0.5 : isSwapped(word, one.toLowerCase()) ? 1 : distance(word, one.toLowerCase(), most) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1));
  return [...new Set([...near.filter((n) => n.far <= 1).map((n) => n.one), ...meant, ...near.map((n) => n.one)])];
}

/** Two neighbouring letters in the wrong order are one slip, not two. */
function isSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, i) => letter !== b.charAt(i));
  return at >= 0 && a.length === b.length && a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
}

function beginsAlike(a: string, b: string): boolean {
  return Math.min(a.length, b.length) > 2 && (a.startsWith(b) || b.startsWith(a));
}

/** All of them, the nearest first. */
export function byNearness(name: string, valid: readonly string[]): readonly string[] {
  return [...new Set([...nearest(name, valid), ...valid])];
}
