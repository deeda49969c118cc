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
    { imports: factsOf(loaded, file, 'imports'), targets: resolutionOf(loaded, memory).targets(loaded, file) },
    loaded.placeOf,
  ));
}

/** Changes with the text of any source. */
export function textDigest(loaded: Loaded, memory: Memory): Hash {
  return hashOf(loaded.sources.map((_, place) => knownAt(loaded, memory, place).text ?? '').join('\0'));
}

/**
 * Changes exactly when the section of some source does. As long as no text is another than in an earlier run, nothing need be read to know it; what a
 * session has seen of the other sources is at hand. `texts` is the digest of the texts.
 */
export function sectionDigest(loaded: Loaded, memory: Memory, section: Section, texts: () => Hash): Hash {
  const digest = (): Hash =>
    hashOf(loaded.sources.map((_, place) => hashAt(loaded, memory, place, section)).join('\0'));
  const isAtHand = memory.known.some((one) => one?.sections[section] !== undefined);
  const found = memory.digests.get(section) ?? (isAtHand ? digest() : digestKept(loaded, section, texts(), digest));
  memory.digests.set(section, found);
  return found;
}

function digestKept({ store }: Loaded, section: Section, texts: Hash, digest: () => Hash): Hash {
  const key = `${texts}${section}`;
  const kept = store.answer(digestColumn, key);
  if (kept !== undefined) return kept as Hash;
  const found = digest();
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
