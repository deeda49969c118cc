import { expect, it } from 'vitest';
import { createPrograms } from './program.ts';
import { watchedFiles } from './watched.ts';

/** The files to check when `heat` of `Oven`, a number, becomes `warm`. */
function watched(rival: string): readonly string[] {
  const texts = new Map([
    ['oven.ts', 'export interface Oven { heat: number }\n'],
    ['rival.ts', `export interface Rival { ${rival} }\n`],
    ['both.ts', "import type { Oven } from './oven';\nimport type { Rival } from './rival';\nlet a: [Oven, Rival];\n"],
    ['alone.ts', "import type { Oven } from './oven';\nlet a: Oven;\n"],
  ]);
  const target = (_: string, specifier: string): string => `${specifier.slice(2)}.ts`;
  const text = (file: string): string | null => texts.get(file) ?? null;
  const sources = { files: [...texts.keys()], around: [], text, target, entryOf: () => null };
  const program = createPrograms().open(sources, true);
  const symbol = program.checker.getSymbolAtLocation(program.source('oven.ts'));
  const owner = symbol && program.checker.getExportsOfModule(symbol)[0];
  const family = owner?.members?.get('heat' as never)?.declarations ?? [];
  const start = texts.get('oven.ts')?.indexOf('heat') ?? 0;
  const changes = new Map([['oven.ts', [{ start, end: start + 4, text: 'warm' }]]]);
  return watchedFiles(program, { names: ['heat', 'warm'], family, changes });
}

it.each<[string, string, readonly string[]]>([
  ['a member of the same name and type', 'heat: number', ['oven.ts', 'rival.ts', 'both.ts']],
  ['a member of the new name and the same type', 'warm: number', ['oven.ts', 'rival.ts', 'both.ts']],
  ['a member of another type', 'heat: string', ['oven.ts', 'rival.ts']],
  ['another member', 'cold: number', ['oven.ts']],
])('watches files that import %s', (_, rival, files) => {
  expect(watched(rival)).toEqual(files);
});
