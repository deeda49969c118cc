import { LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Mode } from '../core/view.ts';
import { ask, pathFrom } from './open.ts';
import { openWarm, type Session } from './session.ts';
import { today } from '../world/today.ts';
import { rootAt } from '../world/root.ts';
import type { Environment } from '../world/site.ts';

/** Keeps one session for the root in which the server was started. */
export interface Keeper {
  /** Runs a question over the project as it is now, with unsaved texts laid over it (null: as if deleted), by paths as the client writes them. */
  ask<T>(
    texts: Readonly<Record<string, string | null>>,
    question: (session: Session, fromRoot: FromRoot, wantedFromRoot: FromRoot) => T,
  ): Promise<T>;
}

/** A path as the client writes it, from the root; a wanted one need not exist. */
type FromRoot = (path: string) => Path;

/** The process that the server lives in. */
export interface Home {
  readonly cwd: string;
  readonly env: Environment;
}

interface Kept {
  readonly root: string;
  readonly day: string;
  readonly session: Session;
}

/** A keeper for the nearest lintel.yaml above a folder, which is looked up on every call. */
export function createKeeper(home: Home, mode: Mode = 'loop'): Keeper {
  let kept: Promise<Kept> | null = null;
  const current = async (): Promise<Kept> => {
    const last = await kept;
    // The folder may have been deleted, or a nearer lintel.yaml created.
    if (last && last.day === today() && last.root === rootAt(home.cwd).root) return last;
    kept = opened(home, mode);
    try {
      return await kept;
    } catch (error) {
      kept = null;
      throw error;
    }
  };
  return {
    async ask(texts, question) {
      try {
        const { root, session } = await current();
        const ground = { root, cwd: root, files: () => session.loaded.view.tree.files.keys() };
        session.refresh(new Map(Object.entries(texts).map(([path, text]) => [fileFrom(path, ground), text])));
        return question(
          session,
          (path) => pathFrom(path, { ...ground, isThere: (found) => session.loaded.view.texts.exists(found) }),
          (path) => fileFrom(path, ground),
        );
      } catch (error) {
        // A session that failed midway is not reused.
        if (!(error instanceof LintelError)) kept = null;
        throw error;
      }
    },
  };
}

function fileFrom(path: string, ground: Parameters<typeof pathFrom>[1]): Path {
  const file = pathFrom(path, { ...ground, isThere: () => true });
  if (file === '') throw mistake('no-path', { path, nearest: null });
  return file;
}

/** Missing facts are extracted by all threads and cached for the next start. */
async function opened({ cwd, env }: Home, mode: Mode): Promise<Kept> {
  const { root, file } = rootAt(cwd);
  const { opened: warm } = await ask({ cwd, env, parser: null, cache: true, phase: () => undefined }, () => null);
  warm.save();
  return { root, day: today(), session: openWarm({ root, env }, file, mode) };
}
