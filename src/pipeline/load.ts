import type { Baseline } from '../core/baseline.ts';
import type { Comparison } from '../core/changes.ts';
import type { Check } from '../core/check.ts';
import type { Config, Configured } from '../core/config.ts';
import { type LintelError, mistake } from '../core/error.ts';
import type { Section } from '../core/fact.ts';
import { groupBy } from '../core/group.ts';
import type { Hash } from '../core/hash.ts';
import type { Language } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import type { Rule } from '../core/rule.ts';
import type { Overlay } from '../core/tree.ts';
import { sectionsOf } from '../core/reads.ts';
import type { Mode } from '../core/view.ts';
import { inside } from '../core/zone.ts';
import { configure, vacuities } from '../config/index.ts';
import { languageOf } from '../facts/index.ts';
import type { Store } from '../world/store.ts';
import type { View, World } from '../world/world.ts';
import { repeatedBuiltins } from './builtin.ts';
import { type Documents, documentsOf, named, sameDocuments } from './documents.ts';
import type { Demand } from './fill.ts';
import { testGlobs } from './idioms.ts';
import { baselineIn } from './read-baseline.ts';

/** What a door brings along. */
export interface Setup {
  readonly world: World;
  readonly store: Store;
  readonly languages: readonly Language[];
  readonly checks: readonly Check[];
  /** The configuration's path from the root. */
  readonly file: Path;
  /** The packs that ship. */
  readonly packs: { readonly names: readonly string[]; text(name: string): string | null };
  /** Built-in rules, which no configuration writes. */
  readonly builtin: readonly Rule[];
  readonly today: string;
  readonly mode: Mode;
  /** The base of the run, if any. */
  readonly comparison?: Comparison | null;
  /** What changed since a commit that a rule names; absent where git is not to be started. */
  readonly compare?: ((ref: string) => Comparison | null) | null;
}

/** What is to be done in a world: it holds while no path comes or goes and no configuration file changes. */
interface Plan {
  readonly read: Read;
  readonly config: Config | null;
  /** The rules that run, built-in ones first. */
  readonly rules: readonly Rule[];
  readonly errors: readonly LintelError[];
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  readonly notes: readonly string[];
  /** The files that rules are about, in order of path. */
  readonly sources: readonly Path[];
  /** Where a file is among the sources. */
  placeOf(path: Path): number | undefined;
  readonly conventions: readonly Path[];
  readonly baseline: Baseline;
  readonly documents: Documents;
  /** The sources that a rule judges. */
  judged(rule: Rule): Judged;
  /** What a run needs to know. */
  readonly demand: readonly Demand[];
  /** What it needs to know of one file. */
  demandOf(path: Path): readonly Demand[];
  /** The texts that the configuration was read from, as they were. */
  readonly written: ReadonlyMap<Path, Hash | null>;
}

/** Some of the sources, in order and at hand. */
export interface Judged {
  readonly files: readonly Path[];
  readonly set: ReadonlySet<Path>;
}

/** The world as one run sees it, and what is to be done there. */
export interface Loaded extends Setup, Plan {
  readonly view: View;
  /** What is laid over the world. */
  readonly overlay: Overlay;
}

/** Reads the configuration over the tree, and finds what each rule is about, unless `last` says so still. */
export function load(setup: Setup, overlay: Overlay = new Map(), last?: Loaded): Loaded {
  const view = setup.world.view(overlay);
  return last && holds(last, view)
    ? { ...last, ...setup, view, overlay }
    : { ...setup, view, overlay, ...planOf(setup, view, last) };
}

function holds({ view: before, written, rules, documents, ...setup }: Loaded, view: View): boolean {
  if (before.tree.paths !== view.tree.paths || ![...written].every(([path, hash]) => view.texts.hash(path) === hash))
    return false;
  return sameDocuments(documents, documentsOf(rules, { ...setup, view }));
}

/** A configuration, and the texts that it was read from. */
interface Read {
  readonly configured: Configured;
  readonly texts: ReadonlyMap<Path, Hash | null>;
}

function readConfiguration(setup: Setup, view: View, paths: readonly Path[]): Read {
  const { file, checks, packs } = setup;
  const texts = new Map<Path, Hash | null>();
  const read = readerOf(view, texts);
  const tests = testGlobs(setup);
  return { configured: configure({ file, read, paths, checks, packs: packs.names, tests, pack: packs.text }), texts };
}

/** Reads texts, and remembers their hashes. */
function readerOf(view: View, texts: Map<Path, Hash | null>): (path: Path) => string | null {
  return (path) => {
    texts.set(path, view.texts.hash(path));
    const text = view.texts.read(path);
    return view.faults.has(path) ? null : text;
  };
}

/** Would the same be read now? */
function holdsRead({ configured, texts }: Read, view: View, paths: readonly Path[]): boolean {
  return [...texts].every(([path, hash]) => view.texts.hash(path) === hash) && configured.holdsFor(paths);
}

