import { at } from '../core/at.ts';
import type { Section, Sections } from '../core/fact.ts';
import type { Language } from '../core/language.ts';
import { codeOf, type Stretch, withDefault } from './embedded.ts';
import { codeSections, extractFromText } from './typescript/extract.ts';
import { documented } from './typescript/idiom/idiom.ts';
import type { Parser } from './typescript/parse.ts';

/** MDX, of which the imports and exports are read. What its JSX and its expressions use is not known. */
export function mdxLanguage(parser: Parser): Language {
  return {
    name: 'mdx',
    extensions: ['.mdx'],
    sections: codeSections,
    idiom: documented,
    extract: (text, sections) => extract(text, parser, sections),
  };
}

function extract(text: string, parser: Parser, sections: readonly Section[]): Partial<Sections> {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  const parses = (code: string): boolean => extractFromText(code, 'jsx', parser, ['problems']).problems?.length === 0;
  const found = extractFromText(codeOf(plain, statementsIn(plain, parses)), 'jsx', parser, sections);
  return {
    ...found,
    ...(found.exports ? { exports: withDefault(found.exports) } : {}),
    // The text may use any name.
    ...(found.references ? { references: [] } : {}),
  };
}

interface Line extends Stretch {
  readonly text: string;
}

const frontMatter = /^---[ \t]*(?:\r\n|\n|\r)(?:.*(?:\r\n|\n|\r))*?(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/;
const fence = /^[ \t>]*(`{3,}|~{3,})([^\r\n]*)$/;
const statement = /^(?:import|export)[\s{*'"]/;
// A line that ends a paragraph without an empty line after it.
const single = /^(?: {0,3}#{1,6}(?:[ \t]|$)| {0,3}(?:[-*_][ \t]*){3,}$|<)/;

/** Blocks that begin with `import` or `export` at the start of a line, outside of fenced code, comments, template literals and paragraphs. */
function statementsIn(text: string, parses: (code: string) => boolean): readonly Stretch[] {
  const lines = linesOf(text, frontMatter.exec(text)?.[0].length ?? 0);
  const found: Stretch[] = [];
  let isFlow = true;
  for (let i = 0; i < lines.length; i++) {
    const line = at(lines, i);
    const [, mark, info = ''] = fence.exec(line.text) ?? [];
    if (mark !== undefined && !(mark.startsWith('`') && info.includes('`'))) {
      i = endOfFence(lines, i, mark);
      isFlow = true;
    } else if (line.text.trimStart().startsWith('{/*')) {
      i = lineWith('*/', lines, i);
      isFlow = true;
    } else if (opensTemplate(line.text)) {
      i = endOfTemplate(lines, i);
      isFlow = true;
    } else if (isFlow && statement.test(line.text)) {
      const ends = endsOfStatements(lines, i);
      const last = ends.find((end) => parses(text.slice(line.start, at(lines, end).end)));
      found.push({ start: line.start, end: at(lines, last ?? at(ends, 0)).end });
      // A text with one broken statement has no facts, whatever comes after it.
      if (last === undefined) break;
      i = last;
    } else isFlow = line.text.trim() === '' || single.test(line.text);
  }
  return found;
}

function linesOf(text: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  const ends = /\r\n|\n|\r|$/g;
  for (let start = from; start < text.length; start = ends.lastIndex) {
    ends.lastIndex = start;
    const end = ends.exec(text)?.index ?? text.length;
    lines.push({ start, end, text: text.slice(start, end) });
    if (end === text.length) break;
  }
  return lines;
}

/** The line that closes a fence, or the last one. */
function endOfFence(lines: readonly Line[], open: number, mark: string): number {
  const sign = mark.charAt(0);
  for (let i = open + 1; i < lines.length; i++) {
    const written = at(lines, i)
      .text.replace(/^[ \t>]*/, '')
      .trimEnd();
    if (written.length >= mark.length && [...written].every((one) => one === sign)) return i;
  }
  return lines.length - 1;
}

/** Does a line begin an expression, such as the child of an element, that is a text of several lines? In inline code, a brace is a brace. */
function opensTemplate(text: string): boolean {
  const open = text.indexOf('{`');
  return open >= 0 && !text.slice(0, open).includes('`') && !endsTemplate(text.slice(open + 2));
}

function endsTemplate(text: string): boolean {
  return /^(?:[^`\\]|\\.)*`/.test(text);
}

/** The line that closes a template literal, or the one that seems to open it. */
function endOfTemplate(lines: readonly Line[], open: number): number {
  return firstLine(lines, open + 1, endsTemplate) ?? open;
}

function lineWith(end: string, lines: readonly Line[], from: number): number {
  return firstLine(lines, from, (text) => text.includes(end)) ?? lines.length - 1;
}

function firstLine(lines: readonly Line[], from: number, fits: (text: string) => boolean): number | null {
  for (let i = from; i < lines.length; i++) if (fits(at(lines, i).text)) return i;
  return null;
}

/** How many empty lines a block of statements may have. */
const mostGaps = 16;

/** The lines that may be the last one of a block of statements: it ends at the first empty line up to which it parses. */
function endsOfStatements(lines: readonly Line[], first: number): readonly number[] {
  const ends: number[] = [];
  for (let i = first; i < lines.length && ends.length < mostGaps; i++)
    if (i + 1 === lines.length || at(lines, i + 1).text.trim() === '') ends.push(i);
  return ends;
}
