import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { groupBy } from '../../core/group.ts';
import type { Path } from '../../core/location.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { Project } from './project.ts';
import type { Opened, Workspace } from './workspace.ts';

/** Decides when to check what, and sends the diagnostics. */
export interface Publisher {
  /** The text of a document changed: it is checked alone, after a pause. */
  changed(uri: string): void;
  /** A document was opened, saved or closed, or a file changed on the disk: everything is checked. */
  settled(): void;
}

/** What the publisher needs of the connection. */
export interface Client {
  send(params: PublishDiagnosticsParams): void;
  fail(error: unknown): void;
}

/** The time from the last keystroke to the check, in milliseconds. */
const pause = 150;

/** A publisher for one client. */
export function createPublisher(workspace: Workspace, client: Client): Publisher {
  const changed = new Set<string>();
  const shown = createShown(client);
  let isSettled = false;
  let timer: NodeJS.Timeout | undefined;

  const check = (project: Project, documents: readonly Opened[]): void => {
    const dirty = documents.filter(({ uri }) => changed.has(uri));
    const isLocal = !isSettled && dirty.every(isSource);
    const paths = isLocal ? dirty.map(({ path }) => path) : [];
    if (isLocal && paths.length === 0) return;
    // Fixes are tried when a code action is requested.
    const report = project.session.lint({ paths, rule: null, shown: () => new Set() });
    shown.replace(project, diagnosticsOf(report, project), isLocal ? paths : null);
  };
  const flush = (): void => {
    try {
      if (isSettled) workspace.relocate();
      const opened = groupBy(workspace.all(isSettled), ({ project }) => project);
      shown.keep(new Set([...opened.keys()].map(({ root }) => root)));
      for (const [project, documents] of opened) check(project, documents);
    } catch (error) {
      // A session that failed midway is not reused.
      workspace.reset();
      client.fail(error);
    } finally {
      isSettled = false;
      changed.clear();
    }
  };
  const schedule = (wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  };
  return {
    changed(uri) {
      changed.add(uri);
      schedule(isSettled ? 0 : pause);
    },
    settled() {
      isSettled = true;
      schedule(0);
    },
  };
}

/** Files without source code can change what is checked. */
function isSource({ project, path }: Opened): boolean {
  return project.session.loaded.sources.includes(path);
}

/** The diagnostics that the client has, by root and file. */
interface Shown {
  /** Sends the new diagnostics of some files, or (null) of all files that had or have any. */
  replace(project: Project, found: ReadonlyMap<Path, readonly Diagnostic[]>, only: readonly Path[] | null): void;
  /** Removes the diagnostics of other roots. */
  keep(roots: ReadonlySet<string>): void;
}

function createShown(client: Client): Shown {
  const uris = new Map<string, Map<Path, string>>();
  return {
    replace(project, found, only) {
      const known = uris.get(project.root) ?? new Map<Path, string>();
      uris.set(project.root, known);
      for (const path of only ?? new Set([...known.keys(), ...found.keys()])) {
        const { uri, version } = project.document(path);
        const last = known.get(path);
        if (last !== undefined && last !== uri) client.send({ uri: last, diagnostics: [] });
        const diagnostics = [...(found.get(path) ?? [])];
        if (diagnostics.length > 0) known.set(path, uri);
        else known.delete(path);
        client.send({ uri, diagnostics, ...(project.isOpen(path) ? { version } : {}) });
      }
    },
    keep(roots) {
      for (const [root, known] of uris) {
        if (roots.has(root)) continue;
        for (const uri of known.values()) client.send({ uri, diagnostics: [] });
        uris.delete(root);
      }
    },
  };
}
