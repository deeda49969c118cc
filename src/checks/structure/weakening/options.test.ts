import { expect, it } from 'vitest';
import { lintFiles } from '../../../testing/index.ts';

const files = {
  'package.json': '{ "name": "shop" }',
  'api.yaml': 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths: {}\n',
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
  ...(
    [
      ['{ function: camelCase }', '{ function: null }', true],
      ['{ function: camelCase }', '{ function: strictCamelCase }', false],
      ['{ function: camelCase }', '{ function: [camelCase, PascalCase] }', true],
      ['{ function: [camelCase, PascalCase] }', '{ function: camelCase }', false],
      ['{ function: camelCase }', '{ function: camelCase, typeLike: PascalCase }', false],
      ['{ function: camelCase, typeLike: PascalCase }', '{ function: camelCase }', true],
      ['{ function: camelCase, variable: null }', '{ function: camelCase }', false],
      ['{ function: camelCase }', '{ function: camelCase, default: PascalCase }', false],
      ['{ default: camelCase }', '{ default: camelCase, function: strictCamelCase }', false],
      ['{ default: camelCase }', '{ default: camelCase, function: PascalCase }', true],
      ['{ default: camelCase }', '{ default: camelCase, "function[exported]": null }', true],
      ['{ "function[exported]": null, function: camelCase }', '{ function: camelCase }', false],
      [
        '{ function: { style: camelCase, leading-underscore: forbid } }',
        '{ function: { style: camelCase, leading-underscore: allow } }',
        true,
      ],
      [
        '{ function: { style: camelCase, leading-underscore: allow } }',
        '{ function: { style: camelCase, leading-underscore: require } }',
        false,
      ],
      ['{ function: { prefix: [is, has] } }', '{ function: { prefix: is } }', false],
      ['{ function: { prefix: is } }', '{ function: { prefix: [is, has] } }', true],
      ['{ function: { style: PascalCase } }', '{ function: { style: PascalCase, prefix: is } }', true],
      ['{ function: { min-length: 2 } }', '{ function: { min-length: 3, max-length: 9 } }', false],
      ['{ function: { max-length: 9 } }', '{ function: { max-length: 10 } }', true],
      ['{ function: { ban-words: data } }', '{ function: { ban-words: [data, info] } }', false],
      ['{ function: { ban-words: [data, info] } }', '{ function: { ban-words: data } }', true],
      ['{ function: { match: ^a } }', '{ function: { match: ^a, not-match: b$ } }', false],
      ['{ function: { match: ^a } }', '{ function: { match: ^b } }', true],
    ] as const
  ).map(([before, after, isLooser]): [string, string, string[]] => [
    `check: naming, names: ${before}`,
    `check: naming, names: ${after}`,
    isLooser ? ['names'] : [],
  ]),
  ['check: file-naming, files: kebab-case', 'check: file-naming, files: [kebab-case, camelCase]', ['files']],
  ['check: file-naming, files: [kebab-case, camelCase]', 'check: file-naming, files: kebab-case', []],
  ['check: file-naming, files: kebab-case', 'check: file-naming, files: [kebab-case, /^X/]', ['files']],
  ['check: file-naming, files: [kebab-case, /^X/]', 'check: file-naming, files: /^X/', []],
  ['check: file-naming, files: camelCase', 'check: file-naming, files: strictCamelCase', []],
  [
    'check: file-naming, files: kebab-case',
    'check: file-naming, files: { "**": kebab-case, "src/ui/**": null }',
    ['files'],
  ],
  ['check: file-naming, files: { "src/ui/**": null, "**": kebab-case }', 'check: file-naming, files: kebab-case', []],
  ['check: file-naming, files: kebab-case', 'check: file-naming, files: kebab-case, folders: kebab-case', []],
  ['check: file-naming, files: kebab-case, folders: kebab-case', 'check: file-naming, files: kebab-case', ['folders']],
  ['check: file-naming, folders: camelCase', 'check: file-naming, folders: [camelCase, kebab-case]', ['folders']],
  ['check: file-naming, files: { suffix: [.dto, .view] }', 'check: file-naming, files: { suffix: .dto }', []],
  ['check: file-naming, files: { suffix: .dto }', 'check: file-naming, files: { suffix: [.dto, .view] }', ['files']],
  ['check: file-naming, files: kebab-case', 'check: file-naming, files: kebab-case, same-as-export: exact', []],
  [
    'check: file-naming, files: kebab-case, same-as-export: exact',
    'check: file-naming, files: kebab-case',
    ['same-as-export'],
  ],
  ['check: file-naming, files: kebab-case', 'check: file-naming, files: kebab-case, framework: next', ['framework']],
  ['check: openapi, spec: api.yaml', 'check: openapi, spec: api.yaml, compare: [operations]', ['compare']],
  [
    'check: openapi, spec: api.yaml, compare: [operations]',
    'check: openapi, spec: api.yaml, compare: [operations, status]',
    [],
  ],
  ['check: openapi, spec: api.yaml', 'check: openapi, spec: api.yaml, routes: { files: "src/{path...}/a.ts" }', []],
  [
    'check: openapi, spec: api.yaml, routes: { files: "src/{path...}/{name}.ts" }',
    'check: openapi, spec: api.yaml, routes: { files: "src/{path...}/a.ts" }',
    ['routes'],
  ],
  [
    'check: openapi, spec: api.yaml, routes: { files: "src/{path...}/a.ts" }',
    'check: openapi, spec: api.yaml',
    ['routes'],
  ],
  ['check: openapi, spec: api.yaml', 'check: openapi, spec: api.yaml, auth: [isUser]', ['auth']],
])('%s → %s', (before, after, options) => {
  expect(loosened(before, after)).toEqual(options);
});
