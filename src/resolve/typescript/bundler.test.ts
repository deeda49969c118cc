import { describe, expect, it } from 'vitest';
import { costOf } from '../../../test/cost.ts';
import { emptyWorld } from '../../world/world.ts';
import { createResolver } from './resolver.ts';

const leads = (files: Record<string, string>, specifier: string, from = 'src/main.ts'): string => {
  const all = { 'src/main.ts': '', 'src/lib/a.ts': '', 'lib/a.ts': '', ...files };
  const { tree, texts } = emptyWorld().view(new Map(Object.entries(all)));
  const target = createResolver({ files: tree.files, texts }).resolve(from, specifier);
  return 'file' in target ? target.file : 'package' in target ? `package ${target.package}` : 'missing';
};

describe('aliases of bundlers, read as text', () => {
  it.each([
    ['path.resolve', "path.resolve(__dirname, 'src')"],
    ['join of several parts', "path.join(__dirname, './', 'src')"],
    ['resolve from node:path', "resolve(__dirname, 'src')"],
    ['the folder of the module', "path.resolve(import.meta.dirname, 'src')"],
    ['the working directory', "path.resolve('src')"],
    ['a URL', "fileURLToPath(new URL('./src', import.meta.url))"],
    ['the path of a URL', "new URL('./src', import.meta.url).pathname"],
    ['a relative text', "'./src'"],
    ['a text from the root of the server', "'/src'"],
    ['a template', '`${__dirname}/src`'],
    ['a sum', "__dirname + '/src'"],
  ])('%s', (_, value) => {
    const config = `import path from 'path';\nexport default { resolve: { alias: { '@': ${value} } } };\n`;
    expect(leads({ 'vite.config.ts': config }, '@/lib/a')).toBe('src/lib/a.ts');
  });

  it.each([
    [
      'vite, listed',
      'vite.config.mts',
      "{ alias: [{ find: /^x/, replacement: y }, { find: '@', replacement: '/src' }] }",
    ],
    ['vite, with a slash', 'vite.config.js', "({ resolve: { alias: { '@/': '/src/' } } })"],
    ['vitest', 'vitest.config.ts', "{ test: { alias: { '@': './src' } } }"],
    [
      'webpack, one of several',
      'webpack.common.js',
      "{ resolve: { alias: { x: y(), '@': path.resolve(__dirname, 'src') } } }",
    ],
    ['metro', 'metro.config.js', "{ resolver: { extraNodeModules: { '@': path.resolve(__dirname, 'src') } } }"],
    ['babel', '.babelrc', '{ "plugins": [["module-resolver", { "alias": { "@": "./src" } }]] }'],
  ])('%s', (_, file, text) => {
    expect(leads({ [file]: `module.exports = ${text};` }, '@/lib/a')).toBe('src/lib/a.ts');
  });

  it('apply below the folder of the configuration, nearest first, after tsconfig.json', () => {
    const files = {
      'vite.config.ts': "export default { resolve: { alias: { '@': '/lib' } } };",
      'src/vite.config.ts': "export default { resolve: { alias: { '@': './lib' } } };",
      'lib/main.ts': '',
    };
    expect(leads(files, '@/a')).toBe('src/lib/a.ts');
    expect(leads(files, '@/a', 'lib/main.ts')).toBe('lib/a.ts');
    const paths = { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }' };
    expect(leads({ ...files, ...paths }, '@/a')).toBe('lib/a.ts');
  });

  it.each([
    ['an expression', 'export default { resolve: { alias: { "@": pathTo("src") } } };'],
    ['a path that leaves the root', 'export default { resolve: { alias: { "@": "../src" } } };'],
    ['a computed key', 'export default { resolve: { alias: { [at]: "./src" } } };'],
    ['a comment', '// alias: { "@": "./src" }\nexport default {};'],
    ['a text', 'export default { x: \'alias: { "@": "./src" }\' };'],
    ['a regular expression with marks', 'export default { test: /["\'`]\\/[/"]/, resolve: { alias: { a: b } } };'],
  ])('takes nothing from %s', (_, text) => {
    expect(leads({ 'vite.config.ts': text }, '@/lib/a')).toBe('missing');
  });

  it.each([
    ['vite.config.ts', "federation({ name: 'host', remotes: { shop: 'http://localhost:5001/remoteEntry.js' } })"],
    ['webpack.config.js', "new ModuleFederationPlugin({ remotes: { 'shop': 'shop@http://x/remoteEntry.js' } })"],
    ['module-federation.config.ts', "export default { name: 'host', remotes: ['cart', 'shop'] };"],
    ['module-federation.config.js', "module.exports = { federation: 1, remotes: [['shop', 'http://x']] };"],
  ])('take apps that are loaded at run time for packages: %s, %s', (file, text) => {
    const files = { [file]: `// federation\n${text}` };
    expect(leads(files, 'shop')).toBe('package shop');
    expect(leads(files, 'shop/Cart')).toBe('package shop');
    expect(leads(files, 'other/Cart')).toBe('missing');
  });

  it('knows no remotes without federation', () => {
    expect(leads({ 'vite.config.ts': "git({ remotes: { shop: 'url' } })" }, 'shop/Cart')).toBe('missing');
  });

  it('reads on behind a regular expression', () => {
    const text = 'export default { test: /["\'`]\\/[/"]/, resolve: { alias: { "@": "./src" } } };';
    expect(leads({ 'vite.config.ts': text }, '@/lib/a')).toBe('src/lib/a.ts');
  });

  it('takes no long time for a text of brackets', () => {
    for (const text of ['alias: {'.repeat(24_000), '/'.repeat(190_000)])
      expect(costOf(() => leads({ 'vite.config.ts': text }, '@/lib/a'))).toBeLessThan(3000);
  });
});
