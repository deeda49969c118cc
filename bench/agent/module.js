// One module of a generated project, and what the project has around its modules. Every file is a text under its path.

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** The names in a module: `order7` gives `Order7`, and the folder of its files. */
export function namesOf(noun) {
  return { noun, type: capital(noun), folder: `modules/${noun}` };
}

/** A module that violates no rule, with the test of its service. */
export function moduleOf(noun) {
  const { type, folder } = namesOf(noun);
  const files = {
    'README.md': `# ${type}\n\nWhat the shop knows of ${noun}.\n`,
    'src/index.ts': `export { discountOf${type} } from './service/${noun}-discount.js';
export { totalOf${type} } from './service/${noun}-total.js';
export { ${noun}Page } from './ui/${noun}-page.js';
export { ${noun}Routes } from './runtime/${noun}-routes.js';
`,
    [`src/types/${noun}.ts`]: `export interface ${type} {
  readonly id: string;
  readonly amount: number;
}
`,
    [`src/repo/${noun}-key.ts`]: `export const ${noun}Key = (id: string): string => \`${noun}/\${id}\`;
`,
    [`src/repo/${noun}-store.ts`]: `import type { ${type} } from '../types/${noun}.js';
import { ${noun}Key } from './${noun}-key.js';

const saved = new Map<string, ${type}>();

export function save${type}(one: ${type}): void {
  saved.set(${noun}Key(one.id), one);
}

export function find${type}(id: string): ${type} | undefined {
  return saved.get(${noun}Key(id));
}
`,
    [`src/service/${noun}-discount.ts`]: `export const ${noun}Rate = 1.1;

export function discountOf${type}(amount: number): number {
  return amount > 100 ? amount * 0.01 * ${noun}Rate : 0;
}
`,
    [`src/service/${noun}-total.ts`]: `import { roundTax } from '../../../tax/src/index.js';
import { find${type} } from '../repo/${noun}-store.js';
import { discountOf${type}, ${noun}Rate } from './${noun}-discount.js';

export function totalOf${type}(id: string): number {
  const amountBeforeTax = find${type}(id)?.amount ?? 0;
  const lessDiscount = amountBeforeTax - discountOf${type}(amountBeforeTax);
  return roundTax(withRate(lessDiscount));
}

function withRate(amount: number): number {
  return amount * ${noun}Rate;
}
`,
    [`src/ui/${noun}-page.ts`]: `import { totalOf${type} } from '../service/${noun}-total.js';

interface PageOptions {
  readonly id: string;
  readonly title: string;
}

export function ${noun}Page(options: PageOptions): string {
  return \`\${options.title}: \${totalOf${type}(options.id)}\`;
}
`,
    [`src/runtime/${noun}-routes.ts`]: `import { Hono } from 'hono';
import { log } from '../../../../providers/log.js';
import { totalOf${type} } from '../service/${noun}-total.js';

export const ${noun}Routes = new Hono();

${noun}Routes.get('/${noun}/total', (c) => {
  log('total');
  return c.json({ total: totalOf${type}('all') });
});

${noun}Routes.post('/${noun}/refresh', (c) => c.json({ done: true }));
`,
    [`tests/${noun}-total.test.ts`]: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { save${type} } from '../src/repo/${noun}-store.js';
import { totalOf${type} } from '../src/service/${noun}-total.js';

test('the total of ${noun} has its rate and its discount', () => {
  save${type}({ id: 'a', amount: 200 });
  assert.equal(totalOf${type}('a'), 217.58);
  assert.equal(totalOf${type}('b'), 0);
});
`,
  };
  return new Map(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

/** The operations of a module in the OpenAPI document. */
export function operationsOf(noun) {
  return ['total', 'refresh'].map((name) => ({
    path: `/${noun}/${name}`,
    method: name === 'total' ? 'get' : 'post',
    text: `  /${noun}/${name}:
    ${name === 'total' ? 'get' : 'post'}:
      operationId: ${noun}-${name}
      responses:
        "200":
          description: The ${name} of ${noun}.
`,
  }));
}

/** Everything beside the modules. */
export function surroundings(nouns) {
  const files = {
    'package.json': `${JSON.stringify({ name: 'shop', private: true, type: 'module', dependencies: { hono: '^4.0.0' }, devDependencies: { '@types/node': '^20.0.0', typescript: '^5.0.0' } }, null, 2)}\n`,
    'tsconfig.json': `${JSON.stringify({ compilerOptions: { module: 'nodenext', target: 'es2023', strict: true, types: ['node'], skipLibCheck: true, rootDir: '.', outDir: 'dist' }, include: ['modules', 'providers', 'app'] }, null, 2)}\n`,
    '.gitignore': 'node_modules\ndist\n.lintel\n',
    'README.md': '# Shop\n\nSee [the conventions](CONVENTIONS.md).\n',
    'CONVENTIONS.md': conventions,
    'lintel.yaml': configuration,
    'providers/log.ts':
      'export function log(what: string): void {\n  if (what === "") throw new Error("nothing to log");\n}\n',
    'modules/tax/README.md': '# Tax\n\nHow the shop rounds.\n',
    'modules/tax/src/index.ts': "export { roundTax } from './service/round-tax.js';\n",
    'modules/tax/src/service/round-tax.ts':
      'export function roundTax(amount: number): number {\n  return Math.round(amount * 100) / 100;\n}\n',
    'modules/tax/tests/round-tax.test.ts': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundTax } from '../src/service/round-tax.js';

test('rounds to cents', () => assert.equal(roundTax(1.005 * 2), 2.01));
`,
    'app/main.ts': `import { Hono } from 'hono';
${nouns.map((noun) => `import { ${noun}Page, ${noun}Routes } from '../modules/${noun}/src/index.js';\n`).join('')}
export const app = new Hono();
${nouns.map((noun) => `app.route('/', ${noun}Routes);\n`).join('')}
export const pages = [${nouns.map((noun) => `${noun}Page`).join(', ')}];
`,
    'api/openapi.yaml': `openapi: 3.1.0
info:
  title: Shop
  version: 1.0.0
paths:
${nouns
  .flatMap(operationsOf)
  .map(({ text }) => text)
  .join('')}`,
  };
  return new Map(Object.entries(files));
}

