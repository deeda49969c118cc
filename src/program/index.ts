import type { ProgramSources, Renamed, RenameWish } from './wish.ts';

export { createTypeChecking } from './typing.ts';
export type { ProgramSources, Renamed, RenameWish } from './wish.ts';

/** Renames symbols with the type checker of TypeScript. */
export interface Renaming {
  rename(sources: ProgramSources, wish: RenameWish): Renamed;
}

/** The type checker takes half a second to load, so it is loaded only for a rename. */
export async function loadRenaming(): Promise<Renaming> {
  const { rename } = await import('./rename.ts');
  return { rename };
}
