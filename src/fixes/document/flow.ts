import { isMap, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Json } from '../../core/document-change.ts';
import {
  type Editing,
  entriesOf,
  type Entry,
  entryEnd,
  entryStart,
  indexFor,
  isGone,
  keyText,
  type Inside,
  lineStart,
  type Splice,
} from './nodes.ts';
import { isCollection, madeBy, type Patch } from './patch.ts';
import { gapIn, inline, jsonLines, scalar } from './print.ts';
import { startOf } from './style.ts';

/** An entry as it will be written; a new one has no old place. */
interface Piece {
  readonly name: string;
  readonly text: string;
}

/** Changes in `{ … }` or `[ … ]`: entries keep their texts. Null where a comment stands between them. */
export function flowSplices(
  node: YAMLMap | YAMLSeq,
  patch: Patch,
  editing: Editing,
  inside: Inside,
): readonly Splice[] | null {
  const entries = entriesOf(node);
  const isOwn = entries.some((entry) => isOfOwner(entry, patch.inside.get(entry.name)));
  const isNew = [...patch.inside.keys()].some((name) => !entries.some((entry) => entry.name === name));
  if (!isOwn && !isNew && patch.appended.length === 0) return insideOnly(node, patch, inside);
  const layout = layoutOf(node, editing);
  const pieces = layout && piecesOf(node, patch, { editing, inside, indent: layout.isMany ? layout.indent : null });
  if (!layout || !pieces) return null;
  const [start, end] = [startOf(node), node.range?.[1] ?? 0];
  // The first entries of two changes would have no comma between them.
  const isFree = entries.length > 0 && [...patch.inside.values()].every((one) => one.isFree);
  return [trimmed({ start, end, text: joined(pieces, node, layout), isFree }, editing.text)];
}

/** Does a change of an entry change the text of the map around it? */
function isOfOwner(entry: Entry, own: Patch | undefined): boolean {
  return own !== undefined && (own.put !== null || own.renamed !== null || isGone(entry, own));
}

function insideOnly(node: YAMLMap | YAMLSeq, patch: Patch, inside: Inside): readonly Splice[] | null {
  const all = entriesOf(node).flatMap(({ name, value }) => {
    const own = patch.inside.get(name);
    if (!own) return [];
    return [value && inside(value, own)];
  });
  return all.every((one) => one !== null) ? all.flat() : null;
}

interface Layout {
  /** One entry on each line. */
  readonly isMany: boolean;
  readonly indent: string;
  /** What stands behind the opening brace, between entries, and before the closing brace. */
  readonly open: string;
  readonly between: string;
  readonly close: string;
}

function layoutOf(node: YAMLMap | YAMLSeq, editing: Editing): Layout | null {
  const { text, style } = editing;
  const entries = entriesOf(node);
  const [start, end] = [startOf(node), node.range?.[1] ?? 0];
  const ends = entries.map((entry) => entryEnd(entry, editing));
  const gaps = [start + 1, ...ends].map((from, i) => {
    const next = entries[i];
    return text.slice(from, next ? entryStart(next) : end - 1);
  });
  if (!gaps.every((gap) => /^[\s,]*$/.test(gap))) return null;
  const [open = '', ...others] = gaps;
  const around = /^[ \t]*/.exec(text.slice(lineStart(start, text)))?.[0] ?? '';
  if (entries.length === 0) {
    const isMany = style.isJson && text.trimEnd().includes('\n');
    const indent = around + style.unit;
    const padding = isMap(node) ? style.padding : '';
    return isMany
      ? {
          isMany,
          indent,
          open: style.newline + indent,
          between: `,${style.newline}${indent}`,
          close: style.newline + around,
        }
      : { isMany, indent, open: padding, between: `,${gapIn(style)}`, close: padding };
  }
  const close = others.at(-1) ?? '';
  const isMany = open.includes('\n');
  const indent = open.slice(open.lastIndexOf('\n') + 1);
  const plain = isMany ? `,${style.newline}${indent}` : `,${gapIn(style)}`;
  return { isMany, indent, open, between: others.length > 1 ? (others[0] ?? plain) : plain, close };
}

interface Making {
  readonly editing: Editing;
  readonly inside: Inside;
  /** Of each entry on its own line; null where all are on one. */
  readonly indent: string | null;
}

function piecesOf(node: YAMLMap | YAMLSeq, patch: Patch, making: Making): readonly Piece[] | null {
  const pieces: Piece[] = [];
  for (const entry of entriesOf(node)) {
    const own = patch.inside.get(entry.name);
    if (isGone(entry, own)) continue;
    const text = own
      ? changedText(entry, own, making)
      : making.editing.text.slice(entryStart(entry), entryEnd(entry, making.editing));
    if (text === null) return null;
    pieces.push({ name: entry.name, text });
  }
  const known = new Set(entriesOf(node).map(({ name }) => name));
  for (const [name, own] of patch.inside) {
    const value = known.has(name) ? undefined : madeBy(own);
    if (value === undefined) continue;
    const text = `${scalar(name, making.editing.style)}:${gapIn(making.editing.style)}${printed(value, making)}`;
    const index = indexFor(
      pieces.map((one) => one.name),
      own.after,
    );
    pieces.splice(index, 0, { name, text });
  }
  return [...pieces, ...patch.appended.map((value) => ({ name: '', text: printed(value, making) }))];
}

function changedText(entry: Entry, own: Patch, making: Making): string | null {
  const { editing, inside } = making;
  const { text, style } = editing;
  const { key, value } = entry;
  const valueStart = value ? startOf(value) : entryEnd(entry, editing);
  const head = key
    ? (own.renamed === null ? text.slice(startOf(key), key.range?.[1]) : keyText(own.renamed, key, editing, scalar)) +
      text.slice(key.range?.[1], valueStart)
    : '';
  if (own.put) return head.trimEnd() + (key ? gapIn(style) : '') + printed(own.put.value, making);
  if (!value || (own.inside.size === 0 && own.appended.length === 0))
    return head + text.slice(valueStart, entryEnd(entry, editing));
  const splices = inside(value, own);
  return splices && head + spliced(text, valueStart, entryEnd(entry, editing), splices);
}

function printed(value: Json, { editing: { style }, indent }: Making): string {
  return style.isJson && indent !== null && isCollection(value)
    ? jsonLines(value, indent, style)
    : inline(value, style);
}

/** A part of a text with splices that are in order. */
function spliced(text: string, start: number, end: number, splices: readonly Splice[]): string {
  let at = start;
  let made = '';
  for (const one of splices) {
    made += text.slice(at, one.start) + one.text;
    at = one.end;
  }
  return made + text.slice(at, end);
}

function joined(pieces: readonly Piece[], node: YAMLMap | YAMLSeq, { open, between, close }: Layout): string {
  const [first, last] = isMap(node) ? '{}' : '[]';
  if (pieces.length === 0) return `${first}${last}`;
  return `${first}${open}${pieces.map(({ text }) => text).join(between)}${close}${last}`;
}

/** Only what differs. */
function trimmed({ start, end, text, isFree }: Splice, whole: string): Splice {
  const old = whole.slice(start, end);
  const most = Math.min(old.length, text.length);
  let before = 0;
  while (before < most && old.charAt(before) === text.charAt(before)) before++;
  let behind = 0;
  while (behind < most - before && old.charAt(old.length - 1 - behind) === text.charAt(text.length - 1 - behind))
    behind++;
  return { start: start + before, end: end - behind, text: text.slice(before, text.length - behind), isFree };
}
