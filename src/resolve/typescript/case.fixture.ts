/** Files by their paths; an object is JSON. */
export type Files = Readonly<Record<string, string | object>>;

/** A specifier in a file of a small project, and what it leads to. */
export type Case = readonly [title: string, files: Files, from: string, specifier: string, expected: string];

/** A tsconfig.json. */
export const ts = (compilerOptions: object, rest: object = {}): object => ({ compilerOptions, ...rest });
