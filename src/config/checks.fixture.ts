import { z } from 'zod';
import { type Check, defineCheck, type Family } from '../core/check.ts';
import type { Configured } from '../core/config.ts';
import { errorLine } from '../core/error.ts';
import { edgeOptions, oneWhere, regex, where, whereMap, whereThat } from '../core/options.ts';
import { configure, type Input } from './index.ts';

function fake(
  name: string,
  family: Family,
  options: z.ZodType,
  more: Partial<Pick<Check, 'exceptKeys' | 'forbids'>> = {},
): Check {
  return defineCheck({
    name,
    family,
    summary: `Checks ${name}.`,
    options,
    reads: () => ({}),
    messages: {},
    statement: () => name,
    *check() {
      /* finds nothing */
    },
    ...more,
  });
}

const layer = z.union([where, z.strictObject({ open: z.array(oneWhere) })]);
const target = z.union([
  oneWhere,
  z.strictObject({ packages: z.array(z.string()) }),
  z.strictObject({ zone: oneWhere, same: z.string() }),
  z.strictObject({ zone: oneWhere, other: z.string() }),
]);
const targets = z.union([target, z.array(target)]).optional();
const imports = z
  .strictObject({
    from: where.optional(),
    deny: targets,
    allow: targets,
    require: targets,
    symbols: z.array(z.string()).optional(),
    facade: z.enum(['judge']).optional(),
    ...edgeOptions,
  })
  .refine(
    (o) => [o.deny, o.allow, o.require].filter((one) => one !== undefined).length === 1,
    'exactly one of deny, allow and require belongs here',
  );

/** Checks with the options of real ones, which find nothing. */
export const checks: readonly Check[] = [
  fake(
    'layers',
    'layering',
    z.strictObject({
      layers: z.array(layer).min(2).describe('Top layer first.'),
      within: oneWhere.optional(),
      shared: where.optional(),
      strict: z.boolean().optional(),
      exhaustive: z.boolean().optional(),
      indirect: z.boolean().default(true),
      ...edgeOptions,
    }),
  ),
  fake('imports', 'layering', imports, {
    forbids: { in: { beside: 'from', because: '`from` already selects the files' } },
  }),
  fake('independent', 'layering', z.strictObject({ zones: z.array(oneWhere).min(1) })),
  fake(
    'entry-point',
    'layering',
    z.strictObject({ zone: oneWhere, entry: whereThat({ relative: true, mayBeEmpty: true }).optional() }),
  ),
  fake(
    'cycles',
    'layering',
    z.strictObject({
      level: z.string().optional(),
      max: z.number().int().min(2).optional(),
      dynamic: z.enum(['judge', 'ignore']).optional(),
    }),
  ),
  fake(
    'packages',
    'layering',
    z.strictObject({ undeclared: z.boolean().optional(), only: whereMap(z.array(z.string())).optional() }),
  ),
  fake('unresolved', 'layering', z.strictObject({}), { exceptKeys: ['specifier'] }),
  fake(
    'naming',
    'naming',
    z.strictObject({
      names: z.record(
        z.string(),
        z.union([
          z.string(),
          z.null(),
          z.array(z.string()),
          z.strictObject({ style: z.string(), 'not-match': regex.optional() }),
        ]),
      ),
    }),
  ),
  fake(
    'coverage',
    'coverage',
    z.strictObject({
      report: where,
      minimum: z.partialRecord(z.enum(['lines', 'branches', 'functions', 'statements']), z.number()),
    }),
  ),
  fake('required-files', 'structure', z.strictObject({ files: z.array(whereThat({ mayBeEmpty: true })).min(1) })),
  fake('conventions', 'structure', z.strictObject({ unenforced: z.enum(['report']).optional() })),
  fake('suppressions', 'structure', z.strictObject({ 'require-reason': z.boolean().optional() })),
];

/** A configuration of texts by path: `lintel.yaml` is the root, `lintel/x` a pack, everything else a file of the tree. */
export function configured(texts: Readonly<Record<string, string>>, more: Partial<Input> = {}): Configured {
  const names = Object.keys(texts);
  const paths = names.filter((name) => !name.startsWith('lintel/')).sort();
  const packs = names.flatMap((name) => (name.startsWith('lintel/') ? [name.slice('lintel/'.length)] : []));
  return configure({
    file: 'lintel.yaml',
    read: (path) => texts[path] ?? null,
    paths,
    checks,
    packs,
    tests: ['**/*.{test,spec}.*', '**/__tests__/**', '**/tests/**'],
    pack: (name) => texts[`lintel/${name}`] ?? null,
    ...more,
  });
}

/** Files with nothing in them. */
export function files(...paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, '']));
}

/** The lines of all mistakes. */
export function lines(made: Configured): readonly string[] {
  return made.errors.map(errorLine);
}
