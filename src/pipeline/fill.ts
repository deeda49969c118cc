import type { Section } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { ChangedMeanwhile } from '../core/tree.ts';
import { extractFromProgram } from '../facts/index.ts';
import type { Loaded } from './load.ts';

/** Sections of one file, as one language reads it. */
export interface Demand {
  readonly path: Path;
  readonly language: Language;
  readonly sections: ReadonlySet<Section>;
}

/** Where texts are read and facts are kept. */
export type Reading = Pick<Loaded, 'view' | 'store' | 'languages' | 'world'>;

/** Programs that another has parsed of the texts as they are now, by path. */
export type Programs = ReadonlyMap<Path, object>;

/** Computes, in this thread, what the store still lacks: of all that is demanded, or of some. */
export function fill(loaded: Loaded, wanted: Iterable<Demand> = loaded.demand, programs?: Programs): void {
  for (const one of wanted) fillOne(one, loaded, programs);
}

export function fillOne({ path, language, sections }: Demand, { view, store }: Reading, programs?: Programs): void {
  const hash = view.texts.hash(path);
  if (hash === null) return;
  const missing = [...sections].filter((section) => !store.has(hash, language.name, section));
  if (missing.length === 0) return;
  const content = view.texts.content(path);
  if (content === null) throw new ChangedMeanwhile(path);
  const program = programs?.get(path);
  const { text } = content;
  store.put(
    content,
    language.name,
    program ? extractFromProgram(program, text, language.name, missing) : language.extract(text, missing),
  );
}
