import { describe, expect, it } from 'vitest';
import type { Emit } from '../../core/emit.ts';
import { emptyWorld } from '../../world/world.ts';
import { createResolver } from './resolver.ts';

function emitOf(file: string, configs: Readonly<Record<string, object>>): Emit {
  const overlay = new Map(Object.entries(configs).map(([path, json]) => [path, JSON.stringify(json)]));
  const { tree, texts } = emptyWorld().view(overlay.set(file, ''));
  return createResolver({ files: tree.files, texts }).emit(file);
}

describe('emit', () => {
  it.each<[options: object, expected: Partial<Emit>]>([
    [
      {},
      { keeps: 'used', isolated: false, constEnums: false, metadata: false, strictNulls: false, factories: ['React'] },
    ],
    [{ verbatimModuleSyntax: true }, { keeps: 'written', isolated: true, constEnums: true }],
    [{ isolatedModules: true }, { keeps: 'used', isolated: true, constEnums: true }],
    [{ preserveConstEnums: true }, { isolated: false, constEnums: true }],
    [{ importsNotUsedAsValues: 'preserve' }, { keeps: 'imports' }],
    [{ importsNotUsedAsValues: 'error' }, { keeps: 'imports' }],
    [{ importsNotUsedAsValues: 'remove' }, { keeps: 'used' }],
    [{ preserveValueImports: true }, { keeps: 'values' }],
    [
      { emitDecoratorMetadata: true, strict: true },
      { metadata: true, strictNulls: true },
    ],
    [{ strict: true, strictNullChecks: false }, { strictNulls: false }],
    [{ jsx: 'react', jsxFactory: 'h.x', jsxFragmentFactory: 'Fragment' }, { factories: ['h', 'Fragment'] }],
    [{ jsx: 'react-jsx' }, { factories: [] }],
    [{ jsx: 'preserve', reactNamespace: 'P' }, { factories: ['P'] }],
  ])('of %j', (compilerOptions, expected) => {
    expect(emitOf('a.ts', { 'tsconfig.json': { compilerOptions } })).toMatchObject(expected);
  });

  it('follows `extends`, and the configuration that includes the file', () => {
    const configs = {
      'base.json': { compilerOptions: { verbatimModuleSyntax: true } },
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './tsconfig.tools.json' }] },
      'tsconfig.app.json': { extends: './base.json', include: ['src'] },
      'tsconfig.tools.json': { include: ['tools'], compilerOptions: { isolatedModules: true } },
    };
    expect(emitOf('src/a.ts', configs)).toMatchObject({ keeps: 'written' });
    expect(emitOf('tools/a.ts', configs)).toMatchObject({ keeps: 'used', isolated: true });
  });

  it('leaves JavaScript as it is, and nothing of declarations', () => {
    expect(emitOf('a.js', {}).keeps).toBe('written');
    expect(emitOf('a.mts', {}).keeps).toBe('used');
    expect(emitOf('a.d.ts', { 'tsconfig.json': { compilerOptions: { verbatimModuleSyntax: true } } }).keeps).toBe(
      'nothing',
    );
  });
});
