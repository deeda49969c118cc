import { type TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Path } from '../../core/location.ts';
import { today } from '../../world/today.ts';
import type { Environment } from '../../world/site.ts';
import { locateUri, openProject, type Project } from './project.ts';

/** An open document in its project. */
export interface Opened {
  readonly uri: string;
  readonly project: Project;
  readonly path: Path;
}

/** The open documents and their projects. A document without a lintel.yaml above it has none. */
export interface Workspace {
  /** The project of a document, with all open documents as they are now. */
  at(uri: string): Opened | null;
  /** All open documents that have a project, which looks at the disk if `sweep`. */
  all(sweep: boolean): readonly Opened[];
  /** Looks again for the lintel.yaml of every document. */
  relocate(): void;
  /** Closes all projects; they are opened again when they are needed. */
  reset(): void;
}

/** The workspace of one client. */
export function createWorkspace(documents: TextDocuments<TextDocument>, env: Environment): Workspace {
  const projects = new Map<string, Project>();
  const located = new Map<string, ReturnType<typeof locateUri>>();
  const find = (uri: string): ReturnType<typeof locateUri> => {
    const known = located.get(uri);
    if (known !== undefined) return known;
    const found = locateUri(uri);
    located.set(uri, found);
    return found;
  };
  const buffersOf = (root: string): Map<Path, string> =>
    new Map(
      documents.all().flatMap((document) => {
        const found = find(document.uri);
        return found?.root === root ? [[found.path, document.getText()] as const] : [];
      }),
    );
  const refresh = ({ root, session }: Project, sweep: boolean): void => {
    session.refresh(buffersOf(root), sweep || session.isDue());
  };
  const opened = {
    get: (uri: string) => documents.get(uri),
    uriOf: (root: string, path: Path) =>
      documents.keys().find((uri) => {
        const found = find(uri);
        return found?.root === root && found.path === path;
      }),
  };
  const projectOf = (uri: string): Opened | null => {
    const found = find(uri);
    if (found === null) return null;
    const known = projects.get(found.root);
    const project = known?.day === today() ? known : openProject(found, env, opened);
    projects.set(found.root, project);
    return { uri, project, path: found.path };
  };
  return {
    at(uri) {
      const found = documents.get(uri) ? projectOf(uri) : null;
      if (found) refresh(found.project, false);
      return found;
    },
    all(sweep) {
      const found = documents.keys().flatMap((uri) => projectOf(uri) ?? []);
      const used = new Set(found.map(({ project }) => project));
      for (const project of projects.values()) {
        if (used.has(project)) refresh(project, sweep);
        else projects.delete(project.root);
      }
      return found;
    },
    relocate() {
      located.clear();
    },
    reset() {
      projects.clear();
    },
  };
}
