import type { Position, Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { lineStarts, offsetAt, placeAt } from '../../core/lines.ts';
import type { Place } from '../../core/location.ts';

/** A place in a document. Lintel also ends lines at U+2028 and U+2029, as TypeScript does; editors do not. */
export function rangeOf(place: Place, document: TextDocument): Range {
  const starts = lineStarts(document.getText());
  const at = (line: number, column: number): Position => document.positionAt(offsetAt(starts, line, column));
  return { start: at(place.line, place.column), end: at(place.endLine, place.endColumn) };
}

/** A line of a document without its end. */
export function rangeOfLine(line: number, document: TextDocument): Range {
  const text = document.getText();
  const starts = lineStarts(text);
  const start = offsetAt(starts, line, 1);
  const rest = start < 0 ? '' : text.slice(start, starts[line]);
  return { start: document.positionAt(start), end: document.positionAt(start + rest.trimEnd().length) };
}

/** The word at a line and column, or one character. */
export function rangeOfWord(line: number, column: number, document: TextDocument): Range {
  const text = document.getText();
  const start = offsetAt(lineStarts(text), line, column);
  const [word = ' '] = /^[^\s,:[\]{}]+/.exec(text.slice(Math.max(0, start), start + longestWord)) ?? [];
  return { start: document.positionAt(start), end: document.positionAt(start + word.length) };
}

const longestWord = 200;

/** The line and column of a position. */
export function pointOf(position: Position, document: TextDocument): Pick<Place, 'line' | 'column'> {
  const offset = document.offsetAt(position);
  return placeAt(lineStarts(document.getText()), offset, offset);
}

/** Is a point in a place, or at one of its ends? */
export function isIn({ line, column }: Pick<Place, 'line' | 'column'>, place: Place): boolean {
  const isAfter = line > place.line || (line === place.line && column >= place.column);
  return isAfter && (line < place.endLine || (line === place.endLine && column <= place.endColumn));
}

/** Do two ranges share a position? */
export function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
