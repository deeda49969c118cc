import { describe, expect, it } from 'vitest';
import { narrow, type Narrowing } from '../drawing/narrow.ts';
import { type Level, pictureOf } from '../drawing/picture.ts';
import type { Source } from '../drawing/source.ts';
import { baselineText } from '../settle/baseline.ts';
import { projectOf } from '../testing/project.ts';
import { draw } from './draw.ts';

const bakery = {
  'lintel.yaml': `version: 1
extends: [lintel/recommended]
zones:
  tests: "**/*.test.ts"
  shop: "src/shop/**"
  counter: "src/shop/counter/**"
  oven: "src/shop/oven/**"
  tools: "src/tools/**"
rules:
  layering/bakery:
    check: layers
    layers: [counter, oven]
    shared: tools
    not: tests
  layering/packages:
    check: imports
    from: oven
    deny: { packages: [lodash] }
`,
  'package.json': '{ "dependencies": { "lodash": "1.0.0", "react": "1.0.0" } }',
  'src/shop/counter/till.ts':
    "import { bake } from '../oven/bake.js';\nimport 'react';\nexport const sell = () => bake();\n",
  'src/shop/oven/bake.ts':
    "import { sell } from '../counter/till.js';\nimport { knead } from './dough/knead.js';\nimport 'lodash';\nexport const bake = () => [sell, knead];\n",
  'src/shop/oven/dough/knead.ts':
    "import { rest } from './rest.js';\nimport '../../../tools/log.js';\nexport const knead = () => rest;\n",
  'src/shop/oven/dough/rest.ts': "import { knead } from './knead.js';\nexport const rest = () => knead;\n",
  'src/shop/oven/bake.test.ts': "import './bake.js';\n",
  'src/shop/sign.ts': 'export {};\n',
  'src/tools/log.ts': 'export {};\n',
  'index.ts': "import './src/shop/counter/till.js';\n",
};

const source = (files: Readonly<Record<string, string>> = bakery): Source => draw(projectOf(files)).source;

/** Every node and arrow, as a reader would name them. */
function told(of: Source, level: Level, narrowing: Partial<Narrowing> = {}): string[] {
  const { groups, nodes, arrows } = pictureOf(
    narrow(of, { paths: [], focus: null, violations: false, ...narrowing }),
    level,
  );
  const names = new Map([...groups, ...nodes].map((one) => [one.id, one]));
  const nameOf = (id: string): string => {
    const found = names.get(id);
    return found?.parent ? `${nameOf(found.parent)}/${found.label}` : (found?.label ?? '?');
  };
  return [
    ...nodes.map(
      (node) =>
        `${nameOf(node.id)}: ${node.level ?? '-'}, ${node.files}${node.violations.map(({ rule }) => ` ${rule}`).join('')}`,
    ),
    ...arrows.map(
      ({ from, to, imports, violations }) =>
        `${nameOf(from)} > ${nameOf(to)}: ${imports.length}${violations.map(({ rule }) => ` ${rule}`).join('')}`,
    ),
  ];
}

describe('a project by zone', () => {
  it('puts layers first, in the order of their rule, and what they share below', () => {
    expect(told(source(), 'zone')).toEqual([
      'counter: 0, 1',
      'oven: 1, 3 recommended/cycles',
      'tools: 2, 1',
      '.: -, 1',
      'tests: -, 1',
      'shop: -, 1',
      'external packages/lodash: -, 1',
      '. > counter: 1',
      'counter > oven: 1 recommended/cycles',
      'tests > oven: 1',
      'oven > counter: 1 layering/bakery recommended/cycles',
      'oven > external packages/lodash: 1 layering/packages',
      'oven > tools: 1',
    ]);
  });

  it('takes the instances of a zone apart, and shows the layers inside of each', () => {
    const modules = {
      'lintel.yaml':
        'version: 1\nzones:\n  module: "modules/{module}/**"\nrules:\n  layering/a: { check: layers, within: module, layers: ["./ui/**", "./db/**"] }\n',
      'modules/a/ui/x.ts': "import '../db/y.js';\nimport '../../b/db/y.js';\n",
      'modules/a/db/y.ts': '',
      'modules/a/main.ts': '',
      'modules/b/ui/x.ts': '',
      'modules/b/db/y.ts': '',
    };
    expect(told(source(modules), 'zone')).toEqual([
      'modules/a/modules/a: -, 1',
      'modules/a/ui: 0, 1',
      'modules/b/ui: 0, 1',
      'modules/a/db: 1, 1',
      'modules/b/db: 1, 1',
      'modules/a/ui > modules/a/db: 1',
      'modules/a/ui > modules/b/db: 1',
    ]);
  });

  it('divides a project without zones by its packages', () => {
    const packages = {
      'lintel.yaml': 'version: 1\nextends: [lintel/recommended]\n',
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      'packages/a/package.json': '{ "name": "a" }',
      'packages/b/package.json': '{ "name": "b" }',
      'packages/a/src/x.ts': '',
      'packages/b/src/y.ts': '',
    };
    expect(told(source(packages), 'zone')).toEqual(['packages/a: -, 1', 'packages/b: -, 1']);
  });

  it('divides a project without zones and packages by its folders, the largest first', () => {
    const folders = ['ui/x', 'ui/y', 'db/x', 'db/sql/y', 'main'].map((name) => [`src/${name}.ts`, '']);
    const files = { 'lintel.yaml': 'version: 1\nextends: [lintel/recommended]\n', ...Object.fromEntries(folders) };
    expect(told(source(files), 'zone').sort()).toEqual([
      'src/db/sql: -, 1',
      'src/db: -, 1',
      'src/ui: -, 2',
      'src: -, 1',
    ]);
  });
});

