import type { Comparison } from '../core/changes.ts';
import type { Check } from '../core/check.ts';
import type { Config } from '../core/config.ts';
import { type LintelError, mistake } from '../core/error.ts';
import type { Language, Section } from '../core/fact.ts';
import type { Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Mode } from '../core/project.ts';
import type { Rule } from '../core/rule.ts';
import { ChangedMeanwhile, type Overlay, type Stamp } from '../core/tree.ts';
import { isSpecFile, referred } from '../core/spec.ts';
import { inside } from '../core/zone.ts';
import { configure, vacuities } from '../config/index.ts';
import { extractFromProgram, languageOf } from '../facts/index.ts';
import type { Store } from '../world/store.ts';
import type { View, World } from '../world/world.ts';

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
  /** What the run is compared with; none when it stands alone. */
  readonly comparison?: Comparison | null;
  /** What changed since a commit that a rule names; absent where git is not to be started. */
  readonly compare?: ((ref: string) => Comparison | null) | null;
}

/** What is to be done in a world: it holds while no path comes or goes and no configuration file changes. */
interface Plan {
  readonly config: Config | null;
  /** The rules that run, built-in ones first. */
  readonly rules: readonly Rule[];
  readonly errors: readonly LintelError[];
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
  readonly notes: readonly string[];
  /** The files that rules are about, in order of path. */
  readonly sources: readonly Path[];
  /** Documents that links and references lead into. */
  readonly documents: readonly Path[];
  readonly conventions: readonly Path[];
  /** Documents that checks read, with what is known of them. */
  readonly reports: ReadonlyMap<Path, Stamp>;
  /** The sources that a rule judges. */
  judged(rule: Rule): Judged;
  /** Which sections of which files a run needs. */
  readonly demand: ReadonlyMap<Path, ReadonlySet<Section>>;
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
    : { ...setup, view, overlay, ...planOf(setup, view) };
}

function holds({ view: before, written, rules, reports, ...setup }: Loaded, view: View): boolean {
  if (before.tree.paths !== view.tree.paths || ![...written].every(([path, hash]) => view.texts.hash(path) === hash))
    return false;
  const now = reportsOf(rules, { ...setup, view });
  return (
    now.size === reports.size &&
    [...now].every(
      ([path, { size, modified }]) => reports.get(path)?.size === size && reports.get(path)?.modified === modified,
    )
  );
}

