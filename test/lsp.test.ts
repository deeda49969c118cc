import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionRequest,
  createProtocolConnection,
  DefinitionRequest,
  type Diagnostic,
  DiagnosticSeverity,
  HoverRequest,
  InitializeRequest,
  LogMessageNotification,
  type MarkupContent,
  type Position,
  PrepareRenameRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  RenameRequest,
  TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, describe, expect, it } from 'vitest';
import { bake, bare, cli, git, put, shop } from './bakery.ts';

const processes: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of processes.splice(0)) child.kill();
});

/** An editor over the real binary. */
interface Editor {
  readonly child: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly logs: string[];
  uri(path: string): string;
  open(path: string, text: string): Promise<void>;
  change(path: string, text: string): Promise<void>;
  save(path: string): Promise<void>;
  close(path: string): Promise<void>;
  /** The next diagnostics of a file that satisfy a condition, those received before included. */
  shows(path: string, isWanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** The code actions for a range, or for the whole text, of a file. */
  actions(path: string, range?: Range, only?: readonly string[]): Promise<readonly CodeAction[]>;
  /** The open text of a file after an edit; the edit must be of its current version. */
  apply(edit: WorkspaceEdit, path: string): string;
  /** The diagnostics of a file that were received last. */
  last(path: string): readonly Diagnostic[] | undefined;
}

function start(): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { env: bare });
  processes.push(child);
  return child;
}

