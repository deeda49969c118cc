import type { Changes } from '../core/changes.ts';
import type { Section, Sections } from '../core/fact.ts';
import type { Edge, Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import type { Project, Settled } from '../core/project.ts';
import type { Rule } from '../core/rule.ts';
import type { Tree } from '../core/tree.ts';
import type { Problem, Reference } from '../core/violation.ts';
import { languageOf } from '../facts/index.ts';
import { buildGraph, without } from '../graph/build.ts';
import { type Layout, readLayout } from '../resolve/layout.ts';
import { createResolver, type Resolver } from '../resolve/resolver.ts';
import type { Excuse } from '../settle/except.ts';
import { type Judged, judged, type Loaded } from './load.ts';

/** What all rules of a run share: the project before it is narrowed to one rule. */
export type Base = Omit<Project, 'files' | 'judges' | 'paths' | 'in' | 'settled' | 'changes'> & {
  readonly faults: readonly Fault[];
  readonly kept: Memory['kept'];
  everything(): readonly Path[];
  /** What changed since the run's own commit, or else since one that a rule names. */
  changesSince(ref: string | null): Changes | null;
  judged(rule: Rule): Judged;
  /** The files with ignore comments. */
  suppressed(): readonly Path[];
};

/** A file beside the sources that could not be read: a broken tsconfig, a manifest. */
interface Fault {
  readonly file: Path;
  readonly line: number;
  readonly text: string;
}

/** What a session keeps from one project to the next, each as long as what it was made of stays. */
export interface Memory {
  /** Stands on paths, manifests and ambient modules. */
  resolution?: { readonly tree: Tree; readonly layout: Layout; readonly resolver: Resolver };
  graph?: Graph;
  suppressed?: readonly Path[];
  /** What the rules that look at the whole project came to. */
  readonly kept: Map<Rule, Kept>;
  /** Texts that were only tried, of which facts are stored. */
  readonly tried: [Path, string | null][];
}

/** What one rule came to before anything was settled. */
export interface Kept {
  readonly problems: readonly Problem[];
  readonly excuses: readonly Excuse[];
  /** It has looked at the graph. */
  readonly linked: boolean;
}

/** A memory of nothing. */
export function createMemory(): Memory {
  return { kept: new Map(), tried: [] };
}

const edgeSections: readonly Section[] = ['imports', 'exports', 'ambient'];

/** Forgets what does not hold once these sections of some files have changed; `null`: paths, manifests or the configuration have. */
export function forget(memory: Memory, changed: ReadonlySet<Section> | null): void {
  const isRelinked = changed === null || edgeSections.some((section) => changed.has(section));
  if (isRelinked) delete memory.graph;
  if (changed?.has('ambient') ?? true) delete memory.resolution;
  if (changed?.has('suppressions') ?? true) delete memory.suppressed;
  // Any rule may be linked to a heading, and any check may ask for one.
  if (changed === null || changed.has('headings')) memory.kept.clear();
  for (const [rule, { linked }] of memory.kept) {
    if ((linked && isRelinked) || rule.check.needs(rule.options).some((section) => changed?.has(section)))
      memory.kept.delete(rule);
  }
}

/** The project of a run. The graph is made when the first check asks for it, unless the memory still has it. */
export function projectOf(loaded: Loaded, memory: Memory = createMemory()): Base {
  const { view, sources } = loaded;
  const facts = <S extends Section>(file: Path, section: S): Sections[S] => factsOf(loaded, file, section);
  const resolver = resolverOf(loaded, memory);
  return {
    sources,
    tree: view.tree.files,
    everything: once(() => everythingOf(loaded)),
    root: loaded.world.root,
    documents: loaded.reports,
    exists: (path) => view.texts.exists(path),
    fault: (file) => view.faults.get(file) ?? null,
    judged: loaded.judged,
    kept: memory.kept,
    suppressed: () => (memory.suppressed ??= sources.filter((file) => facts(file, 'suppressions').length > 0)),
    zones: new Map([...(loaded.config?.zones ?? [])].map(([name, zone]) => [name, zone.where])),
    get graph() {
      return (memory.graph ??= buildGraph({
        files: sources,
        imports: (file) => facts(file, 'imports'),
        exports: (file) => facts(file, 'exports'),
        resolve: (file, one) => resolver.targets(file, one),
      }));
    },
    packages: resolver.packages,
    rules: loaded.rules,
    conventions: loaded.conventions,
    facts,
    reference: referenceFinder(loaded),
    today: loaded.today,
    mode: loaded.mode,
    history: loaded.world.history,
    changesSince: (ref) => (loaded.comparison ?? (ref === null ? null : loaded.compare?.(ref)))?.changes ?? null,
    get faults() {
      return resolver.faults();
    },
  };
}

function resolverOf(loaded: Loaded, memory: Memory): Resolver {
  const {
    view: { tree, texts, links },
    sources,
  } = loaded;
  const last = memory.resolution;
  if (last?.tree.manifests === tree.manifests && last.tree.paths === tree.paths) return last.resolver;
  const sight = {
    files: tree.files,
    texts,
    links,
    installed: (name: string) => loaded.world.installed(name),
    ambient: sources.flatMap((file) => factsOf(loaded, file, 'ambient')),
  };
  const layout = readLayout(sight);
  const resolver = createResolver(sight, layout);
  memory.resolution = { tree, layout, resolver };
  return resolver;
}

/** The source files, and what no language of code reads, less what is ignored. */
function everythingOf({ view, sources, languages, config }: Loaded): readonly Path[] {
  const code = new Set(sources);
  const isCode = (path: Path): boolean => languageOf(languages, path)?.sections.includes('imports') ?? false;
  return [...view.tree.files.keys()].filter(
    (path) => code.has(path) || (!isCode(path) && !(config?.ignores(path) ?? false)),
  );
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function factsOf<S extends Section>({ view, store, languages }: Loaded, file: Path, section: S): Sections[S] {
  const language = languageOf(languages, file);
  const hash = view.texts.hash(file);
  const found = language && hash !== null ? store.get(hash, language.name, section) : undefined;
  if (found === undefined) throw new Error(`${section} of ${file} were asked for, but not needed`);
  return found;
}

/** What narrows a project to one rule. */
export interface Narrowing {
  readonly scope: readonly Path[];
  readonly drop: ((edge: Edge) => boolean) | null;
  readonly settled: Settled | null;
  /** Is told when the rule looks at the graph. */
  linked(): void;
  /** Is told when the rule looks at what changed. */
  dated(): void;
}

/** The project as one rule sees it: the files that it judges (of those in `scope`, where each is judged alone), less the edges that it excepts. */
export function viewOf(base: Base, rule: Rule, { scope, drop, settled, linked, dated }: Narrowing): Project {
  const isNarrow = rule.check.reach === 'file' && scope !== base.sources;
  const files = isNarrow ? judged(rule, scope) : base.judged(rule).files;
  const mine = isNarrow ? new Set(files) : base.judged(rule).set;
  let graph: Graph | null = null;
  return {
    ...withoutGraph(base),
    files,
    judges: (file) => mine.has(file),
    get paths() {
      return judged(rule, base.everything());
    },
    in: rule.in,
    settled,
    get changes() {
      dated();
      return base.changesSince(rule.check.since?.(rule.options) ?? null);
    },
    get graph() {
      linked();
      graph ??= drop ? without(base.graph, drop) : base.graph;
      return graph;
    },
  };
}

/** Spreading would make the graph at once. */
function withoutGraph(base: Base): Omit<Base, 'graph'> {
  const {
    sources,
    tree,
    root,
    documents,
    exists,
    fault,
    zones,
    packages,
    rules,
    conventions,
    facts,
    reference,
    today,
    mode,
    history,
    faults,
    everything,
    changesSince,
    judged,
    kept,
    suppressed,
  } = base;
  return {
    sources,
    tree,
    root,
    documents,
    exists,
    fault,
    zones,
    packages,
    rules,
    conventions,
    facts,
    reference,
    today,
    mode,
    history,
    faults,
    everything,
    changesSince,
    judged,
    kept,
    suppressed,
  };
}

/** `#anchor` is looked for in the conventions files from a file's folder upward, then in the others; `path#anchor` in that file. */
export function referenceFinder(loaded: Loaded): Project['reference'] {
  const { view, config, conventions } = loaded;
  const heading = (file: Path, anchor: string): Reference | null => {
    const found =
      view.tree.files.has(file) && file.endsWith('.md')
        ? factsOf(loaded, file, 'headings').find((one) => one.anchor === anchor)
        : undefined;
    return found ? { file, anchor, line: found.line, heading: found.text } : null;
  };
  const above = (file: Path): Path[] => {
    const depth = file.split('/').slice(0, -1);
    const folders = depth.map((_, i) => `${depth.slice(0, depth.length - i).join('/')}/`);
    return [...folders, ''].map((folder) => `${folder}${config?.conventions ?? 'CONVENTIONS.md'}`);
  };
  return (see, file) => {
    const [path = '', anchor] = see.split('#');
    if (path !== '')
      return (anchor && heading(path, anchor)) || { file: path, anchor: anchor ?? null, line: null, heading: null };
    const candidates = [...above(file), ...conventions];
    for (const one of candidates) {
      const found = anchor === undefined ? null : heading(one, anchor);
      if (found) return found;
    }
    const nearest = candidates.find((one) => view.tree.files.has(one)) ?? config?.conventions ?? 'CONVENTIONS.md';
    return { file: nearest, anchor: anchor ?? null, line: null, heading: null };
  };
}
