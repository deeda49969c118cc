import type { Report } from '../core/report.ts';
import type { Overlay } from '../core/tree.ts';
import { demandOf, fill, type Loaded, load, type Setup } from './load.ts';
import { lint, type Request } from './lint.ts';
import type { Memory } from './project.ts';

/** A project that is checked again and again: one store, one graph at a time. */
export interface Session {
  readonly loaded: Loaded;
  /** Looks at the world anew (`sweep`), or only through another overlay, and computes what changed. */
  refresh(overlay?: Overlay, sweep?: boolean): void;
  lint(request: Request): Report;
}

/** Opens a session; all that rules need is computed in this thread, unless the store has it already. */
export function openSession(setup: Setup, overlay?: Overlay): Session {
  let { world } = setup;
  const memory: Memory = {};
  const filled = (laid?: Overlay): Loaded => {
    const next = load({ ...setup, world }, laid);
    fill(next, demandOf(next));
    return next;
  };
  let loaded = filled(overlay);
  return {
    get loaded() {
      return loaded;
    },
    refresh(laid, sweep = true) {
      if (sweep) world = world.sweep();
      loaded = filled(laid);
    },
    lint: (request) => lint(loaded, request, memory),
  };
}