describe('a project in detail', () => {
  it('has a node for each folder, inside of its zone', () => {
    const lines = told(source(), 'folder');
    expect(lines).toContain('oven/src/shop/oven/dough: -, 2 recommended/cycles');
    expect(lines).toContain('oven/src/shop/oven > oven/src/shop/oven/dough: 1');
    expect(lines).toContain('oven/src/shop/oven > counter/src/shop/counter: 1 layering/bakery recommended/cycles');
  });

  it('has a node for each file, and for a package only if an import of it is a violation', () => {
    const lines = told(source(), 'file');
    expect(lines).toContain('external packages/lodash: -, 1');
    expect(lines.join()).not.toContain('react');
    expect(lines).toContain(
      'oven/src/shop/oven/dough/rest.ts > oven/src/shop/oven/dough/knead.ts: 1 recommended/cycles',
    );
  });

  it('keeps the line and the text of every violation', () => {
    const { imports } = source();
    const found = imports.find(({ to, violations }) => to === 'lodash' && violations.length > 0);
    expect(found).toMatchObject({ from: 'src/shop/oven/bake.ts', line: 3, kind: 'value' });
    expect(found?.violations).toMatchObject([{ rule: 'layering/packages', severity: 'error', isKnown: false }]);
  });

  it('tells known violations from new ones', () => {
    const { violations } = draw(projectOf(bakery)).report;
    const frozen = violations.filter(({ rule }) => rule === 'layering/bakery');
    const entries = frozen.map(({ id, rule, at }) => ({ id, rule, file: at.file }));
    const known = ({ imports }: Source): string[] =>
      imports.flatMap((one) => one.violations.filter(({ isKnown }) => isKnown).map(({ rule }) => rule));
    expect(known(source())).toEqual([]);
    expect(known(source({ ...bakery, 'lintel-baseline.json': baselineText(entries) }))).toEqual(['layering/bakery']);
  });
});

describe('a part of a project', () => {
  const files = (narrowing: Partial<Narrowing>): string[] =>
    narrow(source(), { paths: [], focus: null, violations: false, ...narrowing }).files.map(({ path }) => path);

  it('is what lies under some paths', () => {
    expect(files({ paths: ['src/shop/counter', 'src/tools'] })).toEqual([
      'src/shop/counter/till.ts',
      'src/tools/log.ts',
    ]);
    expect(files({ paths: [''] })).toContain('index.ts');
  });

  it('is a file and what is near it, in both directions', () => {
    const near = (depth: number): string[] => files({ focus: { path: 'src/tools/log.ts', depth } });
    expect(near(0)).toEqual(['src/tools/log.ts']);
    expect(near(1)).toEqual(['src/shop/oven/dough/knead.ts', 'src/tools/log.ts']);
    expect(near(2)).toEqual([
      'src/shop/oven/bake.ts',
      'src/shop/oven/dough/knead.ts',
      'src/shop/oven/dough/rest.ts',
      'src/tools/log.ts',
    ]);
  });

  it('is imports with violations, and their ends', () => {
    expect(told(source(), 'file', { violations: true }).filter((line) => line.includes(' > '))).toHaveLength(5);
    expect(files({ violations: true })).not.toContain('index.ts');
  });
});
