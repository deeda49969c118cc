import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStyled, prefixFault, restyle, type Style, styles, wordsOf } from './style.ts';

describe('words', () => {
  it.each([
    ['process_invoice', ['process', 'invoice']],
    ['processInvoice', ['process', 'Invoice']],
    ['HTTPServer', ['HTTP', 'Server']],
    ['getURLs', ['get', 'URLs']],
    ['userIDsByName', ['user', 'IDs', 'By', 'Name']],
    ['utf8Text', ['utf8', 'Text']],
    ['SHA256Hash', ['SHA256', 'Hash']],
    ['SHA256SUM', ['SHA256SUM']],
    ['iOS', ['i', 'OS']],
    ['MAX_RETRIES', ['MAX', 'RETRIES']],
    ['__proto__', ['proto']],
    ['Content-Type', ['Content', 'Type']],
    ['a.b c', ['a', 'b', 'c']],
    ['$scope', ['$scope']],
    ['größeÄndern', ['größe', 'Ändern']],
    ['名前', ['名前']],
    ['_', []],
    ['', []],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });
});

describe('styles', () => {
  const table: readonly (readonly [name: string, fits: readonly Style[]])[] = [
    ['', styles],
    ['foo', ['camelCase', 'strictCamelCase', 'snake_case', 'kebab-case']],
    ['fooBar', ['camelCase', 'strictCamelCase']],
    ['fooID', ['camelCase']],
    ['FooBar', ['PascalCase', 'StrictPascalCase']],
    ['FooID', ['PascalCase']],
    ['FOO', ['PascalCase', 'UPPER_CASE']],
    ['F', ['PascalCase', 'StrictPascalCase', 'UPPER_CASE']],
    ['foo_bar', ['snake_case']],
    ['foo__bar', []],
    ['_foo', []],
    ['foo_', []],
    ['FOO_BAR', ['UPPER_CASE']],
    ['_', []],
    ['foo-bar', ['camelCase', 'strictCamelCase', 'snake_case', 'kebab-case']],
    ['foo--bar', ['camelCase', 'strictCamelCase', 'snake_case']],
    ['ärger', ['camelCase', 'strictCamelCase', 'snake_case', 'kebab-case']],
    ['Ärger', ['PascalCase', 'StrictPascalCase']],
    ['1', styles],
    ['$', styles],
    ['$Foo', ['camelCase', 'strictCamelCase', 'PascalCase']],
  ];
  it.each(table)('%s', (name, fits) => {
    expect(styles.filter((style) => isStyled(name, style))).toEqual(fits);
  });
});

describe('restyle', () => {
  it.each<[string, Style, string]>([
    ['process_invoice', 'camelCase', 'processInvoice'],
    ['load_URL', 'camelCase', 'loadUrl'],
    ['GetURL', 'camelCase', 'getURL'],
    ['GetURL', 'strictCamelCase', 'getUrl'],
    ['HTTPServer', 'camelCase', 'httpServer'],
    ['httpServer', 'PascalCase', 'HttpServer'],
    ['API', 'PascalCase', 'API'],
    ['MAX_RETRIES', 'camelCase', 'maxRetries'],
    ['maxRetries', 'UPPER_CASE', 'MAX_RETRIES'],
    ['EmailSender', 'kebab-case', 'email-sender'],
    ['getURLs', 'snake_case', 'get_urls'],
    ['$foo_bar', 'camelCase', '$fooBar'],
    ['__', 'camelCase', '__'],
  ])('%s in %s', (name, style, expected) => {
    expect(restyle(name, style)).toBe(expected);
  });

  const names = fc.array(fc.stringMatching(/^[a-z]{2,5}[0-9]{0,2}$/), { minLength: 1, maxLength: 5 });
  const anyStyle = fc.constantFrom(...styles);

  it('keeps the words, fits, and changes nothing twice', () => {
    fc.assert(
      fc.property(names, anyStyle, anyStyle, (words, from, to) => {
        const made = restyle(restyle(words.join('_'), from), to);
        expect(wordsOf(made).map((one) => one.toLowerCase())).toEqual(words);
        expect(isStyled(made, to)).toBe(true);
        expect(restyle(made, to)).toBe(made);
      }),
    );
  });

  it('keeps the letters of whatever it is given', () => {
    const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9_-]{0,20}$/),
        anyStyle,
        (name, style) => letters(restyle(name, style)) === letters(name),
      ),
    );
  });
});

it('knows which prefixes no style can follow', () => {
  expect(prefixFault(['camelCase'], ['get'])).toMatch(/write style: PascalCase$/);
  expect(prefixFault(['strictCamelCase'], ['is', 'has'])).toMatch(/write style: StrictPascalCase$/);
  expect([
    prefixFault(['camelCase', 'PascalCase'], ['get']),
    prefixFault(['camelCase'], ['_', 'get']),
    prefixFault(['PascalCase'], ['I']),
    prefixFault([], ['I']),
    prefixFault(['camelCase'], []),
  ]).toEqual([null, null, null, null, null]);
});
