import type { Compiler } from '../../core/compiler.ts';
import type { Emit } from '../../core/emit.ts';
import type { Path } from '../../core/location.ts';
import { climb, folderOf, join } from '../../core/path.ts';
import { emitOf } from './emit.ts';
import type { Extended } from './extends.ts';
import { excludeTest, includeTest } from './include.ts';
import { recordOf, stringsOf } from './json.ts';

/** An entry of `paths`: what stands before and behind the star, and the paths to try, with their star. */
export interface Alias {
  readonly before: string;
  /** Null when the name is meant as it stands. */
  readonly after: string | null;
  readonly targets: readonly Path[];
}

/** What a tsconfig.json or jsconfig.json says about resolution and output, all that it extends included. Paths are from the root. */
export interface Tsconfig {
  readonly file: Path;
  readonly aliases: readonly Alias[];
  readonly baseUrl: Path | null;
  readonly rootDirs: readonly Path[];
  readonly rootDir: Path | null;
  readonly outDirs: readonly Path[];
  readonly suffixes: readonly string[];
  readonly references: readonly Path[];
  readonly emit: Emit;
  readonly compiler: Compiler;
  /** Whether the project is made of this file, whatever its extension. */
  includes(file: Path): boolean;
}

/** A configuration that says nothing. */
export const noConfig: Tsconfig = {
  file: '',
  aliases: [],
  baseUrl: null,
  rootDirs: [],
  rootDir: null,
  outDirs: [],
  suffixes: [''],
  references: [],
  emit: emitOf({}),
  compiler: { file: '', options: {}, lacks: [], includes: () => false },
  includes: () => false,
};

/** A name, with one star at most, and what it stands for. */
export function aliasOf(pattern: string, targets: readonly Path[]): Alias {
  const star = pattern.indexOf('*');
  if (star < 0) return { before: pattern, after: null, targets };
  return { before: pattern.slice(0, star), after: pattern.slice(star + 1), targets };
}

/** What a configuration says, from its options and those of all that it extends. */
export function tsconfigOf(file: Path, { options, lists, references, lacks }: Extended): Tsconfig {
  const home = folderOf(file);
  const placed = (path: string, folder: Path | null): Path | null => {
    if (path.startsWith('${configDir}')) return climb(home, path.slice('${configDir}'.length));
    return folder === null ? null : climb(folder, path);
  };
  const option = (name: string): readonly Path[] =>
    stringsOf(options[name]?.value).flatMap((path) => placed(path, options[name]?.folder ?? home) ?? []);
  const list = (name: string): readonly Path[] | null =>
    lists[name]?.value.flatMap((path) => placed(path, lists[name]?.folder ?? home) ?? []) ?? null;
  const baseUrl = option('baseUrl')[0] ?? null;
  const outDirs = [...option('outDir'), ...option('declarationDir')];
  // Null where `baseUrl` leaves the root: then no alias leads into it.
  const aliasFolder = stringsOf(options['baseUrl']?.value).length > 0 ? baseUrl : (options['paths']?.folder ?? home);
  const aliases = Object.entries(recordOf(options['paths']?.value)).map(([pattern, targets]) =>
    aliasOf(
      pattern,
      stringsOf(targets).flatMap((target) => placed(target, aliasFolder) ?? []),
    ),
  );
  const includes = membership(home, {
    files: list('files'),
    include: list('include'),
    exclude: list('exclude') ?? outDirs,
  });
  const suffixes = stringsOf(options['moduleSuffixes']?.value);
  return {
    file,
    aliases,
    baseUrl,
    outDirs,
    rootDirs: option('rootDirs'),
    rootDir: option('rootDir')[0] ?? null,
    suffixes: suffixes.length > 0 ? suffixes : [''],
    references: references.flatMap((path) => climb(home, path) ?? []),
    emit: emitOf(options),
    compiler: { file, options, lacks, includes },
    includes,
  };
}

interface Lists {
  readonly files: readonly Path[] | null;
  readonly include: readonly Path[] | null;
  readonly exclude: readonly Path[];
}

function membership(home: Path, { files, include, exclude }: Lists): (file: Path) => boolean {
  const listed = new Set(files ?? []);
  const wanted = (include ?? (files === null ? [join(home, '**/*')] : [])).map(includeTest);
  const unwanted = exclude.map(excludeTest);
  return (file) => listed.has(file) || (wanted.some((test) => test(file)) && !unwanted.some((test) => test(file)));
}
