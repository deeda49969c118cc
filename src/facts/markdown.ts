import GithubSlugger from 'github-slugger';
import type { Heading } from '../core/document.ts';
import { decidingSentence, paragraphsOf } from './sentences.ts';

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*)|$)/;
const underline = /^ {0,3}(=+|-+)[ \t]*$/;
const anchor = /<a\s(?:[^<>]*?\s)?(?:name|id)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))/gi;
// What begins no paragraph, and so has no underline.
const block = /^(?: {0,3}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]|\|)| {4}|\t)/;

/** The headings of a markdown text with GitHub's anchors. An explicit `<a id="x">` is one more anchor of the heading above it. */
export function headingsOf(document: string): Heading[] {
  const lines = [...proseLines(document)];
  const titles = titlesOf(lines);
  const written = new Set(titles.filter(({ isAnchor }) => !isAnchor).map(({ heading }) => heading.line));
  const first = lines[0]?.line ?? 1;
  const headings: Heading[] = [];
  for (const [i, { heading, isAnchor }] of [...titles.entries()].reverse()) {
    const next = titles[i + 1];
    // An anchor may lie in the paragraph that it names.
    const start = written.has(heading.line) ? heading.line + 1 : heading.line;
    const section = lines.slice(start - first, next && Math.max(start, next.heading.line) - first);
    const own = decidingSentence(paragraphsOf(section.map(({ text }) => text)).map(plainText));
    const isSame = isAnchor || next?.isAnchor === true;
    headings.push({ ...heading, quote: own ?? (isSame ? (headings.at(-1)?.quote ?? null) : null) });
  }
  return headings.reverse();
}

interface Title {
  readonly heading: Omit<Heading, 'quote'>;
  readonly isAnchor: boolean;
}

function titlesOf(lines: readonly Line[]): Title[] {
  const slugger = new GithubSlugger();
  const titles: Title[] = [];
  let paragraph: { text: string; line: number } | null = null;
  const add = (level: number, line: number, written: string): void => {
    const plain = plainText(written);
    titles.push({ heading: { text: plain, anchor: slugger.slug(plain), level, line }, isAnchor: false });
  };
  for (const { line, text } of lines) {
    const title = atx.exec(text);
    const mark = underline.exec(text)?.[1];
    if (title) add(title[1]?.length ?? 1, line, closed(title[2] ?? ''));
    else if (paragraph && mark) add(mark.startsWith('=') ? 1 : 2, paragraph.line, paragraph.text);
    titles.push(...anchorsIn(text, line, titles.at(-1)?.heading));
    if (title || mark || text.trim() === '' || (!paragraph && block.test(text))) paragraph = null;
    else
      paragraph = paragraph
        ? { text: `${paragraph.text} ${text.trim()}`, line: paragraph.line }
        : { text: text.trim(), line };
  }
  return titles;
}

interface Line {
  readonly line: number;
  readonly text: string;
}

/** The lines without front matter, fenced code and comments; what is taken out leaves an empty line. */
function* proseLines(text: string): Generator<Line> {
  const lines = text.split(/\r\n|\n|\r/);
  let fenced: string | null = null;
  let commented = false;
  for (let i = frontMatterEnd(lines); i < lines.length; i++) {
    const written = lines[i] ?? '';
    const [, mark = '', rest = ''] = (commented ? null : fence.exec(written)) ?? [];
    const isFence = mark !== '' && (mark.startsWith('~') || !rest.includes('`'));
    if (fenced !== null) {
      if (mark.startsWith(fenced) && rest.trim() === '') fenced = null;
      yield { line: i + 1, text: '' };
    } else if (isFence) {
      fenced = mark;
      yield { line: i + 1, text: '' };
    } else {
      // A line that a comment begins is HTML to its end.
      const isHtml = commented || /^ {0,3}<!--/.test(written);
      const plain = uncommented(written, commented);
      commented = plain.open;
      yield { line: i + 1, text: isHtml ? '' : plain.text };
    }
  }
}

/** A line without its comments; `open` when one goes on below. */
function uncommented(line: string, isOpen: boolean): { text: string; open: boolean } {
  let text = '';
  let open = isOpen;
  let at = 0;
  let ticks = 0;
  for (;;) {
    const next = line.indexOf(open ? '-->' : '<!--', at);
    if (next < 0) return { text: open ? text : text + line.slice(at), open };
    if (!open) {
      const before = line.slice(at, next);
      ticks += before.split('`').length - 1;
      // Inside a code span it is text.
      if (ticks % 2 === 1 && line.includes('`', next)) {
        text += `${before}<!--`;
        at = next + 4;
        continue;
      }
      text += before;
    }
    at = next + (open ? 3 : 4);
    open = !open;
  }
}

function anchorsIn(text: string, line: number, above: Title['heading'] | undefined): Title[] {
  if (!/<a\s/i.test(text)) return [];
  return [...text.replaceAll(/`[^`]*`/g, '').matchAll(anchor)].flatMap(({ 1: double, 2: single, 3: bare }) => {
    const name = double ?? single ?? bare ?? '';
    const heading = { text: above?.text ?? '', anchor: name, level: above?.level ?? 1, line };
    return name === '' ? [] : [{ heading, isAnchor: true }];
  });
}

function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  return end < 0 ? 0 : end + 1;
}

/** A title without the closing run of `#`. */
function closed(title: string): string {
  const text = title.trim();
  let end = text.length;
  while (end > 0 && text[end - 1] === '#') end--;
  if (end === 0) return '';
  return /[ \t]/.test(text[end - 1] ?? '') ? text.slice(0, end).trimEnd() : text;
}

/** The text that a reader sees: no marks of emphasis, code or links, and no tags. */
function plainText(written: string): string {
  const codes: string[] = [];
  const held = written.replaceAll(
    /(?<!`)(`{1,8})(?!`)([^`]+)\1(?!`)/g,
    (_, _ticks, code: string) => `\ue000${codes.push(code.trim()) - 1}\ue001`,
  );
  return held
    .replaceAll(/!\[[^\][]*\](?:\([^()]*\)|\[[^\][]*\])/g, '')
    .replaceAll(/\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])/g, '$1')
    .replaceAll(/<\/?[A-Za-z][^<>]*>/g, '')
    .replaceAll(/(\*{1,3}|~~)(?=\S)([^*~]*[^*~\s])\1/g, '$2')
    .replaceAll(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]*[^_\s])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/\ue000(\d+)\ue001/g, (_, index: string) => codes[Number(index)] ?? '')
    .trim();
}
