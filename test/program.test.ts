import { posix } from 'node:path';
import { Project, ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import type { Replacement } from '../src/core/fix.ts';
import { lineStarts, offsetAt } from '../src/core/lines.ts';
import { rename } from '../src/program/rename.ts';
import { exportedCases, publicCases, refusedCases, type RenameCase } from './rename-cases.ts';
import type { Renamed } from '../src/program/index.ts';

type Files = Readonly<Record<string, string>>;

function renamed({ files, wish, suggested = false, entries = {} }: RenameCase): Renamed {
  const [, file = '', symbol = '', to = ''] = /^(.*)#(.*) -> (.*)$/.exec(wish) ?? [];
  const [name = '', member] = symbol.split('.');
  return rename(
    {
      files: Object.keys(files),
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

const checker = new Project({
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

/** What TypeScript reports of files, with its whole library. */
function errorsIn(files: Files): string[] {
  const sources = Object.entries(files).map(([file, text]) => checker.createSourceFile(`/${file}`, text));
  const errors = checker.getPreEmitDiagnostics().map((one) => {
    const text = ts.flattenDiagnosticMessageText(one.compilerObject.messageText, ' ');
    return `${one.getSourceFile()?.getFilePath() ?? ''} ${text}`;
  });
  for (const source of sources) checker.removeSourceFile(source);
  return errors;
}

describe.each([
  ['exported symbols', exportedCases],
  ['public symbols', publicCases],
  ['refusals', refusedCases],
] as const)('%s', (_, cases) => {
  test.each(cases.map((one) => [one.title, one] as const))('%s', (__, one) => {
    const result = renamed(one);
    if (typeof one.after === 'string') {
      expect(result).toEqual({ reason: one.after });
      return;
    }
    if ('reason' in result) throw new Error(result.reason);
    const after = applied(one.files, result.edits);
    expect(after).toEqual({ ...one.files, ...one.after });
    expect(errorsIn(one.files)).toEqual([]);
    expect(errorsIn(after)).toEqual([]);
  });
});
