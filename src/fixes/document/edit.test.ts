import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { DocumentChange, Json, JsonMap } from '../../core/document-change.ts';
import { apply } from '../apply.ts';
import { changesOf } from '../change-set.ts';
import { merge } from '../merge.ts';
import { createDocumentEditor } from './edit.ts';

type Bare = DocumentChange extends infer C ? (C extends DocumentChange ? Omit<C, 'file'> : never) : never;

/** A text after changes; null where they do not fit. */
function edited(text: string, changes: readonly Bare[], file = 'api.yaml'): string | null {
  const made = createDocumentEditor(() => text)(changes.map((change) => ({ ...change, file }) as DocumentChange));
  const all = 'edits' in made ? changesOf(made.edits) : null;
  return all && (apply(all, () => text).get(file) ?? null);
}

const put = (keys: readonly string[], value: Json, after?: readonly string[]): Bare => ({
  kind: 'put',
  keys,
  value,
  ...(after ? { after } : {}),
});
const append = (keys: readonly string[], value: Json): Bare => ({ kind: 'append', keys, value });
const remove = (...keys: readonly string[]): Bare => ({ kind: 'remove', keys });
const rename = (keys: readonly string[], to: string): Bare => ({ kind: 'rename', keys, to });

const loaves = `# The bakery
paths:
  # What we bake
  /loaves: # all of them
    get:
      parameters:
        - name: size # in grams
          in: query
      responses: { '200': { description: OK } }

  /rolls:
    get: &get
      responses:
        "200":
          description: >
            All rolls,
            warm.

        404: { description: none }
    put: *get
`;

