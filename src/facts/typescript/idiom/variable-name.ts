const reserved = new Set(
  `await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined`.split(
    /\s+/,
  ),
);

/** Can a variable have this name? */
export function isVariableName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !reserved.has(name);
}
