/** What a command names as `src/oven.ts#Oven.heat`: a file, a symbol of it, or a member of that. */
export interface Subject {
  readonly path: string;
  readonly symbol: string | null;
  readonly member: string | null;
}

export function subjectOf(text: string): Subject | null {
  const [, path, symbol = null, member = null] = /^([^#]+)(?:#([^#.]+)(?:\.([^#.]+))?)?$/.exec(text) ?? [];
  return path === undefined ? null : { path, symbol, member };
}
