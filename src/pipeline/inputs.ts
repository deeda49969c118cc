import type { Comparison } from '../core/changes.ts';
import type { Endpoints } from '../core/endpoint.ts';
import type { Section, Sections } from '../core/fact.ts';
import type { LintelError } from '../core/error.ts';
import type { Fix } from '../core/fix.ts';
import type { Graph } from '../core/graph.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import type { Packages } from '../core/manifest.ts';
import type { Rule } from '../core/rule.ts';
import type { TypeChecking } from '../core/typing.ts';
import type { Lists, Referenced } from '../core/view.ts';
import { languageOf } from '../facts/index.ts';
import { buildGraph } from '../graph/build.ts';
import { compiled } from '../graph/compiled.ts';
import { endpointsOf } from '../graph/routes/endpoints.ts';
import { createTypeChecking } from '../program/index.ts';
import type { Resolver } from '../resolve/index.ts';
import type { Store } from '../world/store.ts';
import type { View } from '../world/world.ts';
import { sourcesAfter } from './age.ts';
import { type Answer, createFileAnswers, type FileAnswers, keptLate, overStore, type Postponed } from './answers.ts';
import { createExternals, type Externals } from './externals.ts';
import type { Late } from './late.ts';
import { idiomOf } from './idioms.ts';
import { arrowsAt, type Known, sectionDigest, textDigest } from './known.ts';
import type { Loaded } from './load.ts';
import { answered, askAgain, digestOf, groundOf } from './lookups.ts';
import { referenceFinder } from './references.ts';
import { earlierQuestions, type Resolution, resolutionOf } from './resolution.ts';
import { factsOf } from './sections.ts';
import { createTypeGround, type TypeGround } from './type-ground.ts';

/** What all rules of a run share. Each is made when a rule first asks for it, and remembered as long as what it was made from stays. */
export interface Inputs extends Referenced {
  readonly loaded: Loaded;
  readonly memory: Memory;
  facts<S extends Section>(file: Path, section: S): Sections[S];
  readonly graph: Graph;
  readonly routes: Endpoints;
  readonly packages: Packages;
  readonly typeGround: TypeGround;
  readonly zones: Lists['zones'];
  /** Files beside the sources that could not be read: a broken tsconfig, a manifest. */
  readonly faults: Resolver['faults'];
  /** The source files, and what no language of code reads, less what is ignored. */
  readonly everything: readonly Path[];
  /** The files with ignore comments. */
  readonly suppressed: readonly Path[];
  /** The source files of which no rule learns anything: they do not parse, or cannot be opened. */
  readonly unread: readonly Path[];
  /** Is there such a file, also where git ignores it? What is asked of the disk counts as a lookup. */
  exists(path: Path): boolean;
  /** The sources that changed after a document was written. */
  changedAfter(document: Path): ReadonlySet<Path>;
  /** What changed since the run's own commit, or else since one that a rule names. */
  comparisonSince(ref: string | null): Comparison | null;
  /** Changes exactly when the section of some source file does. */
  digest(section: Section): Hash;
  /** Changes with the list of sources and with what `ignore` leaves. */
  readonly lists: Hash;
  /** What resolution asks of the disk beside the tree, with the current answers: in this run, or before it asks, in an earlier one. Null if it never did. */
  readonly lookups: Hash | null;
  /** What this run found out and no earlier one has left. */
  readonly fresh: Fresh;
}

/** Finds a fix. */
export type Search = () => Fix | null;

interface Fresh {
  readonly answers: Map<Rule, Answer | Postponed>;
  /** Rules that were told something that is in no key, so that their answers are not kept. */
  readonly keyless: Set<Rule>;
  readonly searches: Map<Rule, readonly Search[]>;
  /** By the number of the search. */
  readonly fixes: Map<Rule, Map<number, Fix | null>>;
  /** Searches that failed. */
  readonly errors: LintelError[];
}

/** What a session keeps from one run to the next. */
export interface Memory {
  /** Stands on paths, manifests and ambient modules. */
  resolution?: Resolution;
  /** As written: what is left of it at run time may change with any text. */
  graph?: Graph;
  routes?: Endpoints;
  suppressed?: readonly Path[];
  faulty?: ReadonlySet<Path>;
  everything?: readonly Path[];
  lists?: Hash;
  /** What the questions of an earlier run to the disk come to in a view. */
  earlier?: { readonly view: View; readonly digest: Hash | null };
  readonly digests: Map<Section, Hash>;
  /** By the place of each source. */
  known: (Known | undefined)[];
  /** What follows from the lists of files and a rule's options, by the rule's fingerprint. */
  readonly remembered: Map<Hash, unknown>;
  readonly answers: FileAnswers;
  readonly late: Late;
  readonly externals: Externals;
  readonly checking: TypeChecking;
  /** Texts that no file may have any more, and of which facts are stored. */
  readonly spent: (readonly [text: Hash, language: string])[];
}

/** A memory of nothing, over the answers that a store has. */
export function createMemory(store: Store): Memory {
  return {
    digests: new Map(),
    known: [],
    remembered: new Map(),
    answers: overStore(createFileAnswers(), store),
    late: keptLate(store),
    externals: createExternals(store),
    checking: createTypeChecking(),
    spent: [],
  };
}

/** The same memory for a project that is only tried: what is learnt there is not known here. */
export function branchOf(memory: Memory): Memory {
  return {
    ...memory,
    digests: new Map(memory.digests),
    known: [...memory.known],
    remembered: new Map(memory.remembered),
    answers: memory.answers.branch(),
    late: memory.late.branch(),
  };
}

