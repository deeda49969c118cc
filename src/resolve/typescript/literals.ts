/** A piece of JavaScript, as far as literals can be told from it. */
export interface Token {
  readonly kind: 'text' | 'template' | 'name' | 'sign';
  /** Of a text, what it stands for; of a template, what stands between its marks. */
  readonly value: string;
}

const blank = /\s+/y;
const lineComment = /\/\/[^\n]*/y;
const name = /[A-Za-z_$][\w$]*/y;
const number = /\d[\w.]*/y;
const openers = '([{,;:=!&|?+-*%<>~^';

/** Cuts a text into tokens without reading more into it: nothing in it is run, or need be valid. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const skip = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  while (at < text.length) {
    const sign = text.charAt(at);
    if (skip(blank) !== null || skip(lineComment) !== null) continue;
    if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (sign === '"' || sign === "'" || sign === '`') {
      const end = endOf(text, at, sign);
      const value = text.slice(at + 1, end);
      tokens.push({ kind: sign === '`' && value.includes('${') ? 'template' : 'text', value: unescaped(value) });
      at = end + 1;
    } else if (sign === '/' && isRegex(tokens.at(-1))) {
      at = endOf(text, at, '/') + 1;
      tokens.push({ kind: 'sign', value: '/' });
    } else {
      const word = skip(name) ?? skip(number);
      if (word === null) at++;
      tokens.push(word === null ? { kind: 'sign', value: sign } : { kind: 'name', value: word });
    }
  }
  return tokens;
}

/** Where a literal ends: at its mark, which a backslash hides, or with the text. In a class, a regular expression may hold its mark. */
function endOf(text: string, start: number, mark: string): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (mark === '/' && sign === '[') inClass = true;
    else if (sign === ']') inClass = false;
    else if (sign === mark && !inClass) return at;
  }
  return text.length;
}

/** Behind a sign that begins a value, a slash begins a regular expression. */
function isRegex(before: Token | undefined): boolean {
  return (
    before === undefined || before.value === 'return' || (before.kind === 'sign' && openers.includes(before.value))
  );
}

function unescaped(text: string): string {
  return text.replace(/\\([^nrtbfvux0-9])/g, '$1');
}

/** What stands between the bracket at `open` and the one that closes it, cut at its commas. */
export function itemsIn(tokens: readonly Token[], open: number): Token[][] {
  const items: Token[][] = [];
  let item: Token[] = [];
  let depth = 1;
  for (let at = open + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const sign = token.kind === 'sign' ? token.value : '';
    if (sign !== '' && '([{'.includes(sign)) depth++;
    if (sign !== '' && ')]}'.includes(sign)) depth--;
    if (depth === 0) break;
    if (depth > 1 || sign !== ',') item.push(token);
    else {
      items.push(item);
      item = [];
    }
  }
  return [...items, item].filter((one) => one.length > 0);
}
