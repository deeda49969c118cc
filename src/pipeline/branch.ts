import type { Section } from '../core/fact.ts';
import { type Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import { languageOf } from '../facts/index.ts';
import { fill, type Loaded, load } from './load.ts';
import { forget, type Memory } from './project.ts';

/** A project as it stands, and what is remembered of it. */
export interface State {
  readonly loaded: Loaded;
  readonly memory: Memory;
}

/** The same project with other texts laid over it; what it was stays as it is. */
export function branch({ loaded, memory }: State, overlay: Overlay): State {
  const next = load(loaded, new Map([...loaded.overlay, ...overlay]), loaded);
  const hashOf = (one: Loaded, file: Path): Hash | null => one.view.texts.hash(file);
  const dirty = holdsPlan(loaded, next) ? [...overlay.keys()].filter((file) => next.demand.has(file)).map((file) => ({ file, old: hashOf(loaded, file), now: hashOf(next, file) })) : null;
  fill(next, dirty?.map(({ file }) => file));
  const remembered: Memory = { ...memory, kept: new Map(memory.kept) };
  forget(remembered, dirty && changedSections(next, dirty));
  return { loaded: next, memory: remembered };
}

/** A file whose text is another now. */
export interface Dirty {
  readonly file: Path;
  readonly old: Hash | null;
  readonly now: Hash | null;
}

/** Is what is to be done the same, and do specifiers lead where they led? */
export function holdsPlan(last: Loaded, next: Loaded): boolean {
  const [before, after] = [last.view, next.view];
  if (last.demand !== next.demand || before.tree.manifests !== after.tree.manifests || before.links.size !== after.links.size) return false;
  return [...before.links].every(([path, target]) => after.links.get(path) === target);
}

/** The sections that differ in any of the files: an edit in a function's body leaves most as they were. */
export function changedSections({ store, languages, demand }: Loaded, dirty: readonly Dirty[]): ReadonlySet<Section> {
  const changed = new Set<Section>();
  for (const { file, old, now } of dirty) {
    const language = languageOf(languages, file);
    const hashOfSection = (text: Hash | null, section: Section): Hash | undefined => (language && text !== null ? store.sectionHash(text, language.name, section) : undefined);
    for (const section of demand.get(file) ?? []) {
      const before = hashOfSection(old, section);
      if (before === undefined || before !== hashOfSection(now, section)) changed.add(section);
    }
  }
  return changed;
}
