import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { parser, plugin } from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { bake, frozenIn, lintel } from './bakery.ts';

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

function leftIn(stdout: string): readonly string[] {
  const [, after = ''] = stdout.split('not translated\n');
  return after
    .split('\n\n')
    .slice(0, 1)
    .flatMap((lines) => lines.split('\n').map((line) => line.trim()));
}

describe('lintel init --from naming-convention', () => {
  const rule = '@typescript-eslint/naming-convention';
  const config: Linter.Config[] = [
    { ignores: ['src/old/'] },
    {
      files: ['**/*.ts'],
      rules: {
        [rule]: [
          'error',
          { selector: 'default', format: ['camelCase'], leadingUnderscore: 'allow' },
          { selector: ['class', 'interface'], format: ['PascalCase'], custom: { regex: '^I[A-Z]', match: false } },
          { selector: 'variable', modifiers: ['const', 'global'], format: ['camelCase', 'UPPER_CASE'] },
          { selector: 'variable', types: ['boolean'], format: ['PascalCase'], prefix: ['is', 'has'] },
          { selector: 'variable', format: null, filter: { regex: '^unstable_', match: true } },
          { selector: 'property', format: null, filter: { regex: '^(?!data)', match: false } },
          { selector: 'classProperty', modifiers: ['private'], format: ['camelCase'], leadingUnderscore: 'require' },
          { selector: 'typeParameter', format: ['PascalCase'], filter: '(?=T)' },
          { selector: 'typeLike', format: ['PascalCase'] },
        ],
      },
    },
    { files: ['src/legacy/**/*.ts'], rules: { [rule]: ['warn', { selector: 'function', format: ['snake_case'] }] } },
    { files: ['**/*.test.ts'], rules: { [rule]: 'off' } },
  ];
  const text = `export class IUsers { private name_of = 1; private _age = 2; data_set = 3; Other = 4; }
export interface user_row { first_name: string }
export const MAX_SIZE = 1, minSize = 2, Bad_One = 3, unstable_flag = 4;
export function load_all(first_arg: string): string { const ready: boolean = first_arg === ''; const isOpen: boolean = ready; const Local_One = 1; return String([isOpen, Local_One]); }
export function loadOne(): void {}
`;
  const files = {
    'package.json': '{}',
    'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
    'src/users.ts': text,
    'src/users.test.ts': text,
    'src/legacy/users.ts': text,
    'src/old/users.ts': text,
  };

  it('finds what typescript-eslint finds', async () => {
    const root = bake({ ...files, 'eslint.config.mjs': `export default ${JSON.stringify(config)};\n` });
    const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'naming-convention', '--run-config']);
    expect([code, stderr]).toEqual([0, 'running eslint.config.mjs\n']);
    expect(leftIn(stdout)).toEqual([
      `${rule} (**/*.ts) typeParameter: /(?=T)/: lookahead at column 1 is not supported: match what follows in the pattern`,
    ]);
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: [
        ...config,
        {
          files: ['**/*.ts'],
          languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: root } },
          plugins: { '@typescript-eslint': plugin as ESLint.Plugin },
        },
      ],
    });
    const results = await eslint.lintFiles(['src']);
    const theirs = results.flatMap(({ filePath, messages }) =>
      messages.map(({ severity, line, message }) => [filePath.slice(root.length + 1), severity, line, message]),
    );
    const where = theirs.map(([file]) => String(file));
    expect(new Set(where)).toEqual(new Set(['src/users.ts', 'src/legacy/users.ts']));
    const rules = where.map((file) => `naming/symbols${file.includes('legacy') ? '-2' : ''} ${file}`);
    expect(frozenIn(root)).toEqual(rules.sort());
    expect(read(root, 'lintel.yaml')).toContain('severity: warn');
  });

  it('reads .eslintrc.json and the key of package.json without running anything', async () => {
    const settings = { rules: { [rule]: ['error', { selector: 'function', format: ['camelCase'] }] } };
    const old = bake({
      ...files,
      '.eslintrc.json': JSON.stringify({ root: true, extends: ['./base.json'], ...settings }),
    });
    const { stdout, stderr } = await lintel(old, ['init', '--from', 'naming-convention']);
    expect(stderr).toBe('');
    expect(leftIn(stdout)).toContain(
      'extends ./base.json: presets are not read: copy its rules to this file, or write them in lintel.yaml',
    );
    expect(frozenIn(old)).toHaveLength(4);
    const key = bake({ ...files, 'package.json': JSON.stringify({ eslintConfig: settings }) });
    expect(await lintel(key, ['init', '--from', 'naming-convention'])).toMatchObject({ code: 0, stderr: '' });
    expect(frozenIn(key)).toEqual(frozenIn(old));
  });

  it('leaves out what ignorePatterns and .eslintignore name, which an eslint.config.js does not read', async () => {
    const ignored =
      '# Written by programs\n\n/src/legacy\n*.test.ts\nold/\n!src/old/users.ts\nsrc/part/*\n!src/part/kept.ts\n';
    const settings = { rules: { [rule]: ['error', { selector: 'function', format: ['camelCase'] }] } };
    const old = { root: true, ignorePatterns: ['**/users.ts', '!src/users.ts'], ...settings };
    const more = { 'src/part/kept.ts': text, 'src/part/other.ts': text };
    const root = bake({ ...files, ...more, '.eslintrc.json': JSON.stringify(old), '.eslintignore': ignored });
    // The output of ESLint 8.57.1 with typescript-eslint 8 on these files.
    await lintel(root, ['init', '--from', 'naming-convention']);
    expect(frozenIn(root)).toEqual(['naming/symbols src/part/kept.ts', 'naming/symbols src/users.ts']);
    const flat = `export default ${JSON.stringify([{ files: ['**/*.ts'], ...settings }])};\n`;
    const newer = bake({ ...files, ...more, 'eslint.config.mjs': flat, '.eslintignore': ignored });
    await lintel(newer, ['init', '--from', 'naming-convention', '--run-config']);
    expect(frozenIn(newer)).toHaveLength(6);
  });

  it('translates what the rule says without options', async () => {
    const root = bake({ ...files, '.eslintrc.yml': `root: true\nrules: { "${rule}": warn }\n` });
    expect(await lintel(root, ['init', '--from', 'naming-convention'])).toMatchObject({ code: 0, stderr: '' });
    expect(read(root, 'lintel.yaml')).toContain('import: [camelCase, PascalCase]');
  });
});

