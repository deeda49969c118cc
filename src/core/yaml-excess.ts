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
  const nesting = createNesting();
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    const depth = nesting.after(token);
    if (depth > most.depth) return { of: 'depth', found: depth, offset };
    if (depth === 0 && token.length > most.indent && token.trim() === '')
      return { of: 'indent', found: token.length, offset };
    offset += /^[\x02\x18\x1f]$/.test(token) ? 0 : token.length;
  }
  return null;
}

/** How deep the parser may be after each token. Brackets nest; so do marks in a row, until the line ends or, between brackets, the item. */
function createNesting(): { after(token: string): number } {
  let brackets = 0;
  let marksOfLine = 0;
  let marksOfItem = 0;
  return {
    after(token) {
      if (token === '[' || token === '{') brackets++;
      else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
      else if (token === '-' || token === '?' || token === ':') {
        if (brackets > 0) marksOfItem++;
        else marksOfLine++;
      } else if (token.includes('\n')) marksOfLine = 0;
      if (/^[[\]{},]$|\n/.test(token)) marksOfItem = 0;
      return brackets + marksOfLine + marksOfItem;
    },
  };
}