async function editorIn(root: string): Promise<Editor> {
  const child = start();
  const connection = createProtocolConnection(child.stdout, child.stdin);
  const received = new Map<string, readonly Diagnostic[]>();
  const waiting = new Set<() => void>();
  const logs: string[] = [];
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    received.set(uri, diagnostics);
    for (const look of waiting) look();
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logs.push(message));
  connection.listen();
  const rootUri = pathToFileURL(root).href;
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'root' }],
    capabilities: {
      workspace: {
        workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
      },
    },
  });
  await connection.sendNotification('initialized', {});
  const uri = (path: string): string => pathToFileURL(join(root, path)).href;
  const texts = new Map<string, TextDocument>();
  return {
    child,
    connection,
    logs,
    uri,
    async open(path, text) {
      texts.set(path, TextDocument.create(uri(path), 'typescript', 1, text));
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(path), languageId: 'typescript', version: 1, text },
      });
    },
    async change(path, text) {
      const document = texts.get(path)!;
      const contentChanges = [changeTo(document, text)];
      const version = document.version + 1;
      TextDocument.update(document, contentChanges, version);
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(path), version },
        contentChanges,
      });
    },
    save: (path) => connection.sendNotification('textDocument/didSave', { textDocument: { uri: uri(path) } }),
    close: (path) => connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(path) } }),
    async actions(path, range, only) {
      const whole = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
      const found = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uri(path) },
        range: range ?? whole,
        context: { diagnostics: [...(received.get(uri(path)) ?? [])], ...(only ? { only: [...only] } : {}) },
      });
      return (found ?? []) as CodeAction[];
    },
    apply(edit, path) {
      const document = texts.get(path)!;
      const edits = edit.documentChanges!.filter((one) => TextDocumentEdit.is(one));
      const own = edits.filter(({ textDocument }) => textDocument.uri === uri(path));
      expect(own.map(({ textDocument }) => textDocument.version)).toEqual(own.map(() => document.version));
      return TextDocument.applyEdits(
        document,
        own.flatMap((one) => one.edits as TextEdit[]),
      );
    },
    last: (path) => received.get(uri(path)),
    shows: (path, isWanted) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`${path}: ${JSON.stringify(received.get(uri(path)))} ${logs.join('\n')}`));
        }, 15_000);
        const look = (): void => {
          const found = received.get(uri(path));
          if (!found || !isWanted(found)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** An incremental change: what differs between the common start and the common end. */
function changeTo(document: TextDocument, text: string): { range: Range; text: string } {
  const old = document.getText();
  let start = 0;
  while (start < Math.min(old.length, text.length) && old[start] === text[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, text.length) - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  const range = { start: document.positionAt(start), end: document.positionAt(old.length - end) };
  return { range, text: text.slice(start, text.length - end) };
}

const rulesOf = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);
const has = (rule: string) => (diagnostics: readonly Diagnostic[]) => rulesOf(diagnostics).includes(rule);
const isEmpty = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.length === 0;

const wrong = shop['src/oven/bake.ts'];
const right = 'export const bake = () => "bread";\n';

describe('diagnostics', () => {
  it('show a violation at its import, with rule, reason, evidence and documentation', async () => {
    const editor = await editorIn(bake(shop));
    await editor.open('src/oven/bake.ts', wrong);
    const found = await editor.shows('src/oven/bake.ts', has('layering/bakery'));
    const one = found.find(({ code }) => code === 'layering/bakery')!;
    expect(one).toMatchObject({
      range: { start: { line: 0, character: 21 }, end: { line: 0, character: 41 } },
      severity: DiagnosticSeverity.Error,
      source: 'lintel',
      codeDescription: { href: expect.stringMatching(/^file:.*\/docs\/checks\/layers\.md$/) },
      message: expect.stringMatching(
        /^`oven` .*\nExpected: .*\nWhy: the oven was here before the shop\. \[[0-9a-f]{6}\]$/,
      ),
    });
    expect(one.relatedInformation).toContainEqual({
      location: {
        uri: editor.uri('CONVENTIONS.md'),
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } },
      },
      message: 'Layers',
    });
  });

  it('follow the text that is not saved, and appear in other files on save', async () => {
    const editor = await editorIn(bake({ ...shop, 'src/oven/bake.ts': right }));
    await editor.open('src/oven/bake.ts', right);
    await editor.open('src/counter/till.ts', shop['src/counter/till.ts']);
    await editor.shows('src/oven/knead.ts', has('layering/cycles'));
    expect(editor.last('src/oven/bake.ts') ?? []).toEqual([]);
    await editor.change('src/oven/bake.ts', wrong);
    await editor.shows('src/oven/bake.ts', has('layering/bakery'));
    await editor.change('src/oven/bake.ts', right);
    await editor.shows('src/oven/bake.ts', isEmpty);

    await editor.open('src/oven/rest.ts', 'export const rest = 1;\n');
    await editor.shows('src/oven/knead.ts', isEmpty);
    await editor.change('src/oven/rest.ts', shop['src/oven/rest.ts']);
    await editor.save('src/oven/rest.ts');
    await editor.shows('src/oven/knead.ts', has('layering/cycles'));
  });

  it('count columns in UTF-16 units and lines as editors do', async () => {
    const editor = await editorIn(bake(shop));
    const text = `/* 🍞\u2028 */ ${wrong}`;
    await editor.open('src/oven/bake.ts', text);
    const [one] = await editor.shows('src/oven/bake.ts', has('layering/bakery'));
    expect(one?.range.start).toEqual({ line: 0, character: text.indexOf("'../counter") });
  });

  it('show errors of lintel.yaml at their places while it is edited', async () => {
    const editor = await editorIn(bake(shop));
    await editor.open('lintel.yaml', shop['lintel.yaml']);
    await editor.change(
      'lintel.yaml',
      shop['lintel.yaml'].replace('layers: [counter, oven]', 'layers: [counter, ofen]'),
    );
    const [one] = await editor.shows('lintel.yaml', (found) => found.length === 1);
    expect(one).toMatchObject({
      range: { start: { line: 3, character: 54 }, end: { line: 3, character: 58 } },
      source: 'lintel',
      message: expect.stringContaining('oven'),
    });
    await editor.change('lintel.yaml', 'version: [');
    await editor.shows('lintel.yaml', (found) => found.length > 0 && !JSON.stringify(found).includes('oven'));
    await editor.change('lintel.yaml', shop['lintel.yaml']);
    await editor.shows('lintel.yaml', isEmpty);
  });

  it('keep several roots apart, and say nothing without a lintel.yaml or outside the tree', async () => {
    const root = bake({
      ...Object.fromEntries(Object.entries(shop).map(([path, text]) => [`one/${path}`, text])),
      'two/lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, files: kebab-case }\n',
      'two/src/BadName.ts': 'export const a = 1;\n',
      'two/.gitignore': 'made/\n',
      'two/made/BadName.ts': 'exports.a = 1;\n',
      'none/src/BadName.ts': 'export const a = 1;\n',
    });
    git(root, 'init', '-q');
    const editor = await editorIn(root);
    for (const path of ['two/made/BadName.ts', 'none/src/BadName.ts']) await editor.open(path, 'var a;\n');
    await editor.open('two/src/BadName.ts', 'export const a = 1;\n');
    await editor.open('one/src/oven/bake.ts', wrong);
    expect(rulesOf(await editor.shows('two/src/BadName.ts', has('naming/files')))).toEqual(['naming/files']);
    expect(rulesOf(await editor.shows('one/src/oven/bake.ts', has('layering/bakery')))).not.toContain('naming/files');
    expect(editor.last('two/made/BadName.ts') ?? []).toEqual([]);
    expect(editor.last('none/src/BadName.ts')).toBeUndefined();
    await editor.close('two/src/BadName.ts');
    await editor.close('two/made/BadName.ts');
    await editor.shows('two/src/BadName.ts', isEmpty);
    put(root, {
      'none/lintel.yaml': 'version: 1\nrules:\n  naming/files: { check: file-naming, files: kebab-case }\n',
    });
    await editor.save('none/src/BadName.ts');
    await editor.shows('none/src/BadName.ts', has('naming/files'));
    expect(editor.logs).toEqual([]);
  });
});

