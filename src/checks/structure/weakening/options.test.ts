import { expect, it } from 'vitest';
import { lintFiles } from '../../../testing/index.ts';

const files = {
  'package.json': '{ "name": "shop" }',
  'src/ui/a.ts': 'export const a = 1;\n',
  'src/service/b.ts': 'export const b = 1;\n',
  'src/repo/c.ts': 'export const c = 1;\n',
  'src/old/ui/d.ts': 'export const d = 1;\n',
};

const config = (rule: string): string => `version: 1
zones:
  ui: "src/ui/**"
  service: "src/service/**"
  repo: "src/repo/**"
  other: "src/**"
  part: "src/{part}/**"
rules:
  gate: { check: weakening, since: main }
  rule: { ${rule} }
`;

/** The options that were loosened, or the errors of the configuration. */
function loosened(before: string, after: string): string[] {
  const { violations, errors } = lintFiles(
    { ...files, 'lintel.yaml': config(after) },
    { base: { ...files, 'lintel.yaml': config(before) }, rule: 'gate' },
  );
  return [...violations.map(({ data, message }) => data['option'] ?? message), ...errors.map(String)];
}

it.each<[before: string, after: string, options: readonly string[]]>([
  ['check: layers, layers: [ui, service]', 'check: layers, layers: [ui, service, repo]', []],
  ['check: layers, layers: [ui, service]', 'check: layers, layers: ["src/{ui,repo}/**", service]', []],
  ['check: layers, layers: [ui, service]', 'check: layers, layers: [service, ui]', ['layers']],
  [
    'check: layers, layers: [[ui, repo], service]',
    'check: layers, layers: [{ open: [ui, repo] }, service]',
    ['layers'],
  ],
  ['check: layers, layers: [{ open: [ui, repo] }, service]', 'check: layers, layers: [ui, repo, service]', []],
  [
    'check: layers, layers: [ui, service, repo], strict: true',
    'check: layers, layers: [ui, service, repo]',
    ['layers', 'strict'],
  ],
  ['check: layers, layers: [ui, service], exhaustive: true', 'check: layers, layers: [ui, service]', ['exhaustive']],
  ['check: layers, layers: [ui, service]', 'check: layers, layers: [ui, service], shared: repo', ['shared']],
  [
    'check: layers, layers: [ui, service], kinds: [value, type]',
    'check: layers, layers: [ui, service], kinds: [value]',
    ['kinds'],
  ],
  ['check: independent, zones: [part]', 'check: independent, zones: ["src/{x}/**"]', []],
  ['check: independent, zones: [part]', 'check: independent, zones: [ui, service]', ['zones']],
  ['check: independent, zones: [ui, service]', 'check: independent, zones: [part]', []],
  ['check: independent, zones: [ui, service]', 'check: independent, zones: ["src/{ui,service}/**", repo]', ['zones']],
  [
    'check: independent, zones: [ui, service]',
    'check: independent, zones: [ui, service], indirect: false',
    ['indirect'],
  ],
  ['check: imports, from: ui, deny: [repo]', 'check: imports, deny: [repo]', []],
  ['check: imports, deny: [repo]', 'check: imports, from: ui, deny: [repo]', ['from']],
  ['check: imports, deny: [repo, ui]', 'check: imports, deny: [repo]', ['deny']],
  ['check: imports, deny: [other]', 'check: imports, deny: [other, "!src/ui/**"]', ['deny']],
  ['check: imports, deny: [other, "!src/ui/**"]', 'check: imports, deny: [other]', []],
  ['check: imports, deny: [repo]', 'check: imports, allow: [repo]', ['allow', 'deny']],
  ['check: imports, allow: [repo, ui]', 'check: imports, allow: [repo]', []],
  ['check: imports, allow: [repo]', 'check: imports, allow: [repo, { packages: [zod] }]', ['allow']],
  ['check: imports, deny: [repo]', 'check: imports, deny: [repo], symbols: [c]', ['symbols']],
  ['check: protected, zone: other, only: [ui]', 'check: protected, zone: other', []],
  ['check: protected, zone: repo', 'check: protected, zone: repo, only: [ui]', ['only']],
  ['check: cycles', 'check: cycles, max: 3', ['max']],
  ['check: cycles, max: 3', 'check: cycles, max: 5', []],
  ['check: cycles, dynamic: judge', 'check: cycles, dynamic: ignore', ['dynamic']],
  ['check: cycles', 'check: cycles, level: folder', ['level']],
  ['check: cycles', 'check: unresolved', ['rule-removed']],
  ['check: unresolved, types: ignore', 'check: unresolved', []],
  ['check: stability, tolerance: 0.2', 'check: stability, tolerance: 0.3', ['tolerance']],
  ['check: orphans, entries: ["src/ui/**"]', 'check: orphans, entries: ["src/**"]', ['entries']],
  ['check: packages, undeclared: above', 'check: packages, undeclared: true', []],
  [
    'check: packages, deny: { lodash: "too large", moment: old }',
    'check: packages, deny: { lodash: "too large" }',
    ['deny'],
  ],
  ['check: has-test, proof: imports', 'check: has-test, proof: exists', ['proof']],
  ['check: has-test', 'check: has-test, exports: true', []],
  ['check: has-test', 'check: has-test, since: main', ['since']],
  [
    'check: coverage, report: a.info, minimum: { lines: 80 }',
    'check: coverage, report: a.info, minimum: { lines: 80, branches: 5 }',
    [],
  ],
  [
    'check: coverage, report: a.info, minimum: { lines: 80, branches: 5 }',
    'check: coverage, report: a.info, minimum: { lines: 80 }',
    ['minimum'],
  ],
  [
    'check: coverage, report: a.info, minimum: { lines: 80 }',
    'check: coverage, report: a.info, minimum: baseline',
    ['minimum'],
  ],
  [
    'check: coverage, report: a.info, minimum: { lines: -3, branches: baseline }',
    'check: coverage, report: a.info, minimum: { lines: -2, branches: baseline, functions: baseline }',
    [],
  ],
  [
    'check: coverage, report: a.info, minimum: { lines: -3 }',
    'check: coverage, report: a.info, minimum: { lines: 80 }',
    ['minimum'],
  ],
  [
    'check: coverage, report: a.info, minimum: baseline',
    'check: coverage, report: a.info, minimum: { lines: baseline }',
    ['minimum'],
  ],
  [
    'check: coverage, report: a.info, minimum: baseline',
    'check: coverage, report: a.info, minimum: { lines: 80 }',
    ['minimum'],
  ],
  [
    'check: coverage, report: a.info, minimum: baseline',
    'check: coverage, report: a.info, minimum: { lines: baseline, branches: baseline, functions: baseline, statements: baseline }',
    [],
  ],
  [
    'check: coverage, report: a.info, minimum: { lines: 80 }',
    'check: coverage, report: b.info, minimum: { lines: 80 }',
    ['report'],
  ],
  [
    'check: coverage, report: a.info, minimum: { lines: 80 }',
    'check: coverage, report: a.info, minimum: { lines: 80 }, command: make, stale: ignore',
    ['stale'],
  ],
  [
    'check: changed-coverage, report: a.info, allow-lines: 2',
    'check: changed-coverage, report: a.info, allow-lines: 3',
    ['allow-lines'],
  ],
  ['check: required-files, in: part, files: [a.ts, b.ts]', 'check: required-files, in: part, files: [a.ts]', ['files']],
  ['check: suppressions, max: 3', 'check: suppressions, max: 2, expire: true', []],
  ['check: suppressions', 'check: suppressions, require-reason: false', ['require-reason']],
  ['check: conventions, unenforced: report', 'check: conventions', ['unenforced']],
  ['check: entry-point, zone: part, internal: [a]', 'check: entry-point, zone: part, internal: [a, b]', []],
  ['check: naming, names: { function: camelCase }', 'check: naming, names: { function: null }', ['names']],
])('%s → %s', (before, after, options) => {
  expect(loosened(before, after)).toEqual(options);
});
