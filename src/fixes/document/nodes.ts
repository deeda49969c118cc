import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { madeBy, type Patch } from './patch.ts';
import { startOf, type Style } from './style.ts';

/** A part of a text that becomes another. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Others may be in the same place. */
  readonly isFree: boolean;
}

/** A document while it is edited. */
export interface Editing {
  readonly text: string;
  /** Where its lines begin. */
  readonly starts: readonly number[];
  readonly document: Document.Parsed;
  readonly style: Style;
}

/** The splices of changes inside a value; null where they do not fit. */
export type Inside = (node: Node, patch: Patch) => readonly Splice[] | null;

/** An entry of a map, or an item of a list. */
export interface Entry {
  /** The key, or the index. */
  readonly name: string;
  readonly key: Node | null;
  readonly value: Node | null;
}

/** What an alias stands for. */
export function realNode(node: Node | null, { document }: Editing): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

export function entriesOf(node: YAMLMap | YAMLSeq): readonly Entry[] {
  if (isSeq(node)) return node.items.map((item, i) => ({ name: String(i), key: null, value: item as Node }));
  return (node.items as Pair<Node, Node | null>[]).map(({ key, value }) => ({ name: nameOf(key), key, value }));
}

function nameOf(key: Node): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : '';
}

/** Where an entry begins. */
export function entryStart({ key, value }: Entry): number {
  const node = key ?? value;
  return node ? startOf(node) : -1;
}

/** Where the last character of an entry's value ends. */
export function entryEnd(entry: Entry, { text }: Editing): number {
  const { key, value } = entry;
  if (value && !isNothing(value)) return nodeEnd(value, text);
  return key ? colonAfter(key, text) : entryStart(entry);
}

/** A value that is not written. */
export function isNothing(node: Node): boolean {
  return isScalar(node) && node.range !== undefined && node.range?.[0] === node.range?.[1];
}

/** Behind the colon of a key. */
export function colonAfter(key: Node, text: string): number {
  return text.indexOf(':', key.range?.[1] ?? 0) + 1;
}

function nodeEnd(node: Node, text: string): number {
  let end = node.range?.[1] ?? 0;
  const isBlock = (isMap(node) || isSeq(node)) && !node.flow;
  if (isBlock || isScalar(node)) while (end > startOf(node) && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

/** The end of the line on which an offset is, before its line break. */
export function lineEnd(offset: number, text: string): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

export function lineStart(offset: number, text: string): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Is there a comment in a part of a YAML text? */
export function hasComment(part: string, { style }: Editing): boolean {
  return !style.isJson && /(?:^|\s)#/.test(part);
}

/** How many of the entries come before a new one. */
export function indexFor(names: readonly string[], after: readonly string[] | null): number {
  return after ? Math.max(-1, ...after.map((one) => names.indexOf(one))) + 1 : names.length;
}

/** Would nothing be left? */
export function isEmptied(node: Node | null, patch: Patch): boolean {
  if (!(isMap(node) || isSeq(node)) || node.items.length === 0 || patch.appended.length > 0) return false;
  const entries = entriesOf(node);
  const isMade = [...patch.inside].some(
    ([name, own]) => !entries.some((entry) => entry.name === name) && madeBy(own) !== undefined,
  );
  return !isMade && entries.every((entry) => isGone(entry, patch.inside.get(entry.name)));
}

/** Nothing is left of it; a list without items goes as well. */
export function isGone({ value }: Entry, own: Patch | undefined): boolean {
  return own !== undefined && (own.isRemoved || (isSeq(value) && isEmptied(value, own)));
}

/** A key by another name: in its own quotes, or as it is printed where it has none. */
export function keyText(
  to: string,
  key: Node,
  { text, style }: Editing,
  print: (to: string, style: Style) => string,
): string {
  const first = text.charAt(startOf(key));
  if (first === '"') return JSON.stringify(to);
  return first === "'" ? `'${to.replaceAll("'", "''")}'` : print(to, style);
}
