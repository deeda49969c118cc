import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { builtinChecks, checks } from '../src/checks/index.ts';
import { createLanguages, decode, encode } from '../src/facts/index.ts';
import { builtinRules } from '../src/pipeline/builtin.ts';
import type { Setup } from '../src/pipeline/load.ts';
import { openSession, type Session } from '../src/pipeline/session.ts';
import { reporters } from '../src/reporters/index.ts';
import { packs } from '../src/world/packs.ts';
import { createStore } from '../src/world/store.ts';
import { diskWorld } from '../src/world/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'lintel-determinism-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const config = `version: 1
zones: { module: "modules/{module}/**", ui: "modules/{module}/ui/**", repo: "modules/{module}/repo/**" }
rules:
  layering/domain: { check: layers, within: module, layers: [ui, repo], shared: "shared/**" }
  layering/entries: { check: entry-point, zone: module }
  layering/modules: { check: independent, zones: [module] }
  layering/cycles: { check: cycles, types: judge }
  layering/unresolved: { check: unresolved }
  layering/packages: { check: imports, deny: [{ packages: ["left-*"] }, "shared/old.ts"] }
  structure/ignores: { check: suppressions }
  structure/modules: { check: required-files, in: module, files: [index.ts] }
`;

const modules = ['alpha', 'beta'];
const places = modules.flatMap((module) => [
  `modules/${module}/index.ts`,
  `modules/${module}/ui/page.tsx`,
  `modules/${module}/repo/rows.ts`,
  `modules/${module}/free.ts`,
]);
const paths = [...places, 'shared/log.ts', 'shared/old.ts', 'main.ts'];
const specifiers = [
  ...paths.map((path) => `/${path}`),
  '~/shared/log.js',
  '@acme/alpha',
  '@acme/beta/free',
  'left-pad',
  'right-pad',
  './gone.js',
];

/** What is written: relative paths are spelt from the file that holds them. */
function spell(from: string, specifier: string): string {
  if (!specifier.startsWith('/')) return specifier;
  const up = from.split('/').length - 1;
  return `${up === 0 ? './' : '../'.repeat(up)}${specifier.slice(1).replace(/\.tsx?$/, '.js')}`;
}

const sourceOf = (from: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        specifier: fc.constantFrom(...specifiers),
        form: fc.constantFrom('import', 'type', 'export', 'require', 'dynamic', 'ignored', 'broken'),
      }),
      { maxLength: 4 },
    )
    .map((lines) =>
      lines
        .map(({ specifier, form }, i) => {
          const text = spell(from, specifier);
          if (form === 'import') return `import { a${i} } from '${text}';`;
          if (form === 'type') return `import type { A${i} } from '${text}';`;
          if (form === 'export') return `export * from '${text}';`;
          if (form === 'require') return `const r${i} = require('${text}');`;
          if (form === 'dynamic') return `export const d${i} = import('${text}');`;
          if (form === 'ignored') return `// lintel-ignore layering/unresolved -- later\nimport '${text}';`;
          return `export const = '${text}';`;
        })
        .join('\n'),
    );

type Change = { readonly path: string; readonly text: string | null };

const edit: fc.Arbitrary<readonly Change[]> = fc
  .constantFrom(...paths)
  .chain((path) => sourceOf(path).map((text) => [{ path, text }]));
const removal = fc.constantFrom(...paths).map((path) => [{ path, text: null }]);
const move = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...paths)).chain(([from, to]) =>
  sourceOf(to).map((text) => [
    { path: from, text: null },
    { path: to, text },
  ]),
);
const manifest = fc.oneof(
  fc
    .constantFrom('{}', '{ "dependencies": { "left-pad": "1" } }', '{ "dependencies": { "right-pad": "1" ')
    .map((text) => [{ path: 'package.json', text }]),
  fc
    .constantFrom(...modules)
    .chain((module) =>
      fc
        .constantFrom(
          null,
          `{ "name": "@acme/${module}" }`,
          `{ "name": "@acme/${module}", "exports": { ".": "./index.ts", "./free": "./free.ts" } }`,
        )
        .map((text) => [{ path: `modules/${module}/package.json`, text }]),
    ),
  fc
    .constantFrom(
      null,
      '{ "compilerOptions": { "paths": { "~/*": ["./*"] } } }',
      '{ "compilerOptions": { "paths": { "~/*": ["./modules/*"] } }, // odd\n }',
      '{ "compilerOptions"',
    )
    .map((text) => [{ path: 'tsconfig.json', text }]),
  fc.constantFrom('', 'shared/old.ts\n', 'modules/beta/\n').map((text) => [{ path: '.gitignore', text }]),
);

