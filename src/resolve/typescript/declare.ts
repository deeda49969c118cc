import { modify } from 'jsonc-parser';
import type { Replacement } from '../../core/fix.ts';
import { lineStarts, placeAt } from '../../core/lines.ts';
import type { Path } from '../../core/location.ts';
import type { Declaration } from '../../core/manifest.ts';
import type { Texts } from '../../core/tree.ts';
import { parseManifest, recordOf } from './json.ts';
import type { ManifestFault } from '../resolver.ts';

/** Edits of a package.json that keep its format: the package is in one list, in alphabetical order, and no longer in the other. */
export function declare(file: Path, texts: Pick<Texts, 'read'>, { list, name, range }: Declaration): Replacement[] {
  const text = texts.read(file);
  const faults: ManifestFault[] = [];
  const json = text === null ? {} : parseManifest(file, text, faults);
  if (text === null || faults.length > 0) return [];
  const other = list === 'dependencies' ? 'devDependencies' : 'dependencies';
  const isListed = (one: string): boolean => Object.hasOwn(recordOf(json[one]), name);
  const options = {
    formattingOptions: formatOf(text),
    getInsertionIndex: (names: string[]): number => {
      const isList = Object.hasOwn(json, list);
      const next = isList ? names.findIndex((one) => one > name) : -1;
      return next < 0 ? names.length : next;
    },
  };
  const starts = lineStarts(text);
  return [
    ...modify(text, [list, name], range, options),
    ...(isListed(other) ? modify(text, [other, name], undefined, options) : []),
  ].map(({ offset, length, content }) => ({
    kind: 'replace',
    file,
    ...placeAt(starts, offset, offset + length),
    old: text.slice(offset, offset + length),
    text: content,
  }));
}

function formatOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
