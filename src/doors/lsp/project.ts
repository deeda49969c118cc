import { fileURLToPath, pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Path } from '../../core/location.ts';
import type { Report } from '../../core/report.ts';
import type { Violation } from '../../core/violation.ts';
import type { Request } from '../../pipeline/lint.ts';
import { openWarm, type Session } from '../../pipeline/session.ts';
import { today } from '../../world/today.ts';
import { type Located, locate } from '../../world/root.ts';
import type { Environment } from '../../world/site.ts';

/** One root, with the texts of its open documents laid over it. */
export interface Project {
  readonly root: string;
  /** The configuration's path from the root. */
  readonly file: Path;
  /** The day for which it was opened: exceptions expire. */
  readonly day: string;
  readonly session: Session;
  /** Is there such a file, on the disk or in an open document? */
  has(path: Path): boolean;
  /** The violations that are shown in a file, with every fix tried; kept until something changes. */
  reportOf(path: Path): Report;
  uriOf(path: Path): string;
  isOpen(path: Path): boolean;
  /** A file as it is now: its open document, or a document made of its text on the disk. */
  document(path: Path): TextDocument;
}

/** Opens the project of a document. */
export function openProject({ root, file }: Located, env: Environment, opened: OpenDocuments): Project {
  const session = openWarm({ root, env }, file, 'loop');
  let reports = { version: session.version, byPath: new Map<Path, Report>() };
  const has = (path: Path): boolean => session.loaded.view.texts.stamp(path) !== null;
  // Violations of missing files are shown in the configuration.
  const missing = (violations: readonly Violation[]): ReadonlySet<string> =>
    new Set(violations.filter(({ at }) => !has(at.file)).map(({ id }) => id));
  const requestOf = (path: Path): Request =>
    path === file ? { paths: [], rule: null, shown: missing } : { paths: [path], rule: null };
  const uriOf = (path: Path): string => opened.uriOf(root, path) ?? pathToFileURL(`${root}/${path}`).href;
  return {
    root,
    file,
    day: today(),
    session,
    uriOf,
    has,
    isOpen: (path) => opened.get(uriOf(path)) !== undefined,
    reportOf(path) {
      if (reports.version !== session.version) reports = { version: session.version, byPath: new Map() };
      const report = reports.byPath.get(path) ?? session.lint(requestOf(path));
      reports.byPath.set(path, report);
      return report;
    },
    document(path) {
      const uri = uriOf(path);
      return opened.get(uri) ?? TextDocument.create(uri, '', 0, session.loaded.view.texts.read(path) ?? '');
    },
  };
}

/** The documents that are open in the client. */
export interface OpenDocuments {
  get(uri: string): TextDocument | undefined;
  /** The URI under which the client has opened a file. */
  uriOf(root: string, path: Path): string | undefined;
}

/** The project and path of a document; null if it is not a file on the disk, or has no lintel.yaml above it. */
export function locateUri(uri: string): Located | null {
  const name = fileName(uri);
  return name === null ? null : locate(name);
}

/** The absolute name of the file of a URI; null for other schemes. */
function fileName(uri: string): string | null {
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}
