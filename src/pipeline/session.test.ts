import { expect, it } from 'vitest';
import { hashOf } from '../core/hash.ts';
import { projectOf } from '../testing/index.ts';
import { sessionOf } from './session.ts';

const files = {
  'lintel.yaml': 'version: 1\nrules: { layering/cycles: { check: cycles } }',
  'a.ts': "import { B } from './b.js';\nexport class A { b?: B }",
  'b.ts': "import { A } from './a.js';\nexport class B { a = () => new A(); }",
};

it('updates the kind of an import when the body of its file changes', () => {
  const session = sessionOf(projectOf(files));
  const cycles = (): number => session.lint({ paths: [], rule: null }).violations.length;
  const edit = (text: string): void => {
    session.refresh(new Map(Object.entries({ ...files, 'a.ts': text })));
  };
  expect(cycles()).toBe(0);
  edit(files['a.ts'].replace('b?: B', 'b = new B()'));
  expect(cycles()).toBe(1);
  edit(files['a.ts']);
  expect(cycles()).toBe(0);
});

it('updates the kind of an import when the file of its name changes', () => {
  const two = {
    ...files,
    'a.ts': "import { B } from './b.js';\nexport { B };\nexport const a = 1;",
    'b.ts': "import { a } from './a.js';\ninterface B { a: number }\nexport { B };\nexport const b = a;",
  };
  const session = sessionOf(projectOf(two));
  const cycles = (): number => session.lint({ paths: [], rule: null }).violations.length;
  expect(cycles()).toBe(0);
  session.refresh(
    new Map(Object.entries({ ...two, 'b.ts': two['b.ts'].replace('interface B { a: number }', 'class B {}') })),
  );
  expect(cycles()).toBe(1);
});

it('asks anew which files the configuration of a tool names when it changes', () => {
  const orphaned = {
    'lintel.yaml': 'version: 1\nrules: { layering/orphans: { check: orphans, entries: a.ts } }',
    'a.ts': 'export const a = 1;',
    'setup.ts': 'export const setup = 1;',
    '.mocharc.yml': 'require: ./setup.ts',
  };
  const session = sessionOf(projectOf(orphaned));
  const orphans = (): number => session.lint({ paths: [], rule: null }).violations.length;
  expect(orphans()).toBe(0);
  session.refresh(new Map(Object.entries({ ...orphaned, '.mocharc.yml': 'require: ./other.ts' })));
  expect(orphans()).toBe(1);
});

it('keeps neither the facts of texts that are gone nor answers that nobody asks for', () => {
  const session = sessionOf(projectOf(files));
  const { store } = session.loaded;
  const turn = (count: number): string => `export const b = ${String(count)};`;
  const hasFacts = (text: string): boolean => store.has(hashOf(text), 'typescript', 'imports');
  store.keepAnswer('rule', 'idle', '[]');
  for (let count = 0; count < 100; count++) {
    session.refresh(new Map(Object.entries({ ...files, 'b.ts': turn(count) })));
    session.lint({ paths: [], rule: null });
    if (store.answer('rule', 'busy') === undefined) store.keepAnswer('rule', 'busy', '[]');
  }
  expect([hasFacts(files['b.ts']), hasFacts(turn(0)), hasFacts(turn(99))]).toEqual([false, false, true]);
  expect([store.answer('rule', 'idle'), store.answer('rule', 'busy')]).toEqual([undefined, '[]']);
});
