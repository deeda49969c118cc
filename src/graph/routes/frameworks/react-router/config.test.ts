import { expect, it } from 'vitest';
import { lintFiles } from '../../../../testing/index.ts';

/** What `app/routes.ts` serves of files that have a loader: `path file`, and why it cannot be read. */
function served(list: string, rest: Readonly<Record<string, string>> = {}): string[] {
  const { violations, errors } = lintFiles({
    'package.json': '{ "devDependencies": { "@react-router/dev": "^7.0.0" } }',
    'lintel.yaml': 'version: 1\nrules: { api: { check: openapi, spec: api.yaml, compare: [operations] } }\n',
    'api.yaml': 'openapi: 3.0.3\npaths: {}\n',
    'app/routes.ts': `import { index, layout, prefix, relative, route } from '@react-router/dev/routes';\nimport { flatRoutes } from '@react-router/fs-routes';\nimport { more } from './more';\nexport default ${list};\n`,
    'app/a.ts': 'export const loader = () => ({});\n',
    'app/more.ts':
      "import { route } from '@react-router/dev/routes';\nexport const more = [route('more', './a.ts')];\n",
    ...rest,
  });
  expect(errors).toEqual([]);
  return violations.map(({ message, data, at }) => `${message} ${data['path'] ?? ''} ${at.file}`);
}

it.each([
  ["[index('./a.ts')]", ['undocumented / app/a.ts']],
  ["[route('a/:id', 'a.ts')]", ['undocumented /a/{id} app/a.ts']],
  ["[route('en?/a', './a.ts')]", ['undocumented /a app/a.ts']],
  ["[route('a', './a.ts', { id: 'x' }, [index('./a.ts')])]", ['undocumented /a app/a.ts']],
  ["[layout('./a.ts', [route('b', './a.ts')])]", ['undocumented /b app/a.ts']],
  ["[...prefix('x', prefix('y', [route('b', './a.ts')]))]", ['undocumented /x/y/b app/a.ts']],
  ['[...more]', ['undocumented /more app/a.ts']],
  ['flatRoutes()', []],
  ["[route('*', './a.ts')]", []],
  ["[route('a', '../../out.ts')]", ['unresolved-route /a app/routes.ts']],
  ["[route('a', './none.ts')]", ['unresolved-route /a app/routes.ts']],
  ["[route(process.env.A, './a.ts')]", ['unresolved-route / app/routes.ts']],
  ["prefix('x', [more(1)])", ['unresolved-route /x app/routes.ts']],
  ["[relative('x').route('a', './a.ts')]", ['unresolved-route / app/routes.ts']],
])('%s', (list, found) => {
  expect([...new Set(served(list))]).toEqual(found);
});

it('reads the list only where the package is declared', () => {
  const manifest = { 'package.json': '{ "devDependencies": { "@react-router/node": "^7.0.0" } }' };
  expect(served("[index('./a.ts')]", manifest)).toEqual([]);
});
