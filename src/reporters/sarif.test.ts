import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mistake } from '../core/error.ts';
import type { Report } from '../core/report.ts';
import { reporters } from './index.ts';
import { at, base, manual, oven, report } from './report.fixture.ts';
import type { Context } from './reporter.ts';

const context: Context = {
  colour: false,
  lines: () => null,
  prefix: 'apps/shop/',
  link: (file, line) => `https://host/${file}#L${String(line)}`,
};

// What the published schema of SARIF 2.1.0 demands of the parts that are written here, and nothing that it does not know.
const message = z.strictObject({ text: z.string().min(1) });
const region = z.strictObject({
  startLine: z.int().min(1),
  startColumn: z.int().min(1).optional(),
  endLine: z.int().min(1).optional(),
  endColumn: z.int().min(1).optional(),
});
const artifactLocation = z.strictObject({
  uri: z.string().regex(/^[\w.~%/-]+$/),
  uriBaseId: z.literal('%SRCROOT%'),
});
const location = z.strictObject({
  physicalLocation: z.strictObject({ artifactLocation, region }),
  message: message.optional(),
});
const level = z.enum(['none', 'note', 'warning', 'error']);
const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(-1),
  level,
  message,
  locations: z.array(location).length(1),
  partialFingerprints: z.record(z.string(), z.string()),
  relatedLocations: z.array(location).max(100).optional(),
  codeFlows: z
    .array(
      z.strictObject({
        threadFlows: z
          .array(z.strictObject({ locations: z.array(z.strictObject({ location })).min(1).max(1000) }))
          .min(1),
      }),
    )
    .min(1)
    .optional(),
  fixes: z
    .array(
      z.strictObject({
        description: message,
        artifactChanges: z
          .array(
            z.strictObject({
              artifactLocation,
              replacements: z
                .array(z.strictObject({ deletedRegion: region, insertedContent: z.strictObject({ text: z.string() }) }))
                .min(1),
            }),
          )
          .min(1),
      }),
    )
    .optional(),
  suppressions: z
    .array(
      z.strictObject({
        kind: z.enum(['inSource', 'external']),
        status: z.enum(['accepted', 'underReview', 'rejected']),
        justification: z.string(),
      }),
    )
    .optional(),
  baselineState: z.enum(['new', 'unchanged', 'updated', 'absent']).optional(),
});
const rule = z.strictObject({
  id: z.string(),
  name: z.string(),
  shortDescription: z.strictObject({ text: z.string() }),
  fullDescription: message,
  help: z.strictObject({ text: z.string().min(1), markdown: z.string().min(1) }),
  defaultConfiguration: z.strictObject({ level }),
  properties: z.strictObject({ tags: z.array(z.string()).max(20) }),
});
const log = z.strictObject({
  $schema: z.url(),
  version: z.literal('2.1.0'),
  runs: z.tuple([
    z.strictObject({
      tool: z.strictObject({ driver: z.strictObject({ name: z.literal('Lintel'), rules: z.array(rule) }) }),
      automationDetails: z.strictObject({ id: z.string() }),
      columnKind: z.literal('utf16CodeUnits'),
      invocations: z.tuple([
        z.strictObject({
          executionSuccessful: z.boolean(),
          toolExecutionNotifications: z.array(z.strictObject({ level, message })),
        }),
      ]),
      results: z.array(result).max(5000),
    }),
  ]),
});

const runOf = (told: Report): z.infer<typeof log>['runs'][0] =>
  log.parse(JSON.parse(reporters.sarif(told, context))).runs[0];

const edit = { kind: 'replace' as const, file: 'src/oven/bake.ts', line: 1, column: 8, endLine: 1, endColumn: 14 };

