import type { Readable, Writable } from 'node:stream';
import {
  CodeActionKind,
  createConnection,
  type InitializeParams,
  ResponseError,
  type ServerCapabilities,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { errorLine, LintelError } from '../../core/error.ts';
import { once } from '../../core/once.ts';
import type { Environment } from '../../world/site.ts';
import { loadRenaming } from '../../program/index.ts';
import { version } from '../../world/packs.ts';
import { actionsAt, fixAllKind } from './actions.ts';
import type { Abilities } from './edits.ts';
import { definitionOf, hoverAt } from './knowledge.ts';
import { createPublisher } from './publisher.ts';
import { renameableAt, renamedAt } from './rename.ts';
import { createWorkspace, type Opened } from './workspace.ts';

/** The streams of an editor. */
export interface Wire {
  readonly input: Readable;
  readonly output: Writable;
}

/** Serves one editor. The process ends when the editor disconnects. */
export function serve(env: Environment, { input, output }: Wire): void {
  const connection = createConnection(input, output);
  const documents = new TextDocuments(TextDocument);
  const workspace = createWorkspace(documents, env);
  const renamingOf = once(loadRenaming);
  let can: Abilities = { documentChanges: false, operations: new Set() };
  const fail = (error: unknown): void => {
    connection.console.error(failureText(error));
  };
  const publisher = createPublisher(workspace, {
    send: (params) => void connection.sendDiagnostics(params),
    fail,
  });

  /** Answers a request about a document; null for a document without a project. */
  const answer = <T>(uri: string, question: (opened: Opened) => T): T | null => {
    try {
      const opened = workspace.at(uri);
      return opened && opened.project.session.read(() => question(opened));
    } catch (error) {
      // A session that failed midway is not reused.
      workspace.reset();
      fail(error);
      return null;
    }
  };

  connection.onInitialize((params) => {
    can = abilitiesOf(params);
    return { serverInfo: { name: 'lintel', version: version() }, capabilities };
  });
  connection.onCodeAction((params) => answer(params.textDocument.uri, (opened) => actionsAt(opened, params, can)));
  connection.onHover(({ textDocument, position }) => answer(textDocument.uri, (opened) => hoverAt(opened, position)));
  connection.onDefinition(({ textDocument, position }) =>
    answer(textDocument.uri, (opened) => definitionOf(opened, position)),
  );
  connection.onPrepareRename(({ textDocument, position }) =>
    answer(textDocument.uri, (opened) => renameableAt(opened, position)),
  );
  connection.onRenameRequest(async (params) => {
    const renaming = await renamingOf();
    const renamed = answer(params.textDocument.uri, (opened) => renamedAt(opened, params, { can, renaming }));
    if (renamed instanceof ResponseError) throw renamed;
    return renamed;
  });
  documents.onDidOpen(publisher.settled);
  documents.onDidSave(publisher.settled);
  documents.onDidClose(publisher.settled);
  documents.onDidChangeContent(({ document }) => {
    publisher.changed(document.uri);
  });
  connection.onDidChangeWatchedFiles(publisher.settled);
  documents.listen(connection);
  connection.listen();
}

const capabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  workspace: { workspaceFolders: { supported: true } },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  hoverProvider: true,
  definitionProvider: true,
  renameProvider: { prepareProvider: true },
};

function abilitiesOf({ capabilities: { workspace } }: InitializeParams): Abilities {
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  return { documentChanges: documentChanges ?? false, operations: new Set(resourceOperations) };
}

function failureText(error: unknown): string {
  if (error instanceof LintelError) return errorLine(error);
  return `this is a bug in Lintel, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
