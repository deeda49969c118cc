import type { Intent, Kept } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import { createExpander } from '../fixes/expand.ts';
import { closureOf, isWhole } from '../graph/symbols/closure.ts';
import { moved } from '../graph/symbols/moved.ts';
import { transferOf } from '../graph/symbols/transfer.ts';
import type { State } from './follow.ts';
import { inputsOf } from './inputs.ts';
import { isCode } from './load.ts';
import type { Plan } from './make.ts';
import { moveSourcesOf } from './moves.ts';
import { sourcesOf } from './prove.ts';

/** A file, or a top-level symbol of one, and the file that it moves to. */
export interface MoveWish {
  readonly file: Path;
  /** Null for the whole file. */
  readonly symbol: string | null;
  /** A file, or a folder with its slash. */
  readonly to: Path;
}

/** The edits that move a file or a symbol, with all imports that this changes. */
export function planMove(state: State, { file, symbol, to: where }: MoveWish): Plan {
  const { tree } = state.loaded.view;
  const isFolder = where.endsWith('/') || [...tree.files.keys()].some((one) => one.startsWith(`${where}/`));
  const to = isFolder
    ? `${where.replace(/\/$/, '')}/${file.slice(file.lastIndexOf('/') + 1)}`.replace(/^\//, '')
    : where;
  if (to === file) return { reason: `it is already in ${file}` };
  if (symbol === null && tree.files.has(to)) return { reason: `${to} already exists` };
  const wanted: Wanted =
    symbol === null
      ? { intent: { kind: 'move-file', file, to }, doubt: null }
      : symbolMove(state, { file, symbol, to });
  if ('reason' in wanted) return wanted;
  const expansion = createExpander(sourcesOf(state), [wanted.intent])(wanted.intent);
  if ('reason' in expansion) return { reason: expansion.reason };
  const doubts = [wanted.doubt, expansion.doubt].filter((doubt) => typeof doubt === 'string');
  return { edits: expansion.edits, doubts, notes: [] };
}

type Wanted = { readonly intent: Intent; readonly doubt: string | null } | { readonly reason: string };

function symbolMove(
  state: State,
  { file, symbol, to }: { readonly file: Path; readonly symbol: string; readonly to: Path },
): Wanted {
  const { graph } = inputsOf(state.loaded, state.memory);
  const closure = closureOf(graph, file, [symbol]);
  if (!closure) return { reason: `${file} does not declare \`${symbol}\`` };
  const outside = uncheckedImporter(state, file);
  if (outside !== null) return { reason: `${outside} imports ${file}, and Lintel does not check it` };
  const isNew = !state.loaded.view.tree.files.has(to);
  if (isNew && isWhole(graph, closure)) return { intent: { kind: 'move-file', file, to }, doubt: null };
  const change = moved(graph, closure, to);
  if ('obstacle' in change) return { reason: change.obstacle };
  const plan = transferOf(graph, closure, change, { to, isNew, asked: true });
  if ('obstacle' in plan) return { reason: plan.obstacle };
  return {
    intent: { kind: 'move-symbols', ...plan.transfer },
    doubt: plan.doubt ?? publicDoubt(state, plan.transfer.kept, file),
  };
}

/** A public entry of a package that would export what it did not. */
function publicDoubt(state: State, { statements }: Kept, file: Path): string | null {
  if (!statements.some(({ opens }) => opens)) return null;
  const owner = moveSourcesOf(state).entryOf(file);
  return owner === null ? null : `${file} is an entry of ${owner}, and would export what \`${file}\` keeps to itself`;
}

/** A file that the graph does not know, and whose import would be left behind. */
function uncheckedImporter(state: State, file: Path): Path | null {
  const { loaded } = state;
  const known = new Set(loaded.sources);
  const { links } = moveSourcesOf(state);
  const others = [...loaded.view.tree.files.keys()].filter((one) => !known.has(one) && isCode(loaded, one));
  return others.find((one) => links(one).some(({ targets }) => targets.includes(file))) ?? null;
}
