import type { Target } from '../core/graph.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Tree } from '../core/tree.ts';
import { createResolver, type ManifestFault, type Resolver } from '../resolve/index.ts';
import type { Store } from '../world/store.ts';
import { idiomOf } from './idioms.ts';
import type { Loaded } from './load.ts';
import { answered, digestOf, groundOf, type Lookups, recorded } from './lookups.ts';
import { factsOf } from './sections.ts';

/** Where imports lead, in one state of paths, manifests and ambient modules. */
export interface Resolution {
  readonly tree: Tree;
  readonly resolver: Resolver;
  readonly lookups: Lookups;
  /** The targets of a file's imports, in their order. Of a text that was seen before, nothing is looked up. */
  targets(loaded: Loaded, file: Path): Targets;
  /** Manifests that could not be read in full; those of configurations that were needed so far. */
  faults(): readonly ManifestFault[];
  /** Keeps what was looked up for the runs to come. */
  keep(store: Store): void;
}

/** For each import of a file its targets. */
type Targets = readonly (readonly Target[])[];

/** The resolution for the state of the tree: that of before as long as it holds. */
export function resolutionOf(loaded: Loaded, memory: { resolution?: Resolution }): Resolution {
  const { tree } = loaded.view;
  const last = memory.resolution;
  if (last?.tree.manifests === tree.manifests && last.tree.paths === tree.paths) return last;
  return (memory.resolution = createResolution(loaded));
}

const questionsOf = 'lookups';
const targetsOf = 'targets';

/** What earlier runs asked of the disk beside the tree. */
export function earlierQuestions(store: Store): readonly string[] | null {
  const earlier = store.answer(questionsOf, questionsOf);
  return earlier === undefined ? null : (JSON.parse(earlier) as string[]);
}

function createResolution(loaded: Loaded): Resolution {
  const { view, sources, config, store } = loaded;
  const { tree, links } = view;
  const ground = groundOf(loaded);
  const earlier = answered(earlierQuestions(store) ?? [], ground);
  const ambient = sources.flatMap((file) => factsOf(loaded, file, 'ambient'));
  const aliases = config?.aliases ?? [];
  const around = [tree.paths, tree.manifests, [...links], ambient, aliases];
  const kept = store.answer(targetsOf, keyOf(around, earlier));
  const before = kept === undefined ? nothing : (JSON.parse(kept) as Kept);
  // What follows from these answers is taken over, so they count as asked.
  const lookups = recorded(ground, tree.files, kept === undefined ? undefined : earlier);
  const { texts, installed, ignoredBy } = lookups;
  const sight = { files: tree.files, links, ambient, aliases, texts, installed, ignoredBy };
  const resolver = createResolver(sight, { idiom: (file) => idiomOf(loaded, file) });
  const known = new Map(Object.entries(before.files));
  let isNew = false;
  const faults = (): readonly ManifestFault[] => distinct([...before.faults, ...resolver.faults()]);
  return {
    tree,
    resolver,
    lookups,
    targets(now, file) {
      const text = now.view.texts.hash(file) ?? '';
      const last = known.get(file);
      if (last?.text === text) return last.targets;
      const targets = factsOf(now, file, 'imports').map((one) => resolver.targets(file, one));
      known.set(file, { text, targets });
      isNew = true;
      return targets;
    },
    faults,
    keep(into) {
      const key = keyOf(around, lookups.answers);
      if (!isNew && into.answer(targetsOf, key) !== undefined) return;
      const value: Kept = { faults: faults(), files: Object.fromEntries(known) };
      into.keepAnswer(targetsOf, key, JSON.stringify(value));
      into.keepAnswer(questionsOf, questionsOf, JSON.stringify([...lookups.answers.keys()]));
      isNew = false;
    },
  };
}

/** What a run leaves for the next. */
interface Kept {
  readonly faults: readonly ManifestFault[];
  readonly files: Readonly<Record<Path, { readonly text: Hash; readonly targets: Targets }>>;
}

const nothing: Kept = { faults: [], files: {} };

function keyOf(around: readonly unknown[], answers: Lookups['answers']): Hash {
  return hashOf(JSON.stringify([around, digestOf(answers)]));
}

function distinct(faults: readonly ManifestFault[]): ManifestFault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
