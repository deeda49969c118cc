import { expect, it } from 'vitest';
import type { Export, Import } from '../core/code.ts';
import type { Edge, Graph } from '../core/graph.ts';
import { arrivalsOf } from './arrivals.ts';
import { idIn } from '../testing/graph.ts';
import { arrowsOf, buildGraph } from './build.ts';

const at = { line: 1, column: 1, endLine: 1, endColumn: 2 };

/** What one file exports: `x`, `x from b`, `x as y from b`, `* from b`, `* as ns from b`; and `import x from b`. */
function read(lines: readonly string[]): { imports: Import[]; exports: Export[] } {
  const imports: Import[] = [];
  const exports: Export[] = [];
  for (const line of lines) {
    const [, isImport, local = '', name = local, specifier] =
      /^(import )?(\S+)(?: as (\S+))?(?: from (\S+))?$/.exec(line) ?? expect.fail(line);
    const index = specifier === undefined ? null : imports.length;
    const symbols = [{ name: local, local, type: false }];
    if (specifier !== undefined) imports.push({ specifier, kind: 'value', form: 'import', at, symbols });
    if (isImport === undefined)
      exports.push({ name, local, from: index, type: false, kind: index === null ? 'variable' : 'binding', at });
  }
  return { imports, exports };
}

/** Specifiers are paths, or names of packages. */
function graphOf(files: Readonly<Record<string, readonly string[]>>): Graph {
  const facts = new Map(Object.entries(files).map(([file, lines]) => [file, read(lines)]));
  const paths = [...facts.keys()].sort();
  const id = idIn(paths);
  return buildGraph({
    files: paths,
    id,
    arrows(place) {
      const file = paths[place] ?? '';
      const imports = facts.get(file)?.imports ?? [];
      const targets = imports.map(({ specifier }) => [
        facts.has(specifier) ? { file: specifier } : { package: specifier },
      ]);
      return arrowsOf(file, { imports, targets }, id);
    },
    exports: (file) => facts.get(file)?.exports ?? [],
    idiom: () => null,
  });
}

/** `file#name via …`, or null. */
function originIn(files: Readonly<Record<string, readonly string[]>>, file: string, name: string): string | null {
  const origin = graphOf(files).origin(file, name);
  return origin && [`${origin.file}#${origin.name}`, ...origin.through].join(' ');
}

it.each<[title: string, files: Record<string, string[]>, name: string, origin: string | null]>([
  ['a name that the file declares', { a: ['x'] }, 'x', 'a#x'],
  ['nothing for a name that the file does not offer', { a: ['x'] }, 'y', null],
  ['a re-exported name', { a: ['x from b'], b: ['x'] }, 'x', 'b#x a'],
  ['a renamed name, under its first name', { a: ['x as y from b'], b: ['x'] }, 'y', 'b#x a'],
  ['a name through several files', { a: ['x from b'], b: ['z as x from c'], c: ['z'] }, 'x', 'c#z a b'],
  ['a name through `export *`', { a: ['* from b'], b: ['* from c'], c: ['x'] }, 'x', 'c#x a b'],
  ['the nearest of two `export *`', { a: ['* from b', '* from c'], b: ['* from d'], c: ['x'], d: ['x'] }, 'x', 'c#x a'],
  [
    'the nearest, whichever is written first',
    { a: ['* from c', '* from b'], b: ['* from d'], c: ['x'], d: ['x'] },
    'x',
    'c#x a',
  ],
  ['its own name before that of `export *`', { a: ['* from b', 'x'], b: ['x'] }, 'x', 'a#x'],
  ['no default through `export *`', { a: ['* from b'], b: ['default'] }, 'default', null],
  ['a default that is re-exported by name', { a: ['default as x from b'], b: ['default'] }, 'x', 'b#default a'],
  ['the whole file for a namespace', { a: ['* as ns from b'], b: ['x'] }, 'ns', 'b#* a'],
  ['the re-export where the name comes from a package', { a: ['x from react'] }, 'x', 'a#x'],
  ['nothing in a circle of `export *`', { a: ['* from b'], b: ['* from a'] }, 'x', null],
  ['a name behind a circle of `export *`', { a: ['* from b'], b: ['* from a', '* from c'], c: ['x'] }, 'x', 'c#x a b'],
])('finds %s', (_, files, name, origin) => {
  expect(originIn(files, 'a', name)).toBe(origin);
});

it('an import arrives where it is written and where its names are declared', () => {
  const graph = graphOf({
    main: ['import x from a', 'import y from a', 'import own from a', 'import * from a', 'import z from react'],
    a: ['x from b', '* from c', 'own'],
    b: ['x'],
    c: ['y'],
  });
  const arrivals = (edge: Edge): string[] =>
    arrivalsOf(graph, edge).map(({ file, names, through }) => [file, names.join(','), ...through].join(' ').trim());
  const [x, y, own, star, react] = [0, 1, 2, 3, 4].map((index) => {
    return arrivals(graph.importsOf('main')[index] ?? expect.fail('no import'));
  });
  expect([x, y, own, star, react]).toEqual([['a', 'b x a'], ['a', 'c y a'], ['a'], ['a'], []]);
});
