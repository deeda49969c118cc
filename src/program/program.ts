import { Project, ts } from 'ts-morph';
import { addTo } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import type { ProgramSources } from './wish.ts';

/** The files of a rename as TypeScript sees them: one state of their texts. */
export interface Program {
  readonly checker: ts.TypeChecker;
  readonly files: readonly Path[];
  source(file: Path): ts.SourceFile;
  /** The texts beside these files, such as the types of the language. */
  readonly others: readonly ts.SourceFile[];
  /** The files that import one of some files, directly or not, and these files. */
  importersOf(files: readonly Path[]): ReadonlySet<Path>;
  /** The errors in a file. */
  errors(file: Path): readonly ts.Diagnostic[];
  /** Where TypeScript would rename what is at an offset. */
  locations(file: Path, offset: number): readonly ts.RenameLocation[];
}

/** The files before a rename. */
export interface Original extends Program {
  /** The same files with other texts. */
  edited(texts: ReadonlyMap<Path, string>): Program;
}

/** Opens the files of one rename after the other. */
export interface Programs {
  /** Imports lead where Lintel says they do. `typed`: with the types of the language and of browsers, which names do not need. */
  open(sources: ProgramSources, typed: boolean): Original;
}

/** What a program is made of. */
interface Ground {
  /** By the names that TypeScript has for the files. */
  readonly texts: ReadonlyMap<string, string>;
  readonly files: readonly Path[];
  readonly typed: boolean;
  /** The file that a specifier leads to, by the file that has it. */
  readonly targets: Map<string, Path | null>;
  target(file: Path, specifier: string): Path | null;
}

/** Keeps what the last rename parsed, and all that TypeScript found out about its files as long as they stay the same. */
export function createPrograms(): Programs {
  const rooms = new Map<boolean, Room>();
  let last: { readonly ground: Ground; readonly program: Original } | null = null;
  return {
    open(sources, typed) {
      const ground = groundOf(sources, typed);
      if (last && isSame(last.ground, ground)) return last.program;
      const room = rooms.get(typed) ?? createRoom(typed);
      rooms.set(typed, room);
      last = { ground, program: room(ground) };
      return last.program;
    },
  };
}

function groundOf(sources: ProgramSources, typed: boolean): Ground {
  const all = [...new Set([...sources.files, ...sources.around])];
  const texts = named(all.map((file) => [file, sources.text(file) ?? ''] as const));
  if (!typed) texts.set(nameOf(basics), basicTypes);
  const { files } = sources;
  return { texts, files, typed, targets: new Map(), target: (file, specifier) => sources.target(file, specifier) };
}

function named(texts: Iterable<readonly [Path, string]>): Map<string, string> {
  return new Map([...texts].map(([file, text]) => [nameOf(file), text]));
}

