import { type Contents, referencesIn } from '../core/contents.ts';
import type { Section, Sections } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import { climb, folderOf, pathInside } from '../core/path.ts';
import type { Rule } from '../core/rule.ts';
import type { CoveredScript } from '../core/script.ts';
import { isSpecFile, referred } from '../core/spec.ts';
import { sameStamp, type Stamp } from '../core/tree.ts';
import { fillOne, type Reading } from './fill.ts';
import type { Setup } from './load.ts';

/** The documents that checks read, by language, with what is known of them. */
export type Documents = ReadonlyMap<string, ReadonlyMap<Path, Stamp>>;

/** The documents that the checks of these rules ask for, as far as they exist, and those that they refer to. */
export function documentsOf(rules: readonly Rule[], reading: Reading): Documents {
  const { tree, texts, names } = reading.view;
  const found = new Map<string, Map<Path, Stamp>>();
  const wanted: Reference[] = [];
  for (const { check, options } of rules) {
    for (const { language, select } of check.reads(options).documents ?? []) {
      if (!found.has(language)) found.set(language, new Map());
      for (const path of select(tree.files.keys(), names)) wanted.push({ path, language });
    }
  }
  for (const { path, language } of wanted) {
    const files = found.get(language);
    const stamp = !files || files.has(path) ? null : texts.stamp(path);
    if (!stamp) continue;
    files?.set(path, stamp);
    wanted.push(...referredBy(path, named(language, reading), reading));
  }
  return found;
}

/** A document, and how it is read. */
interface Reference {
  readonly path: Path;
  readonly language: string;
}

/** The language of a document, which the rule names. */
export function named(name: string, { languages }: Pick<Setup, 'languages'>): Language {
  const found = languages.find((language) => language.name === name);
  if (!found) throw new Error(`no language reads ${name}`);
  return found;
}

/** What a document has parts of itself in. */
function referredBy(path: Path, language: Language, reading: Reading): Reference[] {
  const hash = reading.view.texts.hash(path);
  // Of the reports of coverage, only those of V8 refer to anything, and they are JSON.
  const isPlain = language.name === 'coverage' && !path.endsWith('.json');
  if (hash === null || isPlain) return [];
  const read = <S extends Section>(section: S): Sections[S] | undefined => {
    fillOne({ path, language, sections: new Set(language.sections) }, reading);
    return reading.store.get(hash, language.name, section);
  };
  switch (language.name) {
    case 'openapi':
      return partsOf(path, read('contents') ?? []);
    case 'coverage':
      return scriptsOf(read('scripts') ?? [], reading);
    case 'script':
      return mapsBeside(path, read('generated')?.beside ?? null);
    default:
      return [];
  }
}

/** The files that an OpenAPI document has parts of itself in. */
function partsOf(path: Path, contents: Contents): Reference[] {
  const files = new Set([...referencesIn(contents)].map((text) => referred(path, text).file));
  return [...files].flatMap((file) => (file !== null && isSpecFile(file) ? [{ path: file, language: 'openapi' }] : []));
}

/** The scripts whose source maps the report does not have. */
function scriptsOf(scripts: readonly CoveredScript[], { world }: Reading): Reference[] {
  return scripts.flatMap(({ path, map }) => {
    const script = map ? null : pathInside(path, world.site?.root ?? null);
    return script === null ? [] : [{ path: script, language: 'script' }];
  });
}

function mapsBeside(script: Path, beside: string | null): Reference[] {
  const path = beside === null ? null : climb(folderOf(script), beside);
  return path === null ? [] : [{ path, language: 'script' }];
}

/** Whether the same documents are there, and none was written to. */
export function sameDocuments(before: Documents, now: Documents): boolean {
  return now.size === before.size && [...now].every(([language, files]) => sameStamps(files, before.get(language)));
}

function sameStamps(a: ReadonlyMap<Path, Stamp>, b: ReadonlyMap<Path, Stamp> | undefined): boolean {
  return a.size === b?.size && [...a].every(([path, stamp]) => sameStamp(stamp, b.get(path) ?? nowhere));
}

const nowhere: Stamp = { size: -1, modified: -1 };
