import { hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Mode } from '../core/view.ts';
import type { Report } from '../core/report.ts';
import type { Overlay } from '../core/tree.ts';
import { availableParser, createLanguages } from '../facts/index.ts';
import type { Site } from '../world/site.ts';
import { diskWorld, type World } from '../world/world.ts';
import { follow, type State } from './follow.ts';
import { fill, type Programs } from './fill.ts';
import { type Loaded, load, type Setup } from './load.ts';
import { lint, type Request } from './lint.ts';
import { createMemory, type Memory } from './inputs.ts';
import { setupOf, storeAt } from './setup.ts';
import { steadily } from './steady.ts';

/** A project that is checked again and again: one store, one graph at a time. */
export interface Session {
  readonly loaded: Loaded;
  readonly memory: Memory;
  /** Grows whenever a refresh brings something new: what was reported before holds as long as it does not. */
  readonly version: number;
  /** Is it time to look at the disk again? Noticing costs more than checking: a second, or ten times what the last look cost, must have passed. */
  isDue(): boolean;
  /** Looks at the world anew (`sweep`), or only through another overlay, and computes what changed; what another has parsed is not parsed again. */
  refresh(overlay?: Overlay, sweep?: boolean, programs?: Programs): void;
  lint(request: Request): Report;
  /** Asks the project as it is. Where a file changes before the answer is there, it is asked again. */
  read<T>(question: (state: State) => T): T;
}

/** Opens a session; all that rules need is computed in this thread, unless the store has it already. */
export function openSession(setup: Setup, overlay: Overlay = new Map()): Session {
  let { world } = setup;
  const open = (): Loaded => {
    const loaded = load({ ...setup, world }, differing(overlay, world));
    fill(loaded);
    return loaded;
  };
  return sessionOf(
    steadily(open, () => {
      world = world.sweep();
    }),
  );
}

/** Continues from the loaded project and computes everything that its rules need. */
export function sessionOf(opened: Loaded): Session {
  let { world, overlay: laid } = opened;
  let asked: Overlay | undefined = laid;
  const memory = createMemory(opened.store);
  let loaded = opened;
  let version = 0;
  let due = performance.now() + shortestPause;

  const look = (): void => {
    const begun = performance.now();
    world = world.sweep();
    const now = performance.now();
    due = now + Math.max(shortestPause, 10 * (now - begun));
  };
  /** Goes over to the world as it is, or stays wholly where it was. */
  const move = (wanted: Overlay | undefined, sweep: boolean, programs?: Programs): void => {
    const next = differing(wanted, world);
    if (!sweep && loaded.world === world && sameOverlay(laid, next)) return;
    const then = load({ ...loaded, world }, next, loaded);
    const isNew = follow(memory, loaded, then, programs);
    [loaded, laid] = [then, next];
    if (!isNew) return;
    if (memory.spent.length >= mostSpent) dropTexts(loaded, memory.spent.splice(0));
    if (++version % mostVersions === 0) loaded.store.dropIdle();
  };
  const refresh: Session['refresh'] = (wanted, sweep = true, programs) => {
    asked = wanted;
    if (sweep) look();
    steadily(() => {
      move(wanted, sweep, programs);
    }, look);
  };
  const read: Session['read'] = (question) =>
    steadily(
      () => question({ loaded, memory }),
      () => {
        refresh(asked);
      },
    );
  return {
    get loaded() {
      return loaded;
    },
    memory,
    get version() {
      return version;
    },
    isDue: () => performance.now() >= due,
    refresh,
    lint: (request) => read(({ loaded: now }) => lint(now, request, memory)),
    read,
  };
}

/** A session over the disk for a door that stays open: what earlier runs left is read, and nothing is written. */
export function openWarm(site: Site, file: Path, mode: Mode): Session {
  const parser = availableParser();
  const store = storeAt(site, parser);
  return openSession(
    setupOf({ world: diskWorld(site, store.stamps), store, languages: createLanguages(parser), file, mode }),
  );
}

const shortestPause = 1000;

/** What an overlay says that the world does not say by itself: a buffer that was saved lays nothing over its file. */
function differing(overlay: Overlay | undefined, world: World): Overlay {
  const { tree, texts } = world.view();
  return new Map(
    [...(overlay ?? [])].filter(
      ([path, text]) =>
        tree.files.has(path) !== (text !== null) || (text !== null && texts.hash(path) !== hashOf(text)),
    ),
  );
}

function sameOverlay(a: Overlay, b: Overlay): boolean {
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

/** Most texts in an editor exist for one keystroke only: the facts of so many are dropped at once. */
const mostSpent = 20;

/** So often the answers are dropped that nobody has asked for meanwhile. */
const mostVersions = 50;

function dropTexts({ demand, view, store }: Loaded, spent: Memory['spent']): void {
  const living = new Set(demand.map(({ path }) => view.texts.hash(path)));
  for (const [hash, language] of spent) if (!living.has(hash)) store.drop(hash, language);
}
