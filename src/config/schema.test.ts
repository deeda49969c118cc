import { expect, test } from 'vitest';
import { checks } from './checks.fixture.ts';
import { schemaOf } from './index.ts';

interface Json {
  readonly [key: string]: Json;
}
const schema = JSON.parse(JSON.stringify(schemaOf(checks))) as Json;
const branches = schema['properties']?.['rules']?.['additionalProperties']?.['oneOf']?.[1]?.[
  'allOf'
] as unknown as readonly Json[];
const branch = (name: string) =>
  branches.find((b) => (b['if']?.['properties']?.['check']?.['const'] as unknown) === name)?.['then'];

test('the top of the file is closed', () => {
  expect([Object.keys(schema['properties'] ?? {}), schema['additionalProperties']]).toEqual([
    [
      'version',
      'extends',
      'files',
      'ignore',
      'alias',
      'conventions',
      'allow-weakening',
      'defaults',
      'zones',
      'see',
      'rules',
    ],
    false,
  ]);
});

test('each check has a branch with its options and the common keys', () => {
  expect(branches.length).toBe(checks.length);
  const layers = branch('layers');
  expect(Object.keys(layers?.['properties'] ?? {})).toEqual([
    'check',
    'severity',
    'in',
    'not',
    'except',
    'see',
    'because',
    'fix',
    'layers',
    'within',
    'shared',
    'strict',
    'exhaustive',
    'indirect',
    'kinds',
    'types',
    'dynamic',
  ]);
  expect([
    layers?.['required'],
    layers?.['additionalProperties'],
    layers?.['properties']?.['layers']?.['description'],
    layers?.['properties']?.['check'],
  ]).toEqual([['layers'], false, 'Top layer first.', { const: 'layers', description: 'Checks layers.' }]);
});

test("exceptions know the check's own keys", () => {
  const keys = (name: string) => Object.keys(branch(name)?.['properties']?.['except']?.['items']?.['properties'] ?? {});
  expect([keys('unresolved'), keys('cycles')]).toEqual([
    ['specifier', 'from', 'to', 'file', 'name', 'reason', 'until'],
    ['from', 'to', 'file', 'name', 'reason', 'until'],
  ]);
});

test('a where and a regular expression accept their short forms', () => {
  expect([
    branch('independent')?.['properties']?.['zones'],
    branch('required-files')?.['properties']?.['files']?.['items'],
  ]).toEqual([
    { minItems: 1, type: 'array', items: { type: 'string' } },
    { anyOf: [{ type: 'string' }, { minItems: 1, type: 'array', items: { type: 'string' } }] },
  ]);
});
