import { describe, expect, it } from 'vitest';
import { bake, frozenIn, lintel } from './bakery.ts';

const config = `
const sameTag = ({ from, to }) => from === to;
export const config = {
  enableBarrelLess: true,
  modules: {
    'src/app/<domain>': {
      'feature-<name>': ['domain:<domain>', 'type:feature'],
      data: ['domain:<domain>', 'type:data'],
    },
    'src/tools': ['tools'],
    'src/none': ['none'],
  },
  depRules: {
    root: ['type:feature', 'tools'],
    'domain:*': [sameTag, 'domain:shared', 'tools'],
    'type:feature': ['type:data', 'tools'],
    'type:data': ['tools'],
    tools: ({ to }) => to === 'root',
  },
  entryFile: 'src/main.ts',
};
`;

const files = {
  'package.json': '{ "type": "module" }',
  'tsconfig.json': '{}',
  'src/main.ts': `import './app/flights/feature-search/search'; import './app/flights/data/flights'; import './tools/log'; import './app/hotels/feature-book/book';\n`,
  'src/app/flights/feature-search/search.ts': `import './own'; import '../data/flights'; import '../../shared/data/user'; import '../feature-edit/edit';\n`,
  'src/app/flights/feature-search/own.ts': `import './internal/secret'; import '../../hotels/data/hotels'; import '../data/internal/rows';\n`,
  'src/app/flights/feature-search/internal/secret.ts': 'export const secret = 1;\n',
  'src/app/flights/feature-edit/edit.ts': 'export const edit = 1;\n',
  'src/app/flights/data/flights.ts': `import '../../../tools/log'; import '../../shared/data/user';\n`,
  'src/app/flights/data/internal/rows.ts': 'export const rows = 1;\n',
  'src/app/hotels/feature-book/book.ts': `import '../data/hotels'; import '../../../root';\n`,
  'src/app/hotels/data/hotels.ts': 'export const hotels = 1;\n',
  'src/app/shared/data/user.ts': 'export const user = 1;\n',
  'src/tools/log.ts': `import '../root';\n`,
  'src/root.ts': 'export const root = 1;\n',
};

describe('lintel init --from sheriff', () => {
  it('finds what Sheriff finds', async () => {
    const root = bake({ ...files, 'sheriff.config.ts': config });
    // The output of Sheriff 0.19.6 on these files, which reports an import once, for the first of its tags.
    const { code, stdout } = await lintel(root, ['init', '--from', 'sheriff', '--run-config']);
    expect(code).toBe(0);
    expect([...new Set(frozenIn(root).map((one) => one.replace(/^layering\//, '')))]).toEqual([
      'root-root src/main.ts',
      'src-app-domain-data-entry src/app/flights/feature-search/own.ts',
      'src-app-domain-data-type-data src/app/flights/data/flights.ts',
      'src-app-domain-feature-name-domain-domain src/app/flights/feature-search/own.ts',
      'src-app-domain-feature-name-domain-domain src/app/hotels/feature-book/book.ts',
      'src-app-domain-feature-name-type-feature src/app/flights/feature-search/search.ts',
      'src-app-domain-feature-name-type-feature src/app/hotels/feature-book/book.ts',
    ]);
    expect(stdout.slice(stdout.indexOf('not translated\n'), stdout.indexOf('\nwrote'))).toBe(
      [
        'not translated',
        '  modules src/none: it matches no file that Lintel reads',
        '  depRules tools (src/tools): a function (tools) cannot be translated',
        '  entryFile: it is a setting of Sheriff itself',
        '',
      ].join('\n'),
    );
    expect(await lintel(root, [])).toMatchObject({ code: 0, stderr: '' });
  });
});
