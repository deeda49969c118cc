import type { Comparison, LineRange } from '../core/changes.ts';
import type { AnyFileView, AnyView } from '../core/check.ts';
import type { Section, Sections } from '../core/fact.ts';
import type { Edge, Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import { type Reads, sectionsOf } from '../core/reads.ts';
import type { Rule } from '../core/rule.ts';
import type { Judged, Lists } from '../core/view.ts';
import { without } from '../graph/build.ts';
import { keptFigures } from '../settle/figures.ts';
import { allLines, changedLines } from '../world/changed-lines.ts';
import { idiomOf } from './idioms.ts';
import type { Inputs } from './inputs.ts';
import { factsOf } from './sections.ts';
import { judged, type Loaded } from './load.ts';
import { shapesAt } from './shapes.ts';
import { comparedOf } from './snapshot.ts';
import { sinceBaseline } from './since-baseline.ts';
import type { FileTypes } from './types.ts';

/** What one rule is shown beside the inputs. */
export interface Narrowing {
  /** Edges that it excepts; null when it excepts none. */
  readonly drop: ((edge: Edge) => boolean) | null;
  /** What the first wave came to; null while it runs. */
  readonly settled: Judged | null;
}

type Part = Partial<Omit<AnyView, 'facts'>> & { readonly facts?: AnyFacts };
type AnyFacts = <S extends Section>(file: Path, section: S) => Sections[S];

/** The project as one rule sees it: the lists of files and what its `reads` name, and no more. */
export function viewOf(inputs: Inputs, rule: Rule, { drop, settled }: Narrowing): AnyView {
  const { loaded } = inputs;
  const reads = rule.check.reads(rule.options);
  const sinceKept = once(() => sinceBaseline(loaded));
  const parts: Readonly<Record<keyof Omit<Reads, 'each' | 'types'>, () => Part>> = {
    facts: () => ({ facts: factsFor(inputs, reads) }),
    graph: () => linked(inputs, drop),
    manifests: () => lazily('packages', () => inputs.packages),
    routes: () =>
      withParts(
        linked(inputs, drop),
        lazily('routes', () => inputs.routes),
      ),
    shapes: () => ({ shapesAt: (spots) => shapesAt(inputs, spots) }),
    documents: () => ({
      facts: factsFor(inputs, reads),
      documents: new Set(languagesOf(reads).flatMap((language) => [...(loaded.documents.get(language)?.keys() ?? [])])),
      fault: (document) => loaded.view.faults.get(document) ?? null,
    }),
    headings: () => ({
      facts: factsFor(inputs, reads),
      conventions: loaded.conventions,
      reference: inputs.reference,
    }),
    rules: () => ({ rules: loaded.rules }),
    disk: () =>
      withParts(
        { exists: inputs.exists, root: loaded.world.site?.root ?? null },
        lazily('packages', () => inputs.packages),
      ),
    changes: () => {
      const since = reads.changes?.since ?? null;
      return withParts(
        lazily('changes', () => inputs.comparisonSince(since)?.changes ?? null),
        { changedLines: (file) => linesChanged(loaded, inputs.comparisonSince(since), file) },
      );
    },
    earlier: () => comparedOf(inputs, inputs.comparisonSince(reads.changes?.since ?? null)),
    age: () => ({ changedAfter: inputs.changedAfter }),
    mode: () => ({ mode: loaded.mode }),
    figures: () => ({
      kept: keptFigures(loaded.baseline, rule.id),
      newLines: (file) => {
        inputs.fresh.keyless.add(rule);
        return linesChanged(loaded, sinceKept(), file);
      },
    }),
    settled: () => settled ?? {},
  };
  const shown = (Object.keys(parts) as (keyof typeof parts)[]).filter((name) => reads[name] !== undefined);
  return withParts(listsOf(inputs, rule), ...shown.map((name) => parts[name]())) as AnyView;
}

/** The earlier text of a renamed file is that of its old path. */
function linesChanged({ view }: Loaded, comparison: Comparison | null, file: Path): readonly LineRange[] {
  const text = view.texts.read(file);
  if (!comparison || text === null) return [];
  const { changes, before } = comparison;
  if (changes.added.has(file)) return allLines(text);
  const earlier = changes.changed.has(file) ? before.get(changes.renamed.get(file) ?? file) : null;
  return typeof earlier === 'string' ? changedLines(earlier, text) : [];
}

/** All members of some parts, those that are computed when they are asked for included. */
function withParts(...parts: readonly Part[]): Part {
  const view: Part = {};
  for (const part of parts) Object.defineProperties(view, Object.getOwnPropertyDescriptors(part));
  return view;
}

/** One file as a rule sees it that judges each by itself. */
export function fileViewOf({ loaded }: Inputs, rule: Rule, file: Path, types: FileTypes | null): AnyFileView {
  const sections = sectionsOf(rule.check.reads(rule.options));
  return {
    file,
    fault: loaded.view.faults.get(file) ?? null,
    idiom: idiomOf(loaded, file),
    facts(section) {
      refuseUnread(sections, section, file);
      return factsOf(loaded, file, section);
    },
    ...(types === null ? {} : { typeNames: types.names }),
  };
}

function listsOf(inputs: Inputs, rule: Rule): Lists {
  const { loaded, memory } = inputs;
  let shared: { readonly value: unknown } | null = null;
  const mine = loaded.judged(rule);
  return {
    files: mine.files,
    idiom: (file) => idiomOf(loaded, file),
    judges: (file) => mine.set.has(file),
    in: rule.in,
    get paths() {
      return judged(rule, inputs.everything);
    },
    sources: loaded.sources,
    tree: treeOf(loaded),
    zones: inputs.zones,
    remember<T>(make: () => T): T {
      const key = `${loaded.config?.fingerprint ?? ''}${rule.fingerprint}`;
      if (!memory.remembered.has(key)) memory.remembered.set(key, make());
      return memory.remembered.get(key) as T;
    },
    share: <T>(make: () => T): T => (shared ??= { value: make() }).value as T,
  };
}

/** A link inside the root is there as much as what it leads to. */
function treeOf({ view: { tree, links } }: Loaded): Lists['tree'] {
  return { has: (path) => tree.files.has(path) || links.has(path), keys: () => tree.files.keys() };
}

/** The graph is made when a rule first looks at it. */
function linked(inputs: Inputs, drop: Narrowing['drop']): Part {
  let graph: Graph | null = null;
  return {
    get graph() {
      graph ??= drop ? without(inputs.graph, drop) : inputs.graph;
      return graph;
    },
    get packages() {
      return inputs.packages;
    },
  };
}

function lazily<K extends keyof AnyView>(name: K, get: () => AnyView[K]): Part {
  return Object.defineProperty({}, name, { get, enumerable: true, configurable: true });
}

function languagesOf({ documents = [] }: Reads): readonly string[] {
  return documents.map(({ language }) => language);
}

/** The sections of source files that a rule reads, and all sections of its documents, in the language that it names. */
function factsFor(inputs: Inputs, reads: Reads): AnyFacts {
  const { loaded } = inputs;
  const sections = [...sectionsOf(reads), ...(reads.headings ? (['headings'] as const) : [])];
  const own = languagesOf(reads).filter((name) => loaded.documents.has(name));
  return (file, section) => {
    const hash = loaded.view.texts.hash(file);
    if (hash !== null)
      for (const language of own) {
        // A file can be a document in several languages: a pattern for reports may match a script.
        if (loaded.documents.get(language)?.has(file) !== true) continue;
        const found = loaded.store.get(hash, language, section);
        if (found !== undefined) return found;
      }
    refuseUnread(sections, section, file);
    return inputs.facts(file, section);
  };
}

function refuseUnread(sections: readonly Section[], section: Section, file: Path): void {
  if (!sections.includes(section))
    throw new Error(`${section} of ${file} were asked for, but \`reads\` do not name them`);
}
