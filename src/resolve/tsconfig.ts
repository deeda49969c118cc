import type { Emit } from '../core/emit.ts';
import type { Path } from '../core/location.ts';
import type { Texts } from '../core/tree.ts';
import { emitOf } from './emit.ts';
import { excludeTest, includeTest } from './include.ts';
import { type ManifestFault, lineAt, parseManifest, recordOf, stringsOf } from './json.ts';
import { climb, folderOf, join, type Sight, upward } from './lookup.ts';

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
  /** Whether the project is made of this file, whatever its extension. */
  includes(file: Path): boolean;
}

/** The configurations of a tree. */
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
  includes: () => false,
};

export interface Tsconfigs {
  /** From the nearest upward, up to the first that includes the file (itself, or by those that it references, which then come first). */
  of(file: Path): readonly Tsconfig[];
  /** What was wrong with those that were read so far. */
  readonly faults: readonly ManifestFault[];
}

/** A name, with one star at most, and what it stands for. */
export function aliasOf(pattern: string, targets: readonly Path[]): Alias {
  const star = pattern.indexOf('*');
  if (star < 0) return { before: pattern, after: null, targets };
  return { before: pattern.slice(0, star), after: pattern.slice(star + 1), targets };
}

/** Where `extends` leads when it names a package; null when nothing is there. */
export type FindConfig = (from: Path, specifier: string) => Path | null;

/** Options as read, each with the folder of the file that it stands in. */
interface Raw {
  readonly options: Readonly<Record<string, { readonly value: unknown; readonly folder: Path }>>;
  readonly lists: Readonly<Record<string, { readonly value: readonly string[]; readonly folder: Path }>>;
  readonly references: readonly string[];
}

const empty: Raw = { options: {}, lists: {}, references: [] };
/** Files that extend one another: more of them are nobody's, and would exhaust the stack. */
const longestChain = 50;

const names = ['tsconfig.json', 'jsconfig.json'];

/** Reads configurations as they are needed, each once. */
export function createTsconfigs({ files, texts }: Sight, findPackage: FindConfig): Tsconfigs {
  const faults: ManifestFault[] = [];
  const raws = new Map<Path, Raw>();
  const configs = new Map<Path, Tsconfig | null>();
  const nearest = new Map<Path, Tsconfig | null>();

  const raw = (file: Path, trail: readonly Path[]): Raw => {
    const known = raws.get(file);
    if (known !== undefined) return known;
    const text = texts.read(file);
    const json = text === null ? {} : parseManifest(file, text, faults);
    const own = rawOf(json, folderOf(file));
    const bases = stringsOf(json['extends']).flatMap((specifier): Raw[] => {
      const base = findBase(texts, findPackage, file, specifier);
      if (base !== null && !trail.includes(base) && trail.length < longestChain) return [raw(base, [...trail, base])];
      // What is not installed cannot be read, and need not: no alias of the repository stands in it.
      if (base !== null || (/^\.{0,2}\//.test(specifier) && !specifier.includes('node_modules/')))
        faults.push({
          file,
          text: `\`extends\` ${base === null ? 'leads to nothing' : 'goes round in a circle'}: ${specifier}`,
          line: lineOf(text ?? '', specifier),
        });
      return [];
    });
    const all = [...bases, own].reduce(
      (under, over) => ({
        options: { ...under.options, ...over.options },
        lists: { ...under.lists, ...over.lists },
        references: [],
      }),
      empty,
    );
    const merged = { ...all, references: own.references };
    raws.set(file, merged);
    return merged;
  };
  const config = (file: Path): Tsconfig | null => {
    let found = configs.get(file);
    if (found === undefined) {
      found = texts.exists(file) ? tsconfigOf(file, raw(file, [file])) : null;
      configs.set(file, found);
    }
    return found;
  };
  const at = (folder: Path): Tsconfig | null => {
    let found = nearest.get(folder);
    if (found === undefined) {
      // Only those of the tree: asking the disk for each folder would list them all again.
      const name = names.find((one) => files.has(join(folder, one)));
      found = name === undefined ? null : config(join(folder, name));
      nearest.set(folder, found);
    }
    return found;
  };
  const projects = new Map<Path, readonly Tsconfig[]>();
  /** A configuration and all that it references, near ones first. */
  const projectsOf = (from: Tsconfig): readonly Tsconfig[] => {
    const known = projects.get(from.file);
    if (known !== undefined) return known;
    const found = [from];
    const seen = new Set([from.file]);
    for (const { references } of found) {
      for (const path of references) {
        const target = config(path.endsWith('.json') ? path : join(path, 'tsconfig.json'));
        if (target === null || seen.has(target.file)) continue;
        seen.add(target.file);
        found.push(target);
      }
    }
    projects.set(from.file, found);
    return found;
  };
  const configsOf = (file: Path): readonly Tsconfig[] => {
    const found: Tsconfig[] = [];
    for (const folder of upward(folderOf(file))) {
      const near = at(folder);
      if (near === null) continue;
      const owners = near.includes(file) ? [near] : projectsOf(near).filter((one) => one.includes(file));
      if (owners.length > 0) return [...new Set([...found, ...owners, near])];
      found.push(...projectsOf(near));
    }
    return found;
  };
  const byFile = new Map<Path, readonly Tsconfig[]>();
  return {
    faults,
    of(file) {
      let found = byFile.get(file);
      if (found === undefined) {
        found = configsOf(file);
        byFile.set(file, found);
      }
      return found;
    },
  };
}

function lineOf(text: string, part: string): number {
  return lineAt(text, Math.max(0, text.indexOf(part)));
}

function rawOf(json: Readonly<Record<string, unknown>>, folder: Path): Raw {
  const options = Object.entries(recordOf(json['compilerOptions'])).map(([name, value]) => [name, { value, folder }]);
  const lists = ['files', 'include', 'exclude']
    .filter((name) => Array.isArray(json[name]))
    .map((name) => [name, { value: stringsOf(json[name]), folder }]);
  const references = Array.isArray(json['references'])
    ? (json['references'] as unknown[]).flatMap((one) => stringsOf(recordOf(one)['path']))
    : [];
  return {
    options: Object.fromEntries(options) as Raw['options'],
    lists: Object.fromEntries(lists) as Raw['lists'],
    references,
  };
}

function findBase(texts: Texts, findPackage: FindConfig, from: Path, specifier: string): Path | null {
  const installed = specifier.lastIndexOf('node_modules/');
  if (installed >= 0) return findPackage(from, specifier.slice(installed + 'node_modules/'.length));
  if (!/^\.{0,2}\//.test(specifier) && specifier !== '..' && specifier !== '.') return findPackage(from, specifier);
  const path = climb(folderOf(from), specifier);
  if (path === null) return null;
  return [path, `${path}.json`, join(path, 'tsconfig.json')].find((one) => one !== '' && texts.exists(one)) ?? null;
}

function tsconfigOf(file: Path, { options, lists, references }: Raw): Tsconfig {
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
    includes: membership(home, { files: list('files'), include: list('include'), exclude: list('exclude') ?? outDirs }),
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
