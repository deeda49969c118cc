import { expect, test } from 'vitest';
import { errorLine } from '../core/error.ts';
import { configured, files } from './checks.fixture.ts';
import { vacuities, type Vacuities } from './index.ts';

const paths = [
  'api/openapi.yaml',
  'docs/guide.md',
  'packages/modules/billing/index.ts',
  'packages/modules/billing/src/a.ts',
  'packages/modules/docs/readme.md',
  'packages/modules/providers/auth/x.ts',
  'packages/modules/users/index.ts',
  'server/command/x.ts',
  'server/domain/y.ts',
  'src/ui/page.ts',
];

function found(text: string, packs: Readonly<Record<string, string>> = {}) {
  const made = configured({ ...files(...paths), ...packs, 'lintel.yaml': `version: 1\n${text}` });
  expect(made.errors.map(errorLine)).toEqual([]);
  if (!made.config) throw new Error('no configuration');
  const { errors, notRun, notes }: Vacuities = vacuities(
    made.config,
    paths.filter((p) => p.endsWith('.ts')),
    paths,
  );
  return { errors: errors.map(errorLine), notRun, notes };
}

const nothing = { notRun: [], notes: [] };

test.each<readonly [text: string, errors: readonly string[]]>([
  [
    'zones: { commands: server/commands/** }\nrules: { a: { check: layers, layers: [commands, server/domain] } }',
    ['lintel.yaml:2:10 zone commands matches no file; nearest folder: server/command'],
  ],
  [
    'rules: { a: { check: layers, layers: [server/commands/**, server/domain] } }',
    ['lintel.yaml:2:39 layer server/commands/** matches no file; nearest folder: server/command'],
  ],
  [
    'rules: { a: { check: layers, layers: [{ open: [server/comands/**] }, server/domain] } }',
    ['lintel.yaml:2:48 layer server/comands/** matches no file; nearest folder: server/command'],
  ],
  ['rules: { a: { check: cycles, in: srv/** } }', ['lintel.yaml:2:34 in srv/** matches no file; nearest folder: src']],
  ['rules: { a: { check: cycles, in: "**/*.py" } }', ['lintel.yaml:2:34 in **/*.py matches no file']],
  [
    'rules: { a: { check: cycles, in: "packages/modules/{module}" } }',
    [
      'lintel.yaml:2:34 in packages/modules/{module} matches no file; it matches folders; "packages/modules/{module}/**" matches 5 files',
    ],
  ],
  [
    'rules: { a: { check: imports, from: "packages/modules/{module}/**", deny: "packages/modules/{module}/srx/**" } }',
    [
      'lintel.yaml:2:75 deny packages/modules/{module}/srx/** matches no file; nearest folder: packages/modules/billing/src',
    ],
  ],
  [
    'rules: { a: { check: imports, from: src/ui/*.vue, deny: [docs, nope/**] } }',
    [
      'lintel.yaml:2:37 from src/ui/*.vue matches no file; nearest folder: src/ui',
      'lintel.yaml:2:64 deny nope/** matches no file',
    ],
  ],
  ['rules: { a: { check: required-files, files: [CHANGELOG.md] } }', []],
  ['rules: { a: { check: cycles, not: old/**, except: [{ file: old/**, reason: x }] } }', []],
  ['defaults: { not: tests }\nignore: gen/**\nrules: { a: { check: cycles } }', []],
  ['files: lib/**', ['lintel.yaml:2:8 files lib/** matches no file']],
])('%s', (text, errors) => {
  expect({ ...found(text), notRun: [], notes: [] }).toEqual({ ...nothing, errors });
});

test('notes an instance without source files', () => {
  expect(found('zones: { module: "packages/modules/{module}/**" }')).toEqual({
    errors: [],
    notRun: [],
    notes: ['zone module has an instance "docs" without source files: exclude it? "!packages/modules/docs/**"'],
  });
});

test('a rule of a pack is not run where it has nothing to judge', () => {
  const pack =
    'zones: { x: x/**, command: server/command/** }\nrules:\n  a: { check: layers, layers: [x, y/**, command] }\n  b: { check: layers, layers: [x, command, server/domain], shared: z/** }\n  c: { check: cycles, in: x }\n';
  expect(found('extends: lintel/p', { 'lintel/p': pack })).toEqual({
    errors: [],
    notRun: [
      { rule: 'a', reason: 'layer x matches no file (and 1 more)' },
      { rule: 'c', reason: 'in x matches no file' },
    ],
    notes: ['b: layer x matches no file', 'b: shared z/** matches no file'],
  });
});

test('a rule of a pack is run where only some of its targets match a file', () => {
  const pack =
    'rules:\n  a: { check: imports, deny: [x/**, server/command/**] }\n  b: { check: imports, deny: [x/**, y/**] }\n';
  expect(found('extends: lintel/p', { 'lintel/p': pack })).toEqual({
    errors: [],
    notRun: [{ rule: 'b', reason: 'deny x/** matches no file (and 1 more)' }],
    notes: ['a: deny x/** matches no file'],
  });
});
