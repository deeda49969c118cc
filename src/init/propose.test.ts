import { describe, expect, it } from 'vitest';
import { surveyFiles } from '../testing/survey.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import { toolsOf } from './tools.ts';

type Files = Readonly<Record<string, string>>;

/** The proposals for a project, by rule. */
function proposals(files: Files): ReadonlyMap<string, Proposal> {
  const survey = surveyFiles(files);
  const { paths, text } = survey;
  const declared = new Set(
    Object.values(files)
      .join(' ')
      .match(/express|vitest/g) ?? [],
  );
  const tools = toolsOf({ paths, declared, text, exists: (path) => paths.includes(path) });
  return new Map(propose(survey, tools).map((proposal) => [proposal.rule, proposal]));
}

/** A file that imports others, by paths from the root. */
function importing(...targets: readonly string[]): string {
  return [...targets.map((target) => `import '/${target}';`), 'export const value = 1;'].join('\n');
}

/** `count` files of a folder, each with the same text. */
function files(folder: string, count: number, text: (index: number) => string): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${folder}/f${String(index)}.ts`, text(index)]),
  );
}

const layered: Files = {
  ...files('src/ui', 12, (index) => importing(`src/service/f${String(index)}.ts`, 'src/types/f0.ts')),
  ...files('src/service', 12, (index) => importing(`src/repo/f${String(index)}.ts`)),
  ...files('src/repo', 12, () => importing('src/types/f0.ts')),
  ...files('src/types', 2, () => importing()),
};

describe('layers', () => {
  it('are the folders of a source root, in the order of their imports', () => {
    expect(proposals(layered).get('layering/src')).toMatchObject({
      ways: [{ check: 'layers', layers: ['ui', 'service', 'repo', 'types'] }, { indirect: false }, { types: 'ignore' }],
      zones: [
        { name: 'repo', globs: ['src/repo/**'] },
        { name: 'service', globs: ['src/service/**'] },
        { name: 'types', globs: ['src/types/**'] },
        { name: 'ui', globs: ['src/ui/**'] },
      ],
      evidence: '48 of 48 imports between folders of src lead down',
    });
  });

  it('show an import as an example, and turn it round', () => {
    expect(proposals(layered).get('layering/src')?.paragraph).toMatchObject({
      heading: 'Layers of src',
      good: '`src/ui/f0.ts` imports `src/types/f0.ts`.',
      bad: '`src/types/f0.ts` imports `src/ui/f0.ts`.',
    });
  });

  it('count a few imports upward as violations of today', () => {
    const bent = { ...layered, 'src/repo/f0.ts': importing('src/types/f0.ts', 'src/ui/f1.ts') };
    expect(proposals(bent).get('layering/src')?.evidence).toBe('48 of 49 imports between folders of src lead down');
  });

  it('are not proposed where folders import each other as they like', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const tangle = Object.assign(
      {},
      ...names.map((name) => files(`src/${name}`, 5, () => importing(...names.map((other) => `src/${other}/f0.ts`)))),
    ) as Files;
    expect([...proposals(tangle).keys()].filter((rule) => rule.startsWith('layering/'))).toEqual([]);
  });

  it('ignore types where only values keep to an order', () => {
    const types = "import type { T } from '/src/ui/f0.ts';\nexport type U = T;";
    const bent = { ...layered, ...files('src/types', 8, () => types) };
    expect(proposals(bent).get('layering/src')).toMatchObject({
      ways: [{ types: 'ignore' }, { types: 'ignore', indirect: false }],
      evidence: '48 of 48 imports of values between folders of src lead down',
    });
  });

  it('of packages are named for their folders', () => {
    const workspace = {
      'package.json': '{ "name": "root", "workspaces": ["packages/*", "apps/*"] }',
      ...manifests('apps/web', 'packages/api', 'packages/db', 'packages/util'),
      ...files('apps/web/src', 8, () => importing('packages/api/src/f0.ts')),
      ...files('packages/api/src', 8, () => importing('packages/db/src/f0.ts')),
      ...files('packages/db/src', 8, () => importing('packages/util/src/f0.ts')),
      ...files('packages/util/src', 1, () => importing()),
    };
    expect(proposals(workspace).get('layering/packages')?.ways[0]).toEqual({
      check: 'layers',
      layers: ['web', 'api', 'db', 'util'],
    });
  });

  it('inside each part of one shape are one rule with a capture', () => {
    const domain = (name: string): Files => ({
      ...files(`modules/${name}/ui`, 2, () => importing(`modules/${name}/service/f0.ts`)),
      ...files(`modules/${name}/service`, 2, () =>
        importing(`modules/${name}/repo/f0.ts`, `modules/${name}/repo/f1.ts`),
      ),
      ...files(`modules/${name}/repo`, 2, () => importing()),
    });
    const found = proposals({ ...domain('billing'), ...domain('users'), ...domain('orders') });
    expect(found.get('layering/inside-module')).toMatchObject({
      ways: [{ check: 'layers', within: 'module', layers: ['ui', 'service', 'repo'] }, {}, {}],
      zones: [
        { name: 'module', globs: ['modules/{module}/**'] },
        { name: 'repo', globs: ['modules/{module}/repo/**'] },
        { name: 'service', globs: ['modules/{module}/service/**'] },
        { name: 'ui', globs: ['modules/{module}/ui/**'] },
      ],
    });
    expect(found.get('layering/module-independence')?.ways[0]).toEqual({ check: 'independent', zones: ['module'] });
  });

  it('follow what files are for where their names say so', () => {
    const feature = (name: string): Files => ({
      [`src/${name}/${name}.controller.ts`]: importing(`src/${name}/${name}.service.ts`, 'src/a/a.dto.ts'),
      [`src/${name}/${name}.service.ts`]: importing('src/a/a.repository.ts', 'src/b/b.dto.ts'),
      [`src/${name}/${name}.repository.ts`]: importing('src/c/c.dto.ts'),
      [`src/${name}/${name}.dto.ts`]: importing(),
    });
    expect(proposals({ ...feature('a'), ...feature('b'), ...feature('c') }).get('layering/roles')).toMatchObject({
      ways: [{ layers: ['controller', 'service', 'repository', 'dto'] }, {}, {}],
    });
  });
});

/** A package.json for each folder. */
function manifests(...folders: readonly string[]): Files {
  return Object.fromEntries(
    folders.map((folder) => [`${folder}/package.json`, `{ "name": "@a/${folder.split('/')[1] ?? ''}" }`]),
  );
}

describe('entry points', () => {
  const feature = (name: string): Files => ({
    [`src/features/${name}/index.ts`]: importing(`src/features/${name}/inner.ts`),
    [`src/features/${name}/inner.ts`]: importing(),
  });
  const features = { ...feature('cart'), ...feature('stock'), ...feature('user') };

  it('are proposed where nearly every import from outside lands on one', () => {
    const app = files('src/app', 6, () => importing('src/features/cart/index.ts', 'src/features/user/index.ts'));
    expect(proposals({ ...features, ...app }).get('layering/feature-entries')).toMatchObject({
      ways: [{ check: 'entry-point', zone: 'feature' }, { types: 'ignore' }],
      zones: [{ name: 'feature', globs: ['src/features/{feature}/**'] }],
      evidence: '12 of 12 imports into a feature use its entry',
      paragraph: { bad: '`src/app/f0.ts` imports `src/features/cart/inner.ts`, an internal file.' },
    });
  });

  it('have the name of their folder where it is no plural', () => {
    const part = (name: string): Files => ({
      [`libs/nestjs/${name}/package.json`]: `{ "name": "${name}" }`,
      [`libs/nestjs/${name}/index.ts`]: importing(`libs/nestjs/${name}/inner.ts`),
      [`libs/nestjs/${name}/inner.ts`]: importing(),
    });
    const app = files('apps/one/src', 12, () => importing('libs/nestjs/a/index.ts', 'libs/nestjs/b/index.ts'));
    const manifests = {
      'package.json': '{ "workspaces": ["libs/nestjs/*", "apps/*"] }',
      'apps/one/package.json': '{}',
    };
    const found = proposals({ ...part('a'), ...part('b'), ...part('c'), ...app, ...manifests });
    expect([...found.keys()]).toContain('layering/nestjs-package-entries');
  });

  it('are not, where the inside is imported as well', () => {
    const app = files('src/app', 6, () => importing('src/features/cart/index.ts', 'src/features/user/inner.ts'));
    expect(proposals({ ...features, ...app }).has('layering/feature-entries')).toBe(false);
  });
});

describe('names', () => {
  const code = (from: number, to: number, line: (index: number) => string): string =>
    Array.from({ length: to - from }, (_, index) => line(from + index)).join('\n');

  it('keep to the narrowest style that nearly all of a kind have', () => {
    const text = [
      code(0, 30, (n) => `export function makeThing${String(n)}() {}`),
      code(0, 29, (n) => `export const someValue${String(n)} = 1;`),
      'export const Odd_One = 1;',
      code(0, 15, (n) => `export const MAX_${String(n)} = 1;`),
      code(0, 15, (n) => `export interface Shape${String(n)} {}`),
    ].join('\n');
    expect(proposals({ 'src/a.ts': text }).get('naming/symbols')?.ways).toEqual([
      {
        check: 'naming',
        names: { function: 'camelCase', variable: ['camelCase', 'UPPER_CASE'], 'variable[destructured]': null },
      },
    ]);
  });

  it('allow underscores in front where some have one', () => {
    const text = code(0, 30, (n) => `export function ${n === 3 ? '_' : ''}makeThing${String(n)}(_: number) {}`);
    const proposal = proposals({ 'src/a.ts': text }).get('naming/symbols');
    expect(proposal?.ways[0]?.['names']).toEqual({
      function: { style: 'camelCase', 'leading-underscore': 'allow' },
      parameter: { style: 'camelCase', 'leading-underscore': 'allow' },
      'parameter[destructured]': null,
    });
    expect(proposal?.evidence).toBe('100 % of 30 functions, 100 % of 30 parameters');
  });

  it('allow two underscores where a name is no more than that', () => {
    const text = code(
      0,
      30,
      (n) => `export function makeThing${String(n)}(_: number, ${n === 3 ? '__' : 'b'}: number) {}`,
    );
    const proposal = proposals({ 'src/a.ts': text }).get('naming/symbols');
    expect(proposal?.ways[0]?.['names']).toMatchObject({
      function: 'camelCase',
      parameter: { style: 'camelCase', 'leading-underscore': 'allowSingleOrDouble' },
    });
    expect(proposal?.evidence).toBe('100 % of 30 functions, 100 % of 60 parameters');
  });

  it('have one more style where several files have it, and so mean it', () => {
    const text = code(0, 300, (n) => `export const someValue${String(n)} = 1;`);
    const constant = (n: number) => [`src/c${String(n)}.ts`, `export const SomeMock${String(n)} = 1;`] as const;
    const variables = (count: number) =>
      proposals({ 'src/a.ts': text, ...Object.fromEntries(Array.from({ length: count }, (_, n) => constant(n))) }).get(
        'naming/symbols',
      )?.ways[0]?.['names'];
    expect(variables(3)).toEqual({ variable: 'camelCase', 'variable[destructured]': null });
    expect(variables(4)).toEqual({ variable: ['camelCase', 'PascalCase'], 'variable[destructured]': null });
  });

  it('may be those that CommonJS gives a module', () => {
    const text = `${code(0, 30, (n) => `export const someValue${String(n)} = 1;`)}\nconst __filename = '';\n`;
    expect(proposals({ 'src/a.ts': text }).get('naming/symbols')?.ways[0]?.['names']).toEqual({
      variable: 'camelCase',
      'variable[destructured]': null,
      'variable[name=/^__(dirname|filename)$/]': null,
    });
  });

  it('are left alone where they follow no style', () => {
    const text = code(0, 30, (n) => `export function ${n % 2 === 0 ? 'make_thing' : 'MakeThing'}${String(n)}() {}`);
    expect(proposals({ 'src/a.ts': text }).has('naming/symbols')).toBe(false);
  });
});

describe('file names', () => {
  const named = (folder: string, ...names: readonly string[]): Files =>
    Object.fromEntries(names.map((name) => [`${folder}/${name}`, 'export {};']));
  const kebab = ['a-b.ts', 'c-d.ts', 'e-f.ts', 'g-h.ts', 'i-j.ts', 'k-l.ts'];
  const pascal = ['AaBb.tsx', 'CcDd.tsx', 'EeFf.tsx', 'GgHh.tsx', 'IiJj.tsx', 'KkLl.tsx'];
  const ways = (project: Files) => proposals(project).get('naming/files')?.ways;

  it('are one style where one fits', () => {
    expect(ways({ ...named('src', ...kebab), ...named('lib', ...kebab, 'one.ts') })).toEqual([
      { check: 'file-naming', files: 'kebab-case' },
    ]);
  });

  it('are a style for each ending where these differ', () => {
    expect(ways({ ...named('src', ...kebab), ...named('lib', ...pascal) })).toEqual([
      { check: 'file-naming', files: { '*.tsx': 'PascalCase', '*.ts': 'kebab-case' } },
    ]);
  });

  it('are a style for each folder where these differ', () => {
    const upper = pascal.map((name) => name.replace('tsx', 'ts'));
    const project = {
      ...named('src/api', ...kebab, 'm-n.ts', 'o-p.ts'),
      ...named('src/model', ...upper, 'MmNn.ts', 'OoPp.ts'),
    };
    expect(ways(project)).toEqual([
      {
        check: 'file-naming',
        files: { 'src/api/**': 'kebab-case', 'src/model/**': 'PascalCase', '*': ['kebab-case', 'PascalCase'] },
      },
    ]);
  });

  it('are those of a folder that keeps to a style of its own', () => {
    const camel = Array.from({ length: 150 }, (_, n) => `someThing${String(n)}.ts`);
    const project = { ...named('src/lib', ...camel, 'old-slip.ts'), ...named('scripts', ...kebab, 'run.ts') };
    expect(ways(project)).toEqual([{ check: 'file-naming', files: { 'scripts/**': 'kebab-case', '*': 'camelCase' } }]);
    expect(proposals(project).get('naming/files')?.evidence).toBe('99 % of 157 file names with several words');
  });

  it('may have marks if no known framework reads these', () => {
    expect(ways({ ...named('src', ...kebab), ...named('app/shop', ...kebab, '[id].ts', '+page.ts') })).toEqual([
      { check: 'file-naming', files: 'kebab-case' },
      { check: 'file-naming', files: ['kebab-case', '/^[^A-Za-z0-9]/'] },
    ]);
  });
});

describe('tests', () => {
  const tested = (folder: string, count: number, test: (name: string) => string): Files =>
    Object.assign(
      {},
      ...Array.from({ length: count }, (_, n) => ({
        [`${folder}/f${String(n)}.ts`]: `export const f = ${String(n)};`,
        [test(`f${String(n)}`)]: `import '/${folder}/f${String(n)}.ts';`,
      })),
    ) as Files;

  it('are required if most files have one', () => {
    const project = { ...tested('src', 9, (name) => `src/${name}.test.ts`), 'src/other.ts': 'export const a = 1;' };
    expect(proposals(project).get('coverage/tests')).toMatchObject({
      ways: [{ check: 'has-test' }, { proof: 'reaches' }, { proof: 'exists' }],
      evidence: '9 of 10 files with code have a test',
    });
  });

  it('are found in their folders', () => {
    const project = tested('src', 9, (name) => `test/unit/${name}.test.ts`);
    expect(proposals(project).get('coverage/tests')?.ways[0]).toEqual({
      check: 'has-test',
      test: ['**/test/**/{name}.{test,spec}.*'],
    });
  });

  it('are required only in folders that follow them', () => {
    const project = {
      ...tested('src/util', 9, (name) => `src/util/${name}.test.ts`),
      ...files('src/ui', 20, () => 'export const a = 1;'),
    };
    expect(proposals(project).get('coverage/tests')?.ways[0]).toEqual({ check: 'has-test', in: ['src/util/**'] });
  });

  it('are not required if they are the exception', () => {
    const project = {
      ...tested('src', 8, (name) => `src/${name}.test.ts`),
      ...files('src/ui', 30, () => 'export const a = 1;'),
    };
    expect(proposals(project).has('coverage/tests')).toBe(false);
  });
});

describe('the API document', () => {
  const document = 'openapi: 3.0.0\npaths:\n  /a:\n    get: {}\n';

  it('is compared with the routes of a framework', () => {
    const project = { 'openapi.yaml': document, 'src/app.ts': "import express from 'express';" };
    expect(proposals(project).get('contract/api')).toMatchObject({
      ways: [
        { check: 'openapi', spec: 'openapi.yaml' },
        { check: 'openapi', spec: 'openapi.yaml', compare: ['operations'] },
      ],
      evidence: '1 operation in `openapi.yaml`',
    });
  });

  it('is not, where no framework is declared', () => {
    expect(proposals({ 'openapi.yaml': document, 'src/app.ts': 'export {};' }).has('contract/api')).toBe(false);
  });
});

describe('structure', () => {
  it('is what nearly every package has', () => {
    const folders = ['packages/a', 'packages/b', 'packages/c', 'packages/d'];
    const project = {
      ...manifests(...folders),
      ...Object.fromEntries(
        folders.flatMap((folder) => [
          [`${folder}/README.md`, '# A'],
          [`${folder}/src/index.ts`, 'export {};'],
        ]),
      ),
    };
    expect(proposals(project).get('structure/package')?.ways).toEqual([
      { check: 'required-files', in: 'package', files: ['README.md', 'src/index.ts'] },
    ]);
  });

  it('is nothing where only configuration is alike', () => {
    const folders = ['packages/a', 'packages/b', 'packages/c', 'packages/d'];
    const project = {
      ...manifests(...folders),
      ...Object.fromEntries(
        folders.flatMap((folder) => [
          [`${folder}/tsconfig.json`, '{}'],
          [`${folder}/src/a.ts`, 'export {};'],
        ]),
      ),
    };
    expect(proposals(project).has('structure/package')).toBe(false);
  });
});

it('what is recommended for every project comes with paragraphs, also where there is no code', () => {
  expect([...proposals({}).keys()]).toEqual([
    'recommended/cycles',
    'recommended/unresolved',
    'recommended/conventions',
    'recommended/suppressions',
  ]);
});
