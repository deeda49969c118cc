import { describe, expect, it } from 'vitest';
import type { Path } from '../../core/location.ts';
import type { ReportedViolation } from '../../core/report.ts';
import { fix } from '../../pipeline/fix.ts';
import { sessionOf } from '../../pipeline/session.ts';
import { lintFiles, projectOf } from '../../testing/index.ts';

/** Files of a text: `// a.ts` begins one. */
function filesOf(code: string): Record<Path, string> {
  const parts = code.split(/^\s*\/\/ (?=\S+\.\w+$)/m).slice(1);
  return Object.fromEntries(
    parts.map((part): [string, string] => {
      const end = part.indexOf('\n');
      return [
        part.slice(0, end),
        `${part
          .slice(end + 1)
          .trim()
          .replaceAll(/^ +/gm, '')}\n`,
      ];
    }),
  );
}

function projectOfCode(rule: string, code: string): Record<Path, string> {
  return { 'lintel.yaml': `version: 1\n${rule}`, ...filesOf(code) };
}

/** The violations of a project. */
function found(files: Record<Path, string>): readonly ReportedViolation[] {
  const { violations, errors } = lintFiles(files);
  expect(errors).toEqual([]);
  return violations;
}

/** Applies the fix of the first violation: what changed, and what stands afterwards. */
function follow(files: Record<Path, string>): { changes: Record<Path, string | null>; left: number } {
  const [violation] = found(files);
  const request = { paths: [], rule: null, id: violation?.id ?? '', suggested: true };
  const { changes, report } = fix(sessionOf(projectOf(files)), request, { dryRun: true });
  return { changes: Object.fromEntries(changes), left: report.violations.length };
}

const entries = `zones: { module: "modules/{module}/**" }
rules: { layering/entries: { check: entry-point, zone: module } }`;

describe('entry-point', () => {
  it('adds the re-export that the entry lacks, as a type where nothing is left of it', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/index.ts
      export const own = 1;
      // modules/a/parts.ts
      export interface Shape { x: number }
      export const part = 1;
      // main.ts
      import { part, Shape } from './modules/a/parts';
      export const main = (shape: Shape) => [part, shape];`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'suggested',
      proven: true,
      reason: '`modules/a/index.ts` comes to export `part`',
    });
    expect(follow(files)).toEqual({
      left: 0,
      changes: {
        'main.ts': `import { part, Shape } from './modules/a';\nexport const main = (shape: Shape) => [part, shape];\n`,
        'modules/a/index.ts': `export const own = 1;\nexport type { Shape } from './parts';\nexport { part } from './parts';\n`,
      },
    });
  });

  it.each([
    ['runs code', 'index.ts', `start();\nfunction start() {}`, '`modules/a/index.ts` runs code when it is imported'],
    ['exports another such name', 'index.ts', 'export const part = 2;', '`modules/a/index.ts` exports another `part`'],
    [
      'is imported in turn',
      'index.ts',
      `export const own = 1;\n// modules/a/deep.ts\nimport { own } from './index';\nexport const deep = own;`,
      '`modules/a/parts.ts` imports `modules/a/index.ts` in turn',
    ],
    ['declares types only', 'index.d.ts', 'export {};', '`modules/a/index.d.ts` declares types only'],
  ])('says why nothing is added to an entry that %s', (_, entry, text, why) => {
    const files = projectOfCode(
      entries,
      `// modules/a/${entry}
      ${text}
      // modules/a/parts.ts
      ${text.includes('deep.ts') ? "export { deep as part } from './deep';" : 'export const part = 1;'}
      // main.ts
      import { part } from './modules/a/parts';
      export const main = part;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'manual',
      steps: [`no entry of \`modules/a\` can offer \`part\`: ${why}`],
    });
  });

  it('only suggests an entry that imports the importer in turn', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/index.ts
      export { part } from './parts';
      export { main } from '../../main';
      // modules/a/parts.ts
      export const part = 1;
      // main.ts
      import { part } from './modules/a/parts';
      export const main = part;`,
    );
    expect(found(files)[0]?.fix).toMatchObject({
      safety: 'suggested',
      reason: '`modules/a/index.ts` imports `main.ts` in turn',
    });
  });

  it('says that an import of a whole module has no such way', () => {
    const files = projectOfCode(
      entries,
      `// modules/a/index.ts
      export { part } from './parts';
      // modules/a/parts.ts
      export const part = 1;
      // main.ts
      import * as parts from './modules/a/parts';
      export const main = parts;`,
    );
    expect(found(files)[0]?.fix?.steps).toEqual([
      'no entry of `modules/a` can offer `./modules/a/parts`: `main.ts` imports all of `modules/a/parts.ts`',
    ]);
  });
});
