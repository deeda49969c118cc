import { errorLine, LintelError } from '../../core/error.ts';
import type { Path } from '../../core/location.ts';
import type { Report, ReportedViolation } from '../../core/report.ts';
import { addTo } from '../../core/group.ts';
import { openWarm, type Session } from '../../pipeline/session.ts';
import { today } from '../../world/today.ts';

/** The results for one file. */
export interface Result {
  readonly violations: readonly ReportedViolation[];
  /** Configuration errors, and crashes of Lintel. */
  readonly errors: readonly string[];
}

/** Keeps the session of one root. */
interface Keeper {
  /** The results for the buffer of a file; `program` is its syntax tree, if available. */
  resultOf(path: Path, text: string, program: object | null): Result;
}

interface Found {
  readonly root: string;
  readonly file: Path;
}

const keepers = new Map<string, { readonly day: string; readonly keeper: Keeper }>();

/** The keeper of a root: one for each root, process and day. */
export function keeperOf(found: Found): Keeper {
  const day = today();
  let kept = keepers.get(found.root);
  if (kept?.day !== day) {
    kept = { day, keeper: createKeeper(found) };
    keepers.set(found.root, kept);
  }
  return kept.keeper;
}

function createKeeper(found: Found): Keeper {
  let session: Session | null = null;
  let answers: Answers | null = null;
  return {
    resultOf(path, text, program) {
      try {
        session ??= openWarm({ root: found.root, env: process.env }, found.file, 'loop');
        session.refresh(new Map([[path, text]]), session.isDue(), program ? new Map([[path, program]]) : undefined);
        if (answers?.version !== session.version) answers = createAnswers(session);
        return answers.resultOf(path);
      } catch (error) {
        // A session that failed midway is not reused.
        session = answers = null;
        return { violations: [], errors: [failureText(error)] };
      }
    },
  };
}

function failureText(error: unknown): string {
  if (error instanceof LintelError) return errorLine(error);
  return `this is a bug in Lintel, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** The results of one version of a session. */
interface Answers {
  readonly version: number;
  resultOf(path: Path): Result;
}

/** Editors request one file, which is examined alone. A second request means a run over many files, so all are examined once. */
function createAnswers(session: Session): Answers {
  let first: { readonly path: Path; readonly result: Result } | null = null;
  let all: ((path: Path) => Result) | null = null;
  return {
    version: session.version,
    resultOf(path) {
      if (all) return all(path);
      if (first?.path === path) return first.result;
      if (first) return (all = byFile(session.lint({ paths: [], rule: null })))(path);
      first = { path, result: resultFrom(session.lint({ paths: [path], rule: null })) };
      return first.result;
    },
  };
}

function resultFrom({ violations, errors }: Pick<Report, 'violations' | 'errors'>): Result {
  return { violations, errors: errors.map(errorLine) };
}

/** A violation is shown in the file of its location and in files of its evidence. */
function byFile({ violations, errors }: Report): (path: Path) => Result {
  const found = new Map<Path, ReportedViolation[]>();
  for (const violation of violations) {
    for (const file of new Set([violation.at.file, ...violation.evidence.map((one) => one.file)]))
      addTo(found, file, violation);
  }
  return (path) => resultFrom({ violations: found.get(path) ?? [], errors });
}
