import type { Section, Sections } from '../core/fact.ts';
import type { Path } from '../core/location.ts';
import { languageOf } from '../facts/index.ts';
import type { Loaded } from './load.ts';

/** The section of a file, by the language of its name. */
export function factsOf<S extends Section>({ view, store, languages }: Loaded, file: Path, section: S): Sections[S] {
  const language = languageOf(languages, file);
  const hash = view.texts.hash(file);
  const found = language && hash !== null ? store.get(hash, language.name, section) : undefined;
  if (found === undefined) throw new Error(`${section} of ${file} were asked for, but not read`);
  return found;
}
