import type { Renaming } from './wish.ts';

export { createTypeChecking } from './typing.ts';
export type { ProgramSources, Renamed, RenameWish, Renaming } from './wish.ts';

/** The type checker takes half a second to load, so it is loaded only for a rename. */
export async function loadRenaming(): Promise<Renaming> {
  const { createRenaming } = await import('./rename.ts');
  return createRenaming();
}
