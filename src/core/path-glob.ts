/** Globs in linear time: what a repository writes into .gitignore, tsconfig.json or a workspace list must not be able to hang Lintel. */

type Test = (text: string) => boolean;

const isMagic = /[*?[\\]/;

/** One segment of a glob: `*`, `?`, `[a-z]` and `\` for taking the next sign literally. */
export function compileSegment(segment: string): Test {
  if (!isMagic.test(segment)) return (text) => text === segment;
  const literal = /^\*([^*?[\\]+)$/.exec(segment)?.[1];
  if (literal !== undefined) return (text) => text.endsWith(literal);
  const tokens = tokensOf(segment);
  return (text) => matches(tokens, [...text], isStar, (token, sign) => token !== '*' && token(sign));
}

/** A path glob, in which `**` stands for any number of folders. */
export function compilePath(glob: string): Test {
  if (!isMagic.test(glob)) return (path) => path === glob;
  const last = glob.slice(glob.lastIndexOf('/') + 1);
  // Most paths are refused by their last letters, before they are taken apart.
  const end = isMagic.test(last) ? (/^\*([^*?[\\]+)$/.exec(last)?.[1] ?? '') : last;
  const tokens = glob.split('/').filter((part, index, all) => part !== '**' || all[index - 1] !== '**')
    .map((part) => (part === '**' ? ('*' as const) : compileSegment(part)));
  return (path) => path.endsWith(end) && matches(tokens, path.split('/'), isStar, (token, part) => token !== '*' && token(part));
}

/** `{a,b}` written out, at most `limit` times. */
export function expandBraces(glob: string, limit = 256): readonly string[] {
  let open = glob.length > 1000 ? [] : [glob];
  const done: string[] = [];
  while (open.length > 0 && done.length + open.length <= limit) {
    const next: string[] = [];
    for (const text of open) {
      const inner = /\{([^{}]*,[^{}]*)\}/.exec(text);
      if (!inner) done.push(text);
      else for (const choice of (inner[1] ?? '').split(',')) next.push(text.slice(0, inner.index) + choice + text.slice(inner.index + inner[0].length));
    }
    open = next;
  }
  return open.length === 0 && done.length === 0 ? [glob] : [...new Set([...done, ...open])].slice(0, limit);
}

type Token = '*' | Test;
const isStar = (token: Token): boolean => token === '*';

function tokensOf(segment: string): Token[] {
  const tokens: Token[] = [];
  const signs = [...segment];
  const last = signs.lastIndexOf(']');
  for (let at = 0; at < signs.length; at++) {
    const sign = signs[at] ?? '';
    if (sign === '*') {
      if (tokens.at(-1) !== '*') tokens.push('*');
    } else if (sign === '?') {
      tokens.push(() => true);
    } else if (sign === '[' && at + 2 > last) {
      // What is never closed matches nothing, as in git.
      return [() => false];
    } else if (sign === '[') {
      const end = signs.indexOf(']', at + 2);
      tokens.push(classOf(signs.slice(at + 1, end)));
      at = end;
    } else {
      const literal = sign === '\\' ? (signs[++at] ?? '\\') : sign;
      tokens.push((text) => text === literal);
    }
  }
  return tokens;
}

function classOf(signs: readonly string[]): Test {
  const negative = signs[0] === '!' || signs[0] === '^';
  const list = negative ? signs.slice(1) : signs;
  return (text) => {
    let inside = false;
    for (let at = 0; at < list.length; at++) {
      const low = list[at] ?? '';
      const high = list[at + 1] === '-' && at + 2 < list.length ? (list[at + 2] ?? low) : low;
      if (text >= low && text <= high) inside = true;
      if (high !== low) at += 2;
    }
    return inside !== negative;
  };
}

/** The greedy match with one point of return: at most `tokens` times `items` steps, whatever the pattern. */
function matches<I>(tokens: readonly Token[], items: readonly I[], isAny: (token: Token) => boolean, fits: (token: Token, item: I) => boolean): boolean {
  let token = 0;
  let item = 0;
  let star = -1;
  let resume = 0;
  while (item < items.length) {
    const current = tokens[token];
    if (current !== undefined && isAny(current)) {
      star = token++;
      resume = item;
    } else if (current !== undefined && fits(current, items[item] as I)) {
      token++;
      item++;
    } else if (star >= 0) {
      token = star + 1;
      item = ++resume;
    } else {
      return false;
    }
  }
  while (token < tokens.length && isAny(tokens[token] as Token)) token++;
  return token === tokens.length;
}
