import { type Document, isMap, isScalar, isSeq, type Node, visit } from 'yaml';
import type { Path } from '../../core/location.ts';

/** How a document is written. */
export interface Style {
  readonly isJson: boolean;
  /** One level of indentation. */
  readonly unit: string;
  /** A list below a key is indented. */
  readonly indentsLists: boolean;
  readonly isSingleQuoted: boolean;
  /** What stands between braces and their content on one line. */
  readonly padding: '' | ' ';
  readonly newline: '\n' | '\r\n';
}

/** The style of a document, as far as it shows one. */
export function styleOf(text: string, document: Document.Parsed, isJson: boolean): Style {
  const quotes = { single: 0, double: 0 };
  let unit: string | null = null;
  let indentsLists: boolean | null = null;
  let isTight: boolean | null = null;
  const column = (node: Node): number => columnOf(text, startOf(node));
  visit(document, {
    Scalar(_, { type }) {
      if (type === 'QUOTE_SINGLE') quotes.single++;
      if (type === 'QUOTE_DOUBLE') quotes.double++;
    },
    Map(_, map) {
      if (map.flow && map.items.length > 0) isTight ??= !/\s/.test(text.charAt(startOf(map) + 1));
    },
    Pair(_, { key, value }) {
      if (!isScalar(key) || !(isMap(value) || isSeq(value)) || value.flow) return;
      const depth = column(value as Node) - column(key as Node);
      if (isSeq(value)) indentsLists ??= depth > 0;
      else if (depth > 0) unit ??= ' '.repeat(depth);
    },
  });
  return {
    isJson,
    unit: (isJson ? /\n([ \t]+)/.exec(text)?.[1] : unit) ?? '  ',
    indentsLists: indentsLists ?? true,
    isSingleQuoted: quotes.single > 0 && quotes.single >= quotes.double,
    padding: isTight ? '' : ' ',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** The style of a document that shows none. */
export function plainStyle(file: Path): Style {
  return {
    isJson: file.endsWith('.json'),
    unit: '  ',
    indentsLists: true,
    isSingleQuoted: false,
    padding: ' ',
    newline: '\n',
  };
}

/** Where a node begins. */
export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** How many characters stand before an offset on its line. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
