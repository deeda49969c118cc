import { builtinChecks, checks } from '../checks/index.ts';
import type { Comparison } from '../core/changes.ts';
import type { Check } from '../core/check.ts';
import { hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Mode } from '../core/view.ts';
import type { Report } from '../core/report.ts';
import { createLanguages, decode, encode } from '../facts/index.ts';
import { builtinRules } from '../pipeline/builtin.ts';
import { createMemory, type Inputs, inputsOf } from '../pipeline/inputs.ts';
import { fill } from '../pipeline/fill.ts';
import { type Loaded, load } from '../pipeline/load.ts';
import { lint, type Request } from '../pipeline/lint.ts';
import { compareTexts } from '../world/compare.ts';
import { packs } from '../world/packs.ts';
import { createStore } from '../world/store.ts';
import { emptyWorld } from '../world/world.ts';

/** What a project in memory may be given beside its files. */
export interface Options {
  /** Checks of one's own, beside those that ship. */
  readonly checks?: readonly Check[];
  readonly parser?: 'oxc' | 'typescript-eslint';
  readonly today?: string;
  readonly mode?: Mode;
  /** When files were written, in milliseconds; others are as young as can be. */
  readonly modified?: ReadonlyMap<Path, number>;
  /** The files as they were in the commit that rules name with `since`. */
  readonly base?: Readonly<Record<Path, string>> | null;
}

/** A project in memory, with all facts that its rules need: an overlay over an empty tree. */
export function projectOf(
  files: Readonly<Record<Path, string>>,
  {
    checks: own = [],
    parser = 'oxc',
    today = '2026-01-01',
    mode = 'gate',
    modified = new Map(),
    base = null,
  }: Options = {},
): Loaded {
  const compare = (ref: string): Comparison | null =>
    base &&
    compareTexts(
      { ref, commit: hashOf(JSON.stringify(base)) },
      new Map(Object.entries(base)),
      new Map(Object.entries(files)),
    );
  const setup = {
    world: emptyWorld(modified),
    compare,
    store: createStore({ version: 'test', encode, decode }),
    languages: createLanguages(parser),
    checks: [...checks, ...own],
    file: 'lintel.yaml',
    packs,
    builtin: builtinRules(builtinChecks),
    today,
    mode,
  };
  const loaded = load(setup, new Map(Object.entries(files)));
  fill(loaded);
  return loaded;
}

/** Checks a project in memory. */
export function lintFiles(files: Readonly<Record<Path, string>>, options: Options & Partial<Request> = {}): Report {
  return lint(projectOf(files, options), { paths: options.paths ?? [], rule: options.rule ?? null });
}

/** The inputs of a run over a loaded project, for tests of questions to the graph. */
export function inputsFor(loaded: Loaded): Inputs {
  return inputsOf(loaded, createMemory(loaded.store));
}