let clock = 1_700_000_000;

function write(root: string, { path, text }: Change): void {
  const file = join(root, path);
  if (text === null) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  // Every write has a time of its own, in the past: what is tested is not the clock's grain.
  clock += 1;
  utimesSync(file, clock, clock);
}

function setupAt(root: string, cached: boolean): Setup & { save(): void } {
  const store = createStore({ version: 'test', encode, decode }, cached ? { root, env: process.env } : null);
  const world = diskWorld({ root, env: process.env }, store.stamps);
  return {
    world,
    store,
    languages: createLanguages('oxc'),
    checks,
    file: 'lintel.yaml',
    packs,
    builtin: builtinRules(builtinChecks),
    today: '2026-01-01',
    mode: 'gate',
    save: () => {
      store.save((path) => world.view().tree.files.has(path));
    },
  };
}

const bytesOf = (session: Session): string =>
  reporters.json(session.lint({ paths: [], rule: null }), { colour: false, lines: () => null });

it('cold, warm, incremental and overlay runs give the same bytes', () => {
  let run = 0;
  const seen = { violations: 0, clean: 0 };
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: edit },
          { weight: 2, arbitrary: removal },
          { weight: 1, arbitrary: move },
          { weight: 2, arbitrary: manifest },
        ),
        { minLength: 1, maxLength: 6 },
      ),
      (steps) => {
        const root = join(folder, String(run++));
        const base: readonly Change[] = [
          { path: 'lintel.yaml', text: config },
          ...paths.map((path) => ({ path, text: 'export {};\n' })),
          { path: 'package.json', text: '{}' },
        ];
        for (const change of base) write(root, change);
        const living = openSession(setupAt(root, false));
        let original = openSession(setupAt(root, false));
        let overlay = new Map<string, string | null>();
        for (const step of steps) {
          for (const change of step) {
            write(root, change);
            overlay.set(change.path, change.text);
          }
          // An overlay lays other texts over a tree; which files git ignores is the tree's own affair.
          if (step.some(({ path }) => path === '.gitignore')) {
            original = openSession(setupAt(root, false));
            overlay = new Map();
          }
          const cold = bytesOf(openSession(setupAt(root, false)));
          const warm = setupAt(root, true);
          const warmBytes = bytesOf(openSession(warm));
          warm.save();
          living.refresh();
          original.refresh(overlay, false);
          expect(warmBytes).toBe(cold);
          expect(bytesOf(living)).toBe(cold);
          expect(bytesOf(original)).toBe(cold);
          const { errors } = (JSON.parse(cold) as { summary: { errors: number } }).summary;
          seen[errors ? 'violations' : 'clean']++;
        }
        rmSync(root, { recursive: true, force: true });
      },
    ),
    { numRuns: Number(process.env['LINTEL_RUNS'] ?? 25), seed: Number(process.env['LINTEL_SEED'] ?? 20_261_120) },
  );
  // The property would hold of a linter that never finds anything, too.
  expect(seen.violations).toBeGreaterThan(20);
}, 300_000);

it('ignores a cache of another version', () => {
  const root = join(folder, 'foreign');
  write(root, { path: 'lintel.yaml', text: config });
  for (const path of paths) write(root, { path, text: "import './gone.js';\n" });
  const first = setupAt(root, true);
  const cold = bytesOf(openSession(first));
  first.save();
  const stored = ['node_modules/.cache/lintel', '.lintel'].flatMap((place) => {
    try {
      return [readFileSync(join(root, place, 'facts'))];
    } catch {
      return [];
    }
  });
  expect(stored.length).toBeLessThanOrEqual(1);
  const again = createStore({ version: 'another', encode, decode }, { root, env: process.env });
  expect(again.stamps.entries.size).toBe(0);
  expect(bytesOf(openSession(setupAt(root, true)))).toBe(cold);
});