/** Do two programs have the same files with the same texts and targets? */
function isSame(before: Ground, now: Ground): boolean {
  const isLike = [...before.texts].every(([name, text]) => now.texts.get(name) === text);
  if (!isLike || before.typed !== now.typed || before.texts.size !== now.texts.size) return false;
  if (before.files.join('\0') !== now.files.join('\0')) return false;
  return [...before.targets].every(([key, target]) => {
    const [file = '', specifier = ''] = key.split('\0');
    return now.target(file, specifier) === target;
  });
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

/** A project in memory that goes over from the files of one rename to those of the next; what both have is parsed once. */
type Room = (ground: Ground) => Original;

function createRoom(typed: boolean): Room {
  let ground: Ground | null = null;
  const project = new Project({
    compilerOptions: { ...options, noLib: !typed },
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: !typed,
    resolutionHost: () => ({
      resolveModuleNames: (specifiers, from) =>
        specifiers.map((specifier) => (ground ? resolvedIn(ground, from, specifier) : undefined)),
    }),
  });
  return (next) => {
    ground = next;
    for (const file of project.getSourceFiles())
      if (!next.texts.has(file.getFilePath())) project.removeSourceFile(file);
    for (const [name, text] of next.texts)
      if (project.getSourceFile(name)?.getFullText() !== text)
        project.createSourceFile(name, text, { overwrite: true });
    // Imports may lead elsewhere now. TypeScript forgets where they led, but no text that it has parsed; a file that comes and goes makes it look again.
    project.getLanguageService().compilerObject.cleanupSemanticCache();
    project.removeSourceFile(project.createSourceFile(nameOf(passing)));
    return originalOf(project, next);
  };
}

function originalOf(project: Project, ground: Ground): Original {
  const service = project.getLanguageService().compilerObject;
  const program = programOf(service);
  return {
    ...programFrom(service, ground),
    edited: (texts) => programFrom(serviceOver(program, ground, named(texts)), ground),
  };
}

/** Other texts over a program, which stays as it is. What it has parsed and bound is taken over. */
function serviceOver(before: ts.Program, ground: Ground, texts: ReadonlyMap<string, string>): ts.LanguageService {
  const sources = new Map([...texts].map(([name, text]) => [name, parsed(name, text)]));
  const sourceOf = (name: string): ts.SourceFile | undefined => sources.get(name) ?? before.getSourceFile(name);
  const known = (name: string): ts.SourceFile => {
    const source = sourceOf(name);
    if (!source) throw new Error(`${name} is not in the program`);
    return source;
  };
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => before.getCompilerOptions(),
    getProjectVersion: () => '',
    getScriptFileNames: () => [...before.getRootFileNames()],
    getScriptVersion: () => '',
    getScriptSnapshot: (name) => {
      const source = sourceOf(name);
      return source && ts.ScriptSnapshot.fromString(source.text);
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: (settings) => libFolder + ts.getDefaultLibFileName(settings),
    useCaseSensitiveFileNames: () => true,
    fileExists: (name) => sourceOf(name) !== undefined,
    readFile: (name) => sourceOf(name)?.text,
    resolveModuleNames: (specifiers, from) => specifiers.map((specifier) => resolvedIn(ground, from, specifier)),
  };
  return ts.createLanguageService(host, {
    acquireDocument: known,
    acquireDocumentWithKey: known,
    updateDocument: known,
    updateDocumentWithKey: known,
    getKeyForCompilationSettings: () => '' as ts.DocumentRegistryBucketKey,
    releaseDocument: () => undefined,
    releaseDocumentWithKey: () => undefined,
    reportStats: () => '',
  });
}

function parsed(name: string, text: string): ts.SourceFile {
  return ts.createLanguageServiceSourceFile(name, ts.ScriptSnapshot.fromString(text), ts.ScriptTarget.ESNext, '', true);
}

function resolvedIn(
  { texts, targets, target }: Ground,
  from: string,
  specifier: string,
): ts.ResolvedModuleFull | undefined {
  const key = `${pathOf(from)}\0${specifier}`;
  const known = targets.get(key);
  const file = known === undefined ? target(pathOf(from), specifier) : known;
  targets.set(key, file);
  return file !== null && texts.has(nameOf(file)) ? resolvedTo(file) : undefined;
}

/** Where a project in memory has the types of the language. */
const libFolder = '/node_modules/typescript/lib/';

/** Is it a file of the language itself? */
export function isLibrary({ fileName }: ts.SourceFile): boolean {
  return fileName.startsWith(libFolder);
}

function programOf(service: ts.LanguageService): ts.Program {
  const program = service.getProgram();
  if (!program) throw new Error('TypeScript has no program');
  return program;
}

function programFrom(service: ts.LanguageService, { files, targets }: Ground): Program {
  const program = programOf(service);
  const source = (file: Path): ts.SourceFile => {
    const found = program.getSourceFile(nameOf(file));
    if (!found) throw new Error(`${file} is not in the program`);
    return found;
  };
  const own = new Set(files.map(nameOf));
  return {
    checker: program.getTypeChecker(),
    files,
    source,
    others: program.getSourceFiles().filter(({ fileName }) => !own.has(fileName)),
    importersOf(ends) {
      const importers = new Map<Path, Path[]>();
      for (const [key, target] of targets) addTo(importers, target ?? '', key.slice(0, key.indexOf('\0')));
      const found = new Set(ends);
      for (const file of found) for (const importer of importers.get(file) ?? []) found.add(importer);
      return found;
    },
    errors: (file) => [
      ...program.getSyntacticDiagnostics(source(file)),
      ...program.getSemanticDiagnostics(source(file)).filter(({ code }) => !missingTypes.has(code)),
    ],
    locations: (file, offset) =>
      service.findRenameLocations(nameOf(file), offset, false, false, {
        providePrefixAndSuffixTextForRename: true,
      }) ?? [],
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
const passing = '.lintel/passing.ts';

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
