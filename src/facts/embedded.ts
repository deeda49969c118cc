import type { Sections } from '../core/fact.ts';

/** Code inside a file of something else. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The code of a file, as a text of the same lines: everything else is blank, so that each place in the code is its place in the file. */
export function codeOf(text: string, scripts: readonly Stretch[]): string {
  let code = '';
  let from = 0;
  for (const { start, end } of scripts) {
    // What is between two stretches ends a statement; so does a line break before `import` and `export`.
    const isLine = start === 0 || /[\n\r]/.test(text.charAt(start - 1));
    code += isLine ? blank(text.slice(from, start)) : `${blank(text.slice(from, start - 1))};`;
    code += text.slice(start, end);
    from = end;
  }
  return code + blankEnd(text.slice(from));
}

function blank(text: string): string {
  return text.replace(line, ({ length }) => ' '.repeat(length));
}

/** Behind the last code, nothing has a place but the end: it keeps its line and its column. */
function blankEnd(text: string): string {
  const last = Math.max(...lineBreaks.map((lineBreak) => text.lastIndexOf(lineBreak))) + 1;
  return text.slice(0, last).replace(line, '') + blank(text.slice(last));
}

const line = /[^\n\r\u2028\u2029]+/g;
const lineBreaks = ['\n', '\r', '\u2028', '\u2029'];

/** Whoever imports a component or a document imports its default. */
export function withDefault(exports: Sections['exports']): Sections['exports'] {
  if (exports.some(({ name }) => name === 'default')) return exports;
  return [
    {
      name: 'default',
      local: null,
      from: null,
      type: false,
      kind: 'expression',
      at: { line: 1, column: 1, endLine: 1, endColumn: 1 },
    },
    ...exports,
  ];
}
