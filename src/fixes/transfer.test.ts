import { expect, it } from 'vitest';
import { lintFiles } from '../testing/index.ts';

const yaml = `version: 1
zones: { ui: "src/ui/**", lib: "src/lib/**" }
rules: { l: { check: layers, layers: [ui, lib] } }
`;

/** How the fix of the first violation creates a file, or why it does not; and how it changes the old one. */
function moved(board: string, names: string): readonly (string | undefined)[] {
  const { violations } = lintFiles({
    'lintel.yaml': yaml,
    'src/lib/use.ts': `import { ${names} } from '../ui/board.js';\nexport const use = (): unknown => [${names}];\n`,
    'src/ui/board.ts': board,
  });
  const fix = violations[0]?.fix;
  const made = fix?.edits.find(({ kind }) => kind === 'create');
  const others = fix?.edits.filter((edit) => edit.kind === 'replace' && edit.file === 'src/ui/board.ts') ?? [];
  const added = others.map((edit) => ('line' in edit && edit.text !== '' ? `${edit.line}: ${edit.text}` : '')).join('');
  return [made && 'text' in made ? made.text : fix?.reason, added];
}

it('begins a new file with the directive of the old one, which stays first', () => {
  const board = `'use client';
export const context = () => 1;
export const board = () => [context(), window];
`;
  expect(moved(board, 'context')).toEqual([
    "'use client';\n\nexport const context = () => 1;\n",
    "2: import { context } from '../lib/context';\n",
  ]);
});

it('moves types without it', () => {
  const board = `'use server';
// What is asked.
export interface Asked { id: string }
export async function answer(): Promise<void> {}
`;
  const { violations } = lintFiles({
    'lintel.yaml': yaml,
    'src/lib/use.ts': "import type { Asked } from '../ui/board.js';\nexport type Use = Asked;\n",
    'src/ui/board.ts': board,
  });
  expect(violations[0]?.fix?.edits).toContainEqual(
    expect.objectContaining({ kind: 'create', text: '// What is asked.\nexport interface Asked { id: string }\n' }),
  );
});

it('moves nothing that a server offers to the outside', () => {
  const board = `'use server';\nexport async function answer(): Promise<void> {}\nexport async function board() {}\n`;
  expect(moved(board, 'answer')).toEqual(['its file begins with a directive', '']);
});

it('takes no notice of a directive that modules imply', () => {
  const board = `"use strict";\nexport const context = () => 1;\nexport const board = () => window;\n`;
  expect(moved(board, 'context')[0]).toBe('export const context = () => 1;\n');
});

it('leaves an import of types whole when one of its names moves along', () => {
  const { violations } = lintFiles({
    'lintel.yaml': yaml,
    'src/lib/types.ts': 'export type A = 1;\nexport type B = 2;\n',
    'src/lib/use.ts': "import { context } from '../ui/board.js';\nexport const use = (): unknown => context();\n",
    'src/ui/board.ts':
      "import type { A, B } from '../lib/types.js';\nexport const context = (): A => 1;\nexport const board = (b: B): unknown => [b, context()];\n",
  });
  const texts = violations[0]?.fix?.edits.map((edit) => ('text' in edit ? edit.text : '')) ?? [];
  expect(texts).toContain("import type { B } from '../lib/types.js';");
});
