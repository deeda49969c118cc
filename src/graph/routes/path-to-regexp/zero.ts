import { type Grammar, type Pieces, closing, crossed, merged } from '../path.ts';

/** path-to-regexp 0.1, which Express 4 has. */
export const versionZero: Grammar = { title: 'Express 4', isRooted: true, read };

/** `:name`, `:name(…)`, `:name?`, `*`, `(a|b)`, `(a)?`, `x?`. */
function read(text: string): readonly Pieces[] | null {
  let variants: readonly Pieces[] = [[]];
  for (let i = 0; i < text.length;) {
    const read = itemAt(text, i);
    if (!read) return null;
    const { item } = read;
    const isParam = item[0]?.[0]?.kind === 'param';
    const next = text.charAt(read.end);
    if (next === '+') return null;
    i = read.end + (next === '?' || (next === '*' && isParam) ? 1 : 0);
    if (next === '?') variants = isParam ? optionalParam(variants, item) : crossed(variants, [[], ...item]);
    else variants = crossed(variants, next === '*' && isParam ? [[{ kind: 'wildcard' }]] : item);
  }
  return merged(variants);
}

/** What stands at an offset, without what says how often, and where it ends. */
function itemAt(text: string, start: number): { readonly item: readonly Pieces[]; readonly end: number } | null {
  const char = text.charAt(start);
  if (char === '*') return { item: [[{ kind: 'wildcard' }]], end: start + 1 };
  if (char === ':' && /\w/.test(text.charAt(start + 1))) {
    let end = start + 1;
    while (/\w/.test(text.charAt(end))) end++;
    const item: readonly Pieces[] = [[{ kind: 'param', text: text.slice(start + 1, end) }]];
    if (text.charAt(end) !== '(') return { item, end };
    const close = closing(text, end);
    return close < 0 ? null : { item, end: close + 1 };
  }
  if (char === '(') {
    const end = closing(text, start);
    const inner = text.slice(start + 1, end).replace(/^\?:/, '');
    if (end < 0 || /[()\\[\]+*?.^$:]/.test(inner)) return null;
    return { item: inner.split('|').map((one): Pieces => [{ kind: 'text', text: one }]), end: end + 1 };
  }
  if ('[]+^$|)'.includes(char)) return null;
  const escaped = char === '\\' ? 1 : 0;
  return { item: [[{ kind: 'text', text: text.charAt(start + escaped) }]], end: start + escaped + 1 };
}

/** `/:id?` takes its slash along. */
function optionalParam(variants: readonly Pieces[], item: readonly Pieces[]): readonly Pieces[] {
  return [
    ...(variants.map((one) => one.at(-1)).every((last) => last?.kind === 'text' && /[/.]$/.test(last.text))
      ? variants.map((one) => one.slice(0, -1))
      : variants),
    ...crossed(variants, item),
  ];
}