/** Names that must be camelCase, files that must be kebab-case, and a rule whose fix is only suggested. */
const names = {
  'lintel.yaml': `version: 1
rules:
  naming/names: { check: naming, names: { function: camelCase, variable: camelCase } }
  naming/files: { check: file-naming, files: kebab-case }
  structure/readme: { check: required-files, in: "src/{part}/**", files: README.md, template: "# {part}\\n" }
`,
  'package.json': '{ "name": "names" }\n',
  'src/dough/README.md': '# dough\n',
  'src/dough/main.ts': "import { rest } from './restDough.js';\nconst warm_water = rest();\nrest(warm_water);\n",
  'src/dough/restDough.ts': 'export function rest(x?: unknown) {\n  return x;\n}\n',
};

describe('code actions', () => {
  it('apply a safe fix to the text that is not saved, and only where it is', async () => {
    const editor = await editorIn(bake(names));
    await editor.open('src/dough/main.ts', 'export {};\n');
    const text = `// 🍞\n${names['src/dough/main.ts']}const cold_water = 1;\nrest(cold_water);\n`;
    await editor.change('src/dough/main.ts', text);
    const found = await editor.shows('src/dough/main.ts', (all) => all.length === 2);
    expect(
      await editor.actions('src/dough/main.ts', { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }),
    ).toEqual([]);
    const actions = await editor.actions('src/dough/main.ts', found[0]!.range);
    expect(actions).toMatchObject([
      { title: 'Rename to `warmWater`', kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'naming/names' }] },
    ]);
    expect(editor.apply(actions[0]!.edit!, 'src/dough/main.ts')).toBe(text.replaceAll('warm_water', 'warmWater'));
    const [all, ...others] = await editor.actions('src/dough/main.ts', undefined, ['source.fixAll']);
    expect(others).toEqual([]);
    expect(all).toMatchObject({ kind: 'source.fixAll.lintel' });
    expect(editor.apply(all!.edit!, 'src/dough/main.ts')).toBe(
      text.replaceAll('warm_water', 'warmWater').replaceAll('cold_water', 'coldWater'),
    );
    expect(await editor.actions('src/dough/main.ts', undefined, ['refactor'])).toEqual([]);
  });

  it('rename a file and change the imports of other files', async () => {
    const editor = await editorIn(bake(names));
    const main = `// not saved\n${names['src/dough/main.ts']}`;
    await editor.open('src/dough/main.ts', main);
    await editor.open('src/dough/restDough.ts', names['src/dough/restDough.ts']);
    await editor.shows('src/dough/restDough.ts', has('naming/files'));
    const [action] = await editor.actions('src/dough/restDough.ts');
    expect(action?.edit?.documentChanges).toContainEqual({
      kind: 'rename',
      oldUri: editor.uri('src/dough/restDough.ts'),
      newUri: editor.uri('src/dough/rest-dough.ts'),
    });
    expect(editor.apply(action!.edit!, 'src/dough/main.ts')).toBe(main.replace('restDough', 'rest-dough'));
    expect(await editor.actions('src/dough/restDough.ts', undefined, ['source.fixAll.lintel'])).toEqual([]);
  });

  it('name the reason of a fix that is only suggested', async () => {
    const editor = await editorIn(bake(names));
    const text = 'export const x = () => {\n  class dough_maker {}\n  return dough_maker.name;\n};\n';
    await editor.open('lintel.yaml', names['lintel.yaml'].replace('variable: camelCase', 'class: PascalCase'));
    await editor.open('src/dough/main.ts', text);
    await editor.shows('src/dough/main.ts', has('naming/names'));
    expect(await editor.actions('src/dough/main.ts')).toMatchObject([
      { title: expect.stringMatching(/^Rename to `DoughMaker` \(suggested: .*name.*\)$/), isPreferred: false },
    ]);
  });

  it('create a missing file, which is reported at its rule', async () => {
    const editor = await editorIn(bake({ ...names, 'src/oven/hot.ts': 'export const hot = 1;\n' }));
    await editor.open('src/oven/hot.ts', 'export const hot = 1;\n');
    const [one] = await editor.shows('lintel.yaml', has('structure/readme'));
    expect(one).toMatchObject({ message: expect.stringMatching(/^src\/oven\/README\.md: /) });
    await editor.open('lintel.yaml', names['lintel.yaml']);
    const [action] = await editor.actions('lintel.yaml', one!.range);
    expect(action?.edit?.documentChanges).toMatchObject([
      { kind: 'create', uri: editor.uri('src/oven/README.md') },
      { textDocument: { uri: editor.uri('src/oven/README.md') }, edits: [{ newText: '# oven\n' }] },
    ]);
  });
});

