import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mistake } from '../core/error.ts';
import { reporters } from './index.ts';
import { at, base, manual, oven, report } from './report.fixture.ts';
import type { Context } from './reporter.ts';

const context: Context = { colour: false, lines: () => ["/* é 🥐 */ import '../till';"], prefix: 'apps/shop/' };

describe('github', () => {
  it('annotates the place, and escapes what would end the command', () => {
    const file = 'src/a,b:c%.ts';
    expect(reporters.github(report([{ ...base, at: at(file, 2, 3, 5), text: '100 % of it' }]), context)).toBe(
      '::error file=apps/shop/src/a%2Cb%3Ac%25.ts,line=2,endLine=2,col=3,endColumn=5,title=layering/oven::100 %25 of it. Expected: an import from oven. [aaaaaa]\n',
    );
  });

  it('annotates a whole file without a line', () => {
    const text = reporters.github(report([{ ...base, at: { file: 'a.ts', place: null }, severity: 'warn' }]), context);
    expect(text).toMatch(/^::warning file=apps\/shop\/a\.ts,title=layering\/oven::/);
  });

  it('shows ten errors and ten warnings, and says how many more there are', () => {
    const many = Array.from({ length: 13 }, (_, i) => ({ ...base, id: `e${String(i)}` }));
    const warnings = many.map((one) => ({ ...one, severity: 'warn' as const }));
    const lines = reporters
      .github(report([...many, ...warnings]), context)
      .trimEnd()
      .split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
    expect(lines.at(-1)).toBe('6 more annotations: see the step summary');
  });

  it('prints configuration errors first', () => {
    const error = mistake('no-files', undefined, { file: 'lintel.yaml', line: 1, column: 1 });
    expect(reporters.github(report([base], { errors: [error] }), context)).toMatch(
      /^::error file=apps\/shop\/lintel\.yaml,line=1,col=1::no files to check/,
    );
  });
});

describe('azure', () => {
  it('logs an issue at its place, and escapes what would end the command', () => {
    const file = 'src/a;b]%.ts';
    const text = '100 % of it; [all]';
    expect(reporters.azure(report([{ ...base, at: at(file, 2, 3, 5), text }]), context)).toBe(
      '##vso[task.logissue type=error;sourcepath=apps/shop/src/a%3Bb%5D%AZP25.ts;linenumber=2;columnnumber=3;code=layering/oven;]100 %AZP25 of it; [all]. Expected: an import from oven. [aaaaaa]\n',
    );
  });

  it('logs a warning of a whole file without a line', () => {
    const text = reporters.azure(report([{ ...base, at: { file: 'a.ts', place: null }, severity: 'warn' }]), context);
    expect(text).toMatch(/^##vso\[task\.logissue type=warning;sourcepath=apps\/shop\/a\.ts;code=layering\/oven;\]/);
  });

  it('logs errors of the configuration first', () => {
    const error = mistake('no-files', undefined, { file: 'lintel.yaml', line: 1, column: 1 });
    expect(reporters.azure(report([base], { errors: [error] }), context)).toMatch(
      /^##vso\[task\.logissue type=error;sourcepath=apps\/shop\/lintel\.yaml;linenumber=1;columnnumber=1;\]no files to check.*\n##vso\[/,
    );
  });
});

it('gitlab: each issue has what a Code Quality report needs, and a fingerprint of its own', () => {
  const issues = z
    .array(
      z.strictObject({
        description: z.string().min(1),
        check_name: z.string().min(1),
        fingerprint: z.string().min(1),
        severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
        location: z.strictObject({
          path: z.string().regex(/^[^./]/),
          lines: z.strictObject({ begin: z.int().min(1), end: z.int().min(1) }),
        }),
      }),
    )
    .parse(
      JSON.parse(
        reporters.gitlab(
          report([base, { ...base, id: 'bbbbbbbb02', severity: 'warn', at: { file: 'a.ts', place: null } }]),
          context,
        ),
      ),
    );
  expect(issues.map(({ fingerprint, severity, location }) => [fingerprint, severity, location])).toEqual([
    ['aaaaaaaa01', 'major', { path: 'apps/shop/src/oven/bake.ts', lines: { begin: 1, end: 1 } }],
    ['bbbbbbbb02', 'minor', { path: 'apps/shop/a.ts', lines: { begin: 1, end: 1 } }],
  ]);
});

describe('rdjson', () => {
  const position = z.strictObject({ line: z.int().min(1), column: z.int().min(1) });
  const range = z.strictObject({ start: position, end: position });
  const schema = z.strictObject({
    source: z.strictObject({ name: z.string() }),
    diagnostics: z.array(
      z.strictObject({
        message: z.string().min(1),
        location: z.strictObject({ path: z.string(), range: range.optional() }),
        severity: z.enum(['ERROR', 'WARNING', 'INFO']),
        code: z.strictObject({ value: z.string() }),
        suggestions: z.array(z.strictObject({ range, text: z.string() })).optional(),
      }),
    ),
  });
  const edit = {
    kind: 'replace' as const,
    file: 'src/oven/bake.ts',
    line: 1,
    column: 19,
    endLine: 1,
    endColumn: 28,
    old: "'../till'",
    text: "'../oven'",
  };
  const diagnosticOf = (edits: readonly (typeof edit)[]): z.infer<typeof schema>['diagnostics'][number] | undefined =>
    schema.parse(
      JSON.parse(
        reporters.rdjson(
          report([{ ...base, at: at('src/oven/bake.ts', 1, 19, 28), fix: { ...manual(), edits } }]),
          context,
        ),
      ),
    ).diagnostics[0];

  it('counts columns in bytes', () => {
    // é takes two bytes where UTF-16 has one unit, the croissant four where it has two.
    expect(diagnosticOf([])?.location.range).toEqual({ start: { line: 1, column: 22 }, end: { line: 1, column: 31 } });
  });

  it('suggests a fix of one edit, and none that would be applied in part', () => {
    expect(diagnosticOf([edit])?.suggestions).toEqual([
      { range: { start: { line: 1, column: 22 }, end: { line: 1, column: 31 } }, text: "'../oven'" },
    ]);
    expect(diagnosticOf([edit, { ...edit, column: 1, endColumn: 2 }])?.suggestions).toBeUndefined();
    expect(diagnosticOf([{ ...edit, file: 'other.ts' }])?.suggestions).toBeUndefined();
  });
});

it('omits frozen violations in formats that cannot express them', () => {
  const told = report([], {
    known: [{ ...base, status: 'baseline' }],
    rules: [{ ...oven, outcome: 'passed', violations: 0 }],
  });
  for (const format of ['github', 'azure', 'gitlab', 'rdjson', 'checkstyle', 'junit', 'markdown', 'html'] as const)
    expect(reporters[format](told, context)).not.toContain('bake.ts');
});