describe('sarif', () => {
  it('places a violation, says its repair in the message, and gives it a fingerprint', () => {
    const [told] = runOf(report([{ ...base, fix: manual('move it to till') }])).results;
    expect(told).toMatchObject({
      ruleId: 'layering/oven',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: '`oven` must not import `till`. Expected: an import from oven. Fix: move it to till. [aaaaaa]',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'apps/shop/src/oven/bake.ts' },
            region: { startLine: 1, startColumn: 8, endLine: 1, endColumn: 14 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: 'aaaaaaaa01:1', 'lintelId/v1': 'aaaaaaaa01' },
    });
  });

  it('the help of a rule contains its reason, fix and link to the convention', () => {
    const see = { file: 'CONVENTIONS.md', anchor: 'oven', line: 7, heading: 'Oven', quote: null };
    const { driver } = runOf(report([], { rules: [{ ...oven, why: 'it was there first', see }] })).tool;
    expect(driver.rules[0]?.help.markdown.split('\n\n')).toEqual([
      'till &#62; oven',
      '**Why:** it was there first',
      '**How:** <code>lintel explain layering/oven</code> shows how to fix it, with examples.',
      '**See:** [CONVENTIONS.md&#35;\u200boven](https://host/CONVENTIONS.md#L7)',
    ]);
  });

  it('reports a chain as a code flow from its first location', () => {
    const evidence = [
      { file: 'a.ts', line: 3, text: "import './b'" },
      { file: 'b c.ts', line: null, text: 'b' },
    ];
    const [told] = runOf(report([{ ...base, evidence }])).results;
    const uris = told?.codeFlows?.[0]?.threadFlows[0]?.locations.map(
      ({ location: { physicalLocation } }) => physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(['apps/shop/src/oven/bake.ts', 'apps/shop/a.ts', 'apps/shop/b%20c.ts']);
  });

  it('gives the edits of a fix, save where a file moves', () => {
    const fix = { ...manual(), title: 'rename', edits: [{ ...edit, old: 'till', text: 'oven' }] };
    const moving = { ...fix, edits: [...fix.edits, { kind: 'move' as const, file: 'a.ts', to: 'b.ts' }] };
    const { results } = runOf(
      report([
        { ...base, fix },
        { ...base, fix: moving },
      ]),
    );
    expect(results.map(({ fixes }) => fixes?.length ?? 0)).toEqual([1, 0]);
    expect(results[0]?.fixes?.[0]?.artifactChanges[0]?.replacements[0]).toEqual({
      deletedRegion: { startLine: 1, startColumn: 8, endLine: 1, endColumn: 14 },
      insertedContent: { text: 'oven' },
    });
  });

  it('lists frozen violations as suppressed, separate from new ones', () => {
    const told = report([base], { known: [{ ...base, id: 'bbbbbbbb02', status: 'baseline' }] });
    const { results } = runOf({ ...told, summary: { ...told.summary, baseline: 1, gone: 0 } });
    expect(results.map(({ baselineState, suppressions }) => [baselineState, suppressions?.length ?? 0])).toEqual([
      ['new', 0],
      ['unchanged', 1],
    ]);
  });

  it('counts results beyond the limit of GitHub', () => {
    const many = Array.from({ length: 5003 }, (_, i) => ({ ...base, id: String(i).padStart(10, '0') }));
    const evidence = Array.from({ length: 2000 }, (_, i) => ({ file: 'a.ts', line: i + 1, text: 'x' }));
    const run = runOf(report([{ ...base, evidence }, ...many.slice(1)]));
    expect(run.results).toHaveLength(5000);
    expect(run.invocations[0].toolExecutionNotifications).toEqual([
      { level: 'warning', message: { text: '3 results omitted: GitHub reads at most 5000' } },
    ]);
  });

  it('drops frozen violations before new ones at the limit of GitHub', () => {
    const frozen = Array.from({ length: 5000 }, (_, i) => ({
      ...base,
      id: `f${String(i).padStart(9, '0')}`,
      status: 'baseline' as const,
    }));
    const told = report([base, { ...base, id: 'bbbbbbbb02' }], { known: frozen });
    const { results } = runOf({ ...told, summary: { ...told.summary, baseline: 5000, gone: 0 } });
    expect(results.filter(({ baselineState }) => baselineState === 'new')).toHaveLength(2);
    expect(results).toHaveLength(5000);
  });

  it('cuts related locations and steps at the limits of GitHub, and gives a rule two tags', () => {
    const evidence = Array.from({ length: 2000 }, (_, i) => ({ file: 'a.ts', line: i + 1, text: 'x' }));
    const { results, tool } = runOf(report([{ ...base, evidence }]));
    expect(results[0]?.relatedLocations).toHaveLength(100);
    expect(results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations).toHaveLength(1000);
    expect(tool.driver.rules.map(({ properties }) => properties.tags.length)).toEqual(tool.driver.rules.map(() => 2));
  });

  it('is not successful where the configuration has errors', () => {
    const [invocation] = runOf(report([], { errors: [mistake('no-files', undefined)] })).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications).toHaveLength(1);
  });

  it('places a violation of a whole file at its first line', () => {
    const [told] = runOf(report([{ ...base, at: { ...at('a.ts', 1, 1, 1), place: null } }])).results;
    expect(told?.locations[0]?.physicalLocation.region).toEqual({ startLine: 1 });
  });
});
