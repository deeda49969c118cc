import { describe, expect, it } from 'vitest';
import type { Package } from '../core/manifest.ts';
import { emptyWorld } from '../world/world.ts';
import { byLanguage, createResolver } from './index.ts';
import type { Resolver } from './resolver.ts';

const nothing = {
  private: true,
  scripts: new Map(),
  entries: [],
  commands: [],
  dependencies: new Set(''),
  devDependencies: new Set(''),
};

/** A resolver whose every answer names it, with one package. */
function fake(name: string): Resolver {
  const own: Package = { ...nothing, name, folder: name };
  return {
    resolve: () => ({ file: name }),
    targets: () => [{ file: name }],
    respell: () => ({ specifier: name }),
    emit: () => ({
      keeps: 'used',
      isolated: false,
      constEnums: false,
      metadata: false,
      strictNulls: false,
      factories: [name],
    }),
    compiler: () => ({ file: name, options: {}, lacks: [], includes: () => true }),
    packages: {
      all: [own],
      at: (folder) => (folder === name ? own : null),
      named: (one) => (one === name ? own : null),
      owner: () => own,
      range: () => name,
      above: () => [own],
      ranges: () => [name],
      installed: () => ({ licence: name }),
      declare: () => [],
      configured: [name],
    },
    faults: () => [{ file: name, text: 'broken', line: 1 }],
  };
}

describe('a project in two languages', () => {
  const resolver = byLanguage(
    new Map([
      ['first', fake('first')],
      ['second', fake('second')],
    ]),
    {
      idiom: (file) => {
        const name = { a: 'first', b: 'second' }[file];
        return name === undefined
          ? null
          : {
              name,
              tests: [],
              declares: false,
              isContent: false,
              isVariableName: () => true,
              isExecutable: () => true,
              canReexport: () => true,
              quote: () => '',
            };
      },
    },
  );

  it.each([
    ['a', 'first'],
    ['b', 'second'],
    ['notes.md', 'first'],
  ])('resolves the imports of %s as %s does', (file, name) => {
    expect({
      resolve: resolver.resolve(file, 'x'),
      targets: resolver.targets(file, { specifier: 'x', form: 'import' }),
      respell: resolver.respell(file, 'x'),
      factories: resolver.emit(file).factories,
      compiler: resolver.compiler(file)?.file,
      owner: resolver.packages.owner(file)?.name,
      range: resolver.packages.range('x', file),
    }).toEqual({
      resolve: { file: name },
      targets: [{ file: name }],
      respell: { specifier: name },
      factories: [name],
      compiler: name,
      owner: name,
      range: name,
    });
  });

  it('finds the packages and the faults of both', () => {
    expect([resolver.packages.at('second')?.name, resolver.packages.named('second')?.name]).toEqual([
      'second',
      'second',
    ]);
    expect(resolver.packages.named('third')).toBe(null);
    expect(resolver.packages.configured).toEqual(['first', 'second']);
    expect(resolver.packages.all.map(({ name }) => name)).toEqual(['first', 'second']);
    expect(resolver.faults().map(({ file }) => file)).toEqual(['first', 'second']);
  });
});

it('resolves TypeScript', () => {
  const { tree, texts } = emptyWorld().view(
    new Map([
      ['a.ts', ''],
      ['b.ts', ''],
    ]),
  );
  const resolver = createResolver({ files: tree.files, texts }, { idiom: () => null });
  expect(resolver.resolve('a.ts', './b')).toEqual({ file: 'b.ts' });
});
