import { describe, expect, it } from 'vitest';
import type { Path } from '../src/core/location.ts';
import type { ReportedViolation } from '../src/core/report.ts';
import { lintFiles } from '../src/testing/index.ts';

/** What is said of a project with one rule. */
function violationsOf(rules: string, files: Record<Path, string>): readonly ReportedViolation[] {
  const { violations, errors } = lintFiles({ 'lintel.yaml': `version: 1\n${rules}`, ...files });
  expect(errors).toEqual([]);
  return violations;
}

function stepsOf(rules: string, files: Record<Path, string>): readonly string[] {
  return violationsOf(rules, files).map(({ fix }) => fix?.steps[0] ?? fix?.title ?? '');
}

describe('advice that public repositories showed to be wrong', () => {
  it('does not offer an entry that is protected itself', () => {
    const rules = `rules: { layering/routers: { check: protected, zone: "router/**", only: ["app/**", "router/**"] } }`;
    const files = {
      'router/index.ts': `export { Trie } from './trie.js';\n`,
      'router/trie.ts': `export class Trie {}\n`,
      'combine.ts': `import { Trie } from './router/index.js';\nexport const trie = new Trie();\n`,
    };
    expect(stepsOf(rules, files)).toEqual([
      'remove the import of `Trie` here: `router/index.ts`, which re-exports it, is protected too',
    ]);
  });

  it('suggests another specifier if only the specifier is denied', () => {
    const rules = `rules: { layering/deep: { check: imports, deny: { specifiers: ["@shop/*/src/**"] } } }`;
    const files = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/sums/package.json': '{ "name": "@shop/sums", "exports": { ".": "./src/index.ts", "./*": "./*" } }',
      'packages/sums/src/index.ts': `export { add } from './add.js';\n`,
      'packages/sums/src/add.ts': `export const add = 1;\n`,
      'packages/till/package.json': '{ "name": "@shop/till", "dependencies": { "@shop/sums": "workspace:*" } }',
      'packages/till/src/index.ts': `import { add } from '@shop/sums/src/add.ts';\nexport const till = add;\n`,
    };
    expect(stepsOf(rules, files)).toEqual(['import `add` from `packages/sums/src/index.ts`, an entry of its package']);
    expect(stepsOf(rules, { ...files, 'packages/sums/src/index.ts': 'export {};\n' })).toEqual([
      'import `packages/sums/src/add.ts` with a specifier other than `@shop/sums/src/add.ts`',
    ]);
  });

  it('does not move a link of a chain that goes on from its new place', () => {
    const rules = `rules: { layering/edge: { check: imports, from: middleware.ts, deny: "ui/**", indirect: true } }`;
    const files = {
      'middleware.ts': `import { link } from './lib/link.js';\nexport const middleware = () => link;\n`,
      'lib/link.ts': `import { clicks } from './clicks.js';\nexport const link = () => clicks;\n`,
      'lib/clicks.ts': `import { colour } from '../ui/colour.js';\nexport const clicks = () => colour;\n`,
      'ui/colour.ts': `export const colour = window.name;\n`,
    };
    expect(stepsOf(rules, files)).toEqual([expect.not.stringContaining('move `lib/link.ts`')]);
  });

  it('writes a test by the name of its file where a template takes any name', () => {
    const rules = `rules: { coverage/use: { check: has-test, in: "use/**", test: "{dir}/*.{spec,test}.ts" } }`;
    expect(stepsOf(rules, { 'use/bake.usecase.ts': 'export const bake = () => 1;\n' })).toEqual([
      'write `use/bake.usecase.spec.ts`, covering `bake`',
    ]);
  });

  it.each([
    ['FLOUR_KINDS', { 'a/old-oven.ts': '', 'a/new-oven.ts': '' }, 'a/flour-kinds.ts'],
    ['flourKinds', { 'a/OldOven.ts': '', 'a/NewOven.ts': '' }, 'a/FlourKinds.ts'],
    ['flourKinds', { 'a/oldOven.ts': '', 'a/oven.ts': '' }, 'a/flourKinds.ts'],
    ['flourKinds', {}, 'a/flour-kinds.ts'],
  ])('names the new file of %s as its folder names files', (name, others, expected) => {
    const rules = 'rules: { layering/cycles: { check: cycles } }';
    const files = {
      'a/dough.ts': `import { b } from './bread.js';\nexport const ${name} = [1];\nexport const dough = () => b;\n`,
      'a/bread.ts': `import { ${name} } from './dough.js';\nexport const b = () => ${name};\n`,
      'a/use.ts': `import { ${name} } from './dough.js';\nexport const use = () => ${name};\n`,
      ...others,
    };
    expect(stepsOf(rules, files)).toEqual([expect.stringContaining(`a new \`${expected}\``)]);
  });
});

describe('false alarms that public repositories showed', () => {
  it('says that an entry of `exports` is made by a build where git ignores it', () => {
    const rules = 'rules: { layering/unresolved: { check: unresolved } }';
    const files = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/ui/package.json': '{ "name": "@shop/ui", "exports": { "./css": "./styled/css/index.js" } }',
      'packages/ui/.gitignore': 'styled\n',
      'packages/till/package.json': '{ "name": "@shop/till", "dependencies": { "@shop/ui": "workspace:*" } }',
      'packages/till/index.ts': `import { css } from '@shop/ui/css';\nimport { js } from '@shop/ui/js';\nexport const till = [css, js];\n`,
    };
    expect(violationsOf(rules, files).map(({ brief }) => brief)).toEqual([
      'cannot resolve `@shop/ui/css`: generated by a build: `packages/ui/.gitignore` lists styled',
      expect.stringContaining('does not have js'),
    ]);
  });

  it('knows the specifiers that Next answers itself', () => {
    const rules = 'rules: { layering/unresolved: { check: unresolved } }';
    const code = { 'app.ts': `import 'server-only';\nexport const app = 1;\n` };
    expect(violationsOf(rules, { ...code, 'package.json': '{ "dependencies": { "next": "15" } }' })).toEqual([]);
    expect(violationsOf(rules, { ...code, 'package.json': '{ "dependencies": {} }' })).toHaveLength(1);
  });

  it('counts no import of a file that `not` takes away between folders, and each between files', () => {
    const files = {
      'a/oven.ts': `import { dough } from '../b/dough.js';\nexport const oven = dough;\n`,
      'b/dough.ts': `export const dough = 1;\n`,
      'b/dough.test.ts': `import { oven } from '../a/oven.js';\nexport const test = oven;\n`,
    };
    const rule = (not: string): string => `rules: { layering/c: { check: cycles, level: folder${not} } }`;
    expect(violationsOf(rule(''), files)).toHaveLength(1);
    expect(violationsOf(rule(', not: tests'), files)).toEqual([]);
    expect(violationsOf(rule(', in: "a/**"'), files)).toHaveLength(1);
  });

  it.each([
    ['kebab-case', 'use-'],
    ['snake_case', 'use_'],
  ])('asks for the sign that parts a prefix from a name in %s', (style, prefix) => {
    const rules = `rules: { naming/hooks: { check: file-naming, files: { "**": { style: ${style}, prefix: use } } } }`;
    const { errors } = lintFiles({ 'lintel.yaml': `version: 1\n${rules}`, 'use-oven.ts': '' });
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining(`write prefix: ${prefix}`)]);
  });
});
