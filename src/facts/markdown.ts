import GithubSlugger from 'github-slugger';
import type { Heading } from '../core/document.ts';

const fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*)|$)/;
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;
const anchor = /<a\b[^>]*?\s(?:name|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
// What cannot be a paragraph's last line, and so has no underline.
const block = /^(?: {0,3}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]|\|)| {4}|\t)/;

/** The headings of a markdown text with GitHub's anchors; an explicit `<a id="x">` is an anchor of the heading that it stands by. */
export function headingsOf(text: string): Heading[] {
  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  const lines = withoutComments(text).split(/\r\n|\n|\r/);
  let fenced: string | null = null;
  let paragraph: { text: string; line: number } | null = null;
  const add = (level: number, line: number, written: string): void => {
    const plain = plainText(written);
    headings.push({ text: plain, anchor: slugger.slug(plain), level, line });
  };
  for (let i = frontMatterEnd(lines); i < lines.length; i++) {
    const line = lines[i] ?? '';
    const mark = fence.exec(line)?.[1];
    if (fenced !== null) {
      if (mark?.startsWith(fenced) && line.trim() === mark) fenced = null;
      continue;
    }
    if (mark) {
      fenced = mark;
      paragraph = null;
      continue;
    }
    const title = atx.exec(line);
    if (title) add(title[1]?.length ?? 1, i + 1, closed(title[2] ?? ''));
    else if (paragraph && underline.test(line)) add(line.includes('=') ? 1 : 2, paragraph.line, paragraph.text);
    for (const { 1: double, 2: single, 3: bare } of line.replaceAll(/`[^`]*`/g, '').matchAll(anchor)) {
      const name = double ?? single ?? bare ?? '';
      const last = headings.at(-1);
      if (name !== '') headings.push({ text: last?.text ?? '', anchor: name, level: last?.level ?? 1, line: i + 1 });
    }
    const isText: boolean = !title && line.trim() !== '' && !underline.test(line) && (paragraph !== null || !block.test(line));
    paragraph = !isText ? null : paragraph ? { text: `${paragraph.text} ${line.trim()}`, line: paragraph.line } : { text: line.trim(), line: i + 1 };
  }
  return headings;
}

/** Comments are blanked, their line breaks kept; those in fenced code are text, and stay. */
function withoutComments(text: string): string {
  if (!text.includes('<!--')) return text;
  const parts = /^ {0,3}(`{3,}(?!.*`)|~{3,})[^]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![^]))|`[^`\n]+`|<!--[^]*?(?:-->|(?![^]))/gm;
  return text.replaceAll(parts, (part) => (part.startsWith('<!--') ? part.replaceAll(/[^\r\n]/g, ' ') : part));
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
  return end === 0 ? '' : /[ \t]/.test(text[end - 1] ?? '') ? text.slice(0, end).trimEnd() : text;
}

/** The text that a reader sees: no marks of emphasis, code or links, and no tags. */
function plainText(written: string): string {
  const codes: string[] = [];
  const held = written.replaceAll(/(`+)([^`]+)\1/g, (_, _ticks, code: string) => `\ue000${codes.push(code.trim()) - 1}\ue001`);
  return held
    .replaceAll(/!\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])/g, '')
    .replaceAll(/\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])/g, '$1')
    .replaceAll(/<\/?[A-Za-z][^<>]*>/g, '')
    .replaceAll(/(\*{1,3}|~~)(?=\S)([^*~]*[^*~\s])\1/g, '$2')
    .replaceAll(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_]*[^_\s])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(/\ue000(\d+)\ue001/g, (_, index: string) => codes[Number(index)] ?? '')
    .trim();
}
