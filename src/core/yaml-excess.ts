import { Lexer } from 'yaml';

/** How much of each a YAML text may have. */
export type YamlLimits = Readonly<Record<YamlExcess['of'], number>>;

/** What a YAML text has too much of, and where that shows. */
export interface YamlExcess {
  readonly of: 'characters' | 'depth' | 'indent';
  readonly found: number;
  readonly offset: number;
}

/** The parser recurses, and a stack that overflows inside it may end the process: a text is measured first, by the lexer. Null when it may be parsed. */
export function yamlExcess(text: string, most: YamlLimits): YamlExcess | null {
  if (text.length > most.characters) return { of: 'characters', found: text.length, offset: 0 };
  let depth = 0;
  let onLine = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    else if (token === '-' || token === '?' || token === ':') onLine++;
    else if (token.includes('\n')) onLine = 0;
    if (depth + onLine > most.depth) return { of: 'depth', found: depth + onLine, offset };
    if (onLine === 0 && token.length > most.indent && token.trim() === '')
      return { of: 'indent', found: token.length, offset };
    offset += /^[\x02\x18\x1f]$/.test(token) ? 0 : token.length;
  }
  return null;
}
