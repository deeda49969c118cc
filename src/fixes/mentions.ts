import { lineStarts, offsetAt, placeAt } from '../core/lines.ts';
import type { Path, Place } from '../core/location.ts';

/** A stretch of a text that names a path. */
export interface Mention {
  readonly file: Path;
  readonly path: Path;
  /** The path as it is written there. */
  readonly text: string;
  readonly at: Place;
  /** Is it the whole of a text between double quotes? */
  readonly quoted: boolean;
}

/** The project queries that the search for paths needs. */
export interface Library {
  readonly files: Iterable<Path>;
  text(file: Path): string | null;
  /** The specifiers of imports, which are no mentions. */
  specifiers(file: Path): readonly Place[];
  /** The file that a path in a file refers to, with or without extension; null if there is none. */
  leadsTo(file: Path, path: string): Path | null;
}

/** Reports name files as they were when they were made, and so does a history. */
const records = /(?:\.(?:info|lcov|log|map|lock|tsbuildinfo)|(?:^|\/)(?:CHANGELOG|HISTORY)(?:\.\w+)?|-lock\.\w+)$/i;
const media = /\.(?:png|jpe?g|gif|webp|avif|ico|svg|woff2?|ttf|otf|eot|pdf|zip|gz|tgz|mp[34]|webm|wasm|node)$/i;
const codeExtension = /(?:\.d)?\.[cm]?[jt]sx?$|\.(?:vue|svelte|astro|mdx)$/;
const pathCharacter = /[^\s'"`()<>[\]{},;|*=:#?!&]/;

/** Finds every text that names one of these paths and is not an import of it. */
export function mentionsOf(paths: readonly Path[], library: Library): readonly Mention[] {
  const byStem = new Map<string, Path[]>();
  for (const path of paths) {
    const stem = stemOf(path);
    byStem.set(stem, [...(byStem.get(stem) ?? []), path]);
  }
  const found: Mention[] = [];
  for (const file of library.files) {
    if (records.test(file) || media.test(file)) continue;
    const text = library.text(file);
    if (text === null || text.includes('\0')) continue;
    for (const [stem, candidates] of byStem)
      if (text.includes(stem)) found.push(...mentionsIn({ file, text, stem, candidates }, library));
  }
  return found;
}

/** A name without its extension; of an index file, the name of its folder. */
function stemOf(path: Path): string {
  const stem = path.replace(codeExtension, '');
  const short = stem.replace(/\/index$/, '');
  return short.slice(short.lastIndexOf('/') + 1);
}

interface Search {
  readonly file: Path;
  readonly text: string;
  readonly stem: string;
  readonly candidates: readonly Path[];
}

function* mentionsIn({ file, text, stem, candidates }: Search, library: Library): Iterable<Mention> {
  const starts = lineStarts(text);
  const imports = library.specifiers(file).map((at) => ({
    start: offsetAt(starts, at.line, at.column),
    end: offsetAt(starts, at.endLine, at.endColumn),
  }));
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + stem.length)) {
    if (imports.some(({ start, end }) => start <= at && at < end)) continue;
    const [start, end] = pathAround(text, at, at + stem.length);
    const written = text.slice(start, end);
    const path = candidates.find((one) => names(file, written, one, library));
    if (path === undefined) continue;
    const quoted = text[start - 1] === '"' && text[end] === '"';
    yield { file, path, text: written, at: placeAt(starts, start, end), quoted };
  }
}

/** The path that a stretch is part of: without the full stop of its sentence. */
function pathAround(text: string, start: number, end: number): readonly [start: number, end: number] {
  let [first, last] = [start, end];
  while (first > 0 && pathCharacter.test(text.charAt(first - 1))) first--;
  while (last < text.length && pathCharacter.test(text.charAt(last))) last++;
  while (last > end && text[last - 1] === '.') last--;
  return [first, last];
}

/** Does a text name a path? By the end of it, with its extension or a folder, or as somebody who looks it up would find it. `/users` may be a URL. */
function names(file: Path, written: string, path: Path, { leadsTo }: Library): boolean {
  const plain = written.replace(/^(?:\.{0,2}\/)+/, '');
  const hasFolder = plain.includes('/');
  const isLong = hasFolder || codeExtension.test(plain);
  // A file may say its own name.
  if (file === path && !hasFolder) return false;
  const isEnd = `/${withoutExtension(path)}`.endsWith(`/${withoutExtension(plain)}`);
  if (!written.startsWith('.') && isEnd && isLong) return true;
  if (!hasFolder && plain === written) return false;
  const isHere = !written.startsWith('/') && leadsTo(file, `./${written}`) === path;
  return isHere || leadsTo('', `./${plain}`) === path;
}

function withoutExtension(path: Path): Path {
  return path.replace(codeExtension, '');
}
