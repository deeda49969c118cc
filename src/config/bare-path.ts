/** A path in the line at `start` that needs quotes, because YAML interprets its special characters. */
export function barePath(text: string, start: number): { readonly path: string; readonly offset: number } | null {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, Math.min(end < 0 ? text.length : end, start + 2000)).trimEnd();
  for (let i = 0; i < line.length;) {
    const c = line.charAt(i);
    if (c === '#' && (i === 0 || line.charAt(i - 1) === ' ')) return null;
    if (c === '"' || c === "'") i = afterQuote(line, i);
    else if (' ,]}\t'.includes(c) || structural(line, i)) i++;
    else {
      const token = tokenAt(line, i);
      const path = token.endsWith(':') ? token.slice(0, -1) : token;
      if (isMarked(path)) return { path, offset: start + i };
      i += token.length;
    }
  }
  return null;
}

function afterQuote(line: string, from: number): number {
  const quote = line.charAt(from);
  for (let i = from + 1; i < line.length; i++) {
    if (quote === '"' && line.charAt(i) === '\\') i++;
    else if (line.charAt(i) === quote) return i + 1;
  }
  return line.length;
}

/** Does a list or a map begin here, or is the bracket a path's own (`[id]/page.ts`, `{module}/**`)? */
function structural(line: string, i: number): boolean {
  const closer = { '[': ']', '{': '}' }[line.charAt(i)];
  if (closer === undefined) return false;
  const close = line.indexOf(closer, i);
  return close < 0 || !/[\w/.*-]/.test(line.charAt(close + 1)) || /[\s"']/.test(line.slice(i, close));
}

/** Up to a space, a comma or a closing bracket that the path did not open. */
function tokenAt(line: string, from: number): string {
  let depth = 0;
  let i = from;
  for (; i < line.length; i++) {
    const c = line.charAt(i);
    if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth--;
    if (depth < 0 || /\s/.test(c) || (c === ',' && depth === 0)) break;
  }
  return line.slice(from, Math.max(i, from + 1));
}

function isMarked(path: string): boolean {
  return /[/.*]/.test(path.slice(1)) && (/[{[]/.test(path) || '*!@&%`|>'.includes(path.charAt(0)));
}
