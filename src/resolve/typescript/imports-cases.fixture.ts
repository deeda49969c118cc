import type { Case } from './case.fixture.ts';

export const importsCases: readonly Case[] = [
  [
    'imports of a manifest',
    { 'package.json': { imports: { '#db': './src/db.js' } }, 'a.ts': '', 'src/db.ts': '' },
    'a.ts',
    '#db',
    'src/db.ts',
  ],
  [
    'imports with a pattern and conditions',
    {
      'package.json': { imports: { '#lib/*': { types: './types/*.d.ts', default: './src/*.js' } } },
      'a.ts': '',
      'src/x/y.ts': '',
    },
    'a.ts',
    '#lib/x/y',
    'src/x/y.ts',
  ],
  [
    'imports, another runtime before the default',
    {
      'package.json': { imports: { '#db': { browser: './db.other.ts', default: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.ts',
  ],
  [
    'imports, nested conditions of another runtime',
    {
      'package.json': { imports: { '#db': { browser: { development: './db.other.ts' }, node: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.ts',
  ],
  [
    'imports, a stand-in for tests before the default',
    {
      'package.json': { imports: { '#db': { storybook: './db.other.ts', default: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.ts',
  ],
  [
    'imports, nothing but what another runtime has',
    {
      'package.json': { imports: { '#db': { browser: './db.other.ts', default: './gone.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.other.ts',
  ],
  [
    'imports, a condition of its own before the default',
    {
      'package.json': { imports: { '#db': { '@acme/source': './db.other.ts', default: './db.ts' } } },
      'db.ts': '',
      'db.other.ts': '',
      'a.ts': '',
    },
    'a.ts',
    '#db',
    'db.other.ts',
  ],
  [
    'imports that name a package',
    { 'package.json': { imports: { '#log': 'pino' }, dependencies: { pino: '1' } }, 'a.ts': '' },
    'a.ts',
    '#log',
    'pkg:pino',
  ],
  [
    'imports without the name',
    { 'package.json': { imports: { '#db': './db.js' } }, 'a.ts': '' },
    'a.ts',
    '#x',
    'alias: no `paths` or `imports` leads #x anywhere',
  ],
];