describe('a change of a YAML document', () => {
  it.each<[title: string, change: Bare, before: string, after: string]>([
    [
      'adds an entry behind another, as far apart as they are',
      put(['paths', '/loaves/{id}'], { get: { responses: { default: { description: 'any' } } } }, ['/loaves']),
      `OK } }\n`,
      `OK } }\n\n  /loaves/{id}:\n    get:\n      responses:\n        default:\n          description: any\n`,
    ],
    [
      'adds the first entry above the comment of the next',
      put(['paths', '/cakes'], { get: {} }, []),
      `paths:\n`,
      `paths:\n  /cakes:\n    get: {}\n`,
    ],
    [
      'adds an entry at the end, below a text of several lines',
      put(['paths', '/rolls', 'get', 'responses', '500'], { description: 'burnt' }),
      `404: { description: none }\n`,
      `404: { description: none }\n\n        500:\n          description: burnt\n`,
    ],
    [
      'adds an item to a list',
      append(['paths', '/loaves', 'get', 'parameters'], { name: 'page', in: 'query' }),
      `          in: query\n`,
      `          in: query\n        - name: page\n          in: query\n`,
    ],
    [
      'adds an entry to braces',
      put(['paths', '/loaves', 'get', 'responses', '404'], { description: 'no such loaf' }),
      `{ description: OK } }`,
      `{ description: OK }, '404': { description: no such loaf } }`,
    ],
    [
      'replaces a value and keeps the comment behind it',
      put(['paths', '/loaves', 'get', 'parameters', '0', 'name'], 'weight'),
      `name: size # in`,
      `name: weight # in`,
    ],
    [
      'replaces a value by one of several lines',
      put(['paths', '/loaves', 'get', 'responses', '200', 'description'], ['a', 'b']),
      `{ description: OK }`,
      `{ description: [a, b] }`,
    ],
    [
      'removes an entry with its line',
      remove('paths', '/loaves', 'get', 'parameters', '0', 'in'),
      `          in: query\n`,
      ``,
    ],
    [
      'removes the first entry of an item',
      remove('paths', '/loaves', 'get', 'parameters', '0', 'name'),
      `- name: size # in grams\n          in`,
      `- in`,
    ],
    [
      'leaves an empty map where the only entry is removed',
      remove('paths', '/rolls', 'get', 'responses', '404', 'description'),
      `404: { description: none }`,
      `404: {}`,
    ],
    [
      'gives a plain key another name that is plain',
      rename(['paths', '/rolls'], '/rolls/{id}'),
      `/rolls:`,
      `/rolls/{id}:`,
    ],
    ['gives a key another name', rename(['paths', '/loaves'], '/bread'), `/loaves: #`, `/bread: #`],
    [
      'goes through an alias',
      put(['paths', '/rolls', 'put', 'responses', '404', 'description'], 'gone'),
      `404: { description: none }`,
      `404: { description: gone }`,
    ],
    [
      'makes what leads to a value',
      put(['components', 'schemas', 'Loaf', 'type'], 'object'),
      `    put: *get\n`,
      `    put: *get\n\ncomponents:\n  schemas:\n    Loaf:\n      type: object\n`,
    ],
  ])('%s', (_, change, before, after) => {
    const text = change.keys[0] === 'components' ? loaves.replace('# The bakery\n', 'openapi: 3.1.0\n\n') : loaves;
    expect(edited(text, [change])).toBe(text.replace(before, () => after));
  });

  it('keeps the line breaks of Windows', () => {
    const text = 'paths:\r\n  /a:\r\n    get: {}\r\n';
    expect(edited(text, [put(['paths', '/a', 'put'], { tags: ['x'] })])).toBe(
      'paths:\r\n  /a:\r\n    get: {}\r\n    put:\r\n      tags:\r\n        - x\r\n',
    );
  });

  it('writes lists, quotes and indentation as the document does', () => {
    const text = "a:\n  b:\n  - 'x'\nc:\n";
    expect(edited(text, [put(['c'], { d: ['1', { e: 2, f: [3] }] })])).toBe(
      "a:\n  b:\n  - 'x'\nc:\n  d:\n  - '1'\n  - e: 2\n    f:\n    - 3\n",
    );
  });

  it('is not made where a comment would go', () => {
    expect(edited(loaves, [put(['paths', '/loaves', 'get', 'parameters'], [])])).toBe(null);
  });

  it('is not made where its place is not there', () => {
    expect(edited(loaves, [remove('paths', '/loaves', 'get', 'parameters', '0', 'name', 'x')])).toBe(null);
  });

  it('is not made where a key that is merged would be hidden', () => {
    const text = 'a: &a\n  b: { c: 1 }\nd:\n  <<: *a\n';
    expect(edited(text, [put(['d', 'b', 'c'], 2)])).toBe(null);
    expect(edited(text, [put(['d', 'b'], 2)])).toBe(`${text}  b: 2\n`);
  });

  it.each([
    ['a:\n  required: [x]\n  b: 1\n', 'a:\n  b: 1\n'],
    ['a:\n  b: 1\n  required:\n    - x\n', 'a:\n  b: 1\n'],
    ['a: { required: [x], b: 1 }\n', 'a: { b: 1 }\n'],
    ['a:\n  required: [x]\nb: 1\n', 'a: {}\nb: 1\n'],
  ])('takes a list away with its last item: %j', (before, after) => {
    expect(edited(before, [remove('a', 'required', '0')])).toBe(after);
  });

  it('adds an entry where the last one goes', () => {
    expect(edited('a:\n  b: 1\n  c:\n    d: 2\n    e: 3\n', [remove('a', 'c', 'e'), put(['a', 'f'], 4)])).toBe(
      'a:\n  b: 1\n  c:\n    d: 2\n  f: 4\n',
    );
  });

  it('takes several changes of one map', () => {
    expect(edited('s: { type: string, format: date }\n', [put(['s', 'type'], 'integer'), remove('s', 'format')])).toBe(
      's: { type: integer }\n',
    );
    expect(edited('s:\n  type: string\n  format: date\n', [remove('s', 'format'), remove('s', 'type')])).toBe(
      's: {}\n',
    );
  });

  it('lets other keys come to the same place only if it is free', () => {
    const replaced = (free: object): unknown =>
      createDocumentEditor(() => 'paths:\n  /a: {}\n')([
        { file: 'api.yaml', kind: 'put', keys: ['paths', '/b'], value: {}, ...free },
      ]);
    expect(replaced({ free: true })).toMatchObject({ edits: [{ old: '' }] });
    expect(replaced({})).toMatchObject({ edits: [{ old: '}' }] });
  });

  it('lets other keys come beside the first one in an empty map, where a line break keeps them apart', () => {
    const together = (text: string, file: string): unknown => {
      const editor = createDocumentEditor(() => text);
      const fixes = ['/a', '/b'].map((key) => {
        const made = editor([{ file, kind: 'put', keys: ['paths', key], value: { get: 1 }, free: true }]);
        return 'edits' in made ? made.edits : [];
      });
      const { changes, taken } = merge(fixes);
      return [taken.length, apply(changes, () => text).get(file)];
    };
    const both = 'paths:\n  /a:\n    get: 1\n  /b:\n    get: 1\nx: 1\n';
    expect(together('paths: {}\nx: 1\n', 'api.yaml')).toEqual([2, both]);
    expect(together('paths:\nx: 1\n', 'api.yaml')).toEqual([2, both]);
    expect(together('{ "paths": {} }', 'api.json')).toEqual([1, '{ "paths": { "/a": { "get": 1 } } }']);
  });
});