describe('lintel init --from import-x', () => {
  const rules = {
    'import-x/no-cycle': ['error', { maxDepth: 2 }],
    'import-x/no-restricted-paths': [
      'error',
      {
        zones: [
          {
            target: './src/features/a',
            from: './src/features',
            except: ['./a'],
            message: 'features do not import each other',
          },
          { target: './src/features/b', from: './src/features', except: ['./b'] },
          { target: './src/shared', from: ['./src/features', './src/main.ts'] },
          { target: './src/nothing', from: './src/features' },
        ],
      },
    ],
    'import-x/no-extraneous-dependencies': ['error', { devDependencies: ['**/*.test.ts'] }],
    'import-x/no-unresolved': 'error',
    'import-x/no-nodejs-modules': ['warn', { allow: ['path'] }],
    'import-x/no-internal-modules': ['error', { allow: ['**'] }],
    'import-x/order': 'error',
    'import-x/no-self-import': 'error',
    'import-x/no-relative-parent-imports': 'off',
    'import-x/no-webpack-loader-syntax': 'error',
  };
  const files = {
    'package.json':
      '{ "name": "app", "type":"module", "dependencies": { "react": "19" }, "devDependencies": { "vitest": "4" } }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    'node_modules/react/package.json': '{ "name": "react", "main": "index.js" }',
    'node_modules/react/index.js': 'module.exports = {};\n',
    'node_modules/vitest/package.json': '{ "name": "vitest", "main": "index.js" }',
    'node_modules/vitest/index.js': 'module.exports = {};\n',
    'node_modules/lodash/package.json': '{ "name": "lodash", "main": "index.js" }',
    'node_modules/lodash/index.js': 'module.exports = {};\n',
    'src/main.ts': `import { a } from './features/a/a'; import './nowhere'; import fs from 'node:fs'; import path from 'path'; export const main = [a, fs, path];\n`,
    'src/features/a/a.ts': `import { b } from '@/features/b/b'; import { shared } from '../../shared/shared'; export const a = [b, shared];\n`,
    'src/features/b/b.ts': `import type { A } from '../a/type'; import lodash from 'lodash'; export const b: A = lodash;\n`,
    'src/features/a/type.ts': `import { b } from '../b/b'; export type A = typeof b;\n`,
    'src/shared/shared.ts': `import { shared2 } from './shared2'; import { a } from '@/features/a/a'; import { it } from 'vitest'; export const shared = [shared2, a, it];\n`,
    'src/shared/shared2.ts': `export { shared } from './shared'; export const shared2 = 1;\n`,
    'src/shared/shared.test.ts': `import { it } from 'vitest'; import { shared } from './shared'; it('is', () => shared);\n`,
    'src/self.ts': `import { self } from './self'; export const self2 = self; export const self = 1;\n`,
    'src/old/old.ts': `import fs from 'fs'; import '../features/a/a'; export default fs;\n`,
  };

  it('finds what eslint-plugin-import-x finds', async () => {
    const config = [{ ignores: ['src/old/**'] }, { files: ['src/**/*.ts'], rules }];
    const root = bake({
      ...files,
      'eslint.config.cjs': `module.exports = ${JSON.stringify(config)};\n`,
      'package.json': files['package.json'],
    });
    const { code, stdout } = await lintel(root, ['init', '--from', 'import-x', '--run-config']);
    expect(code).toBe(0);
    // The output of eslint-plugin-import-x 4.18.1 on these files, which reports the cycle at all of its imports, but not src/self.ts as a cycle.
    expect(frozenIn(root)).toEqual([
      'layering/cycles src/features/a/a.ts',
      'layering/cycles src/self.ts',
      'layering/no-node src/main.ts',
      'layering/packages src/features/b/b.ts',
      'layering/packages src/shared/shared.ts',
      'layering/self-imports src/self.ts',
      'layering/src-features-a-not-to-src-features src/features/a/a.ts',
      'layering/src-features-a-not-to-src-features src/features/a/type.ts',
      'layering/src-features-b-not-to-src-features src/features/b/b.ts',
      'layering/src-shared-not-to-src-features src/shared/shared.ts',
      'layering/unresolved src/main.ts',
    ]);
    expect(leftIn(stdout)).toEqual([
      'import-x/no-restricted-paths (src/**/*.ts) ./src/nothing <- ./src/features: its target matches no file that Lintel reads',
      'import-x/no-internal-modules (src/**/*.ts): its patterns are for text and for paths at once: write an `entry-point` rule',
      'import-x/order (src/**/*.ts): it checks the code of a file, which ESLint still does',
      'import-x/no-relative-parent-imports (src/**/*.ts): it is off',
    ]);
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('lintel init --from import-x with modules of Node', () => {
  const files = {
    'package.json': '{ "name": "app" }',
    'src/a.ts': `import fs from 'fs'; import path from 'node:path'; import 'fs/promises'; export const a = [fs, path];\n`,
  };
  const frozenWith = async (allow: readonly string[]): Promise<readonly string[]> => {
    const settings = { rules: { 'import-x/no-nodejs-modules': ['error', { allow }] } };
    const root = bake({ ...files, '.eslintrc.json': JSON.stringify({ root: true, ...settings }) });
    await lintel(root, ['init', '--from', 'import-x']);
    return frozenIn(root);
  };

  it('tells names with `node:` from names without', async () => {
    const prefixed = builtinModules.map((name) => `node:${name}`);
    // The output of eslint-plugin-import-x 4.18.1 on this file.
    expect(await frozenWith(prefixed)).toHaveLength(2);
    expect(await frozenWith(builtinModules)).toHaveLength(1);
    expect(await frozenWith([...builtinModules, ...prefixed])).toHaveLength(0);
    expect(await frozenWith(['fs', 'fs/promises'])).toHaveLength(1);
  });
});

describe('lintel init --from boundaries', () => {
  const sameFamily = ['$', '{from.family}'].join('');
  const settings = {
    'boundaries/elements': [
      { type: 'app', pattern: 'app' },
      { type: 'module', pattern: 'modules/*', capture: ['module'] },
      { type: 'component', pattern: 'ui/*/*', capture: ['family', 'name'] },
      { type: 'page', pattern: '*.page.ts', mode: 'file', capture: ['page'] },
      { type: 'lib', pattern: 'src/lib/**' },
      { type: 'nothing', pattern: 'nowhere/*' },
    ],
  };
  const rules = {
    'boundaries/element-types': [
      'error',
      {
        default: 'disallow',
        message: 'elements import what is below them',
        rules: [
          { from: 'app', allow: ['module', 'page'] },
          { from: ['module'], allow: ['component', 'lib'], disallow: [['component', { family: 'molecules' }]] },
          { from: 'component', allow: [['component', { family: sameFamily }]] },
          { from: 'page', allow: '*', disallow: ['app'] },
        ],
      },
    ],
    'boundaries/entry-point': [
      'error',
      {
        default: 'disallow',
        rules: [
          { target: ['module'], allow: 'index.(js|ts)' },
          { target: ['component', 'lib', 'app', 'page'], allow: '**' },
        ],
      },
    ],
    'boundaries/external': [
      'warn',
      {
        default: 'allow',
        rules: [
          { from: 'component', disallow: ['react'] },
          { from: '*', disallow: ['lodash', 'fs'] },
          { from: 'app', allow: ['fs'] },
        ],
      },
    ],
    'boundaries/no-unknown': 'error',
    'boundaries/no-private': 'off',
  };
  const files = {
    'package.json': '{ "name": "app", "type":"module", "dependencies": { "react": "19", "lodash": "4" } }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
    'node_modules/react/package.json': '{ "name": "react", "main": "index.js" }',
    'node_modules/react/index.js': 'module.exports = {};\n',
    'node_modules/lodash/package.json': '{ "name": "lodash", "main": "index.js" }',
    'node_modules/lodash/index.js': 'module.exports = {};\n',
    'src/app/main.ts': `import { bill } from '../modules/billing/index'; import { row } from '@/modules/billing/rows'; import fs from 'node:fs'; import react from 'react'; export const main = [bill, row, fs, react];\n`,
    'src/modules/billing/index.ts': `import { row } from './rows'; import { user } from '../users/index'; import { button } from '../../ui/atoms/button/button'; export const bill = [row, user, button];\n`,
    'src/modules/billing/rows.ts': `import { main } from '../../app/main'; import lodash from 'lodash'; export const row = [main, lodash];\nexport { user } from '../users/user';\n`,
    'src/modules/users/index.ts': `import type { Theme } from '@/ui/theme'; import { help } from '../../lib/help'; export const user: Theme = help;\n`,
    'src/modules/users/user.ts': `export const user = 1;\n`,
    'src/ui/atoms/button/button.ts': `import { icon } from '../icon/icon'; import { form } from '../../molecules/form/form'; export const button = [icon, form];\n`,
    'src/ui/atoms/icon/icon.ts': `import { user } from '@/modules/users/index'; export const icon = user;\n`,
    'src/ui/molecules/form/form.ts': `import { icon } from '../../atoms/icon/icon'; import { list } from '../list/list'; import react from 'react'; export const form = [icon, list, react];\n`,
    'src/ui/molecules/list/list.ts': `import { page } from '@/pages/home.page'; export const list = page;\n`,
    'src/ui/theme.ts': `export type Theme = unknown;\n`,
    'src/lib/help.ts': `import { deep } from './deep/deep'; export const help = deep;\n`,
    'src/lib/deep/deep.ts': `import { user } from '../../modules/users/index'; export const deep = user;\n`,
    'src/pages/home.page.ts': `import { icon } from '../ui/atoms/icon/icon'; import { other } from './other.page'; export const page = [icon, other];\n`,
    'src/pages/other.page.ts': `export const other = 1;\n`,
  };
  const found = [
    'layering/component src/ui/atoms/button/button.ts',
    'layering/component src/ui/atoms/icon/icon.ts',
    'layering/component src/ui/molecules/form/form.ts',
    'layering/component src/ui/molecules/list/list.ts',
    'layering/component-packages src/ui/molecules/form/form.ts',
    'layering/lib src/lib/deep/deep.ts',
    'layering/module src/modules/billing/index.ts',
    'layering/module src/modules/billing/rows.ts',
    'layering/module-entry src/app/main.ts',
    'layering/module-packages src/modules/billing/rows.ts',
    'layering/no-unknown src/modules/users/index.ts',
  ];

  it('translates no rule without options, as the presets have them: it reports nothing', async () => {
    const bareRules = { 'boundaries/element-types': [2], 'boundaries/entry-point': 2, 'boundaries/external': [2] };
    const config = [{ files: ['src/**/*.ts'], settings, rules: bareRules }];
    const root = bake({
      ...files,
      'eslint.config.cjs': `module.exports = ${JSON.stringify(config)};\n`,
      'package.json': files['package.json'].replace(', "type":"module"', ''),
    });
    const { stdout } = await lintel(root, ['init', '--from', 'boundaries', '--run-config']);
    expect(frozenIn(root)).toEqual([]);
    expect(stdout).toContain('  boundaries/external (src/**/*.ts): it has no options, and reports nothing\n');
  });

  it('finds what eslint-plugin-boundaries finds', async () => {
    const config = [{ files: ['src/**/*.ts'], settings, rules }];
    const root = bake({
      ...files,
      'eslint.config.cjs': `module.exports = ${JSON.stringify(config)};\n`,
      'package.json': files['package.json'].replace(', "type":"module"', ''),
    });
    const { code, stdout } = await lintel(root, ['init', '--from', 'boundaries', '--run-config']);
    expect(code).toBe(0);
    // The output of eslint-plugin-boundaries 5.4.0 on these files.
    expect(frozenIn(root)).toEqual(found);
    expect(leftIn(stdout)).toEqual([
      'boundaries/elements nothing: it matches no file that Lintel reads',
      'boundaries/entry-point (src/**/*.ts) of app: it allows every file',
      'boundaries/entry-point (src/**/*.ts) of component: it allows every file',
      'boundaries/entry-point (src/**/*.ts) of page: it allows every file',
      'boundaries/entry-point (src/**/*.ts) of lib: it allows every file',
      'boundaries/no-private (src/**/*.ts): it is off',
    ]);
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });

  it('does not judge ignored files, and looks at entries only where elements import them', async () => {
    const ignoring = { ...settings, 'boundaries/ignore': ['**/*.test.ts'] };
    const config = [{ files: ['src/**/*.ts'], settings: ignoring, rules }];
    const root = bake({
      ...files,
      'src/start.ts': `import { row } from './modules/billing/rows'; export const start = row;\n`,
      'src/modules/users/users.test.ts': `import { main } from '../../app/main'; import { row } from '../billing/rows'; export const test = [main, row];\n`,
      'eslint.config.cjs': `module.exports = ${JSON.stringify(config)};\n`,
      'package.json': files['package.json'].replace(', "type":"module"', ''),
    });
    await lintel(root, ['init', '--from', 'boundaries', '--run-config']);
    expect(frozenIn(root)).toEqual(found);
  });

  it('reads the selectors of later versions', async () => {
    const own = '{{ from.captured.family }}';
    const to = (type: string | readonly string[], captured = {}): object => ({ to: { type, captured } });
    const policies = [
      { from: { type: 'app' }, allow: [to(['module', 'page'])] },
      { from: { element: { type: 'module' } }, allow: { to: { element: { types: { anyOf: ['component', 'lib'] } } } } },
      { from: { type: 'module' }, disallow: [to('component', { family: 'molecules' })] },
      { from: { type: 'component' }, allow: [to('component', { family: own })] },
      { from: { type: 'page' }, allow: [to('*')] },
      { from: { type: 'page' }, disallow: { to: { type: 'app', fileInternalPath: 'index.ts' } } },
    ];
    const nodes = { 'boundaries/dependency-nodes': ['import'] };
    const overrides = [
      { files: ['src/**/*.ts'], rules: { 'boundaries/dependencies': ['error', { default: 'disallow', policies }] } },
    ];
    const root = bake({
      ...files,
      '.eslintrc.json': JSON.stringify({ root: true, settings: { ...settings, ...nodes }, overrides }),
    });
    const { code, stdout } = await lintel(root, ['init', '--from', 'boundaries']);
    expect(code).toBe(0);
    expect(frozenIn(root)).toEqual(found.filter((one) => /layering\/(?:component|lib|module) /.test(one)));
    expect(leftIn(stdout)).toContain(
      'boundaries/dependencies (src/**/*.ts) rule 6: fileInternalPath cannot be said in lintel.yaml',
    );
  });
});

describe('lintel init --from nx', () => {
  const project = (projectType: string, ...tags: readonly string[]): string => JSON.stringify({ projectType, tags });
  const constraints = [
    { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:feature', 'type:util'] },
    { sourceTag: 'type:feature', onlyDependOnLibsWithTags: ['type:util', 'type:ui'] },
    { allSourceTags: ['type:util', 'scope:core'], onlyDependOnLibsWithTags: [] },
    { sourceTag: 'type:ui', notDependOnLibsWithTags: ['type:feature'], bannedExternalImports: ['lodash'] },
    { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['*'] },
  ];
  const rule = ['error', { allow: ['@acme/x'], enforceBuildableLibDependency: false, depConstraints: constraints }];
  const files = {
    'package.json': '{ "dependencies": { "lodash": "4" } }',
    'nx.json': '{}',
    '.eslintrc.json': JSON.stringify({
      root: true,
      ignorePatterns: ['**/*'],
      overrides: [{ files: ['*.ts'], rules: { '@nx/enforce-module-boundaries': rule } }],
    }),
    'apps/shop/project.json': project('application', 'type:app'),
    'apps/shop/src/main.ts': `import '../../../libs/cart/feature/src/index'; import '../../../libs/ui/src/index'; import './own';\n`,
    'apps/shop/src/own.ts': 'export {};\n',
    'libs/cart/feature/project.json': project('library', 'type:feature'),
    'libs/cart/feature/src/index.ts': `import '../../../ui/src/index'; import './own'; import '../../../../apps/shop/src/own';\n`,
    'libs/cart/feature/src/own.ts': 'export {};\n',
    'libs/login/project.json': project('library', 'type:feature'),
    'libs/login/src/index.ts': `import '../../cart/feature/src/own';\n`,
    'libs/ui/project.json': project('library', 'type:ui'),
    'libs/ui/src/index.ts': `import lodash from 'lodash'; import '../../login/src/index'; export default lodash;\n`,
    'libs/util/project.json': project('library', 'type:util', 'scope:core'),
    'libs/util/src/index.ts': `import '../../ui/src/index'; import '../../free/src/index';\n`,
    'libs/free/project.json': project('library'),
    'libs/free/src/index.ts': `import '../../util/src/index';\n`,
  };

  it('translates constraints on the tags of projects', async () => {
    const root = bake(files);
    const { code, stdout, stderr } = await lintel(root, ['init', '--from', 'nx']);
    expect([code, stderr]).toEqual([0, '']);
    expect(frozenIn(root)).toEqual([
      'nx/no-apps libs/cart/feature/src/index.ts',
      'nx/type-app apps/shop/src/main.ts',
      'nx/type-feature libs/cart/feature/src/index.ts',
      'nx/type-feature-apart libs/login/src/index.ts',
      'nx/type-ui-not libs/ui/src/index.ts',
      'nx/type-ui-packages libs/ui/src/index.ts',
      'nx/type-util-scope-core libs/util/src/index.ts',
      'nx/untagged-projects libs/free/src/index.ts',
    ]);
    const where = '@nx/enforce-module-boundaries (**/*.ts)';
    expect(leftIn(stdout)).toEqual([
      `${where} type:e2e: no project has this tag`,
      `${where} allow: its patterns are for the text of imports: write \`except\` with a reason`,
      `${where}: circular dependencies of projects: write a \`cycles\` rule with a zone of your projects as \`level\``,
      `${where}: relative imports of other projects: write an \`entry-point\` rule for your projects`,
      `${where}: static imports of lazy libraries: lintel.yaml has no rule for how a file is imported`,
    ]);
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });

  it('reads the projects and tags of older workspaces', async () => {
    const isProject = (path: string): boolean => path.endsWith('/project.json');
    const projects = Object.entries(files)
      .filter(([path]) => isProject(path))
      .map(([path, text]) => ({ root: path.replace('/project.json', ''), ...(JSON.parse(text) as object) }));
    const others = Object.fromEntries(Object.entries(files).filter(([path]) => !isProject(path)));
    const named = Object.fromEntries(projects.map((one) => [one.root.replaceAll('/', '-'), one]));
    const root = bake({
      ...others,
      'angular.json': JSON.stringify({ projects: named }),
      'nx.json': JSON.stringify({ projects: named }),
    });
    await lintel(root, ['init', '--from', 'nx']);
    const newer = bake(files);
    await lintel(newer, ['init', '--from', 'nx']);
    expect(frozenIn(root)).toEqual(frozenIn(newer));
  });
});
