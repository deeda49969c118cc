import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Comparison } from '../core/changes.ts';
import { mistake } from '../core/error.ts';
import type { Section } from '../core/fact.ts';
import type { Path } from '../core/location.ts';
import { nearest } from '../core/nearest.ts';
import {
  availableParser,
  createLanguages,
  encode,
  holdsUnseenMemory,
  languageOf,
  type Parser,
} from '../facts/index.ts';
import { openFiles } from '../graph/cycles.ts';
import { keepQuestions } from './answers.ts';
import { type Demand, fill } from './fill.ts';
import type { State } from './follow.ts';
import { createMemory, inputsOf } from './inputs.ts';
import { demanding, type Loaded, load } from './load.ts';
import { setupOf, storeAt } from './setup.ts';
import { steadilyAsync } from './steady.ts';
import { createPool, looksLarge, type Pool } from '../world/pool.ts';
import type { Facts } from '../world/store.ts';
import { realPath, rootAt } from '../world/root.ts';
import type { Environment } from '../world/site.ts';
import { lookAt, type Look, type World, worldOf } from '../world/world.ts';

/** A project that a command works on. */
export interface Opened extends State {
  /** The absolute, real path of its root. */
  readonly root: string;
  /** A path as given on the command line, from the root. */
  fromRoot(path: string): Path;
  /** The same for a path that need not exist. */
  wantedFromRoot(path: string): Path;
  /** How many of its files were parsed for this. */
  parsed(): number;
  /** Keeps the facts for the next run. */
  save(): void;
}

export interface OpenOptions {
  /** Any folder of the project; the nearest lintel.yaml above counts. */
  readonly cwd: string;
  readonly env: Environment;
  /** Which parser reads code; null takes the fast one where it loads. */
  readonly parser: 'oxc' | 'typescript-eslint' | null;
  /** Neither read nor write facts of other runs. */
  readonly cache: boolean;
  /** What is compared with the present: a commit, or (null) the default branch; absent, nothing. */
  readonly since?: string | null;
  /** Where facts are taken from before a file is parsed. */
  readonly facts?: readonly Facts[];
  /** What is computed, if not what the rules need. */
  demand?(loaded: Loaded, fromRoot: Opened['fromRoot']): readonly Demand[];
  /** Threads that serve several roots. */
  readonly pool?: Pool;
  /** A look at the root that was taken just before. */
  readonly look?: Look;
  /** Receives events for progress output and timing. */
  phase(name: string): void;
}

/** Finds the root above the working directory, reads its configuration, and computes all facts that its rules need. */
async function open({ cwd, env, parser: wanted, cache, since, facts = [], ...options }: OpenOptions): Promise<Opened> {
  const { root, file } = rootAt(cwd);
  const { phase } = options;
  const parser = wanted ?? availableParser();
  const languages = createLanguages(parser);
  const store = storeAt(cache ? { root, env } : null, parser, facts);
  const isCold = store.stamps.entries.size === 0;
  const pool = options.pool ?? poolOf(parser, isCold);
  if (isCold && facts.length === 0 && looksLarge(root)) pool.start();
  try {
    phase('start');
    const world = worldOf(options.look ?? lookAt({ root, env }), store.stamps);
    phase('crawl');
    const comparison = since === undefined ? null : world.compare(since);
    const setup = setupOf({
      world,
      store,
      languages,
      file,
      mode: comparison ? 'loop' : 'gate',
      comparison,
      compare: comparing(world),
    });
    const planned = load(setup);
    phase('configuration');
    const { files } = planned.view.tree;
    const ground = { root, cwd, files: () => files.keys() };
    const fromRoot = (path: string): Path => pathFrom(path, ground);
    const loaded = options.demand ? { ...planned, ...demanding(options.demand(planned, fromRoot)) } : planned;
    if (facts.length > 0) readAll(loaded);
    await extractAll(loaded, pool);
    const memory = createMemory(store);
    if (pool.isUp() && !options.demand) await prefetch(loaded, askedLater({ loaded, memory }), pool);
    phase('facts');
    return {
      loaded,
      memory,
      root,
      fromRoot,
      wantedFromRoot: (path) => pathFrom(path, { ...ground, isThere: () => true }),
      parsed: () => parsedIn(loaded),
      save: () => {
        if (!cache) return;
        keepQuestions({ loaded, memory });
        store.save(loaded.view.texts.exists);
      },
    };
  } finally {
    if (pool !== options.pool) await pool.close();
  }
}

