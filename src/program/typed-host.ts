import { createRequire } from 'node:module';
import type ts from 'typescript';
import type { Hash } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import { folderOf, join, upward } from '../core/path.ts';
import type { TypeProject, TypeSources } from '../core/typing.ts';

export type TypeScript = typeof ts;

const load = createRequire(import.meta.url);

/** TypeScript takes a quarter of a second to load, so it is loaded only when something is asked of it. */
export function typescript(): TypeScript {
  return load('typescript') as TypeScript;
}

type Parsing = Parameters<ts.CompilerHost['getSourceFile']>[1];

/** A file as it was parsed. */
interface Parsed {
  readonly key: Hash;
  readonly source: ts.SourceFile;
}

/** Files that were parsed under the same options. */
export type ParsedFiles = Map<string, Parsed>;

/**
 * The libraries of TypeScript by their names and how they were parsed. They are the same for every project, no setting changes how they are bound, and
 * they take longer to parse than most projects.
 */
const libraries = new Map<string, ts.SourceFile>();

/** The cache of Lintel is there after the first run only, so it is never asked about. */
const cacheFolder = '/.lintel';
const libFolder = `${cacheFolder}/lib`;

function isCached(name: string): boolean {
  return name === cacheFolder || name.startsWith(`${cacheFolder}/`);
}

function isLibrary(name: string): boolean {
  return name.startsWith(`${libFolder}/`);
}

/** The path of a file that TypeScript names. */
export function pathOf(name: string): Path {
  return name.slice(1);
}

export function nameOf(path: Path): string {
  return `/${path}`;
}

/** What decides over where files are and how they are compiled, but nothing of types: Lintel knows where imports lead. */
const withoutTypes = [
  ...['paths', 'baseUrl', 'rootDir', 'rootDirs', 'outDir', 'outFile', 'declarationDir', 'tsBuildInfoFile'],
  ...['incremental', 'composite', 'declaration', 'declarationMap', 'emitDeclarationOnly', 'isolatedDeclarations'],
  ...['plugins', 'noResolve', 'noLib', 'moduleSuffixes'],
];

/** The options of a project in the form of the compiler. Types of packages that are installed count without a word, as before TypeScript 6. */
export function optionsOf(
  { convertCompilerOptionsFromJson }: TypeScript,
  sources: TypeSources,
  { compiler, javascript }: TypeProject,
): ts.CompilerOptions {
  const written = Object.entries(compiler.options).filter(([name]) => !withoutTypes.includes(name));
  const values = Object.fromEntries(written.map(([name, { value }]) => [name, value]));
  const { options } = convertCompilerOptionsFromJson(values, nameOf(folderOf(compiler.file)));
  const roots = compiler.options['typeRoots'];
  const listed = options.types?.includes('*') === false ? options.types : null;
  return {
    ...options,
    ...(roots ? { typeRoots: rootsFrom(roots) } : {}),
    types: listed ?? visibleTypes(sources, compiler.file),
    configFilePath: nameOf(compiler.file),
    allowJs: javascript || (options.allowJs ?? options.checkJs ?? false),
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
  };
}

function rootsFrom({ value, folder }: { readonly value: unknown; readonly folder: Path }): string[] {
  const written = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return written.map((one) => new URL(one, `file://${nameOf(folder)}/`).pathname);
}

/** The packages in `@types` of all `node_modules` above. */
function visibleTypes(sources: TypeSources, config: Path): string[] {
  const found = upward(folderOf(config)).flatMap((folder) => sources.names(join(folder, 'node_modules/@types')));
  return [...new Set(found)].filter((name) => !name.startsWith('.')).sort();
}

/** Shows TypeScript the files of a repository, and where its imports lead. */
export function typedHost(
  typescript: TypeScript,
  sources: TypeSources,
  { options, parsed }: { readonly options: ts.CompilerOptions; readonly parsed: ParsedFiles },
): ts.CompilerHost {
  const folder = typescript.getDefaultLibFilePath(options).replace(/[^/\\]*$/, '');
  const libraryText = (name: string): string | undefined => {
    const library = name.slice(libFolder.length + 1);
    return /^lib\.[\w.]*d\.ts$/.test(library) ? typescript.sys.readFile(folder + library) : undefined;
  };
  const librarySource = (name: string, versionOrOptions: Parsing): ts.SourceFile | undefined => {
    const key = JSON.stringify([name, versionOrOptions]);
    const text = libraries.has(key) ? undefined : libraryText(name);
    if (text !== undefined) libraries.set(key, typescript.createSourceFile(name, text, versionOrOptions, true));
    return libraries.get(key);
  };
  const host: ts.CompilerHost = {
    getSourceFile(name, versionOrOptions) {
      if (isLibrary(name)) return librarySource(name, versionOrOptions);
      const content = sources.content(pathOf(name));
      if (content === null) return undefined;
      const key = JSON.stringify([content.hash, versionOrOptions]);
      const known = parsed.get(name);
      if (known?.key === key) return known.source;
      const source = typescript.createSourceFile(name, content.text, versionOrOptions, true);
      parsed.set(name, { key, source });
      return source;
    },
    fileExists: (name) => !isCached(name) && sources.real(pathOf(name)) !== null,
    readFile: (name) => (isLibrary(name) ? libraryText(name) : sources.content(pathOf(name))?.text),
    directoryExists: (name) => !isCached(name) && sources.hasFolder(pathOf(name)),
    getDirectories: (name) => [...sources.names(pathOf(name))],
    realpath: (name) => (isCached(name) ? name : nameOf(sources.real(pathOf(name)) ?? pathOf(name))),
    getDefaultLibFileName: () => `${libFolder}/${typescript.getDefaultLibFileName(options)}`,
    getDefaultLibLocation: () => libFolder,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    jsDocParsingMode: typescript.JSDocParsingMode.ParseForTypeErrors,
  };
  const cache = typescript.createModuleResolutionCache('/', (name) => name, options);
  host.resolveModuleNameLiterals = (literals, from, _redirect, __, source) =>
    literals.map((literal) => {
      const file = isForeign(from) ? null : sources.target(pathOf(from), literal.text);
      if (file !== null) return { resolvedModule: resolvedTo(sources, file, options) };
      const mode = typescript.getModeForUsageLocation(source, literal, options);
      return typescript.resolveModuleName(literal.text, from, options, host, cache, undefined, mode);
    });
  return host;
}

/** A file of a package or of the library. */
export function isForeign(name: string): boolean {
  return name.includes('/node_modules/') || isLibrary(name);
}

const declarationsOf: Readonly<Record<string, string>> = {
  '.js': '.d.ts',
  '.jsx': '.d.ts',
  '.mjs': '.d.mts',
  '.cjs': '.d.cts',
};

/** Types of JavaScript are in the declarations beside it. What has no types is as if it were not there: `declare module '*.css'` may speak of it. */
function resolvedTo(
  sources: TypeSources,
  file: Path,
  { resolveJsonModule }: ts.CompilerOptions,
): ts.ResolvedModuleFull | undefined {
  const extension = /(?:\.d)?\.[cm]?[jt]sx?$|\.json$/.exec(file)?.[0] ?? '';
  if (extension === '' || (extension === '.json' && resolveJsonModule === false)) return undefined;
  const declared = file.slice(0, -extension.length) + (declarationsOf[extension] ?? extension);
  const isDeclared = declared !== file && sources.real(declared) !== null;
  return {
    resolvedFileName: nameOf(isDeclared ? declared : file),
    extension: isDeclared ? (declarationsOf[extension] ?? extension) : extension,
    isExternalLibraryImport: file.includes('node_modules/'),
  };
}
