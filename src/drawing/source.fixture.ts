import type { DrawnImport, DrawnViolation, Source, Trail } from './source.ts';

/** A source written down: `a > b` is an import, `a > b !` one that violates a rule, and `a > b ?` one whose violation is known. */
export function sourceFrom(lines: readonly string[], trails: Readonly<Record<string, Trail>> = {}): Source {
  const imports = lines.map((text, i): DrawnImport => {
    const [from = '', , to = '', mark] = text.split(' ');
    const violations = mark === undefined ? [] : [violationOf(i, mark === '?')];
    return { from, to, line: i + 1, specifier: `./${to}`, kind: 'value', violations };
  });
  const paths = new Set([...Object.keys(trails), ...imports.flatMap(({ from, to }) => [from, to])]);
  return {
    files: [...paths]
      .sort()
      .map((path) => ({ path, trail: trails[path] ?? [{ label: 'all', level: null }], kind: 'file' })),
    imports,
    rules: [{ id: 'layering/app', statement: 'ui > db' }],
  };
}

function violationOf(number: number, isKnown: boolean): DrawnViolation {
  return {
    id: `${number}abcdef`,
    rule: 'layering/app',
    severity: 'error',
    isKnown,
    text: '`db` must not import `ui`.',
  };
}

export const ui: Trail = [{ label: 'ui', level: 0 }];
export const db: Trail = [{ label: 'db', level: 1 }];

/** Two layers, of which the lower one imports the upper one. */
export const layered = sourceFrom(
  [
    'src/ui/page.ts > src/db/read.ts',
    'src/ui/list.ts > src/db/read.ts',
    'src/db/read.ts > src/ui/page.ts !',
    'src/db/read.ts > src/db/sql.ts ?',
  ],
  { 'src/ui/page.ts': ui, 'src/ui/list.ts': ui, 'src/db/read.ts': db, 'src/db/sql.ts': db },
);

/** Names that formats and pages must not take for their own words. */
export const hostileNames = [
  'a"];\nn9 [label="x',
  '</script><script>alert(1)</script>',
  '--><img src=x onerror=alert(1)>',
  'end\\',
  '${x} #quot; %% |a|',
  'a -> b',
  '\u202eevil\u0007',
  '`rm`; subgraph',
  '1. ) ] } >',
];

export const hostile: Source = {
  files: hostileNames.map((path) => ({ path, trail: [{ label: path, level: null }], kind: 'file' })),
  imports: hostileNames.map((from, i) => ({
    from,
    to: hostileNames[(i + 1) % hostileNames.length] ?? from,
    line: 1,
    specifier: from,
    kind: 'value',
    violations: [{ id: 'abcdef0', rule: from, severity: 'error', isKnown: false, text: from }],
  })),
  rules: hostileNames.map((id) => ({ id, statement: id })),
};