function planOf(setup: Setup, view: View): Plan {
  const paths = [...view.tree.files.keys()];
  const written = new Map<Path, Hash | null>();
  const read = (path: Path): string | null => {
    written.set(path, view.texts.hash(path));
    return view.texts.read(path);
  };
  const { config, errors } = configure({
    file: setup.file,
    read,
    paths,
    checks: setup.checks,
    packs: setup.packs.names,
    pack: setup.packs.text,
  });
  const sources = paths.filter((path) => isCode(setup, path) && (config?.includes(path) ?? true));
  const empty = config ? vacuities(config, sources, paths) : { errors: [], notRun: [], notes: [] };
  const notRun = [...(config?.notRun ?? []), ...empty.notRun];
  const idle = new Set(notRun.map(({ rule }) => rule));
  const conventions = paths.filter(
    (path) =>
      config && !config.ignores(path) && (path === config.conventions || path.endsWith(`/${config.conventions}`)),
  );
  const documents = [...new Set([...conventions, ...linked(config)])].filter((path) => view.tree.files.has(path));
  const rules = config ? [...setup.builtin, ...config.rules.filter((rule) => !idle.has(rule.id))] : [];
  const judged = judgedOf(sources);
  const reports = reportsOf(rules, { ...setup, view });
  return {
    config,
    rules,
    notRun,
    sources,
    conventions,
    documents,
    reports,
    judged,
    written,
    errors: [
      ...errors,
      ...empty.errors,
      ...(sources.length === 0 && config
        ? [mistake('no-files', undefined, { file: setup.file, line: 1, column: 1 })]
        : []),
    ],
    notes: [...(config?.notes ?? []), ...empty.notes.map((note) => `unmatched: ${note}`)],
    demand: demandOf({ rules, sources, documents, reports, judged, languages: setup.languages }),
  };
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

type Reading = Pick<Loaded, 'view' | 'store' | 'languages'>;

/** The documents that the checks of these rules ask for, as far as they exist, and those that they refer to. */
function reportsOf(rules: readonly Rule[], reading: Reading): Map<Path, Stamp> {
  const { tree, texts } = reading.view;
  const found = new Map<Path, Stamp>();
  const wanted = rules.flatMap(({ check, options }) => [...(check.documents?.(options, tree.files.keys()) ?? [])]);
  for (const path of wanted) {
    const stamp = found.has(path) ? null : texts.stamp(path);
    if (!stamp) continue;
    found.set(path, stamp);
    wanted.push(...referredBy(path, reading));
  }
  return found;
}

/** The files that an OpenAPI document has parts of itself in. */
function referredBy(path: Path, reading: Reading): Path[] {
  const language = languageOf(reading.languages, path);
  const hash = reading.view.texts.hash(path);
  if (!language?.sections.includes('spec') || hash === null) return [];
  fillOne(path, language.sections, reading);
  const items = reading.store.get(hash, language.name, 'spec')?.items ?? [];
  return items.flatMap(({ ref }) => (ref ? (referred(path, ref.text).file ?? []) : [])).filter(isSpecFile);
}

/** The files that a rule judges, of these. */
export function judged(rule: Rule, files: readonly Path[]): readonly Path[] {
  if (!rule.in && !rule.not) return files;
  return files.filter((file) => (!rule.in || inside(rule.in, file)) && !(rule.not && inside(rule.not, file)));
}

type Wanting = Pick<Plan, 'rules' | 'sources' | 'documents' | 'reports' | 'judged'> & Pick<Setup, 'languages'>;

/** Everything must have been read and searched for ignore comments. A document is read for all that its language tells. */
function demandOf({ rules, sources, documents, reports, judged, languages }: Wanting): Map<Path, ReadonlySet<Section>> {
  // The graph also tells of unresolved imports where no rule does.
  const everywhere = new Set<Section>(['problems', 'suppressions', 'imports', 'ambient']);
  const demand = new Map<Path, ReadonlySet<Section>>();
  const local: { readonly files: ReadonlySet<Path>; readonly sections: readonly Section[] }[] = [];
  for (const rule of rules) {
    const sections = rule.check.needs(rule.options);
    if (rule.check.reach === 'file') local.push({ files: judged(rule).set, sections });
    else for (const section of sections) everywhere.add(section);
  }
  for (const file of sources) {
    const more = local.filter(
      ({ files, sections }) => files.has(file) && sections.some((section) => !everywhere.has(section)),
    );
    demand.set(file, more.length ? new Set([...everywhere, ...more.flatMap(({ sections }) => sections)]) : everywhere);
  }
  for (const file of documents) demand.set(file, new Set<Section>(['headings']));
  for (const file of reports.keys()) demand.set(file, new Set(languageOf(languages, file)?.sections));
  return demand;
}

/** Programs that another has parsed of the texts as they are now, by path. */
export type Programs = ReadonlyMap<Path, object>;

/** Computes, in this thread, what the store still lacks: of all files, or of some. */
export function fill(loaded: Loaded, files: Iterable<Path> = loaded.demand.keys(), programs?: Programs): void {
  for (const file of files) fillOne(file, loaded.demand.get(file) ?? [], loaded, programs);
}

function fillOne(
  file: Path,
  sections: Iterable<Section>,
  { view, store, languages }: Reading,
  programs?: Programs,
): void {
  const language = languageOf(languages, file);
  const hash = view.texts.hash(file);
  if (!language || hash === null) return;
  const missing = [...sections].filter(
    (section) => language.sections.includes(section) && !store.has(hash, language.name, section),
  );
  if (missing.length === 0) return;
  const content = view.texts.content(file);
  if (content === null) throw new ChangedMeanwhile(file);
  const program = programs?.get(file);
  const { text } = content;
  store.put(
    content,
    language.name,
    program ? extractFromProgram(program, text, language.name, missing) : language.extract(text, missing),
  );
}
