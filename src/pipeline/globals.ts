import type { Path } from '../core/location.ts';
import type { Loaded } from './load.ts';

const column = 'global declarations';

/** Does a file declare something that other files see without an import? */
export function declaresGlobals({ view, store }: Loaded, file: Path): boolean {
  if (!/\.[cm]?tsx?$/.test(file)) return false;
  const hash = view.texts.hash(file);
  if (hash === null) return false;
  const isDeclaration = /\.d\.(?:[^./]+\.)?[cm]?ts$/.test(file);
  if (isDeclaration) return true;
  const kept = store.answer(column, hash);
  if (kept !== undefined) return kept !== '';
  const found = mayDeclareGlobals(view.texts.read(file) ?? '');
  store.keepAnswer(column, hash, found ? 'yes' : '');
  return found;
}

/** A script does, and so does a module that adds to what is global or to another module. One too many costs only time. */
function mayDeclareGlobals(text: string): boolean {
  return /\bdeclare\s+(?:global|module)\b/.test(text) || !/^\s*(?:import|export)\b/m.test(text);
}
