// Measured: native parsing overflows a worker's stack of 4 MB at 5,000 to 9,000 brackets, and at 7,000 to 34,000 words or signs in a chain.
const limit = 16_000;
const levelWeight = 4;
const wordWeight = 2;
const manyElses = 2000;

const word = 1,
  sign = 2,
  open = 3,
  close = 4,
  end = 5,
  quote = 6,
  template = 7,
  begin = 8;
const kinds = new Uint8Array(128);
const assign = (chars: string, kind: number): void => {
  for (const char of chars) kinds[char.charCodeAt(0)] = kind;
};
assign('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$', word);
assign('+-*%>=!~?:&|^.@#', sign);
assign('([{', open);
assign(')]}', close);
assign(';,', end);
assign('\'"', quote);
assign('`', template);
assign('/<', begin);

/**
 * May this text nest so deeply that a native parser overflows its stack, which nothing can catch?
 * Counts the brackets that are open and, in each, the words and signs since the last separator. What it takes for
 * deep may be shallow; then a slower parser reads it.
 */
export function mayOverflow(text: string): boolean {
  if (text.length <= limit / levelWeight) return false;
  const before: number[] = [];
  let [outer, run, elses] = [0, 0, 0];
  let value = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    switch (code < 128 ? kinds[code] : word) {
      case word: {
        const from = i;
        while (i + 1 < text.length && wordy(text.charCodeAt(i + 1))) i++;
        if (i - from === 3 && text.startsWith('else', from) && ++elses > manyElses) return true;
        // Operands do not nest; of two words in a row the first is an operator, such as `new` or `keyof`.
        if (value) run += wordWeight;
        value = true;
        break;
      }
      case sign:
        run += signWeight(code, text.charCodeAt(i - 1));
        value = false;
        break;
      case open:
        before.push(run);
        outer += run + levelWeight;
        run = 0;
        value = false;
        break;
      case close: {
        const resumed = before.pop() ?? 0;
        outer = Math.max(0, outer - resumed - levelWeight);
        run = code === 125 && startsStatement(text, i + 1) ? 0 : resumed + 3;
        value = code !== 125;
        break;
      }
      case end:
        run = 0;
        value = false;
        break;
      case quote:
        i = pastQuote(text, i, code);
        value = true;
        break;
      case template:
        // A template's holes nest; its text can only add to the count.
        run++;
        value = true;
        break;
      case begin: {
        const after: number = code === 60 ? pastElement(text, i) : pastSlash(text, i, value);
        run += beginWeight(code, text.charCodeAt(i + 1), after > i);
        value = after > i || (code === 47 && value);
        i = after;
      }
    }
    if (outer + run > limit) return true;
  }
  return false;
}

/** Type arguments and elements nest at a higher price than operators; a comment or an element that was passed over does not nest. */
function beginWeight(code: number, after: number, isPassed: boolean): number {
  if (code === 47) return isPassed ? 0 : 1;
  if (isPassed) return levelWeight;
  return after === 61 ? 1 : levelWeight + 2;
}

/** Arrows, labels and assignments nest at a higher price than operators. */
function signWeight(code: number, before: number): number {
  if (code === 62) return before === 61 ? levelWeight : 1;
  if (code === 61) return before === 60 || before === 62 || before === 33 || before === 61 ? 1 : 3;
  return code === 58 ? 3 : 1;
}

const wordy = (code: number): boolean => code >= 128 || kinds[code] === word;

function startsStatement(text: string, from: number): boolean {
  let i = from;
  while (i < text.length && text.charCodeAt(i) <= 32) i++;
  return i < text.length && (wordy(text.charCodeAt(i)) || '@}/'.includes(text.charAt(i)));
}

/** The closing quote, or where the line ends without one (an apostrophe in JSX). */
function pastQuote(text: string, from: number, code: number): number {
  for (let i = from + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === code) return i;
    if (c === 10) return from;
    if (c === 92) i++;
  }
  return from;
}

const element = /<[A-Za-z][\w.]*(?:\s+[\w:-]+(?:="[^"\n]*"|='[^'\n]*')?)*\s*\/>/y;

/** The end of an element without children whose attributes are texts, as there are hundreds side by side in a picture; else `from` itself. */
function pastElement(text: string, from: number): number {
  element.lastIndex = from;
  return element.test(text) ? element.lastIndex - 1 : from;
}

/** The end of a comment or a regular expression; `from` itself when it divides. */
function pastSlash(text: string, from: number, afterValue: boolean): number {
  const next = text.charCodeAt(from + 1);
  if (next === 47) return ended(text.indexOf('\n', from), text);
  if (next === 42) return ended(text.indexOf('*/', from + 2) + 1 || -1, text);
  if (afterValue) return from;
  let inClass = false;
  for (let i = from + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return from;
    if (c === 92) i++;
    else if (c === 91) inClass = true;
    else if (c === 93) inClass = false;
    else if (c === 47 && !inClass) return i;
  }
  return from;
}

const ended = (at: number, text: string): number => (at < 0 ? text.length : at);