describe('a change of a JSON document', () => {
  const text = `{\n\t"paths": {\n\t\t"/a": { "get": {} },\n\t\t"/c": {}\n\t},\n\t"tags": []\n}\n`;

  it.each<[title: string, change: Bare, before: string, after: string]>([
    [
      'adds an entry between others',
      put(['paths', '/b'], { get: { tags: ['x'] } }, ['/a']),
      `{} },\n`,
      `{} },\n\t\t"/b": {\n\t\t\t"get": {\n\t\t\t\t"tags": [\n\t\t\t\t\t"x"\n\t\t\t\t]\n\t\t\t}\n\t\t},\n`,
    ],
    ['adds the last entry', put(['paths', '/d'], {}), `"/c": {}`, `"/c": {},\n\t\t"/d": {}`],
    ['adds an entry on one line', put(['paths', '/a', 'put'], {}), `"get": {} }`, `"get": {}, "put": {} }`],
    ['adds to what is empty', put(['paths', '/c', 'get'], {}), `"/c": {}`, `"/c": {\n\t\t\t"get": {}\n\t\t}`],
    ['adds to an empty list', append(['tags'], 'x'), `"tags": []`, `"tags": [\n\t\t"x"\n\t]`],
    ['removes the last entry', remove('paths', '/c'), `,\n\t\t"/c": {}`, ``],
    ['removes the only entry', remove('paths', '/a', 'get'), `{ "get": {} }`, `{}`],
    [
      'gives a plain key another name that is plain',
      rename(['paths', '/rolls'], '/rolls/{id}'),
      `/rolls:`,
      `/rolls/{id}:`,
    ],
    ['gives a key another name', rename(['paths', '/a'], '/x'), `"/a"`, `"/x"`],
    ['replaces a value', put(['tags'], 'x'), `"tags": []`, `"tags": "x"`],
  ])('%s', (_, change, before, after) => {
    expect(edited(text, [change], 'api.json')).toBe(text.replace(before, () => after));
  });

  it('stays on one line', () => {
    expect(edited('{"paths":{"/a":{}}}', [put(['paths', '/b', 'get'], { tags: [1, 2] })], 'api.json')).toBe(
      '{"paths":{"/a":{},"/b":{"get":{"tags":[1,2]}}}}',
    );
  });
});

describe('any change', () => {
  const key = fc.constantFrom('a', 'b', '200', '/x/{id}', 'on', 'a: b', '#');
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonMap>,
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  }));
  const root = fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

  it.each(['yaml', 'json'] as const)('of %s means what it says', (kind) => {
    const print = (document: unknown): string =>
      kind === 'yaml' ? stringify(document) : `${JSON.stringify(document, null, 2)}\n`;
    fc.assert(
      fc.property(root, fc.array(key, { minLength: 1, maxLength: 3 }), value, (document, keys, added) => {
        const text = print(document);
        const after = edited(text, [put(keys, added)], `api.${kind}`);
        const wanted = putIn(document, keys, added);
        if (wanted === null) expect(after).toBe(null);
        else if (after !== null) expect(parse(after)).toEqual(wanted);
        else expect(text).toContain('#');
      }),
      { numRuns: 1000 },
    );
  });
});

/** Null where a value that is not a map is on the way. */
function putIn(document: Json, [key, ...others]: readonly string[], value: Json): Json | null {
  if (key === undefined) return value;
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  const map = document as JsonMap;
  const before = map[key];
  const inside = putIn(before === undefined ? {} : before, others, value);
  return inside === null && others.length > 0 ? null : { ...map, [key]: inside };
}