/** What is another than it was. */
export interface Difference {
  readonly texts: ReadonlySet<Path>;
  /** Where these are among the sources. */
  readonly places: readonly number[];
  /** Of some files. */
  readonly sections: ReadonlySet<Section>;
  /** The list of files. */
  readonly files: boolean;
  /** Manifests, links, or the list of files. */
  readonly layout: boolean;
  /** The configuration, or the list of files. */
  readonly plan: boolean;
}

const edgeSections: readonly Section[] = ['imports', 'exports', 'ambient'];

/** Drops invalid entries. */
export function forget(memory: Memory, { texts, places, sections, files, layout, plan }: Difference): void {
  memory.late.forget(texts);
  const isUnresolved = layout || sections.has('ambient');
  const isRelinked = isUnresolved || edgeSections.some((section) => sections.has(section));
  if (isUnresolved) delete memory.resolution;
  if (isRelinked) delete memory.graph;
  if (isRelinked || sections.has('routes')) delete memory.routes;
  if (files || sections.has('suppressions')) delete memory.suppressed;
  if (files || sections.has('problems')) delete memory.faulty;
  if (plan) {
    delete memory.everything;
    delete memory.lists;
    memory.remembered.clear();
  }
  if (isUnresolved) memory.known = [];
  else for (const place of places) memory.known[place] = undefined;
  if (files) memory.digests.clear();
  else for (const section of sections) memory.digests.delete(section);
}

/** False, and forgets where imports lead, if what was asked of the disk beside the tree has other answers now. */
export function holdLookups(memory: Memory, loaded: Loaded): boolean {
  const known = memory.resolution?.lookups;
  if (!known || askAgain(known, groundOf(loaded))) return true;
  delete memory.resolution;
  delete memory.graph;
  delete memory.routes;
  memory.known = [];
  return false;
}

/** The inputs of a run over a loaded project. */
export function inputsOf(loaded: Loaded, memory: Memory): Inputs {
  const { view, sources, config } = loaded;
  const facts = <S extends Section>(file: Path, section: S): Sections[S] => factsOf(loaded, file, section);
  let graph: Graph | null = null;
  let typeGround: TypeGround | null = null;
  const texts = once(() => textDigest(loaded, memory));
  const inputs: Inputs = {
    loaded,
    memory,
    facts,
    zones: new Map([...(config?.zones ?? [])].map(([name, zone]) => [name, zone.where])),
    get graph() {
      graph ??= compiled(graphOf(loaded, memory), {
        emit: (file) => resolutionOf(loaded, memory).resolver.emit(file),
        uses: (file) => memory.late.facts(loaded, file, 'uses'),
        exports: (file) => memory.late.facts(loaded, file, 'exports') ?? [],
      });
      return graph;
    },
    get routes() {
      return (memory.routes ??= endpointsOf(inputs));
    },
    get packages() {
      return resolutionOf(loaded, memory).resolver.packages;
    },
    get typeGround() {
      return (typeGround ??= createTypeGround(inputs));
    },
    faults: () => resolutionOf(loaded, memory).faults(),
    get everything() {
      return (memory.everything ??= everythingOf(loaded));
    },
    get suppressed() {
      return (memory.suppressed ??= sources.filter((file) => facts(file, 'suppressions').length > 0));
    },
    get unread() {
      const faulty = (memory.faulty ??= new Set(sources.filter((file) => facts(file, 'problems').length > 0)));
      if (faulty.size + view.faults.size === 0) return [];
      return sources.filter((file) => faulty.has(file) || view.faults.has(file));
    },
    exists: (path) => view.tree.files.has(path) || existsOnDisk(loaded, memory, path),
    changedAfter: sourcesAfter(loaded),
    comparisonSince: (ref) => loaded.comparison ?? (ref === null ? null : loaded.compare?.(ref)) ?? null,
    digest: (section) => sectionDigest(loaded, memory, section, texts),
    get lists() {
      return (memory.lists ??= hashOf([view.tree.paths, ...sources, '', ...inputs.everything].join('\0')));
    },
    get lookups() {
      return memory.graph && memory.resolution ? memory.resolution.lookups.digest() : digestOfEarlier(loaded, memory);
    },
    fresh: { answers: new Map(), keyless: new Set(), searches: new Map(), fixes: new Map(), errors: [] },
    conventions: loaded.conventions,
    reference: referenceFinder(loaded, facts),
  };
  return inputs;
}

/** Only with the graph are all lookups of a run known, and this one a part of keys. */
function existsOnDisk(loaded: Loaded, memory: Memory, path: Path): boolean {
  graphOf(loaded, memory);
  return resolutionOf(loaded, memory).lookups.texts.exists(path);
}

/** The graph as written. */
function graphOf(loaded: Loaded, memory: Memory): Graph {
  return (memory.graph ??= buildGraph({
    files: loaded.sources,
    id: loaded.placeOf,
    arrows: (place) => arrowsAt(loaded, memory, place),
    exports: (file) => factsOf(loaded, file, 'exports'),
    idiom: (file) => idiomOf(loaded, file),
  }));
}

function digestOfEarlier(loaded: Loaded, memory: Memory): Hash | null {
  if (memory.earlier?.view !== loaded.view) {
    const questions = earlierQuestions(loaded.store);
    memory.earlier = { view: loaded.view, digest: questions && digestOf(answered(questions, groundOf(loaded))) };
  }
  return memory.earlier.digest;
}

function everythingOf({ view, sources, languages, config }: Loaded): readonly Path[] {
  const code = new Set(sources);
  const isCode = (path: Path): boolean => languageOf(languages, path)?.sections.includes('imports') ?? false;
  return [...view.tree.files.keys()].filter(
    (path) => code.has(path) || (!isCode(path) && !(config?.ignores(path) ?? false)),
  );
}
