import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineCheck } from '../core/check.ts';
import type { Edit } from '../core/fix.ts';
import { projectOf } from '../testing/index.ts';
import { sessionOf } from './session.ts';

/** Where `./old.ts` stands. */
const quoted = { line: 1, column: 19, endLine: 1, endColumn: 29 };

/** Finds imports of `old.ts`, proposes `new.ts` instead, and counts how often it is asked. */
function counting(asked: string[]) {
  return defineCheck({
    name: 'counting',
    family: 'structure',
    summary: 'No import of `old.ts`.',
    options: z.strictObject({}),
    reads: () => ({ graph: 'edges' }),
    messages: { there: () => 'It is imported.' },
    statement: () => 'no import of `old.ts`',
    *check({ graph, files }, _, problem) {
      asked.push('asked');
      for (const file of files) {
        for (const { import: one } of graph.importsOf(file)) {
          if (one.specifier !== './old.ts') continue;
          const edit: Edit = { kind: 'replace', file, ...quoted, old: "'./old.ts'", text: "'./new.ts'" };
          yield problem(
            'there',
            {},
            { file, place: one.at },
            {
              found: 'old.ts',
              expected: 'new.ts',
              fix: { title: 'Import new.ts', safety: 'safe', edits: [edit], steps: [] },
            },
          );
        }
      }
    },
  });
}

const request = { paths: [], rule: null };
const files = {
  'lintel.yaml': 'version: 1\nrules:\n  one: { check: counting }\n',
  'old.ts': 'export const x = 1;\n',
  'new.ts': 'export const x = 2;\n',
  'a.ts': "import { x } from './old.ts';\nexport const y = x;\n",
  'other.ts': 'export function f() {\n  return 1;\n}\n',
};

/** How often the check was asked in the run after an edit, and whether the fix is proven then. */
function after(file: string, text: string): { readonly asked: number; readonly proven: readonly unknown[] } {
  const asked: string[] = [];
  const session = sessionOf(projectOf(files, { checks: [counting(asked)] }));
  expect(session.lint(request).violations.map(({ fix }) => [fix?.safety, fix?.proven])).toEqual([['safe', true]]);
  asked.length = 0;
  session.refresh(new Map([...session.loaded.overlay, [file, text]]));
  const { violations } = session.lint(request);
  return { asked: asked.length, proven: violations.map(({ fix }) => fix?.proven) };
}

it('keeps the proof of a fix when the body of another file changes', () => {
  expect(after('other.ts', 'export function f() {\n  return 2;\n}\n')).toEqual({ asked: 0, proven: [true] });
});

it.each([
  ['the file of the fix', 'a.ts', "import { x } from './old.ts';\nexport const y = x + 1;\n"],
  ['the imports of another file', 'other.ts', "import './new.ts';\n"],
  ['the list of files', 'more.ts', ''],
])('tries a fix again when %s changes', (_, file, text) => {
  const { asked, proven } = after(file, text);
  expect(asked).toBeGreaterThan(0);
  expect(proven).toEqual([true]);
});