/** Threads for one run, or for all roots of one. Where little is to be parsed, they cost more than they bring. */
export function poolOf(parser: Parser, isCold: boolean): Pool {
  const extractor = { languages: createLanguages(parser), holdsUnseenMemory: holdsUnseenMemory(parser), encode };
  return createPool({ extractor, ...(isCold && parser === 'oxc' ? {} : { workers: 0 }) });
}

/** Facts are found by the hashes of texts. */
function readAll({ demand, view }: Loaded): void {
  for (const { path } of demand) view.texts.hash(path);
}

function parsedIn({ demand, view, store }: Loaded): number {
  const paths = new Set(demand.map(({ path }) => path));
  return [...paths].filter((path) => store.parsed.has(view.texts.hash(path) ?? '')).length;
}

/** Computes all facts that the rules need, most of them in a pool. */
export async function extractAll(loaded: Loaded, pool: Pick<Pool, 'prefetch'>): Promise<void> {
  await prefetch(loaded, loaded.demand, pool);
  fill(loaded);
}

/** A file at which a worker fell or hung is not tried again as long as it stays as it is. */
async function prefetch(
  { store, view, world }: Loaded,
  demand: readonly Demand[],
  pool: Pick<Pool, 'prefetch'>,
): Promise<void> {
  const requests = demand.map(({ path, language, sections }) => ({
    path,
    language: language.name,
    sections: [...sections],
  }));
  const casualties = await pool.prefetch(world.site?.root ?? '', requests, view.tree.files, store);
  for (const { file, text } of casualties) world.refuse(file, text);
}

/** What rules will ask of a few files in the middle of the run, where there is one thread only. */
function askedLater({ loaded, memory }: State): Demand[] {
  if (loaded.rules.every(({ check, options }) => !check.asksUses?.(options))) return [];
  const sections = new Set<Section>(['uses']);
  return openFiles(inputsOf(loaded, memory).graph).flatMap((path) => {
    const language = languageOf(loaded.languages, path);
    return language?.sections.includes('uses') ? [{ path, language, sections }] : [];
  });
}

/** Opens the project and asks it. Where a file changes before the answer is there, both are done again. */
export function ask<T>(
  options: OpenOptions,
  question: (opened: Opened) => T,
): Promise<{ readonly opened: Opened; readonly answer: T }> {
  const { look: first, ...others } = options;
  let look = first;
  return steadilyAsync(async () => {
    const opened = await open(look ? { ...others, look } : others);
    look = undefined;
    return { opened, answer: question(opened) };
  });
}

/** One comparison serves all rules that name one commit. */
export function comparing(world: World): (ref: string) => Comparison | null {
  const known = new Map<string, Comparison | null>();
  return (ref) => {
    const found = known.get(ref) ?? world.compare(ref);
    known.set(ref, found);
    return found;
  };
}

interface Ground {
  /** Absolute and real. */
  readonly root: string;
  readonly cwd: string;
  files(): Iterable<Path>;
  /** Does it exist although it may not be on the disk? */
  isThere?(path: Path): boolean;
}

/** A path as somebody has written it, from the root; nothing leads out of there. */
export function pathFrom(path: string, { root, cwd, files, isThere }: Ground): Path {
  if (path.includes('\0')) throw mistake('no-path', { path: path.replaceAll('\0', '\\0'), nearest: null });
  const absolute = resolve(cwd, path);
  const real = realPath(absolute);
  const inside = [absolute, real ?? absolute]
    .map((one) => relative(root, one))
    .find((one) => one !== '..' && !one.startsWith(`..${sep}`) && !isAbsolute(one));
  if (inside === undefined) throw mistake('outside', { path });
  const found = inside.split(sep).join('/');
  if (real === null && !isThere?.(found)) throw mistake('no-path', { path, nearest: nearestPath(found, [...files()]) });
  return found;
}

/** A path in the same folder with a similar name. */
function nearestPath(path: Path, files: readonly Path[]): Path | null {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = new Set(
    files.filter((file) => file.startsWith(folder)).map((file) => file.slice(folder.length).split('/')[0] ?? ''),
  );
  const near = nearest(path.slice(folder.length), [...beside]);
  return near === undefined ? null : folder + near;
}