const at = (text: string, part: string) => {
  const [before = ''] = text.split(part);
  const lines = before.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length + 1 };
};

describe('rename', () => {
  const files = {
    ...names,
    'lintel.yaml':
      'version: 1\nrules:\n  cycles: { check: cycles }\n  naming/names: { check: naming, names: { function: camelCase } }\n',
  };
  const main = files['src/dough/main.ts'];
  const prepare = (editor: Editor, path: string, position: Position) =>
    editor.connection.sendRequest(PrepareRenameRequest.type, { textDocument: { uri: editor.uri(path) }, position });
  const rename = (editor: Editor, path: string, position: Position, newName: string) =>
    editor.connection.sendRequest(RenameRequest.type, { textDocument: { uri: editor.uri(path) }, position, newName });
  const textsOf = (edit: WorkspaceEdit | null) =>
    edit!.documentChanges!.filter((one) => TextDocumentEdit.is(one)).map(({ textDocument }) => textDocument.uri);

  it('changes a name in all files, from its declaration and from an import, with texts that are not saved', async () => {
    const editor = await editorIn(bake(files));
    const unsaved = `// not saved\n${main}`;
    await editor.open('src/dough/main.ts', unsaved);
    const where = at(unsaved, 'rest()');
    const { line, character } = where;
    expect(await prepare(editor, 'src/dough/main.ts', where)).toEqual({
      start: { line, character: character - 1 },
      end: { line, character: character + 3 },
    });
    const edit = await rename(editor, 'src/dough/main.ts', where, 'pause');
    expect(textsOf(edit).sort()).toEqual([editor.uri('src/dough/main.ts'), editor.uri('src/dough/restDough.ts')]);
    expect(editor.apply(edit!, 'src/dough/main.ts')).toBe(unsaved.replaceAll(/\brest\b/g, 'pause'));
    await editor.open('src/dough/restDough.ts', files['src/dough/restDough.ts']);
    const declared = at(files['src/dough/restDough.ts'], 'rest(');
    expect(await rename(editor, 'src/dough/restDough.ts', declared, 'pause')).toMatchObject({
      documentChanges: expect.arrayContaining([expect.anything(), expect.anything()]),
    });
  });

  it('changes a member where it is declared', async () => {
    const text = 'export class Oven {\n  heat = 1;\n  hot() {\n    return this.heat;\n  }\n}\n';
    const editor = await editorIn(bake({ ...files, 'src/dough/oven.ts': text }));
    await editor.open('src/dough/oven.ts', text);
    const edit = await rename(editor, 'src/dough/oven.ts', at(text, 'heat = 1'), 'warmth');
    expect(editor.apply(edit!, 'src/dough/oven.ts')).toBe(text.replaceAll('heat', 'warmth'));
  });

  it('offers nothing for a local name, a string or a keyword, and says why it refuses', async () => {
    const editor = await editorIn(bake(files));
    await editor.open('src/dough/restDough.ts', files['src/dough/restDough.ts']);
    const text = files['src/dough/restDough.ts'];
    expect(await prepare(editor, 'src/dough/restDough.ts', at(text, 'x;'))).toBe(null);
    expect(await prepare(editor, 'src/dough/restDough.ts', at(text, 'return'))).toBe(null);
    const refused = (name: string) =>
      rename(editor, 'src/dough/restDough.ts', at(text, 'rest('), name).then(String, (error: Error) => error.message);
    expect(await refused('class')).toBe('`class` is a reserved word');
    expect(await refused('Rest_it')).toBe('it would bring violations: naming/names in src/dough/restDough.ts');
    expect(editor.logs).toEqual([]);
  });
});

