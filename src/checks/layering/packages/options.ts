import { z } from 'zod';
import { nameMatcher } from '../../../core/glob.ts';
import { nameList, names } from '../../../core/names.ts';
import { edgeOptions, where, whereMap } from '../../../core/options.ts';

const denial = z
  .union([
    z.string().transform((reason) => ({ reason, use: null })),
    z.strictObject({ use: z.string().optional(), reason: z.string().optional() }).transform(({ use, reason }) => ({
      use: use ?? null,
      reason: reason ?? null,
    })),
  ])
  .describe('A reason, or `{ use, reason }`: `use` is the package to import instead.');

export const options = z
  .strictObject({
    undeclared: z
      .union([z.boolean(), z.literal('above')])
      .default(false)
      .describe(
        'Report packages that the nearest package.json does not declare; `above` also accepts every package.json above it.',
      ),
    'dev-in-production': z
      .boolean()
      .default(false)
      .describe('Report packages in `devDependencies` that production code imports as values.'),
    production: where
      .optional()
      .describe(
        'Production code; by default every file outside the zone `tests` that is not the configuration of a tool.',
      ),
    deny: z
      .record(z.string(), denial)
      .transform(denialsOf)
      .optional()
      .describe('Packages that must not be imported, by a name or a glob.'),
    only: whereMap(nameList).optional().describe('For files: the only packages that they may import.'),
    licences: z
      .strictObject({ deny: names.describe('Names or globs of licences: `GPL-*`.') })
      .optional()
      .describe('Licences that no imported package may have.'),
    ...edgeOptions,
  })
  .refine(
    (o) =>
      o.production !== undefined || o.undeclared !== false || o['dev-in-production'] || o.deny || o.only || o.licences,
    {
      error: 'set at least one of `undeclared`, `dev-in-production`, `deny`, `only` and `licences`',
    },
  )
  .refine((o) => o.production === undefined || o['dev-in-production'] || o.undeclared !== false, {
    error: '`production` needs `dev-in-production` or `undeclared`',
  });

export type Options = z.infer<typeof options>;

/** A package that must not be imported. */
export type Denial = NonNullable<Options['deny']>[number];

/** A name counts before a glob. */
function denialsOf(map: Readonly<Record<string, z.infer<typeof denial>>>): (z.infer<typeof denial> & {
  readonly name: string;
  readonly matches: (name: string) => boolean;
})[] {
  const isGlob = (name: string): boolean => /[*?{[]/.test(name);
  return Object.entries(map)
    .sort(([a], [b]) => Number(isGlob(a)) - Number(isGlob(b)))
    .map(([name, entry]) => ({ ...entry, name, matches: nameMatcher(name) }));
}
