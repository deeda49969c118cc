import { applyEdits, modify, type ParseError, parseTree } from 'jsonc-parser';

/** A value at a path of keys in a JSON file: set if nothing is there, or (`add`) added to the list there. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly add: boolean;
}

/** JSON with settings merged into it, comments and order kept; null if it cannot be read, or holds something else at one of the paths. */
export function withSettings(text: string, settings: readonly Setting[]): string | null {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object') return null;
  const format = { insertSpaces: !/^\t/m.test(text), tabSize: /^ {4}"/m.test(text) ? 4 : 2, eol: '\n' };
  try {
    return settings.reduce((now, { path, value, add }) => {
      const place = add ? [...path, -1] : [...path];
      return applyEdits(now, modify(now, place, value, { isArrayInsertion: add, formattingOptions: format }));
    }, text);
  } catch {
    return null;
  }
}
