import type { Report } from '../core/report.ts';
import { type Files, filesOf, filesOfRoots } from './files.ts';
import { lint, type Request } from './lint.ts';
import { ask, type Opened, type OpenOptions } from './open.ts';
import { askRoots, selectRoots } from './roots.ts';
import { unite } from './united.ts';
import type { Trace } from '../world/trace.ts';

/** A report, and what it is about. */
export interface Linted {
  /** The folder that paths of the report begin at, absolute and real. */
  readonly root: string;
  readonly files: Files;
  readonly report: Report;
  /** How many files were parsed for it. */
  readonly parsed: number;
  /** All that was asked of the disk for it; null where that is not known. */
  trace(): Trace | null;
  /** Keeps what was learnt for the next run. */
  save(): void;
}

/** A request with paths as the user writes them. */
export interface WrittenRequest extends Omit<Request, 'paths'> {
  readonly paths: readonly string[];
}

/** Checks the project of a folder. */
export async function lintAt(options: OpenOptions, request: WrittenRequest): Promise<Linted> {
  const { opened, answer } = await ask(options, ({ loaded, memory, fromRoot }) =>
    lint(loaded, { ...request, paths: request.paths.map(fromRoot) }, memory),
  );
  return {
    root: opened.root,
    files: filesOf(opened.loaded),
    report: answer,
    parsed: opened.parsed(),
    trace: () => opened.loaded.world.trace(),
    save: () => {
      opened.save();
    },
  };
}

/** Checks every root at and below a folder, each by its own rules and its own baseline. */
export async function lintRoots(options: OpenOptions, { paths, rule, ...request }: WrittenRequest): Promise<Linted> {
  const { top, roots } = selectRoots(options.cwd, paths);
  const owner = roots.find(({ folder }) => folder !== '' && rule?.startsWith(`${folder}:`));
  const ruleThere = owner && rule !== null ? rule.slice(owner.folder.length + 1) : rule;
  const asked = await askRoots(options, { top, roots: owner ? [owner] : roots }, ({ loaded, memory }, own) =>
    lint(loaded, { ...request, rule: ruleThere, paths: own }, memory),
  );
  const opened = asked.flatMap(({ folder, opened: one }) => (one ? [{ folder, one }] : []));
  return {
    root: top,
    files: filesOfRoots(opened.map(({ folder, one }) => ({ folder, files: filesOf(one.loaded) }))),
    report: unite(
      asked.map(({ folder, opened: one, answer }) => ({ folder, loaded: one?.loaded ?? null, report: answer })),
      rule,
    ),
    parsed: sumOf(opened.map(({ one }) => one)),
    trace: () => null,
    save: () => {
      for (const { one } of opened) one.save();
    },
  };
}

function sumOf(opened: readonly Opened[]): number {
  return opened.reduce((sum, one) => sum + one.parsed(), 0);
}
