import type { Readable, Writable } from 'node:stream';
import { createConnection, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { errorLine, LintelError } from '../../core/error.ts';
import type { Environment } from '../../world/site.ts';
import { version } from '../../world/packs.ts';
import { createPublisher } from './publisher.ts';
import { createWorkspace } from './workspace.ts';

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
  const fail = (error: unknown): void => {
    connection.console.error(failureText(error));
  };
  const publisher = createPublisher(workspace, {
    send: (params) => void connection.sendDiagnostics(params),
    fail,
  });

  connection.onInitialize(() => ({
    serverInfo: { name: 'lintel', version: version() },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      workspace: { workspaceFolders: { supported: true } },
    },
  }));
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

function failureText(error: unknown): string {
  if (error instanceof LintelError) return errorLine(error);
  return `this is a bug in Lintel, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
