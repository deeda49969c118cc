import type { Idiom, Language } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { languageOf } from '../facts/index.ts';

interface Reading {
  readonly languages: readonly Language[];
}

/** What holds for the language of a file; null where it is not code. */
export function idiomOf({ languages }: Reading, path: Path): Idiom | null {
  return languageOf(languages, path)?.idiom ?? null;
}

/** Where the tests of any language usually are. */
export function testGlobs({ languages }: Reading): readonly string[] {
  return [...new Set(languages.flatMap(({ idiom }) => idiom?.tests ?? []))];
}
