import type { Import, ImportedSymbol } from '../core/code.ts';

/** A statement with a specifier, as written. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  readonly keyword: 'import' | 'export';
  readonly ending: string;
  /** Its names are on separate lines. */
  readonly isLong: boolean;
  readonly newline: string;
}

/** Names that one statement imports or hands on. */
export interface Clause {
  readonly specifier: string;
  readonly type: boolean;
  readonly symbols: readonly ImportedSymbol[];
}

const keywords = /(?<![\w$.])(?:import|export)(?=[\s{*])/g;

/** The statement around a specifier; null where it holds a comment, an attribute, or anything else than its names. */
export function statementAround(
  text: string,
  specifier: { readonly start: number; readonly end: number },
  { form, symbols }: Import,
): Statement | null {
  const start = [...text.slice(0, specifier.start).matchAll(keywords)].at(-1)?.index;
  if (start === undefined) return null;
  const words = text.slice(start, specifier.start);
  const rest = text.slice(specifier.end);
  if (/[^\s\p{ID_Continue}$,{}*]/u.test(words) || /^\s*(?:with|assert)\s*\{/.test(rest)) return null;
  const named = (words.match(/[\p{ID_Continue}$*]+/gu) ?? []).filter((word) => !grammar.has(word));
  const expected = symbols.flatMap(({ name, local }) => (name === local ? [name] : [name, local]));
  if (
    [...named].sort().join() !==
    expected
      .filter((word) => !grammar.has(word))
      .sort()
      .join()
  )
    return null;
  const ending = /^[ \t]*;?/.exec(rest)?.[0] ?? '';
  return {
    start,
    end: specifier.end + ending.length,
    keyword: form === 'export' ? 'export' : 'import',
    ending,
    isLong: words.includes('\n'),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Words of the syntax, which may also be names: what they are is not compared. */
const grammar: ReadonlySet<string> = new Set(['import', 'export', 'type', 'from', 'as', 'default', '*']);

/** The statements that take the place of one, in its style. */
export function statementsOf(
  statement: Statement,
  { clauses, quote }: { readonly clauses: readonly Clause[]; readonly quote: string },
): string {
  const written = clauses.flatMap((clause) => {
    const from = ` from ${quote}${clause.specifier}${quote}${statement.ending}`;
    const word = `${statement.keyword} ${clause.type ? 'type ' : ''}`;
    return namesIn(clause, statement).map((names) => `${word}${names}${from}`);
  });
  return written.join(statement.newline);
}

/** What stands before `from`. A default import of a type stands alone. */
function namesIn({ type, symbols }: Clause, { keyword, isLong, newline }: Statement): string[] {
  const isOutside = ({ name }: ImportedSymbol): boolean => name === '*' || (keyword === 'import' && name === 'default');
  const outside = symbols.filter(isOutside).map(({ name, local }) => (name === '*' ? `* as ${local}` : local));
  const named = symbols
    .filter((symbol) => !isOutside(symbol))
    .map(
      ({ name, local, type: isType }) =>
        `${isType && !type ? 'type ' : ''}${name === local ? name : `${name} as ${local}`}`,
    );
  if (named.length === 0) return type ? outside : [outside.join(', ')];
  const list =
    isLong && named.length > 3
      ? `{${named.map((name) => `${newline}  ${name},`).join('')}${newline}}`
      : `{ ${named.join(', ')} }`;
  return type ? [...outside, list] : [[...outside, list].join(', ')];
}
