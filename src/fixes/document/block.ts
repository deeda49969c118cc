import { isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json } from '../../core/document-change.ts';
import {
  colonAfter,
  type Editing,
  entriesOf,
  type Entry,
  entryEnd,
  entryStart,
  hasComment,
  indexFor,
  isEmptied,
  isGone,
  type Inside,
  isNothing,
  keyText,
  lineEnd,
  lineStart,
  type Splice,
} from './nodes.ts';
import { isCollection, madeBy, type Patch } from './patch.ts';
import { blockKey, blockLines, blockValue, fitsLine, inline } from './print.ts';
import { columnOf, startOf } from './style.ts';

/** Changes in a map or list whose entries stand on lines of their own. Null where they do not fit. */
export function blockSplices(
  node: YAMLMap | YAMLSeq,
  patch: Patch,
  editing: Editing,
  inside: Inside,
): readonly Splice[] | null {
  const entries = entriesOf(node);
  const found: Splice[] = [];
  for (const [i, entry] of entries.entries()) {
    const own = patch.inside.get(entry.name);
    const splices = own ? entrySplices({ entry, next: entries[i + 1] ?? null }, own, editing, inside) : [];
    if (!splices) return null;
    found.push(...splices);
  }
  return [...found, ...additions(node, entries, patch, editing)].sort((a, b) => a.start - b.start);
}

interface Standing {
  readonly entry: Entry;
  readonly next: Entry | null;
}

function entrySplices(
  { entry, next }: Standing,
  own: Patch,
  editing: Editing,
  inside: Inside,
): readonly Splice[] | null {
  const { key, value } = entry;
  if (isGone(entry, own)) return [removal({ entry, next }, editing)];
  const renaming = key && own.renamed !== null ? [renamingOf(key, own.renamed, editing)] : [];
  if (own.put) return joinedTo(renaming, replacing(entry, own.put.value, editing));
  if (own.inside.size === 0 && own.appended.length === 0) return renaming;
  if (isEmptied(value, own)) return joinedTo(renaming, replacing(entry, {}, editing));
  const isBare = !value || isNothing(value) || isEmptyFor(value, own);
  const made = isBare ? madeBy(own) : undefined;
  if (made !== undefined) return joinedTo(renaming, replacing(entry, made, editing, own.inside));
  const inner = value && inside(value, own);
  return inner && [...renaming, ...inner];
}

function joinedTo(splices: readonly Splice[], more: readonly Splice[] | null): readonly Splice[] | null {
  return more && [...splices, ...more];
}

/** `{}` where a key is added, `[]` where an item is. */
function isEmptyFor(node: Node, { appended }: Patch): boolean {
  return (appended.length > 0 ? isSeq(node) : isMap(node)) && isEmptyCollection(node);
}

function isEmptyCollection(node: Node): boolean {
  return (isMap(node) || isSeq(node)) && node.items.length === 0;
}

function renamingOf(key: Node, to: string, editing: Editing): Splice {
  return { start: startOf(key), end: key.range?.[1] ?? 0, text: keyText(to, key, editing, blockKey), isFree: false };
}

/** With its line, or with the space before the next key where others are on the line. */
function removal({ entry, next }: Standing, editing: Editing): Splice {
  const { text } = editing;
  const start = entryStart(entry);
  const dash = entry.key ? start : text.lastIndexOf('-', start);
  const begins = lineStart(dash, text);
  const isAlone = /^[ \t]*$/.test(text.slice(begins, dash));
  if (!isAlone && next) return { start, end: entryStart(next), text: '', isFree: false };
  const end = lineEnd(entryEnd(entry, editing), text);
  if (!isAlone) return { start, end, text: '', isFree: false };
  if (begins > 0) return { start: lineEnd(lineStart(begins - 1, text), text), end, text: '', isFree: false };
  return { start: 0, end: text.indexOf('\n', end) + 1 || text.length, text: '', isFree: false };
}

/** Another value for a key. Null where comments inside the old one would go. */
function replacing(
  entry: Entry,
  value: Json,
  editing: Editing,
  grown?: ReadonlyMap<string, Patch>,
): readonly Splice[] | null {
  const { key, value: old } = entry;
  const { text: whole, style } = editing;
  if (!key) return null;
  const colon = colonAfter(key, whole);
  const start = !old || isNothing(old) ? colon : startOf(old);
  const isBlock = (isMap(old) || isSeq(old)) && !old.flow;
  const end = entryEnd(entry, editing);
  if (isBlock && hasComment(whole.slice(start, end), editing)) return null;
  const isFlow = old !== null && !isBlock && !isScalar(old) && !isEmptyCollection(old);
  const isInline = !isCollection(value) || (isFlow && fitsLine(value, columnOf(whole, start), style));
  if (old && !isBlock && !isNothing(old) && isInline)
    return [{ start, end, text: inline(value, style), isFree: false }];
  const indent = ' '.repeat(columnOf(whole, startOf(key)));
  const isFree = grown !== undefined && [...grown.values()].every((one) => one.isFree);
  const text = blockValue(value, indent, style);
  if (!isFree || colon === end) return [{ start: colon, end, text, isFree }];
  // `{}` goes with the first key that is added, and others come beside it.
  return [
    { start: colon, end, text: '', isFree: false },
    { start: end, end, text, isFree },
  ];
}

