import type { Section } from '../core/fact.ts';
import type { Hash } from '../core/hash.ts';
import { once } from '../core/once.ts';
import type { Path } from '../core/location.ts';
import type { Overlay } from '../core/tree.ts';
import { branchOf, forget, holdLookups, type Memory } from './inputs.ts';
import { type Demand, fill, type Programs } from './fill.ts';
import { type Loaded, load, type Setup } from './load.ts';

/** A loaded project, and the texts of all files in its demand. */
export interface Moment {
  readonly loaded: Loaded;
  hashes(): readonly (Hash | null)[];
}

/** A project at the time when its texts are asked for. */
export function momentOf(loaded: Loaded): Moment {
  return { loaded, hashes: once(() => hashesOf(loaded)) };
}

/** A project whose texts are asked for now: all, or only those laid over the world that it had before. */
export function momentAfter(last: Moment, loaded: Loaded): Moment {
  const isSameWorld = loaded.world === last.loaded.world && loaded.demand === last.loaded.demand;
  const hashes = isSameWorld ? relaidHashes(last, loaded) : hashesOf(loaded);
  return { loaded, hashes: () => hashes };
}

function relaidHashes(last: Moment, { demand, overlay, view }: Loaded): (Hash | null)[] {
  const laid = laidOver(last.loaded.overlay, overlay);
  const hashes = [...last.hashes()];
  for (const [i, { path }] of demand.entries()) if (laid.has(path)) hashes[i] = view.texts.hash(path);
  return hashes;
}

function laidOver(...overlays: readonly Overlay[]): ReadonlySet<Path> {
  return new Set(overlays.flatMap((overlay) => [...overlay.keys()]));
}

/** Computes what one moment has and the other had not, and lets the memory forget what does not hold for it. False: all is as it was. */
export function follow(memory: Memory, last: Moment, now: Moment, programs?: Programs): boolean {
  const { loaded } = now;
  const isSamePlan = loaded.demand === last.loaded.demand;
  const isSameGround = isSamePlan || sameFiles(last.loaded, loaded);
  const changed = changedTexts(last, now);
  fill(loaded, isSamePlan ? changed.map(({ demand }) => demand) : loaded.demand, programs);
  const isSameDisk = loaded.world === last.loaded.world || holdLookups(memory, loaded);
  const isRelaid = !isSameGround || !sameLayout(last.loaded, loaded);
  if (isSamePlan && !isRelaid && isSameDisk && changed.length === 0) return false;
  forget(memory, {
    texts: new Set(changed.map(({ demand }) => demand.path)),
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
  follow(own, momentOf(last), momentOf(loaded));
  return { loaded, memory: own };
}

/** The texts of all files in the demand, in its order. */
function hashesOf({ view, demand }: Loaded): (Hash | null)[] {
  return demand.map(({ path }) => view.texts.hash(path));
}

/** A file whose text is another now. */
interface Dirty {
  readonly demand: Demand;
  readonly old: Hash | null;
  readonly now: Hash | null;
}

function changedTexts(last: Moment, now: Moment): Dirty[] {
  const { demand, world } = now.loaded;
  const isSame = demand === last.loaded.demand;
  if (isSame && world === last.loaded.world) return relaidTexts(last.loaded, now.loaded);
  const [earlier, hashes] = [last.hashes(), now.hashes()];
  const before = isSame ? null : new Map(last.loaded.demand.map(({ path }, i) => [path, earlier[i] ?? null]));
  return demand.flatMap((one, i) =>
    dirty(one, (before ? before.get(one.path) : earlier[i]) ?? null, hashes[i] ?? null),
  );
}

/** Of one world, only what is laid over it has other texts. */
function relaidTexts(last: Loaded, { demand, overlay, view }: Loaded): Dirty[] {
  const laid = laidOver(last.overlay, overlay);
  return demand
    .filter(({ path }) => laid.has(path))
    .flatMap((one) => dirty(one, last.view.texts.hash(one.path), view.texts.hash(one.path)));
}

function dirty(demand: Demand, old: Hash | null, now: Hash | null): Dirty[] {
  return old === now ? [] : [{ demand, old, now }];
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
