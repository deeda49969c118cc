import type { Path } from '../core/location.ts';
import { addTo } from '../core/group.ts';

/** A text that came or went, with the name of its content ('' of none): a picture has a name, but no text. */
export interface Moved {
  readonly path: Path;
  readonly blob: string;
  readonly text: string;
}

/** Pairs what went with what came: equal contents first (of several, those with one name), then those with at least half of their lines in common. Old paths by new ones. */
export function renamesOf(gone: readonly Moved[], come: readonly Moved[]): ReadonlyMap<Path, Path> {
  const found = new Map<Path, Path>();
  const taken = new Set<Path>();
  const take = (now: Path, old: Path | undefined): void => {
    if (old === undefined || found.has(now) || taken.has(old)) return;
    found.set(now, old);
    taken.add(old);
  };
  for (const keyOf of [({ path, blob }: Moved) => `${blob} ${nameOf(path)}`, ({ blob }: Moved) => blob]) {
    const olds = new Map<string, Path[]>();
    for (const one of gone) {
      if (one.blob === '' || taken.has(one.path)) continue;
      addTo(olds, keyOf(one), one.path);
    }
    for (const one of come) if (!found.has(one.path)) take(one.path, olds.get(keyOf(one))?.shift());
  }
  const left = gone.filter(({ path }) => !taken.has(path));
  for (const { now, old } of alike(
    left,
    come.filter(({ path }) => !found.has(path)),
  ))
    take(now, old);
  return found;
}

function nameOf(path: Path): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

interface Pair {
  readonly now: Path;
  readonly old: Path;
  readonly share: number;
}

// A line that very many files have tells none of them apart.
const common = 20;
// Of the files with most lines in common, so many are looked at closely.
const close = 5;
// Lines of this size and above are looked for by nobody.
const largest = 1_000_000;

/** Pairs of texts that share half of what they hold, the most alike first. */
function alike(gone: readonly Moved[], come: readonly Moved[]): Pair[] {
  if (gone.length === 0 || come.length === 0) return [];
  const olds = gone
    .filter(({ text }) => text !== '' && text.length <= largest)
    .map(({ path, text }) => ({ path, lines: linesOf(text), size: text.length }));
  const holders = new Map<string, number[]>();
  for (const [i, { lines }] of olds.entries()) {
    for (const line of lines.keys()) {
      addTo(holders, line, i);
    }
  }
  const pairs = come
    .filter(({ text }) => text.length <= largest)
    .flatMap(({ path, text }): Pair[] => {
      const lines = linesOf(text);
      const votes = new Map<number, number>();
      for (const line of lines.keys()) {
        const of = holders.get(line) ?? [];
        if (of.length <= common) for (const i of of) votes.set(i, (votes.get(i) ?? 0) + line.length);
      }
      const best = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, close);
      return best.flatMap(([i]) => {
        const old = olds[i];
        const share = old ? shared(old.lines, lines) / Math.max(old.size, text.length) : 0;
        return old && share >= 0.5 ? [{ now: path, old: old.path, share }] : [];
      });
    });
  return pairs.sort(
    (a, b) => b.share - a.share || Number(nameOf(b.now) === nameOf(b.old)) - Number(nameOf(a.now) === nameOf(a.old)),
  );
}

/** Each line, its end included, and how often it stands there. */
function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const line of text.replaceAll('\r\n', '\n').match(/[^\n]*\n|[^\n]+$/g) ?? [])
    lines.set(line, (lines.get(line) ?? 0) + 1);
  return lines;
}

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [line, times] of a) sum += line.length * Math.min(times, b.get(line) ?? 0);
  return sum;
}
