import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { builtinChecks, checks } from '../checks/index.ts';
import type { Check } from '../core/check.ts';
import { once } from '../core/once.ts';
import type { Reads } from '../core/reads.ts';
import type { Report } from '../core/report.ts';
import { createLanguages, decode, encode } from '../facts/index.ts';
import { createStore } from '../world/store.ts';
import { diskWorld } from '../world/world.ts';
import { keepQuestions } from './answers.ts';
import { builtinRules } from './builtin.ts';
import { openSession, type Session } from './session.ts';
import { setupOf } from './setup.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-answers-')));
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

const lintelYaml = `version: 1
zones: { module: "modules/{module}/**", ui: "modules/{module}/ui/**", repo: "modules/{module}/repo/**" }
rules:
  a/layers: { check: layers, within: module, layers: [ui, repo], shared: "shared/**" }
  a/entries: { check: entry-point, zone: module }
  a/modules: { check: independent, zones: [module] }
  a/protected: { check: protected, zone: "shared/**", only: [repo] }
  a/cycles: { check: cycles, types: judge, except: [{ from: main.ts, to: shared/log.ts, reason: known }] }
  a/unresolved: { check: unresolved }
  a/orphans: { check: orphans, entries: "{main,test}.ts" }
  a/runtime: { check: cycles, types: ignore }
  a/types: { check: imports, from: modules/b/repo/**, deny: shared/**, types: ignore }
  a/logged: { check: imports, from: modules/a/**, require: shared/log.ts }
  a/imports: { check: imports, deny: [{ packages: ["left-*"] }, "shared/old.ts"] }
  a/packages: { check: packages, undeclared: true, licences: { deny: MIT } }
  a/stability: { check: stability }
  b/names: { check: naming, names: { variable: camelCase, "variable[unused]": PascalCase } }
  b/types: { check: naming, names: { "variable[type=boolean]": { prefix: is }, "variable[type=Log]": { suffix: Log }, "function[returns=number|string]": snake_case } }
  b/files: { check: file-naming, files: kebab-case }
  c/api: { check: openapi, spec: "*.json" }
  d/tests: { check: has-test, in: "modules/**" }
  d/lines: { check: coverage, report: lcov.info, per: file, minimum: { lines: 50 } }
  d/kept: { check: coverage, report: lcov.info, minimum: baseline }
  e/links: { check: conventions, see: "#links" }
  e/files: { check: required-files, in: module, files: [README.md], template: made }
  e/ignores: { check: suppressions }
`;

const spec = (path: string): string => JSON.stringify({ openapi: '3.0.0', paths: { [path]: { get: {} } } });
const routes = (path: string): string =>
  `import express from 'express';\nconst app = express();\napp.get('${path}', (q, s) => s.end());\n`;

