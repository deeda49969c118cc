/** Writes a generated monorepo below an empty folder. */
export function generate(root: string, size: { readonly files: number; readonly seed?: number }): void;
