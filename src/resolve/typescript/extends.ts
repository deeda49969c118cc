import type { Path } from '../../core/location.ts';
import type { Texts } from '../../core/tree.ts';
import { climb, folderOf, join } from '../../core/path.ts';
import type { ManifestFault } from '../resolver.ts';
import { lineAt, parseManifest, recordOf, stringsOf } from './json.ts';

/** Where `extends` leads when it names a package; null when nothing is there. */
export type FindConfig = (from: Path, specifier: string) => Path | null;

/** What a configuration and all that it extends say: options, each with the folder of the file that it stands in. */
export interface Extended {
  readonly options: Readonly<Record<string, { readonly value: unknown; readonly folder: Path }>>;
  readonly lists: Readonly<Record<string, { readonly value: readonly string[]; readonly folder: Path }>>;
  readonly references: readonly string[];
  /** What `extends` names, but does not exist. */
  readonly lacks: readonly string[];
}

const empty: Extended = { options: {}, lists: {}, references: [], lacks: [] };
/** Files that extend one another: more of them are nobody's, and would exhaust the stack. */
const longestChain = 50;

/** Reads configurations with all that they extend, each once; what is wrong with one is added to `faults`. */
export function createExtends(
  texts: Texts,
  findPackage: FindConfig,
  faults: ManifestFault[],
): (file: Path) => Extended {
  const known = new Map<Path, Extended>();
  const read = (file: Path, trail: readonly Path[]): Extended => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const text = texts.read(file);
    const json = text === null ? {} : parseManifest(file, text, faults);
    const own = ownOf(json, folderOf(file));
    const lacks: string[] = [];
    const bases = stringsOf(json['extends']).flatMap((specifier): Extended[] => {
      const base = findBase(texts, findPackage, file, specifier);
      if (base !== null && !trail.includes(base) && trail.length < longestChain) return [read(base, [...trail, base])];
      lacks.push(specifier);
      // What is not installed cannot be read, and need not: no alias of the repository stands in it.
      if (base !== null || (/^\.{0,2}\//.test(specifier) && !specifier.includes('node_modules/')))
        faults.push({
          file,
          text: `\`extends\` ${base === null ? 'does not resolve' : 'forms a cycle'}: ${specifier}`,
          line: lineOf(text ?? '', specifier),
        });
      return [];
    });
    const all = [...bases, own].reduce(
      (under, over) => ({
        options: { ...under.options, ...over.options },
        lists: { ...under.lists, ...over.lists },
        references: [],
        lacks: [...under.lacks, ...over.lacks],
      }),
      { ...empty, lacks },
    );
    const merged = { ...all, references: own.references };
    known.set(file, merged);
    return merged;
  };

  return (file) => read(file, [file]);
}

function lineOf(text: string, part: string): number {
  return lineAt(text, Math.max(0, text.indexOf(part)));
}

function ownOf(json: Readonly<Record<string, unknown>>, folder: Path): Extended {
  const options = Object.entries(recordOf(json['compilerOptions'])).map(([name, value]) => [name, { value, folder }]);
  const lists = ['files', 'include', 'exclude']
    .filter((name) => Array.isArray(json[name]))
    .map((name) => [name, { value: stringsOf(json[name]), folder }]);
  const references = Array.isArray(json['references'])
    ? (json['references'] as unknown[]).flatMap((one) => stringsOf(recordOf(one)['path']))
    : [];
  return {
    options: Object.fromEntries(options) as Extended['options'],
    lists: Object.fromEntries(lists) as Extended['lists'],
    references,
    lacks: [],
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
