import { SaxesParser } from 'saxes';
import type { Fault } from '../../core/code.ts';

/** An element of an XML document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
  readonly line: number;
}

interface Open extends Element {
  readonly children: Element[];
  text: string;
}

/** The root of a document, or the first fault in it. The parser knows only the five entities of XML itself and opens no other file. */
export function readXml(text: string): { readonly root: Element } | { readonly fault: Fault } {
  const parser = new SaxesParser();
  const open: Open[] = [];
  let root: Open | null = null;
  let fault: Fault | null = null;
  parser.on('error', ({ message }) => {
    // The parser has just passed the character at fault.
    const [line, column] = [parser.line, Math.max(1, parser.columnIndex)];
    fault ??= {
      text: `Not valid XML: ${message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}`,
      at: { line, column, endLine: line, endColumn: column },
    };
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Open = { name, attributes, children: [], text: '', line: parser.line };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const addText = (added: string): void => {
    const element = open.at(-1);
    if (element) element.text += added.trim();
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return ending(root, fault);
}

function ending(root: Element | null, fault: Fault | null): { readonly root: Element } | { readonly fault: Fault } {
  if (root && !fault) return { root };
  return {
    fault: fault ?? { text: 'Not valid XML: no root element', at: { line: 1, column: 1, endLine: 1, endColumn: 1 } },
  };
}

/** The elements that a chain of names leads to. */
export function elementsAt(from: Element, ...names: readonly string[]): readonly Element[] {
  let found: readonly Element[] = [from];
  for (const name of names) found = found.flatMap(({ children }) => children.filter((one) => one.name === name));
  return found;
}

/** A count in an attribute: null where it is missing, undefined where it is not a whole number. */
export function countIn({ attributes }: Element, name: string): number | null | undefined {
  const written = attributes[name];
  if (written === undefined) return null;
  return /^\s*-?\d+\s*$/.test(written) ? Number(written) : undefined;
}
