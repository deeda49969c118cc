import { referencesIn } from '../core/contents.ts';
import type { Language } from '../core/language.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
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
  for (const { check, options } of rules) {
    for (const { language, select } of check.reads(options).documents ?? []) {
      const files = found.get(language) ?? new Map<Path, Stamp>();
      found.set(language, files);
      const wanted = [...select(tree.files.keys(), names)];
      for (const path of wanted) {
        const stamp = files.has(path) ? null : texts.stamp(path);
        if (!stamp) continue;
        files.set(path, stamp);
        wanted.push(...referredBy(path, named(language, reading), reading));
      }
    }
  }
  return found;
}

/** The language of a document, which the rule names. */
export function named(name: string, { languages }: Pick<Setup, 'languages'>): Language {
  const found = languages.find((language) => language.name === name);
  if (!found) throw new Error(`no language reads ${name}`);
  return found;
}

/** The files that an OpenAPI document has parts of itself in. */
function referredBy(path: Path, language: Language, reading: Reading): Path[] {
  const hash = reading.view.texts.hash(path);
  if (!language.sections.includes('spec') || hash === null) return [];
  fillOne({ path, language, sections: new Set(language.sections) }, reading);
  const contents = reading.store.get(hash, language.name, 'contents') ?? [];
  const files = new Set([...referencesIn(contents)].map((text) => referred(path, text).file));
  return [...files].flatMap((file) => (file !== null && isSpecFile(file) ? [file] : []));
}

/** Whether the same documents are there, and none was written to. */
export function sameDocuments(before: Documents, now: Documents): boolean {
  return now.size === before.size && [...now].every(([language, files]) => sameStamps(files, before.get(language)));
}

function sameStamps(a: ReadonlyMap<Path, Stamp>, b: ReadonlyMap<Path, Stamp> | undefined): boolean {
  return a.size === b?.size && [...a].every(([path, stamp]) => sameStamp(stamp, b.get(path) ?? nowhere));
}

const nowhere: Stamp = { size: -1, modified: -1 };
