import type { Section, Sections } from '../core/fact.ts';
import type { Edge, Graph } from '../core/graph.ts';
import type { Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Project, Settled } from '../core/project.ts';
import type { Rule } from '../core/rule.ts';
import type { Tree } from '../core/tree.ts';
import type { Reference } from '../core/violation.ts';
import { languageOf } from '../facts/index.ts';
import { buildGraph, without } from '../graph/build.ts';
import { type Layout, readLayout } from '../resolve/layout.ts';
import { createResolver } from '../resolve/resolver.ts';
import { type Judged, judged, type Loaded } from './load.ts';

/** What all rules of a run share: the project before it is narrowed to one rule. */
export type Base = Omit<Project, 'files' | 'judges' | 'paths' | 'in' | 'settled'> & { readonly faults: readonly Fault[]; everything(): readonly Path[]; judged(rule: Rule): Judged };

/** A file beside the sources that could not be read: a broken tsconfig, a manifest. */
interface Fault {
  readonly file: Path;
  readonly line: number;
  readonly text: string;
}

/** What a session keeps from one project to the next. */
export interface Memory {
  last?: { readonly tree: Tree; readonly sources: readonly Path[]; readonly hashes: readonly (Hash | null)[]; readonly graph: Graph; readonly layout: Layout };
}

/** The project of a run. The graph is made when the first check asks for it; where no import, export, path or manifest has changed since the last one, that one serves. */
export function projectOf(loaded: Loaded, memory: Memory = {}): Base {
  const { view, sources } = loaded;
  const facts = <S extends Section>(file: Path, section: S): Sections[S] => factsOf(loaded, file, section);
  const { last } = memory;
  const sight = { files: view.tree.files, texts: view.texts, links: view.links, ambient: sources.flatMap((file) => facts(file, 'ambient')) };
  const layout = last && last.tree.manifests === view.tree.manifests && last.tree.paths === view.tree.paths ? last.layout : readLayout(sight);
  const resolver = createResolver(sight, layout);
  let graph: Graph | null = null;
  return {
    sources,
    tree: view.tree.files,
    everything: once(() => everythingOf(loaded)),
    judged: loaded.judged,
    zones: new Map([...(loaded.config?.zones ?? [])].map(([name, zone]) => [name, zone.where])),
    get graph() {
      if (graph) return graph;
      if (last && last.layout === layout && sameEdges(last, loaded)) graph = last.graph;
      graph ??= buildGraph({
        files: sources,
        imports: (file) => facts(file, 'imports'),
        exports: (file) => facts(file, 'exports'),
        resolve: (file, one) => resolver.targets(file, one),
      });
      memory.last = { tree: view.tree, sources, hashes: hashesOf(loaded), graph, layout };
      return graph;
    },
    packages: resolver.packages,
    rules: loaded.rules,
    conventions: loaded.conventions,
    facts,
    reference: referenceFinder(loaded),
    today: loaded.today,
    mode: loaded.mode,
    get faults() {
      return resolver.faults();
    },
  };
}

/** The source files, and what no language of code reads, less what is ignored. */
function everythingOf({ view, sources, languages, config }: Loaded): readonly Path[] {
  const code = new Set(sources);
  const isCode = (path: Path): boolean => languageOf(languages, path)?.sections.includes('imports') ?? false;
  return [...view.tree.files.keys()].filter((path) => code.has(path) || (!isCode(path) && !(config?.ignores(path) ?? false)));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** The hash of each source's text, as it is now: asked later, a file on disk would answer for its new text. */
function hashesOf({ view, sources }: Loaded): (Hash | null)[] {
  return sources.map((file) => view.texts.hash(file));
}

/** Do two states of a project, of the same paths, import and export the same at the same places? */
function sameEdges(last: NonNullable<Memory['last']>, after: Loaded): boolean {
  const { sources, hashes } = last;
  if (sources.length !== after.sources.length) return false;
  return after.sources.every((file, i) => {
    const [old, now] = [hashes[i] ?? null, after.view.texts.hash(file)];
    const language = languageOf(after.languages, file);
    if (sources[i] !== file || old === null || now === null || !language) return false;
    return old === now || edgeSections.every((section) => after.store.sectionHash(old, language.name, section) === after.store.sectionHash(now, language.name, section));
  });
}

const edgeSections = ['imports', 'exports', 'ambient'] as const;

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
}

/** The project as one rule sees it: the files that it judges (of those in `scope`, where each is judged alone), less the edges that it excepts. */
export function viewOf(base: Base, rule: Rule, { scope, drop, settled }: Narrowing): Project {
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
    get graph() {
      graph ??= drop ? without(base.graph, drop) : base.graph;
      return graph;
    },
  };
}

/** Spreading would make the graph at once. */
function withoutGraph(base: Base): Omit<Base, 'graph'> {
  const { sources, tree, zones, packages, rules, conventions, facts, reference, today, mode, faults, everything, judged } = base;
  return { sources, tree, zones, packages, rules, conventions, facts, reference, today, mode, faults, everything, judged };
}

/** `#anchor` is looked for in the conventions files from a file's folder upward, then in the others; `path#anchor` in that file. */
export function referenceFinder(loaded: Loaded): Project['reference'] {
  const { view, config, conventions } = loaded;
  const heading = (file: Path, anchor: string): Reference | null => {
    const found = view.tree.files.has(file) && file.endsWith('.md') ? factsOf(loaded, file, 'headings').find((one) => one.anchor === anchor) : undefined;
    return found ? { file, anchor, line: found.line, heading: found.text } : null;
  };
  const above = (file: Path): Path[] => {
    const depth = file.split('/').slice(0, -1);
    const folders = depth.map((_, i) => `${depth.slice(0, depth.length - i).join('/')}/`);
    return [...folders, ''].map((folder) => `${folder}${config?.conventions ?? 'CONVENTIONS.md'}`);
  };
  return (see, file) => {
    const [path = '', anchor] = see.split('#');
    if (path !== '') return (anchor && heading(path, anchor)) || { file: path, anchor: anchor ?? null, line: null, heading: null };
    const candidates = [...above(file), ...conventions];
    for (const one of candidates) {
      const found = anchor === undefined ? null : heading(one, anchor);
      if (found) return found;
    }
    const nearest = candidates.find((one) => view.tree.files.has(one)) ?? config?.conventions ?? 'CONVENTIONS.md';
    return { file: nearest, anchor: anchor ?? null, line: null, heading: null };
  };
}
