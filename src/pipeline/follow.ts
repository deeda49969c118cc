import type { Section } from '../core/fact.ts';
import type { Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import { languageOf } from '../facts/index.ts';
import { fill, type Loaded, load, type Programs, type Setup } from './load.ts';
import { forget, type Memory } from './project.ts';

/** A loaded project, and the texts of all files in its demand. */
interface Moment {
  readonly loaded: Loaded;
  readonly hashes: readonly (Hash | null)[];
}

/** Computes what one moment has and the other had not, and lets the memory forget what does not hold for it. False: all is as it was. */
export function follow(memory: Memory, last: Moment, { loaded, hashes }: Moment, programs?: Programs): boolean {
  const isSame = loaded.demand === last.loaded.demand && sameLayout(last.loaded, loaded);
  const dirty = isSame
    ? [...loaded.demand.keys()].flatMap((file, i) =>
        hashes[i] === last.hashes[i] ? [] : [{ file, old: last.hashes[i] ?? null, now: hashes[i] ?? null }],
      )
    : null;
  fill(
    loaded,
    dirty?.map(({ file }) => file),
    programs,
  );
  if (dirty?.length === 0) return false;
  forget(memory, dirty && changedSections(loaded, dirty));
  return true;
}

/** A project as it stands, and what is remembered of it. */
export interface State {
  readonly loaded: Loaded;
  readonly memory: Memory;
}

/** The same project with other texts laid over it, and a memory of what holds there too; what it was stays as it is. */
export function branch({ loaded: last, memory }: State, overlay: Overlay, setup: Setup = last): State {
  const loaded = load(setup, new Map([...last.overlay, ...overlay]), last);
  const own: Memory = { ...memory, kept: new Map(memory.kept) };
  follow(own, { loaded: last, hashes: hashesOf(last) }, { loaded, hashes: hashesOf(loaded) });
  return { loaded, memory: own };
}

/** The texts of all files in the demand, in its order. */
export function hashesOf({ view, demand }: Loaded): (Hash | null)[] {
  return [...demand.keys()].map((file) => view.texts.hash(file));
}

/** A file whose text is another now. */
interface Dirty {
  readonly file: Path;
  readonly old: Hash | null;
  readonly now: Hash | null;
}

/** The sections that differ in any of the files: an edit in a function's body leaves most as they were. */
function changedSections({ store, languages, demand }: Loaded, dirty: readonly Dirty[]): ReadonlySet<Section> {
  const changed = new Set<Section>();
  for (const { file, old, now } of dirty) {
    const language = languageOf(languages, file);
    const hashOfSection = (text: Hash | null, section: Section): Hash | undefined =>
      language && text !== null ? store.sectionHash(text, language.name, section) : undefined;
    for (const section of demand.get(file) ?? []) {
      const before = hashOfSection(old, section);
      if (before === undefined || before !== hashOfSection(now, section)) changed.add(section);
    }
  }
  return changed;
}

/** Do specifiers lead where they led? */
function sameLayout({ view: before }: Loaded, { view: after }: Loaded): boolean {
  if (before.tree.manifests !== after.tree.manifests || before.links.size !== after.links.size) return false;
  return [...before.links].every(([path, target]) => after.links.get(path) === target);
}