/** Each file in some texts; null: it is not there. What stands first is there at the beginning. */
const variants: Readonly<Record<string, readonly (string | null)[]>> = {
  'lintel.yaml': [
    lintelYaml,
    lintelYaml.replace('variable: camelCase', 'variable: snake_case'),
    lintelYaml.replace(', except: [{ from: main.ts, to: shared/log.ts, reason: known }]', ''),
    lintelYaml.replace('modules/{module}/ui/**', 'modules/{module}/{ui,view}/**').replace('lines: 50', 'lines: 90'),
  ],
  'modules/a/index.ts': ["export { rows } from './repo/rows';\n", 'export const index = 1;\n', null],
  'modules/a/ui/page.ts': [
    "import { rows } from '../repo/rows';\nexport const page_ = rows;\n",
    "import { rows } from '../../b/repo/rows';\n// lintel-ignore b/names -- old\nexport const bad_page = rows;\n",
    "import { log } from '~/shared/log';\nexport const page = log;\nconst un_used = 1;\n",
  ],
  'modules/a/repo/rows.ts': [
    'export const rows = 1;\n',
    "import { page } from '../ui/page';\nexport const rows = page;\n",
    "// lintel-ignore a/layers\n// lintel-ignore no/such -- why\nimport { page } from '../ui/page';\nexport const rows = page;\n",
    'export const rows = (;\n',
  ],
  'modules/a/repo/rows.test.ts': [null, "import { rows } from './rows';\nrows;\n", "import '../index';\n"],
  'modules/b/repo/rows.ts': [
    "import { log } from '../../../shared/log';\nexport const rows = log;\n",
    'export type Rows = 1;\n',
    "import { log } from '../../../shared/log';\nexport function rows(x: typeof log) {\n  return x;\n}\n",
    "import { log } from '../../../shared/log';\nexport function rows(x: number) {\n  return x + log;\n}\n",
  ],
  'modules/b/README.md': [null, '# b\n'],
  'modules/b/Odd_Name.ts': [null, "import 'left-pad';\n"],
  'shared/log.ts': [
    'export const log = 1;\n',
    "import '../main';\nexport const log = 1;\n",
    "import './old';\nexport const log = 2;\n",
    "import type { rows } from '../modules/b/repo/rows';\nexport interface log { rows: typeof rows }\n",
    "import { rows } from '../modules/b/repo/rows';\nexport const log: number = rows(1);\n",
  ],
  'shared/old.ts': ['export {};\n', "import 'right-pad';\n", null],
  'modules/b/typed.ts': [
    "import { log } from '../../shared/log';\nimport { flag } from 'typed';\nexport const first = log;\nexport const second = flag;\nexport function countAll() {\n  return first;\n}\n",
    "import { rows } from './repo/rows';\nimport { made } from '../../generated/made';\nexport const first = rows;\nexport const second = made;\nexport const third = wide;\n",
    null,
  ],
  'shared/global.ts': [
    null,
    'declare global {\n  const wide: boolean;\n}\nexport {};\n',
    'declare global {\n  const wide: number;\n}\nexport {};\n',
  ],
  'main.ts': [
    `${routes('/pets')}import './shared/log';\nimport './generated/made';\n`,
    routes('/pets/{x}'),
    'export {};\n',
  ],
  'generated/made.ts': [
    null,
    'export {};\n',
    'export const made = true;\n',
    "import { log } from '../shared/log';\nexport const made = log;\n",
  ],
  'api.json': [spec('/pets'), spec('/cats'), '{', null],
  'lcov.info': ['SF:shared/log.ts\nDA:1,0\nend_of_record\n', 'SF:shared/log.ts\nDA:1,1\nend_of_record\n', null],
  'lintel-baseline.json': [
    '{\n  "29f8f2e406": "d/kept all files lines 1/1",\n  "version": 1\n}\n',
    '{\n  "29f8f2e406": "d/kept all files lines 0/9",\n  "version": 1\n}\n',
    null,
  ],
  'CONVENTIONS.md': ['# C\n\n## Links\n', '# C\n\n## Lines\n', null],
  'tsconfig.json': [
    '{ "compilerOptions": { "lib": ["es2022"], "paths": { "~/*": ["./*"] } } }',
    '{}',
    '{ "extends": "./base.json" }',
    '{ "compilerOptions": { "lib": ["es2022"], "strict": false, "paths": { "~/*": ["./*"] } } }',
    null,
  ],
  'base.json': [null, '{ "compilerOptions": { "paths": { "~/*": ["./*"] } } }'],
  'package.json': [
    '{ "dependencies": { "express": "5" } }',
    '{ "dependencies": { "express": "4", "left-pad": "1" } }',
    null,
  ],
  'node_modules/typed/index.d.ts': ['export const flag: boolean;\n', "export { flag } from './flag';\n", null],
  'node_modules/typed/flag.d.ts': [
    null,
    'export class Log {}\nexport const flag: Log;\n',
    'export const flag: true;\n',
  ],
  'node_modules/right-pad/package.json': [null, '{}', '{ "license": "MIT" }'],
  '.gitignore': ['generated\nlcov.info\n', 'generated\n'],
};
const files = Object.keys(variants);

