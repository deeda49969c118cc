import type { Path } from './location.ts';

/** Characters that cannot be seen, or that steer a terminal or the direction of reading. The one that makes an emoji of a sign may stay. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?!\ufe0f)\p{Default_Ignorable_Code_Point}/gu;

/** A text of a stranger's repository on one line of bounded length, in which every character can be seen. */
export function plain(text: string, most = 500): string {
  const line = seen(text.replace(/\s*[\n\r\u2028\u2029]\s*/g, ' ').replaceAll('\t', ' '));
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** Words with a meaning in a report line: only Lintel may print fixes and their safety. */
export function words(text: string): string {
  return unmarked(plain(text));
}

function unmarked(text: string): string {
  return text.replace(/\bfix\((?=\w+\):)/g, 'fix\\u0028');
}

/** A text of several lines in which every character can be seen. */
export function plainLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map((line) => seen(line.replaceAll('\t', '  ')))
    .join('\n');
}

/** JSON with visible characters only; its value stays the same. */
export function plainJson(json: string): string {
  return json.replace(unseen, (character) => (character === '\n' ? character : escaped(character)));
}

/** No path is longer. */
const longestPath = 4096;

/** A path in a report line. An ambiguous path is quoted as a JSON string. */
export function pathText(path: Path): string {
  const isClear = path.length <= longestPath && /^[^\s"`\\]+$/.test(path) && !/:\d/.test(path) && seen(path) === path;
  return isClear ? path : unmarked(plainJson(JSON.stringify(path.slice(0, longestPath))));
}

function seen(text: string): string {
  return text.replace(unseen, escaped);
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }).join('');
}
