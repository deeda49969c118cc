import { describe, expect, it } from 'vitest';
import { found, projectOfCode } from '../../testing/advice.ts';

const deep = 'rules: { layering/deep: { check: imports, deny: { specifiers: ["@acme/*/src/**"] } } }';
const utils = (entry: string): string => `// package.json
  { "name": "acme", "private": true, "workspaces": ["packages/*"] }
  // packages/utils/package.json
  { "name": "@acme/utils", "main": "src/index.ts" }
  // packages/utils/src/index.ts
  ${entry}
  // packages/utils/src/dates/today.ts
  export const today = 1;
  // packages/web/package.json
  { "name": "@acme/web", "private": true, "dependencies": { "@acme/utils": "*" } }
  // packages/web/main.ts
  import { today } from '@acme/utils/src/dates/today';
  export const main = today;`;

describe('imports of which the specifier is denied', () => {
  it('lead through the entry of the package that exports the same names', () => {
    const files = projectOfCode(deep, utils("export * from './dates/today';"));
    expect(found(files)[0]?.fix?.steps).toEqual([
      'import `today` from `packages/utils/src/index.ts`, an entry of its package',
    ]);
    const followed = (files['packages/web/main.ts'] ?? '').replace('@acme/utils/src/dates/today', '@acme/utils');
    expect(found({ ...files, 'packages/web/main.ts': followed })).toEqual([]);
  });

  it('need another specifier where no entry exports the names', () => {
    const files = projectOfCode(deep, utils('export const other = 1;'));
    expect(found(files)[0]?.fix?.steps).toEqual([
      'import `packages/utils/src/dates/today.ts` with a specifier other than `@acme/utils/src/dates/today`',
    ]);
  });

  it('are written as a path in the package that the file itself is in', () => {
    const own = 'rules: { layering/own: { check: imports, from: "src/**", deny: { specifiers: ["@acme/utils/**"] } } }';
    const files = projectOfCode(
      own,
      `// package.json
      { "name": "@acme/utils", "exports": { "./*": "./src/*.ts" } }
      // src/dates/today.ts
      export const today = 1;
      // src/ui/main.ts
      import { today } from '@acme/utils/dates/today';
      export const main = today;`,
    );
    const [step = ''] = found(files)[0]?.fix?.steps ?? [];
    const path = /`(\.[^`]*)`/.exec(step)?.[1] ?? '';
    const followed = (files['src/ui/main.ts'] ?? '').replace('@acme/utils/dates/today', path);
    const resolving =
      files['lintel.yaml']?.replace('rules: {', 'rules: { recommended/unresolved: { check: unresolved }, ') ?? '';
    expect(path).not.toBe('');
    expect(found({ ...files, 'lintel.yaml': resolving, 'src/ui/main.ts': followed })).toEqual([]);
  });
});
