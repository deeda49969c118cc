import { join } from 'node:path';
import type { Encoded, Section, Sections } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Stamp } from '../core/tree.ts';
import { readText } from './disk.ts';

/** Files of one language, of which the same sections are wanted. */
export interface Batch {
  readonly language: string;
  readonly sections: readonly Section[];
  readonly paths: readonly Path[];
}

/** What extraction takes: the same in a worker and in the main thread. */
export interface Extractor {
  readonly languages: readonly Language[];
  /** Parse results hold memory that V8 does not count. */
  readonly holdsUnseenMemory: boolean;
  encode<S extends Section>(section: S, value: Sections[S]): Encoded;
}

/** The facts of a batch as few large values, which cross threads cheaply. */
export interface Extracted {
  /** One for each path; '' where the file could not be read or extracted: the next request throws the reason. */
  readonly hashes: readonly Hash[];
  /** Lengths of the encoded sections: all sections of the first path, then of the second. */
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly text: string;
  /** Four numbers for each path: the file's stamp when it was read. */
  readonly stamps: Float64Array<ArrayBuffer>;
  /** How many characters were parsed. */
  readonly size: number;
}

/** Reads, hashes and extracts a batch. `onFile` hears of each file before it is opened. */
export function extractBatch(
  root: string,
  batch: Batch,
  extractor: Extractor,
  onFile: (index: number) => void = () => undefined,
): Extracted {
  const language = extractor.languages.find(({ name }) => name === batch.language);
  const width = batch.sections.length;
  const hashes: Hash[] = [];
  const lengths = new Uint32Array(batch.paths.length * width);
  const stamps = new Float64Array(4 * batch.paths.length);
  const texts: string[] = [];
  let size = 0;
  for (const [index, path] of batch.paths.entries()) {
    onFile(index);
    const encoded = language && extractFile(join(root, path), language, batch.sections, extractor);
    hashes.push(encoded?.hash ?? '');
    if (encoded) stamps.set(numbersOf(encoded.stamp), 4 * index);
    size += encoded?.size ?? 0;
    for (const [place, text] of (encoded?.sections ?? []).entries()) {
      lengths[index * width + place] = text.length;
      texts.push(text);
    }
  }
  return { hashes, lengths, text: texts.join(''), stamps, size };
}

interface Unfolded {
  readonly path: Path;
  readonly hash: Hash;
  /** The file's stamp when it was read. */
  readonly stamp: Stamp;
  readonly sections: readonly (readonly [Section, Encoded])[];
}

/** Takes an extracted batch apart again. */
export function* unfold(batch: Batch, { hashes, lengths, text, stamps }: Extracted): Iterable<Unfolded> {
  let start = 0;
  for (const [index, path] of batch.paths.entries()) {
    const sections = batch.sections.map((section, place): [Section, Encoded] => {
      const end = start + (lengths[index * batch.sections.length + place] ?? 0);
      const encoded = text.slice(start, end);
      start = end;
      return [section, encoded];
    });
    const hash = hashes[index] ?? '';
    if (hash !== '') yield { path, hash, stamp: stampAt(stamps, index), sections };
  }
}

function numbersOf({ size, modified, changed = 0, inode = 0 }: Stamp): readonly number[] {
  return [size, modified, changed, inode];
}

function stampAt(stamps: Float64Array, index: number): Stamp {
  const [size = 0, modified = 0, changed = 0, inode = 0] = stamps.subarray(4 * index, 4 * index + 4);
  return { size, modified, changed, inode };
}

interface ExtractedFile {
  readonly hash: Hash;
  readonly size: number;
  readonly stamp: Stamp;
  readonly sections: readonly Encoded[];
}

function extractFile(
  file: string,
  language: Language,
  sections: readonly Section[],
  { encode }: Extractor,
): ExtractedFile | null {
  const reading = readText(file);
  if (reading === null || reading.fault !== null || reading.stamp === null) return null;
  const { content, stamp } = reading;
  try {
    const found = language.extract(content.text, sections);
    return {
      hash: content.hash,
      size: content.text.length,
      stamp,
      sections: sections.map((section) => {
        const value = found[section];
        if (value === undefined) throw new Error(`${language.name} left out ${section}`);
        return encode(section, value);
      }),
    };
  } catch {
    return null;
  }
}
