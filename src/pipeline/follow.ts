import type { Section } from '../core/fact.ts';
import type { Hash } from '../core/hash.ts';
import type { Overlay } from '../core/tree.ts';
import { branchOf, forget, holdLookups, type Memory } from './inputs.ts';
import { type Demand, fill, type Programs } from './fill.ts';
import { type Loaded, load, type Setup } from './load.ts';

/** Computes what a project has and had not before, and lets the memory forget what does not hold for it. False: all is as it was. */
export function follow(memory: Memory, last: Loaded, loaded: Loaded, programs?: Programs): boolean {
  const isSamePlan = loaded.demand === last.demand;
  const isSameGround = isSamePlan || sameFiles(last, loaded);
  const changed = changedTexts(last, loaded);
  fill(loaded, isSamePlan ? changed.map(({ demand }) => demand) : loaded.demand, programs);
  const isSameDisk = loaded.world === last.world || holdLookups(memory, loaded);
  const isRelaid = !isSameGround || !sameLayout(last, loaded);
  if (isSamePlan && !isRelaid && isSameDisk && changed.length === 0) return false;
  for (const { demand, old } of changed) if (old !== null) memory.spent.push([old, demand.language.name]);
  const texts = new Set(changed.map(({ demand }) => demand.path));
  forget(memory, {
    texts,
    places: [...texts].flatMap((path) => loaded.placeOf(path) ?? []),
    sections: changedSections(loaded, changed),
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
  follow(own, last, loaded);
  return { loaded, memory: own };
}

/** A file whose text is another now. */
interface Dirty {
  readonly demand: Demand;
  readonly old: Hash | null;
  readonly now: Hash | null;
}

function changedTexts(last: Loaded, now: Loaded): Dirty[] {
  const wanted = doubtful(last, now);
  const before = wanted ? null : new Set(last.demand.map(({ path }) => path));
  return (wanted ?? now.demand).flatMap((demand) => {
    const old = before?.has(demand.path) === false ? null : last.view.texts.hash(demand.path);
    const hash = now.view.texts.hash(demand.path);
    return old === hash ? [] : [{ demand, old, now: hash }];
  });
}

/** What is demanded of files that may have other texts than before; null where any may. */
function doubtful(
  last: Loaded,
  { demand, overlay, world, view, documents, demandOf }: Loaded,
): readonly Demand[] | null {
  if (demand !== last.demand) return null;
  const laid = [...last.overlay.keys(), ...overlay.keys()];
  if (world === last.world) return [...new Set(laid)].flatMap(demandOf);
  const touched = world.touchedSince(last.world);
  // Looks at the disk do not see documents that git ignores.
  const hidden = [...documents.values()].flatMap((files) =>
    [...files.keys()].filter((path) => !view.tree.files.has(path)),
  );
  return touched && [...new Set([...touched, ...hidden, ...laid])].flatMap(demandOf);
}

function sameFiles(before: Loaded, { view, sources }: Loaded): boolean {
  return (
    before.view.tree.paths === view.tree.paths &&
    before.sources.length === sources.length &&
    before.sources.every((path, i) => path === sources[i])
  );
}

/** The sections that differ in any of the files: an edit in a function's body leaves most as they were. */
function changedSections({ store }: Loaded, files: readonly Dirty[]): ReadonlySet<Section> {
  const changed = new Set<Section>();
  for (const { demand, old, now } of files) {
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