/** What is new, by where it stands. */
function additions(
  node: YAMLMap | YAMLSeq,
  entries: readonly Entry[],
  patch: Patch,
  editing: Editing,
): readonly Splice[] {
  const names = entries.map(({ name }) => name);
  const made = [...patch.inside].flatMap(([name, own]) => {
    const value = names.includes(name) ? undefined : madeBy(own);
    return value === undefined ? [] : [{ name, value, isFree: own.isFree, index: indexFor(names, own.after) }];
  });
  const found = new Map<number, { readonly lines: string[]; isFree: boolean }>();
  const add = (index: number, lines: readonly string[], isFree: boolean): void => {
    const before = found.get(index) ?? { lines: [], isFree: true };
    before.lines.push(...lines);
    before.isFree &&= isFree;
    found.set(index, before);
  };
  const siblings = entries.map(({ value }) => value);
  const column = columnOf(editing.text, startOf(node));
  for (const { name, value, isFree, index } of made)
    add(index, entryLines(keyLike(name, entries), value, { siblings, column, editing }), isFree);
  for (const value of patch.appended)
    add(entries.length, entryLines(null, value, { siblings, column, editing }), false);
  return [...found].map(([index, { lines, isFree }]) => insertion({ entries, index, lines, isFree, column }, editing));
}

interface Around {
  readonly siblings: readonly (Node | null)[];
  readonly column: number;
  readonly editing: Editing;
}

/** A new entry as its siblings are written: each on one line, or on several. */
function entryLines(
  key: string | number | null,
  value: Json,
  { siblings, column, editing: { style } }: Around,
): readonly string[] {
  const collections = siblings.filter((one) => (isMap(one) || isSeq(one)) && one.items.length > 0);
  const isFlow = collections.length > 0 && collections.every((one) => (isMap(one) || isSeq(one)) && one.flow);
  if (!isFlow || !isCollection(value) || !fitsLine(value, column, style)) return blockLines(key, value, style);
  const head = key === null ? '-' : `${blockKey(key, style)}:`;
  return [`${head} ${inline(value, style)}`];
}

/** `404` where the other keys are numbers without quotes. */
function keyLike(name: string, entries: readonly Entry[]): string | number {
  const isPlain = entries.some(({ key }) => isScalar(key) && typeof key.value === 'number');
  return isPlain && /^\d+$/.test(name) ? Number(name) : name;
}

interface Inserted {
  readonly entries: readonly Entry[];
  readonly index: number;
  readonly lines: readonly string[];
  readonly isFree: boolean;
  readonly column: number;
}

function insertion({ entries, index, lines, isFree, column }: Inserted, editing: Editing): Splice {
  const {
    text,
    style: { newline },
  } = editing;
  const indent = ' '.repeat(column);
  const [before, first] = [entries[index - 1], entries[0]];
  if (before) {
    const at = lineEnd(entryEnd(before, editing), text);
    const gap = isSpaced(entries, text) ? newline : '';
    return { start: at, end: at, text: gap + lines.map((line) => `${newline}${indent}${line}`).join(''), isFree };
  }
  const start = first ? entryStart(first) : 0;
  const dash = first && !first.key ? text.lastIndexOf('-', start) : start;
  const begins = commentStart(lineStart(dash, text), text);
  if (/^[ \t]*$/.test(text.slice(lineStart(dash, text), dash)))
    return { start: begins, end: begins, text: lines.map((line) => `${indent}${line}${newline}`).join(''), isFree };
  return { start: dash, end: dash, text: lines.map((line) => `${line}${newline}${indent}`).join(''), isFree };
}

/** Are entries separated by empty lines? */
function isSpaced(entries: readonly Entry[], text: string): boolean {
  const [first, second] = entries;
  return (
    first !== undefined &&
    second !== undefined &&
    /\n[ \t]*\r?\n/.test(text.slice(entryStart(first), entryStart(second)))
  );
}

/** Where the comment above a line begins. */
function commentStart(start: number, text: string): number {
  let at = start;
  while (at > 0) {
    const before = lineStart(at - 1, text);
    if (!/^[ \t]*#/.test(text.slice(before, at))) break;
    at = before;
  }
  return at;
}
