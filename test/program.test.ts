import { posix } from 'node:path';
import { Project, ts } from 'ts-morph';
import { describe, expect, it, test } from 'vitest';
import type { Replacement } from '../src/core/fix.ts';
import { lineStarts, offsetAt } from '../src/core/lines.ts';
import { createRenaming } from '../src/program/rename.ts';
import {
  commonJsCases,
  exportedCases,
  memberCases,
  notedCases,
  publicCases,
  refusedCases,
  type RenameCase,
} from './rename-cases.ts';
import type { Renamed } from '../src/program/index.ts';

type Files = Readonly<Record<string, string>>;

/** One for all cases, as a server has it. */
const { rename } = createRenaming();

function renamed({ files, wish, suggested = false, entries = {} }: RenameCase): Renamed {
  const [, file = '', symbol = '', to = ''] = /^(.*)#(.*) -> (.*)$/.exec(wish) ?? [];
  const [name = '', member] = symbol.split('.');
  return rename(
    {
      files: Object.keys(files),
      around: [],
      text: (one) => files[one] ?? null,
      target(from, specifier) {
        const path = posix.join(posix.dirname(from), specifier);
        return [path, `${path}.ts`, `${path}.tsx`, `${path}.js`].find((one) => one in files) ?? null;
      },
      entryOf: (one) => entries[one] ?? null,
    },
    { file, symbol: member === undefined ? [name] : [name, member], to, suggested },
  );
}

/** The files after the edits. */
function applied(files: Files, edits: readonly Replacement[]): Record<string, string> {
  const after: Record<string, string> = { ...files };
  const ordered = [...edits].sort((a, b) => b.line - a.line || b.column - a.column);
  for (const { file, line, column, endLine, endColumn, old, text } of ordered) {
    const now = after[file] ?? '';
    const starts = lineStarts(files[file] ?? '');
    const [start, end] = [offsetAt(starts, line, column), offsetAt(starts, endLine, endColumn)];
    expect(now.slice(start, end)).toBe(old);
    after[file] = now.slice(0, start) + text + now.slice(end);
  }
  return after;
}

const groups = [
  ['exported symbols', exportedCases],
  ['CommonJS', commonJsCases],
  ['public symbols', publicCases],
  ['members', memberCases],
  ['notes', notedCases],
  ['refusals', refusedCases],
] as const;

describe.each(groups)('%s', (_, cases) => {
  test.each(cases.map((one) => [one.title, one] as const))('%s', (__, one) => {
    const result = renamed(one);
    if (typeof one.after === 'string') {
      expect(result).toEqual({ reason: one.after });
      return;
    }
    if ('reason' in result) throw new Error(result.reason);
    expect(result.doubts).toEqual(one.doubt === undefined ? [] : [one.doubt]);
    if (one.note !== undefined) expect(result.notes).toEqual([one.note]);
    const after = applied(one.files, result.edits);
    expect(after).toEqual({ ...one.files, ...one.after });
  });
});

it('follows imports anew where the same texts lead elsewhere', () => {
  const files: Files = {
    'a.ts': "import { flour } from '~';\nexport const bread = flour;\n",
    'rye.ts': 'export const flour = 1;\n',
    'wheat.ts': 'export const flour = 1;\n',
  };
  const editedWhere = (leads: string): string[] => {
    const result = rename(
      {
        files: Object.keys(files),
        around: [],
        text: (one) => files[one] ?? null,
        target: () => leads,
        entryOf: () => null,
      },
      { file: leads, symbol: ['flour'], to: 'meal', suggested: false },
    );
    return 'reason' in result ? [result.reason] : result.edits.map(({ file }) => file);
  };
  for (const leads of ['rye.ts', 'wheat.ts', 'rye.ts'])
    expect(new Set(editedWhere(leads))).toEqual(new Set(['a.ts', leads]));
});

const ambient = `
declare namespace JSX {
  type Element = object;
  interface ElementAttributesProperty { props: {} }
  interface IntrinsicElements { [name: string]: any }
}
declare const vi: { mock(path: string, make: () => unknown): void };
declare function require(path: string): any;
`;

it('leaves no errors, and none were there', () => {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      allowJs: true,
      checkJs: true,
      experimentalDecorators: true,
      jsx: ts.JsxEmit.Preserve,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ESNext,
      noEmit: true,
      skipLibCheck: true,
    },
  });
  project.createSourceFile('/ambient.d.ts', ambient);
  for (const { title, files, after } of groups.flatMap(([, cases]) => cases)) {
    if (typeof after === 'string') continue;
    for (const [state, texts] of Object.entries({ before: files, after: { ...files, ...after } }))
      for (const [file, text] of Object.entries(texts)) project.createSourceFile(`/${title}/${state}/${file}`, text);
  }
  const errors = project.getPreEmitDiagnostics().map((one) => {
    const text = ts.flattenDiagnosticMessageText(one.compilerObject.messageText, ' ');
    return `${one.getSourceFile()?.getFilePath() ?? ''} ${text}`;
  });
  expect(errors).toEqual([]);
});