function planOf(setup: Setup, view: View, last?: Plan): Plan {
  const paths = [...view.tree.files.keys()];
  const read = last && holdsRead(last.read, view, paths) ? last.read : readConfiguration(setup, view, paths);
  const { config, errors } = read.configured;
  const written = new Map(read.texts);
  const { baseline, errors: damage } = baselineIn(setup.world, readerOf(view, written));
  const sources = paths.filter((path) => isCode(setup, path) && (config?.includes(path) ?? true));
  const empty = config ? vacuities(config, sources, paths) : { errors: [], notRun: [], notes: [], warnings: [] };
  const notRun = [...(config?.notRun ?? []), ...empty.notRun, ...repeatedBuiltins(setup.builtin, config?.rules ?? [])];
  const idle = new Set(notRun.map(({ rule }) => rule));
  const conventions = paths.filter(
    (path) =>
      config && !config.ignores(path) && (path === config.conventions || path.endsWith(`/${config.conventions}`)),
  );
  const targets = linked(config).map((path) => view.links.get(path) ?? path);
  const headed = [...new Set([...conventions, ...targets])].filter((path) => view.tree.files.has(path));
  const rules = config ? [...setup.builtin, ...config.rules.filter((rule) => !idle.has(rule.id))] : [];
  const judged = judgedOf(sources);
  const documents = documentsOf(rules, { ...setup, view });
  // `lintel init` may come before the first code: its baseline tells this from a checkout that lacks the code.
  const isBare = baseline?.length === 0 && !paths.some((path) => isCode(setup, path));
  return {
    read,
    config,
    rules,
    notRun,
    ...placed(sources),
    conventions,
    baseline,
    documents,
    judged,
    written,
    errors: [
      ...errors,
      ...empty.errors,
      ...damage,
      ...(sources.length === 0 && config && !isBare
        ? [mistake('no-files', undefined, { file: setup.file, line: 1, column: 1 })]
        : []),
    ],
    notes: [
      ...empty.warnings.map((text) => `warning: ${text}`),
      ...(config?.notes ?? []),
      ...empty.notes.map((note) => `unmatched: ${note}`),
      ...(isBare ? ['unmatched: the project has no code yet'] : []),
    ],
    ...demanding(demandOf({ rules, sources, headed, documents, judged, languages: setup.languages })),
  };
}

function placed(sources: readonly Path[]): Pick<Plan, 'sources' | 'placeOf'> {
  const places = once(() => new Map(sources.map((path, place) => [path, place])));
  return { sources, placeOf: (path) => places().get(path) };
}

/** A demand, and what of it is of one file. */
export function demanding(demand: readonly Demand[]): Pick<Plan, 'demand' | 'demandOf'> {
  const byPath = once(() => groupBy(demand, ({ path }) => path));
  return { demand, demandOf: (path) => byPath().get(path) ?? [] };
}

function judgedOf(sources: readonly Path[]): Plan['judged'] {
  const all: Judged = { files: sources, set: new Set(sources) };
  const known = new Map<Rule, Judged>();
  return (rule) => {
    if (!rule.in && !rule.not) return all;
    let found = known.get(rule);
    if (!found) {
      const files = judged(rule, sources);
      found = { files, set: new Set(files) };
      known.set(rule, found);
    }
    return found;
  };
}

/** Is it a file that rules are about, if the configuration lets it belong? */
export function isCode({ languages }: Pick<Setup, 'languages'>, path: Path): boolean {
  return languageOf(languages, path)?.sections.includes('imports') ?? false;
}

/** The documents that `see` names by path. */
function linked(config: Config | null): Path[] {
  return (config?.rules ?? []).flatMap(({ see }) => (see && !see.startsWith('#') ? [see.split('#')[0] ?? ''] : []));
}

/** The files that a rule judges, of these. */
export function judged(rule: Rule, files: readonly Path[]): readonly Path[] {
  if (!rule.in && !rule.not) return files;
  return files.filter((file) => (!rule.in || inside(rule.in, file)) && !(rule.not && inside(rule.not, file)));
}

interface Reader extends Pick<Plan, 'rules' | 'sources' | 'documents' | 'judged'>, Pick<Setup, 'languages'> {
  /** Documents that links lead into. */
  readonly headed: readonly Path[];
}

/** Everything must have been read and searched for ignore comments. A document is read for all that its language tells. */
function demandOf({ rules, sources, headed, documents, judged, languages }: Reader): Demand[] {
  // The graph also tells of unresolved imports where no rule does.
  const everywhere = new Set<Section>(['problems', 'suppressions', ...sectionsOf({ graph: 'edges' })]);
  const local: { readonly files: ReadonlySet<Path>; readonly sections: readonly Section[] }[] = [];
  for (const rule of rules) {
    const reads = rule.check.reads(rule.options);
    if (reads.each === 'file') local.push({ files: judged(rule).set, sections: sectionsOf(reads) });
    else for (const section of sectionsOf(reads)) everywhere.add(section);
  }
  const sectionsIn = (file: Path): ReadonlySet<Section> => {
    const more = local.flatMap(({ files, sections }) => (files.has(file) ? sections : []));
    return more.every((section) => everywhere.has(section)) ? everywhere : new Set([...everywhere, ...more]);
  };
  const ofFile = (sections: (file: Path) => ReadonlySet<Section>) => (path: Path) => {
    const language = languageOf(languages, path);
    return language ? [{ path, language, sections: known(language, sections(path)) }] : [];
  };
  const headings = new Set<Section>(['headings']);
  return [
    ...sources.flatMap(ofFile(sectionsIn)),
    ...headed.flatMap(ofFile(() => headings)),
    ...[...documents].flatMap(([name, files]) => {
      const language = named(name, { languages });
      return [...files.keys()].map((path) => ({ path, language, sections: new Set(language.sections) }));
    }),
  ];
}

/** Those of the sections that a language has; most often all, and then the same set. */
function known({ sections: own }: Language, sections: ReadonlySet<Section>): ReadonlySet<Section> {
  const all = [...sections];
  return all.every((section) => own.includes(section))
    ? sections
    : new Set(all.filter((section) => own.includes(section)));
}