function write(root: string, file: string, variant: number): void {
  const texts = variants[file] ?? [];
  const text = texts[variant % texts.length] ?? null;
  if (text === null) {
    if (existsSync(join(root, file))) rmSync(join(root, file));
    return;
  }
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

let kitchens = 0;
function kitchen(): string {
  const root = join(base, String(kitchens++));
  mkdirSync(root);
  for (const file of files) write(root, file, 0);
  return root;
}

/** A run over a folder; with `kept`, over what earlier runs there left, and leaving its own. */
function open(root: string, { kept, using }: { kept: boolean; using: readonly Check[] }): Session & { save(): void } {
  const store = createStore({ version: 'test', encode, decode }, kept ? { root, env: process.env } : null);
  const builtin = builtinRules(using.filter((check) => builtinChecks.some(({ name }) => name === check.name)));
  const own = using.filter((check) => checks.some(({ name }) => name === check.name));
  const setup = setupOf({
    world: diskWorld({ root, env: process.env }, store.stamps),
    store,
    languages: createLanguages('oxc'),
    file: 'lintel.yaml',
    mode: 'gate',
  });
  const session = openSession({ ...setup, checks: own, builtin });
  return Object.assign(session, {
    save: () => {
      keepQuestions(session);
      store.save(() => true);
    },
  });
}

const everything = { paths: [], rule: null };
const all = [...builtinChecks, ...checks];
const told = ({ violations, errors, summary }: Report): unknown => ({
  violations,
  errors: errors.map(String),
  summary,
});
const answer = (session: Session): unknown => told(session.lint(everything));

type Step = { readonly file: string; readonly variant: number; readonly run: 'session' | 'next' };
const steps = fc.array(
  fc.record({
    file: fc.constantFrom(...files),
    variant: fc.nat(4),
    run: fc.constantFrom('session' as const, 'next' as const),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Answers after each edit, in one session and in runs that come after each other, beside those of a cold run. */
function differs(root: string, edits: readonly Step[], using: readonly Check[]): boolean {
  let session = open(root, { kept: true, using });
  answer(session);
  return edits.some(({ file, variant, run }) => {
    write(root, file, variant);
    session.save();
    if (run === 'next') session = open(root, { kept: true, using });
    else session.refresh(undefined, true);
    return JSON.stringify(answer(session)) !== JSON.stringify(answer(open(root, { kept: false, using })));
  });
}

const runs = Number(process.env['LINTEL_RUNS'] ?? 8);

it(
  'gives kept answers only where a cold run gives the same, whatever is edited, with every check',
  () => {
    const bad = kitchen();
    for (const [file, variant] of breaking) write(bad, file, variant);
    const first = answer(open(bad, { kept: false, using: all })) as Report;
    const broken = new Set(first.violations.map(({ check }) => check));
    expect(broken.size).toBeGreaterThan(8);
    fc.assert(
      fc.property(steps, (edits) => {
        const root = kitchen();
        expect(differs(root, edits, all)).toBe(false);
        rmSync(root, { recursive: true });
      }),
      { numRuns: runs },
    );
    // Each cold run parses the library of TypeScript.
  },
  runs * 20_000,
);

/** Edits after which most rules are broken. */
const breaking = [
  ['modules/a/ui/page.ts', 1],
  ['modules/a/repo/rows.ts', 2],
  ['modules/b/Odd_Name.ts', 1],
  ['shared/log.ts', 1],
  ['main.ts', 1],
] as const;

/** The same check, which keeps one of its reads to itself. */
function forgetful(check: Check, part: keyof Reads): Check {
  return {
    ...check,
    reads(options) {
      return Object.fromEntries(Object.entries(check.reads(options)).filter(([name]) => name !== part));
    },
  };
}

/** What each check reads in the rules above. */
const { rules } = open(kitchen(), { kept: false, using: all }).loaded;
const omissions = all.flatMap((check) => {
  const reads = rules.flatMap((rule) =>
    rule.check.name === check.name ? Object.entries(check.reads(rule.options)) : [],
  );
  const isIdle = ([name, value]: [string, unknown]): boolean =>
    name === 'each' ||
    (name === 'changes' && (value as Reads['changes'])?.since === null) ||
    (Array.isArray(value) && value.length === 0);
  const parts = new Set(reads.flatMap((entry) => (isIdle(entry) ? [] : [entry[0] as keyof Reads])));
  return [...parts].map((part) => [check.name, part] as const);
});

/** What all checks find in the broken project; `mode` matters only where the report is another. */
const broken = (part: keyof Reads): { readonly root: string; readonly told: unknown } => {
  const root = kitchen();
  for (const [file, variant] of breaking) write(root, file, variant);
  if (part === 'mode') write(root, 'lcov.info', 2);
  return { root, told: answer(open(root, { kept: false, using: all })) };
};
const [usual, withMode] = [once(() => broken('graph')), once(() => broken('mode'))];

it.each(omissions)('%s cannot do without saying that it reads %s', (name, part) => {
  const using = all.map((check) => (check.name === name ? forgetful(check, part) : check));
  const { root, told: whole } = (part === 'mode' ? withMode : usual)();
  expect(answer(open(root, { kept: false, using }))).not.toEqual(whole);
});
