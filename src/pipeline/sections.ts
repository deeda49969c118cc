import type { Section, Sections } from '../core/fact.ts';
import { type Hash, hashOf } from '../core/hash.ts';
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

/** Changes exactly when the section of some source file does. As long as no text is another, nothing need be read to know it. */
export function sectionDigest(loaded: Loaded, section: Section): Hash {
  const { view, store, sources } = loaded;
  const texts = hashOf(sources.map((file) => view.texts.hash(file) ?? '').join('\0'));
  const key = `${texts}${section}`;
  const kept = store.answer(digestColumn, key);
  if (kept !== undefined) return kept as Hash;
  const found = digestAnew(loaded, section);
  store.keepAnswer(digestColumn, key, found);
  return found;
}

const digestColumn = 'digests';

function digestAnew({ view, store, languages, sources }: Loaded, section: Section): Hash {
  const parts = sources.map((file) => {
    const language = languageOf(languages, file);
    const hash = view.texts.hash(file);
    return language && hash !== null ? (store.sectionHash(hash, language.name, section) ?? '') : '';
  });
  return hashOf(parts.join('\0'));
}
