import { expect, it } from 'vitest';
import { growthOf, linear } from '../../../test/cost.ts';
import type { Generated } from '../../core/script.ts';
import { decode, encode } from '../encode.ts';
import { script } from './script.ts';

const json = '{"version":3,"sourceRoot":"../src/","sources":["a.ts",null],"mappings":"AAAA;AACA"}';
const map = { sources: ['../src/a.ts', null], mappings: 'AAAA;AACA' };
const none = { lineLengths: [], map: null, beside: null };
const base64 = Buffer.from(json).toString('base64');

it.each<[title: string, text: string, found: Generated]>([
  ['no map', 'const a = "sourceMappingURL=a.js.map";\n', none],
  [
    'a map inside',
    `const a = 1;\n//# sourceMappingURL=data:application/json;base64,${base64}\n`,
    { lineLengths: [12, 50 + base64.length, 0], map, beside: null },
  ],
  [
    'a map inside, not in base64',
    `//# sourceMappingURL=data:application/json;charset=utf-8,${encodeURIComponent(json)}`,
    { lineLengths: [57 + encodeURIComponent(json).length], map, beside: null },
  ],
  [
    'a damaged map inside',
    '//# sourceMappingURL=data:application/json;base64,e30=',
    { lineLengths: [54], map: null, beside: null },
  ],
  [
    'a map beside',
    'a();\n//# sourceMappingURL=maps/a%20b.js.map?v=1',
    { lineLengths: [4, 42], map: null, beside: 'maps/a b.js.map' },
  ],
  [
    'the last of several',
    '//# sourceMappingURL=a.map\n/*@ sourceMappingURL=b.map */',
    { lineLengths: [26, 29], map: null, beside: 'b.map' },
  ],
  [
    'a map on a server',
    '//# sourceMappingURL=https://x.example/a.js.map',
    { lineLengths: [47], map: null, beside: null },
  ],
  ['a map at the top of a server', '//# sourceMappingURL=/a.js.map', { lineLengths: [30], map: null, beside: null }],
  ['a name that cannot be read', '//# sourceMappingURL=%E0%A4.map', { lineLengths: [31], map: null, beside: null }],
  ['a map', json, { lineLengths: [], map, beside: null }],
  ['a map in sections', '{"version":3,"sections":[]}', none],
  ['a block that is no map', '{\n  run();\n}\n', none],
])('%s', (_, text, found) => {
  const { generated } = script.extract(text, ['generated']);
  expect(generated).toEqual(found);
  expect(generated && decode('generated', encode('generated', generated))).toEqual(found);
});

it('is read in linear time', () => {
  const textOf = (size: number): string =>
    `${' '.repeat(size)}//# sourceMappingURL=${'data:'.repeat(size)}\n${'//# sourceMappingURL=x\n'.repeat(size)}`;
  expect(growthOf(textOf, 5000, (text) => script.extract(text, ['generated']))).toBeLessThan(linear);
});
