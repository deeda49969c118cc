import {
  isMap,
  isPair,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type ParsedNode,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** A range of a text, as offsets. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

type Collection = YAMLMap | YAMLSeq;

/** Where an item begins, and whether its whole list is meant. */
interface ItemPlace {
  readonly line: number;
  readonly column: number;
  readonly list: boolean;
}

/**
 * Finds what goes with the item of a list that begins at a place of a text of YAML or (`list`) with the key that holds the list; an entry that would hold
 * nothing without it goes, too. Comments on lines of their own stay. Null when it cannot be cut out. Each text is parsed once.
 */
export function createItemFinder(): (text: string, at: ItemPlace) => Stretch | null {
  const known = new Map<string, (at: ItemPlace) => Stretch | null>();
  return (text, at) => {
    const find = known.get(text) ?? itemsOf(text);
    known.set(text, find);
    return find(at);
  };
}

function itemsOf(text: string): (at: ItemPlace) => Stretch | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'error' });
  const paths = new Map<number, readonly unknown[]>();
  visit(document, {
    Node(_, node, ancestors) {
      const start = node.range?.[0];
      if (start !== undefined && isSeq(ancestors.at(-1)) && !paths.has(start)) paths.set(start, [...ancestors, node]);
    },
  });
  return ({ line, column, list }) => {
    const path = paths.get((lines.lineStarts[line - 1] ?? -1) + column - 1);
    return path ? cut(text, path, list) : null;
  };
}

/** Expands to the parent that would become empty. */
function cut(text: string, path: readonly unknown[], list: boolean): Stretch | null {
  let depth = path.length - 1;
  let isWhole = list;
  while (depth > 0) {
    const [around, item] = [path[depth - 1], path[depth]];
    if (isPair(around)) depth--;
    else if (isMap(around) || isSeq(around)) {
      if (!isWhole && around.items.length > 1) return around.flow ? inFlow(text, around, item) : inBlock(text, item);
      isWhole = false;
      depth--;
    } else return null;
  }
  return null;
}

/** Whole lines, from the dash or key to the end of the value. */
function inBlock(text: string, item: unknown): Stretch | null {
  const range = rangeOf(item);
  if (!range) return null;
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  if (!/^[ \t]*(?:-[ \t]+)?$/.test(text.slice(start, range.start))) return null;
  let last = range.end;
  while (last > range.start && /\s/.test(text.charAt(last - 1))) last--;
  const end = text.indexOf('\n', last);
  return { start, end: end < 0 ? text.length : end + 1 };
}

/** The item with the following comma; the last item with the preceding one. */
function inFlow(text: string, around: Collection, item: unknown): Stretch | null {
  const index = (around.items as readonly unknown[]).indexOf(item);
  const [before, range, after] = [index - 1, index, index + 1].map((at) => rangeOf(around.items[at]));
  if (!range) return null;
  if (after && !text.slice(range.end, after.start).includes('#')) return { start: range.start, end: after.start };
  if (after) {
    const comma = text.indexOf(',', range.end);
    return { start: range.start, end: comma + 1 };
  }
  return before && !text.slice(before.end, range.start).includes('#') ? { start: before.end, end: range.end } : null;
}

function rangeOf(item: unknown): Stretch | null {
  if (isPair(item)) return pairRange(item as Pair<ParsedNode, ParsedNode | null>);
  const range = (item as Node | undefined)?.range;
  return range ? { start: range[0], end: range[1] } : null;
}

function pairRange({ key, value }: Pair<ParsedNode, ParsedNode | null>): Stretch {
  return { start: key.range[0], end: value ? value.range[1] : key.range[1] };
}
