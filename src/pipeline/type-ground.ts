import type { Compiler } from '../core/compiler.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import type { Shape } from '../core/shape.ts';
import type { FileQuestions, FileSpots, TypeAnswer, TypeProject, TypeSources } from '../core/typing.ts';
import { closureHashes } from '../graph/closure.ts';
import { targetName } from '../graph/words.ts';
import { declaresGlobals } from './globals.ts';
import type { Inputs } from './inputs.ts';
import { resolutionOf } from './resolution.ts';

/** What types follow from in one run. */
export interface TypeGround {
  /** What a file is compiled with, or why its types cannot be known, as the end of a sentence. `instead`: where nothing says so. */
  projectOf(file: Path, instead?: Compiler): TypeProject | { readonly unknown: string };
  /** Same key, same types: of the texts of all that the file imports, of what is declared everywhere, of the options, and of what is beside the sources. */
  keyOf(file: Path, project: TypeProject): Hash;
  /** Changes with anything that any type could follow from. */
  everything(): Hash;
  ask(project: TypeProject, questions: readonly FileQuestions[]): ReadonlyMap<Path, readonly TypeAnswer[]>;
  shapes(project: TypeProject, questions: readonly FileSpots[]): ReadonlyMap<Path, readonly Shape[]>;
}

export function createTypeGround(inputs: Inputs): TypeGround {
  const { loaded, memory } = inputs;
  const { resolver } = resolutionOf(loaded, memory);
  const ground = { loaded, resolver };
  const closures = once(() =>
    closureHashes(inputs.graph, (file) => {
      const targets = inputs.graph.importsOf(file).map(targetName);
      return [file, loaded.view.texts.hash(file), ...targets].join('\n');
    }),
  );
  const closureOf = (file: Path): Hash | null => closures()(file);
  const globals = once(() => loaded.sources.filter((file) => declaresGlobals(loaded, file)));
  const projects = new Map<string, TypeProject>();
  const digests = new Map<TypeProject, Hash>();

  const digestOf = (project: TypeProject): Hash => {
    const { compiler, javascript } = project;
    const known = digests.get(project);
    const found =
      known ?? hashOf(JSON.stringify([compiler.file, compiler.options, javascript, project.globals.map(closureOf)]));
    digests.set(project, found);
    return found;
  };
  const projectWith = (compiler: Compiler, javascript: boolean): TypeProject => {
    const key = `${compiler.file} ${String(javascript)}`;
    const known = projects.get(key);
    const found = known ?? {
      compiler,
      javascript,
      globals: globals().filter((file) => compiler.includes(file)),
    };
    projects.set(key, found);
    return found;
  };
  return {
    projectOf(file, instead = undefined) {
      const compiler = resolver.compiler(file) ?? instead ?? null;
      const unknown = untyped(inputs, file, compiler);
      if (unknown !== null || compiler === null) return { unknown: unknown ?? '' };
      return projectWith(compiler, /\.[cm]?jsx?$/.test(file));
    },
    // Files that import each other have one closure.
    keyOf: (file, project) =>
      hashOf([file, closureOf(file), digestOf(project), memory.externals.digest(ground)].join('\0')),
    everything: () =>
      hashOf(
        [...loaded.sources.map((file) => loaded.view.texts.hash(file)), memory.externals.digest(ground)].join('\0'),
      ),
    ask: (project, questions) =>
      over(ground, { inputs, project, questions }, (sources) => memory.checking.ask(sources, project, questions)),
    shapes: (project, questions) =>
      over(ground, { inputs, project, questions }, (sources) => memory.checking.shapes(sources, project, questions)),
  };
}

interface Asking {
  readonly inputs: Inputs;
  readonly project: TypeProject;
  readonly questions: readonly { readonly file: Path }[];
}

/** Asks the type checker over the files that it may need, and keeps what it asks beside them. */
function over<T>(
  ground: Parameters<Inputs['memory']['externals']['sources']>[0],
  { inputs, project, questions }: Asking,
  ask: (sources: TypeSources) => T,
): T {
  const { externals } = inputs.memory;
  const own = reachOf(inputs, [...project.globals, ...questions.map(({ file }) => file)]);
  const found = ask(externals.sources(ground, own));
  externals.keep();
  return found;
}

/** Files with all that they import, directly or not. */
function reachOf({ graph }: Inputs, files: readonly Path[]): ReadonlySet<Path> {
  const found = new Set(files);
  for (const file of found)
    for (const { target } of graph.importsOf(file))
      if ('file' in target && graph.id(target.file) !== undefined) found.add(target.file);
  return found;
}

/** Why nothing can be known of the types of a file. */
function untyped(inputs: Inputs, file: Path, compiler: Compiler | null): string | null {
  if (!/\.[cm]?[jt]sx?$/.test(file)) {
    const extension = file.slice(file.lastIndexOf('.'));
    return `TypeScript does not read ${extension} files: take them out with \`not\``;
  }
  if (compiler === null) return `there is no tsconfig.json for ${file}: add one`;
  const fault = inputs.faults().find((one) => one.file === compiler.file);
  if (fault) return `cannot read ${fault.file}:${String(fault.line)}: ${fault.text}`;
  const [lacking] = compiler.lacks;
  return lacking === undefined
    ? null
    : `${compiler.file} extends \`${lacking}\`, which does not exist: install dependencies`;
}
