import { Project, ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import type { ProgramSources } from './wish.ts';

/** The files of a rename as TypeScript sees them: one state of their texts. */
export interface Program {
  readonly checker: ts.TypeChecker;
  readonly files: readonly Path[];
  source(file: Path): ts.SourceFile;
  /** Whether a text beside these files, such as the types of the language, has one of some names. */
  othersInclude(names: readonly string[]): boolean;
  /** The errors in a file. */
  errors(file: Path): readonly ts.Diagnostic[];
  /** Where TypeScript would rename what is at an offset. */
  locations(file: Path, offset: number): readonly ts.RenameLocation[];
  /** The same program with other texts. This one still tells what it knows, but not where TypeScript would rename. */
  edited(texts: ReadonlyMap<Path, string>): Program;
}

/** Names are resolved alike under all settings, so those of the project are not asked for. */
const options: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
  jsx: ts.JsxEmit.Preserve,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ESNext,
  strict: true,
  noEmit: true,
  noResolve: true,
  skipLibCheck: true,
  types: [],
};

/** Opens the files of a rename. Imports lead where Lintel says they do. `typed`: with the types of the language and of browsers, which names do not need. */
export function openProgram(sources: ProgramSources, typed: boolean): Program {
  const all = [...new Set([...sources.files, ...sources.around])];
  const known = new Set(all);
  const project = new Project({
    compilerOptions: { ...options, noLib: !typed },
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: !typed,
    resolutionHost: () => ({
      resolveModuleNames: (specifiers, from) =>
        specifiers.map((specifier) => {
          const file = sources.target(pathOf(from), specifier);
          return file !== null && known.has(file) ? resolvedTo(file) : undefined;
        }),
    }),
  });
  if (!typed) project.createSourceFile(nameOf(basics), basicTypes);
  for (const file of all) project.createSourceFile(nameOf(file), sources.text(file) ?? '');
  return programOf(project, sources.files);
}

function programOf(project: Project, files: readonly Path[]): Program {
  const service = project.getLanguageService().compilerObject;
  const program = service.getProgram();
  if (!program) throw new Error('TypeScript has no program');
  const source = (file: Path): ts.SourceFile => {
    const found = program.getSourceFile(nameOf(file));
    if (!found) throw new Error(`${file} is not in the program`);
    return found;
  };
  return {
    checker: program.getTypeChecker(),
    files,
    source,
    othersInclude(names) {
      const own = new Set(files.map(nameOf));
      const others = program.getSourceFiles().filter(({ fileName }) => !own.has(fileName));
      return others.some(({ text }) => names.some((name) => text.includes(name)));
    },
    errors: (file) => [
      ...program.getSyntacticDiagnostics(source(file)),
      ...program.getSemanticDiagnostics(source(file)).filter(({ code }) => !missingTypes.has(code)),
    ],
    locations: (file, offset) =>
      service.findRenameLocations(nameOf(file), offset, false, false, {
        providePrefixAndSuffixTextForRename: true,
      }) ?? [],
    edited(texts) {
      for (const [file, text] of texts) project.createSourceFile(nameOf(file), text, { overwrite: true });
      return programOf(project, files);
    },
  };
}

/**
 * Declarations and parameters without a type. The option that reports them is on, since without it types that come from overloads are not known, and
 * a key that is not there is no error. But they are many where packages are not read, and a rename brings none of them alone.
 */
const missingTypes: ReadonlySet<number> = new Set([7005, 7006, 7008, 7010, 7011, 7013, 7018, 7019, 7020, 7031, 7034]);

/** The path of a file that TypeScript names. */
export function pathOf(name: string): Path {
  return name.slice(1);
}

function nameOf(file: Path): string {
  return `/${file}`;
}

function resolvedTo(file: Path): ts.ResolvedModuleFull {
  return {
    resolvedFileName: nameOf(file),
    extension: file.slice(file.lastIndexOf('.')),
    isExternalLibraryImport: false,
  };
}

const basics = '.lintel/basics.d.ts';

/** What the checker must know to follow names through \`import()\`. */
const basicTypes = `
interface Array<T> { readonly length: number; [index: number]: T }
interface Boolean {}
interface CallableFunction extends Function {}
interface Function {}
interface IArguments {}
interface NewableFunction extends Function {}
interface Number {}
interface Object {}
interface RegExp {}
interface String {}
interface PromiseLike<T> { then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B> }
interface Promise<T> extends PromiseLike<T> {
  then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
  catch<B = never>(failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>;
  finally(done?: (() => void) | null): Promise<T>;
}
interface PromiseConstructor { new <T>(run: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T> }
declare var Promise: PromiseConstructor;
type Awaited<T> = T extends null | undefined ? T : T extends object & { then(done: infer F, ...rest: infer _): any } ? F extends (value: infer V, ...rest: infer _) => any ? Awaited<V> : never : T;
`;
