import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/** A regular expression that is matched in linear time. */
export interface Regex {
  readonly source: string;
  /** Does it match anywhere in the text? */
  test(text: string): boolean;
}

const unsupported: readonly (readonly [start: string, text: string])[] = [
  ['(?=', 'lookahead at column % is not supported: match what follows in the pattern'],
  ['(?!', 'lookahead at column % is not supported: use not-match'],
  ['(?<=', 'lookbehind at column % is not supported: match what precedes in the pattern'],
  ['(?<!', 'lookbehind at column % is not supported: use not-match'],
];

const load = createRequire(import.meta.url);

/** Compiles a JavaScript pattern, or returns why it is invalid. The engine is loaded on the first call. */
export function regexOf(source: string): Regex | { readonly fault: string } {
  const fault = faultOf(source);
  if (fault !== null) return { fault };
  const { RE2JS: engine } = load('re2js') as { RE2JS: typeof RE2JS };
  try {
    const compiled = engine.compile(engine.translateRegExp(source));
    return { source, test: (text) => compiled.matcher(text).find() };
  } catch (error) {
    return {
      fault: `not a valid regular expression: ${(error instanceof Error ? error.message : String(error)).replace(/^error parsing regexp: /, '').replace(/\s+/g, ' ')}`,
    };
  }
}

function faultOf(source: string): string | null {
  if (source.length > 1000) return `the pattern has ${source.length} characters; the limit is 1000`;
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const c = source.charAt(i);
    if (c === '\\') {
      if (!inClass && /[1-9]/.test(source.charAt(i + 1)))
        return `a backreference at column ${i + 1} is not supported: repeat the text`;
      i++;
    } else if (c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (c === '(' && !inClass) {
      const found = unsupported.find(([start]) => source.startsWith(start, i));
      if (found) return found[1].replace('%', String(i + 1));
    }
  }
  return null;
}