const conventions = `# Conventions

## Layers

A page asks a service, a service asks a repository. Nothing asks upwards.

## Entries

Another module is imported through its src/index.ts.

## Names

Functions and variables are camelCase, types PascalCase, files kebab-case.

## API

api/openapi.yaml has every route of runtime, and no other.

## Tests

Every service that computes a total has a test.

## Modules

Every module has a README.md.

## Observability

Every file of runtime imports providers/log.ts.
`;

const configuration = `version: 1
zones:
  module: "modules/{module}/**"
  ui: "modules/{module}/src/ui/**"
  runtime: "modules/{module}/src/runtime/**"
  service: "modules/{module}/src/service/**"
  totals: "modules/{module}/src/service/*-total.ts"
  repo: "modules/{module}/src/repo/**"
  types: "modules/{module}/src/types/**"
  tests: "modules/{module}/tests/**"
rules:
  layering/layers:
    check: layers
    within: module
    layers: [[ui, runtime], service, repo, types]
    see: "#layers"
  layering/entries:
    check: entry-point
    zone: module
    entry: src/index.ts
    see: "#entries"
  layering/cycles: { check: cycles, see: "#layers" }
  layering/unresolved: { check: unresolved }
  layering/orphans: { check: orphans, entries: ["app/main.ts", "modules/*/src/index.ts", "**/*.test.ts"] }
  layering/logged: { check: imports, from: runtime, require: "providers/log.ts", see: "#observability" }
  naming/symbols:
    check: naming
    names: { function: camelCase, variable: camelCase, typeLike: PascalCase }
    see: "#names"
  naming/files: { check: file-naming, files: kebab-case, in: ["modules/**/*.ts"], see: "#names" }
  structure/modules: { check: required-files, in: module, files: [README.md, src/index.ts], see: "#modules" }
  structure/ignores: { check: suppressions }
  contract/api: { check: openapi, spec: api/openapi.yaml, in: runtime, see: "#api" }
  coverage/totals:
    check: has-test
    in: totals
    test: "modules/{module}/tests/{name}.test.ts"
    see: "#tests"
`;
