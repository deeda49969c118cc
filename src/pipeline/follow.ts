import type { Section } from '../core/fact.ts';
import type { Hash } from '../core/hash.ts';
import type { Overlay } from '../core/tree.ts';
import { branchOf, forget, holdLookups, type Memory } from './inputs.ts';
import { type Demand, fill, type Programs } from './fill.ts';
import { type Loaded, load, type Setup } from './load.ts';

/** A loaded project, and the texts of all files in its demand. */
interface Moment {
  readonly loaded: Loaded;
  readonly hashes: readonly (Hash | null)[];
}

/** Computes what one moment has and the other had not, and lets the memory forget what does not hold for it. False: all is as it was. */
export function follow(memory: Memory, last: Moment, now: Moment, programs?: Programs): boolean {
  const { loaded } = now;
  const isSamePlan = loaded.demand === last.loaded.demand;
  const isSameGround = isSamePlan || sameFiles(last.loaded, loaded);
  const dirty = changedTexts(last, now);
  fill(loaded, isSamePlan ? dirty.map(({ demand }) => demand) : loaded.demand, programs);
  const isSameDisk = loaded.world === last.loaded.world || holdLookups(memory, loaded);
  const isRelaid = !isSameGround || !sameLayout(last.loaded, loaded);
  if (isSamePlan && !isRelaid && isSameDisk && dirty.length === 0) return false;
  forget(memory, {
    texts: new Set(dirty.map(({ demand }) => demand.path)),
    sections: changedSections(loaded, dirty),
    files: !isSameGround,
    layout: isRelaid,
    plan: !isSamePlan,
  });
  return true;
}

/** A project and its memory. */
export interface State {
  readonly loaded: Loaded;
  readonly memory: Memory;
}

/** The same project with other texts laid over it, and a memory of what holds there too; what it was stays as it is. */
export function branch({ loaded: last, memory }: State, overlay: Overlay, setup: Setup = last): State {
  const loaded = load(setup, new Map([...last.overlay, ...overlay]), last);
  const own = branchOf(memory);
  follow(own, { loaded: last, hashes: hashesOf(last) }, { loaded, hashes: hashesOf(loaded) });
  return { loaded, memory: own };
}

/** The texts of all files in the demand, in its order. */
export function hashesOf({ view, demand }: Loaded): (Hash | null)[] {
  return demand.map(({ path }) => view.texts.hash(path));
}

/** A file whose text is another now. */
interface Dirty {
  readonly demand: Demand;
  readonly old: Hash | null;
  readonly now: Hash | null;
}

function changedTexts(last: Moment, { loaded: { demand }, hashes }: Moment): Dirty[] {
  const isSame = demand === last.loaded.demand;
  const before = isSame ? null : new Map(last.loaded.demand.map(({ path }, i) => [path, last.hashes[i] ?? null]));
  return demand.flatMap((one, i) => {
    const old = (before ? before.get(one.path) : last.hashes[i]) ?? null;
    const now = hashes[i] ?? null;
    return old === now ? [] : [{ demand: one, old, now }];
  });
}

function sameFiles(before: Loaded, { view, sources }: Loaded): boolean {
  return (
    before.view.tree.paths === view.tree.paths &&
    before.sources.length === sources.length &&
    before.sources.every((path, i) => path === sources[i])
  );
}

/** The sections that differ in any of the files: an edit in a function's body leaves most as they were. */
function changedSections({ store }: Loaded, dirty: readonly Dirty[]): ReadonlySet<Section> {
  const changed = new Set<Section>();
  for (const { demand, old, now } of dirty) {
    const hashOfSection = (text: Hash | null, section: Section): Hash | undefined =>
      text === null ? undefined : store.sectionHash(text, demand.language.name, section);
    for (const section of demand.sections) {
      const before = hashOfSection(old, section);
      if (before === undefined || before !== hashOfSection(now, section)) changed.add(section);
    }
  }
  return changed;
}

/** Do all specifiers still resolve to the same targets? */
function sameLayout({ view: before, config: earlier }: Loaded, { view: after, config }: Loaded): boolean {
  if (JSON.stringify(earlier?.aliases) !== JSON.stringify(config?.aliases)) return false;
  if (before.tree.manifests !== after.tree.manifests || before.links.size !== after.links.size) return false;
  return [...before.links].every(([path, target]) => after.links.get(path) === target);
}
