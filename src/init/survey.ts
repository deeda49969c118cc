import type { Section, Sections } from '../core/fact.ts';
import type { Graph } from '../core/graph.ts';
import type { Idioms } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import type { Packages } from '../core/manifest.ts';
import { edgesOf } from '../graph/walk.ts';

/** What `lintel init` knows of a repository. */
export interface Survey extends Idioms {
  /** The code that rules will judge: no tests, nothing that is ignored. In order of path. */
  readonly sources: readonly Path[];
  /** The code of tests. */
  readonly tests: readonly Path[];
  /** Every file of the tree that is not ignored, documents included. */
  readonly paths: readonly Path[];
  /** Imports from one source to another. */
  readonly links: readonly Link[];
  readonly imports: Imports;
  readonly packages: Packages;
  /** The folders of packages (and of Nx projects) that have sources, in order. '' is the root, where it has a package.json. */
  readonly projects: readonly Path[];
  facts<S extends SurveyedSection>(file: Path, section: S): Sections[S];
  text(path: Path): string | null;
}

/** Where the imports of sources lead. */
export interface Imports {
  readonly total: number;
  /** Those that lead nowhere. */
  readonly missing: readonly Missing[];
  /** The files that import what a build or a generator writes: whether that is there says nothing about the code. */
  readonly unbuilt: readonly Path[];
}

/** What is read of every file. */
export const surveyed = [
  'imports',
  'exports',
  'declarations',
  'ambient',
  'problems',
  'suppressions',
] as const satisfies readonly Section[];
export type SurveyedSection = (typeof surveyed)[number];

/** One import from a source to another. */
export interface Link {
  readonly from: Path;
  readonly to: Path;
  /** Written as an import of types. */
  readonly type: boolean;
}

/** An import that resolves to nothing. */
export interface Missing {
  readonly from: Path;
  readonly specifier: string;
  readonly relation: 'relative' | 'alias' | 'workspace' | 'package';
}

/** Files that set up a tool: they import what the code does not, and nobody tests them. */
export const setupGlob = '**/*.config.{js,cjs,mjs,ts,cts,mts}';
const setup = /\.config\.[cm]?[jt]s$/;

/** Does a file set up a tool? */
export function isSetup(file: Path): boolean {
  return setup.test(file);
}

/** Folders that builds write to. */
const output = /(?:^|\/)(?:dist|build|out|esm|cjs)(?:\/|$)/;

/** The imports of a graph that begin in a source. What git ignores is not tracked. */
export function linksOf(
  graph: Graph,
  isSource: (file: Path) => boolean,
  isTracked: (file: Path) => boolean,
): Pick<Survey, 'links' | 'imports'> {
  const links: Link[] = [];
  const missing: Missing[] = [];
  const unbuilt = new Set<Path>();
  let total = 0;
  for (const { from, target, kind, import: one } of edgesOf(graph, () => true)) {
    if (kind === 'mock' || !isSource(from)) continue;
    total++;
    if ('missing' in target) {
      missing.push({ from, specifier: one.specifier, relation: target.relation });
      if (output.test(one.specifier)) unbuilt.add(from);
    } else if ('file' in target) {
      if (!isTracked(target.file)) unbuilt.add(from);
      if (target.file !== from && isSource(target.file) && !isSetup(from))
        links.push({ from, to: target.file, type: kind === 'type' });
    }
  }
  return { links, imports: { total, missing, unbuilt: [...unbuilt] } };
}