describe('hover', () => {
  const hover = async (editor: Editor, path: string, position: Position): Promise<string | null> => {
    const found = await editor.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: editor.uri(path) },
      position,
    });
    return found && (found.contents as MarkupContent).value;
  };

  it('shows where an import leads and which rules allow it', async () => {
    const other = '  layering/fs: { check: imports, from: "src/**", deny: { packages: ["node:fs"] } }\n';
    const editor = await editorIn(
      bake({ ...shop, 'lintel.yaml': shop['lintel.yaml'] + other, 'src/oven/bake.ts': right }),
    );
    await editor.open('src/oven/bake.ts', right);
    const text = `import fs from 'node:fs';\nimport './gone.js';\n${wrong}`;
    await editor.change('src/oven/bake.ts', text);
    const of = (part: string) => hover(editor, 'src/oven/bake.ts', at(text, part));
    expect(await of("'../counter")).toMatch(
      /^\.\.\/counter\/till\.js: src\/counter\/till\.ts\nzones: counter\nnot allowed by layering\/bakery: `oven` .*\n {2}fix: ./,
    );
    expect(await of("'node:fs'")).toMatch(/^node:fs: module of Node\.js fs\nnot allowed by layering\/fs: ./);
    expect(await of("'./gone")).toMatch(/^\.\/gone\.js: cannot be resolved: ./);
    expect(await of('fs from')).toBe(null);
    await editor.change('src/oven/bake.ts', right);
    await editor.open('src/counter/till.ts', shop['src/counter/till.ts']);
    expect(await hover(editor, 'src/counter/till.ts', at(shop['src/counter/till.ts'], "'../oven"))).toBe(
      '../oven/bake.js: src/oven/bake.ts\nzones: oven\nallowed by layering/bakery: layer counter to layer oven',
    );
  });

  it('shows the globs and files of a zone in lintel.yaml, where it is defined and where it is used', async () => {
    const editor = await editorIn(bake(shop));
    const text = shop['lintel.yaml'].replace('layering/bakery: {', 'layering/bakery: { severity: warn,');
    await editor.open('lintel.yaml', text);
    for (const part of ['oven: "src', 'oven], because'])
      expect(await hover(editor, 'lintel.yaml', at(text, part))).toMatch(
        /^# zone oven\nsrc\/oven\/\*\*\n(.*\n)*3 files\n/,
      );
    expect(await hover(editor, 'lintel.yaml', at(text, 'severity'))).toBe(null);
  });
});

