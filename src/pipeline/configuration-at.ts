import type { ConfigPlace } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Loaded } from './load.ts';
import { referenceFinder } from './references.ts';
import { factsOf } from './sections.ts';

/** A word in a text, with the place where it begins. */
export interface Word {
  readonly text: string;
  readonly at: ConfigPlace;
  /** It is a key of a map. */
  readonly isKey: boolean;
}

/** The name of the zone that a word in lintel.yaml defines or uses; null for other words. */
export function zoneAt({ config }: Loaded, { text, at, isKey }: Word): string | null {
  const zone = config?.zones.get(text);
  if (!zone) return null;
  return !isKey || isSame(zone.at, at) ? text : null;
}

/** Where a zone, or a section of the conventions that a word in lintel.yaml names, is written; null for other words. */
export function definitionAt(loaded: Loaded, word: Word): { readonly file: Path; readonly line: number } | null {
  const name = zoneAt(loaded, word);
  const zone = name === null ? undefined : loaded.config?.zones.get(name);
  if (zone) return zone.at;
  if (!loaded.config?.rules.some(({ see }) => see === word.text)) return null;
  const find = referenceFinder(loaded, (file, section) => factsOf(loaded, file, section));
  const { file, line } = find(word.text, word.at.file);
  return line === null ? null : { file, line };
}

function isSame(a: ConfigPlace, b: ConfigPlace): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}
