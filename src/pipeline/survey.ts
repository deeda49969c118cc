import type { Language } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import { availableParser, createLanguages, languageOf } from '../facts/index.ts';
import { aliasesOf } from '../init/alias.ts';
import { projectsOf } from '../init/groups.ts';
import type { Scope } from '../init/proposal.ts';
import { type Habits, ignoredIn, scopeOf, testsIn } from '../init/scope.ts';
import { linksOf, type Survey, surveyed } from '../init/survey.ts';
import { type Tools, toolsOf } from '../init/tools.ts';
import { configText } from '../init/yaml.ts';
import type { Environment } from '../world/site.ts';
import { diskWorld } from '../world/world.ts';
import { createMemory, type Inputs, inputsOf } from './inputs.ts';
import { idiomOf, testGlobs } from './idioms.ts';
import type { Demand } from './fill.ts';
import { demanding, isCode, load, type Loaded, type Setup } from './load.ts';
import { extractAll, poolOf } from './open.ts';
import { setupOf, storeAt } from './setup.ts';

/** A repository without a lintel.yaml, as far as it is known. */
export interface Surveyed {
  readonly setup: Setup;
  readonly scope: Scope;
  readonly alias: Readonly<Record<string, string>>;
  readonly survey: Survey;
  readonly tools: Tools;
  /** Keeps the facts for the first check. */
  save(): void;
}

/** What a repository is read with. */
export interface SurveyOptions {
  readonly parser: 'oxc' | 'typescript-eslint' | null;
  readonly cache: boolean;
  readonly env: Environment;
}

/** Reads all code of a repository and follows its imports. */
export async function surveyAt(root: string, { parser: wanted, cache, env }: SurveyOptions): Promise<Surveyed> {
  const parser = wanted ?? availableParser();
  const languages = createLanguages(parser);
  const store = storeAt(cache ? { root, env } : null, parser);
  const world = diskWorld({ root, env }, store.stamps);
  const setup = setupOf({
    world,
    store,
    languages,
    file: 'lintel.yaml',
    mode: 'gate',
    comparison: null,
    compare: null,
  });
  const { tree, texts } = world.view();
  const paths = [...tree.files.keys()];
  const scope = scopeOf(paths, habitsOf(setup));
  const pool = poolOf(parser, true);
  try {
    const loaded = withAllFacts(load(setup, overlayOf(scope, {})));
    await extractAll(loaded, pool);
    const plain = surveyOf(loaded, scope);
    const alias = aliasesOf(plain.imports.missing, paths);
    const survey = Object.keys(alias).length > 0 ? surveyOf(load(setup, overlayOf(scope, alias)), scope) : plain;
    const tools = toolsOf({
      paths: survey.paths,
      declared: declaredIn(survey),
      text: (path) => texts.read(path),
      exists: (path) => texts.exists(path),
    });
    return {
      setup,
      scope,
      alias,
      survey,
      tools,
      save: () => {
        if (cache) store.save((path) => tree.files.has(path));
      },
    };
  } finally {
    await pool.close();
  }
}

function overlayOf(scope: Scope, alias: Surveyed['alias']): ReadonlyMap<Path, string> {
  return new Map([['lintel.yaml', configText({ ...scope, alias }, [])]]);
}

/** Demands of every source what a survey looks at. */
export function withAllFacts(loaded: Loaded): Loaded {
  const demand = loaded.sources.flatMap((path): Demand[] => {
    const language = languageOf(loaded.languages, path);
    return language ? [{ path, language, sections: sectionsOf(language) }] : [];
  });
  return { ...loaded, ...demanding(demand) };
}

function sectionsOf({ sections }: Language): Demand['sections'] {
  return new Set(surveyed.filter((section) => sections.includes(section)));
}

/** How code and its tests are found in these languages. */
export function habitsOf(setup: Pick<Setup, 'languages'>): Habits {
  return { isCode: (path) => isCode(setup, path), tests: testGlobs(setup) };
}

/** A project as a survey, over any inputs that have the surveyed facts. */
export function surveyOf(loaded: Loaded, scope: Scope): Survey {
  const inputs: Inputs = inputsOf(loaded, createMemory(loaded.store));
  const [isTest, isIgnored] = [testsIn(scope, testGlobs(loaded)), ignoredIn(scope)];
  const sources = loaded.sources.filter((file) => !isTest(file));
  const set = new Set(sources);
  const { texts, tree } = loaded.view;
  const paths = [...tree.files.keys()].filter((path) => !isIgnored(path) && path !== loaded.file);
  return {
    sources,
    tests: loaded.sources.filter(isTest),
    paths,
    ...linksOf(
      inputs.graph,
      (file) => set.has(file),
      (file) => tree.files.has(file),
    ),
    packages: inputs.packages,
    projects: projectsOf(paths, sources),
    facts: (file, section) => inputs.facts(file, section),
    idiom: (file) => idiomOf(loaded, file),
    text: (path) => texts.read(path),
  };
}

function declaredIn({ paths, packages }: Survey): ReadonlySet<string> {
  const manifests = paths.filter((path) => path === 'package.json' || path.endsWith('/package.json'));
  return new Set(
    manifests.flatMap((path) => {
      const found = packages.at(folderOf(path));
      return found ? [...found.dependencies, ...found.devDependencies] : [];
    }),
  );
}