describe('definition', () => {
  it('leads from a zone to its definition, and from an anchor to its heading', async () => {
    const editor = await editorIn(bake(shop));
    const text = `# not saved\n${shop['lintel.yaml']}`;
    await editor.open('lintel.yaml', text);
    const lead = (part: string) =>
      editor.connection.sendRequest(DefinitionRequest.type, {
        textDocument: { uri: editor.uri('lintel.yaml') },
        position: at(text, part),
      });
    expect(await lead('oven], because')).toMatchObject({
      uri: editor.uri('lintel.yaml'),
      range: { start: { line: 2 } },
    });
    expect(await lead('#layers')).toMatchObject({ uri: editor.uri('CONVENTIONS.md'), range: { start: { line: 2 } } });
    expect(await lead('because')).toBe(null);
  });
});

describe('the server', () => {
  it('stays up after invalid messages', async () => {
    const editor = await editorIn(bake(shop));
    const framed = (body: string): string => `Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`;
    const { uri } = editor;
    const document = { uri: uri('src/oven/bake.ts'), languageId: 'typescript', version: 1 };
    const messages: unknown[] = [
      1,
      null,
      [],
      { jsonrpc: '2.0', id: 7, method: 'oven/hot' },
      { jsonrpc: '2.0', method: 'oven/hot', params: 1 },
      { jsonrpc: '2.0', method: 'textDocument/didOpen' },
      { jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: { uri: 5 } } },
      { jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: { ...document, uri: 'oven:%' } } },
      { jsonrpc: '2.0', method: 'textDocument/didChange', params: { textDocument: document, contentChanges: 3 } },
      { jsonrpc: '2.0', id: 8, method: 'textDocument/codeAction', params: { textDocument: document } },
      { jsonrpc: '2.0', id: 9, method: 'textDocument/codeAction' },
      {
        jsonrpc: '2.0',
        method: 'textDocument/didOpen',
        params: { textDocument: { ...document, uri: uri('src/oven/huge.ts'), text: 'a;'.repeat(500_000) } },
      },
    ];
    for (const body of ['{', '\u0000', ...messages.map((one) => JSON.stringify(one))])
      editor.child.stdin.write(framed(body));
    editor.child.stdin.write('Content-Type: none\r\n\r\n');
    await editor.open('src/oven/bake.ts', wrong);
    await editor.shows('src/oven/bake.ts', has('layering/bakery'));
    expect(editor.child.exitCode).toBe(null);
  });

  it('ends when its input is closed', async () => {
    const { child } = await editorIn(bake(shop));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    expect(await ended).toBe(1);
  });

  it('ends with exit code 0 after shutdown and exit', async () => {
    const { child, connection } = await editorIn(bake(shop));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
  });
});
