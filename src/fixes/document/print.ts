import { stringify } from 'yaml';
import type { Json, JsonMap } from '../../core/document-change.ts';
import { isCollection } from './patch.ts';
import type { Style } from './style.ts';

/** A value on one line. */
export function inline(value: Json, style: Style): string {
  const { padding } = style;
  const separator = `,${gapIn(style)}`;
  if (Array.isArray(value)) return `[${value.map((item: Json) => inline(item, style)).join(separator)}]`;
  if (typeof value !== 'object' || value === null) return scalar(value, style);
  const entries = Object.entries(value).map(([key, item]: [string, Json]) => inlineEntry(key, item, style));
  return entries.length === 0 ? '{}' : `{${padding}${entries.join(separator)}${padding}}`;
}

/** What follows a colon or comma: nothing in JSON that is written without spaces. */
export function gapIn({ isJson, padding }: Style): '' | ' ' {
  return isJson ? padding : ' ';
}

/** An entry of a map on one line. */
function inlineEntry(key: string, value: Json, style: Style): string {
  return `${scalar(key, style)}:${gapIn(style)}${inline(value, style)}`;
}

/** A text, number, boolean or null inside braces. */
export function scalar(value: Json, { isJson, isSingleQuoted }: Style): string {
  if (isJson) return JSON.stringify(value);
  const list = stringify([value], {
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
    singleQuote: isSingleQuoted,
  });
  return list.trim().slice(1, -1);
}

/** A value of JSON on several lines, the first of which is not indented. */
export function jsonLines(value: Json, indent: string, { unit, newline }: Style): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', `${newline}${indent}`);
}

/** An entry of a map, or with a null key an item of a list, on lines of YAML that are not indented. */
export function blockLines(key: string | number | null, value: Json, style: Style): readonly string[] {
  const text = stringify(key === null ? [value] : new Map([[key, value]]), {
    indent: style.unit.length,
    indentSeq: style.indentsLists,
    singleQuote: style.isSingleQuoted,
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  return text.trimEnd().split('\n');
}

/** A whole document. */
export function wholeText(value: JsonMap, style: Style): string {
  const lines = Object.entries(value).flatMap(([key, item]) => blockLines(key, item, style));
  return `${style.isJson ? jsonLines(value, '', style) : lines.join(style.newline)}${style.newline}`;
}

/** A key as a block has it. */
export function blockKey(key: string | number, style: Style): string {
  return (blockLines(key, null, style)[0] ?? '').replace(/: null$/, '');
}

/** Is a value short enough for one line that begins at a column? */
export function fitsLine(value: Json, column: number, style: Style): boolean {
  return column + inline(value, style).length <= 110;
}

/** A value as it follows its key in a block, either on the same line or, indented, on the next ones. */
export function blockValue(value: Json, indent: string, style: Style): string {
  if (!isCollection(value)) return ` ${inline(value, style)}`;
  const lines = blockLines('x', value, style).slice(1);
  return lines.map((line) => `${style.newline}${indent}${line}`).join('');
}
