import { at } from '../core/at.ts';
import type { Section } from '../core/fact.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import { type Arrow, arrowsOf } from '../graph/build.ts';
import type { Path } from '../core/location.ts';
import { languageOf } from '../facts/index.ts';
import type { Memory } from './inputs.ts';
import type { Loaded } from './load.ts';
import { resolutionOf } from './resolution.ts';
import { factsOf } from './sections.ts';

/** What is remembered of one source, as long as its text and where imports lead stay the same. */
export interface Known {
  readonly text: Hash | null;
  /** Hashes of its sections. */
  readonly sections: Partial<Record<Section, Hash>>;
  arrows?: readonly Arrow[];
}

type Session = Pick<Loaded, 'sources' | 'view'>;

function knownAt({ sources, view }: Session, { known }: Memory, place: number): Known {
  return (known[place] ??= { text: view.texts.hash(at(sources, place)), sections: {} });
}

/** The imports of the source at this place. */
export function arrowsAt(loaded: Loaded, memory: Memory, place: number): readonly Arrow[] {
  const file = at(loaded.sources, place);
  return (knownAt(loaded, memory, place).arrows ??= arrowsOf(
    file,
    factsOf(loaded, file, 'imports'),
    resolutionOf(loaded, memory).targets(loaded, file),
  ));
}

/** Changes with the text of any source. */
export function textDigest(loaded: Loaded, memory: Memory): Hash {
  return hashOf(loaded.sources.map((_, place) => knownAt(loaded, memory, place).text ?? '').join('\0'));
}

/** Changes exactly when the section of some source does. As long as no text is another, nothing need be read to know it. `texts` is the digest of the texts. */
export function sectionDigest(loaded: Loaded, memory: Memory, section: Section, texts: () => Hash): Hash {
  const found = memory.digests.get(section) ?? digestKept(loaded, memory, section, texts());
  memory.digests.set(section, found);
  return found;
}

function digestKept(loaded: Loaded, memory: Memory, section: Section, texts: Hash): Hash {
  const { store, sources } = loaded;
  const key = `${texts}${section}`;
  const kept = store.answer(digestColumn, key);
  if (kept !== undefined) return kept as Hash;
  const found = hashOf(sources.map((_, place) => hashAt(loaded, memory, place, section)).join('\0'));
  store.keepAnswer(digestColumn, key, found);
  return found;
}

const digestColumn = 'digests';

function hashAt(loaded: Loaded, memory: Memory, place: number, section: Section): Hash {
  const { text, sections } = knownAt(loaded, memory, place);
  return (sections[section] ??= sectionHash(loaded, at(loaded.sources, place), text, section));
}

function sectionHash({ store, languages }: Loaded, file: Path, text: Hash | null, section: Section): Hash {
  const language = languageOf(languages, file);
  return (language && text !== null && store.sectionHash(text, language.name, section)) || '';
}
