import { expect, it } from 'vitest';
import { createMemory, inputsOf } from '../pipeline/inputs.ts';
import { lint } from '../pipeline/lint.ts';
import { inputsFor, projectOf as loadedOf } from '../testing/index.ts';
import { openFiles } from './cycles.ts';

// What TypeScript itself says is in test/erased.test.ts; here is what it does not say any more, or never did.

function kindsIn(files: Readonly<Record<string, string>>, compilerOptions: object = {}): string[] {
  const { graph } = inputsFor(
    loadedOf({
      'x.ts': 'export interface T { a: 1 }\nexport class C {}',
      ...files,
      'tsconfig.json': JSON.stringify({ compilerOptions }),
      'lintel.yaml': 'version: 1\nrules: { layering/cycles: { check: cycles } }',
    }),
  );
  return Array.from({ length: graph.size }, (_, id) => graph.kindOf(graph.edge(id)));
}

it.each<[title: string, files: Record<string, string>, options: object, expected: string]>([
  [
    'every import statement',
    { 'a.ts': "import { T } from './x'; let a: T;" },
    { importsNotUsedAsValues: 'error' },
    'value',
  ],
  ['no re-export of types', { 'a.ts': "export { T } from './x';" }, { importsNotUsedAsValues: 'error' }, 'type'],
  ['an unused value', { 'a.ts': "import { C } from './x';" }, { preserveValueImports: true }, 'value'],
  ['no interface', { 'a.ts': "import { T } from './x';" }, { preserveValueImports: true }, 'type'],
])('old options keep %s', (_, files, options, expected) => {
  expect(kindsIn(files, options)).toEqual([expected]);
});

it('takes what is written in the scripts of components, since their templates may use any name', () => {
  expect(kindsIn({ 'A.vue': `<script setup lang="ts">import { C } from './x'; let a: C;</script>` })).toEqual([
    'value',
  ]);
});

it('leaves nothing of declarations', () => {
  expect(
    kindsIn({ 'a.d.ts': "import './x'; import { C } from './x'; export * from './x'; export const a: C;" }),
  ).toEqual(['type', 'type', 'type']);
});

it('keeps what is imported from outside and used', () => {
  expect(kindsIn({ 'a.ts': "import { b, C } from 'pkg'; import { D } from 'pkg'; let a: C | D = b;" })).toEqual([
    'value',
    'type',
  ]);
});

it('leaves other forms as they are written', () => {
  expect(
    kindsIn({
      'a.ts': "import('./x'); require('./x'); let a: import('./x').T; import type { C } from './x'; let b: C;",
    }),
  ).toEqual(['dynamic', 'require', 'type', 'type']);
});

it('tells beforehand of which files in cycles a parse must decide, and the check asks of no others', () => {
  const loaded = loadedOf({
    'types.ts': "import { C } from './class';\nexport interface T { a: C }",
    'class.ts': "import { T } from './types';\nimport { D } from './other';\nexport class C { t?: T; d?: D }",
    'other.ts': "import { C } from './class';\nexport class D extends C {}",
    'outside.ts': "import { C } from './class';\nexport const c: C | null = null;",
    'lintel.yaml': 'version: 1\nrules: { layering/cycles: { check: cycles } }',
  });
  const memory = createMemory(loaded.store);
  expect(openFiles(inputsOf(loaded, memory).graph)).toEqual(['class.ts', 'other.ts', 'types.ts']);
  lint(loaded, { paths: [], rule: null }, memory);
  expect(memory.late.questions.filter((one) => one.startsWith('uses '))).toEqual([
    'uses class.ts',
    'uses other.ts',
    'uses types.ts',
  ]);
});

it('needs no parse for names that stand for types alone', () => {
  const loaded = loadedOf({
    'a.ts': "import { B } from './b';\nexport interface A { b: B }",
    'b.ts': "import { A } from './a';\nexport interface B { a: A }",
    'lintel.yaml': 'version: 1\nrules: { layering/cycles: { check: cycles } }',
  });
  const memory = createMemory(loaded.store);
  expect(lint(loaded, { paths: [], rule: null }, memory).violations).toEqual([]);
  expect(memory.late.questions.filter((one) => one.startsWith('uses '))).toEqual([]);
});
