import { z } from 'zod';
import type { Edge } from '../../../core/graph.ts';
import type { Path } from '../../../core/location.ts';
import { fromNothing, names, takesAway } from '../../../core/names.ts';
import { oneWhere, spelled } from '../../../core/options.ts';
import { agree, type Binding, inside, type Where } from '../../../core/zone.ts';
import { listed } from '../../../core/listed.ts';

/** One item of `deny`, `allow` or `require`. */
const item = z.union([
  /** What is taken away from the items before it. */
  z
    .string()
    .regex(takesAway)
    .transform((written) => ({ written, away: spelled(written.slice(1)) })),
  oneWhere,
  z.strictObject({ /** Globs of package names. */ packages: names }),
  z.strictObject({ /** Globs of specifiers as written. */ specifiers: names }),
  z.strictObject({ zone: oneWhere, /** A capture with the importer's own value. */ same: z.string() }),
  z.strictObject({ zone: oneWhere, /** A capture with another value than the importer's. */ other: z.string() }),
]);
export type Item = z.infer<typeof item>;

/** One item or a list of them. */
export const items = z
  .union([z.array(item), item])
  .transform((one): readonly Item[] => (Array.isArray(one) ? (one as Item[]) : [one as Item]))
  .superRefine(([first], context) => {
    if (first && 'away' in first) context.addIssue({ code: 'custom', message: fromNothing(first.written, '**') });
  });

/** A file that is imported. */
export interface Imported {
  readonly file: Path;
  /** The package of the repository that it belongs to, where the importer belongs to another. */
  readonly owner: string | null;
}

/** Names of exports. */
export const symbols = z.array(z.string().regex(/^[^!]/, '`!` cannot be used here: list the denied names')).min(1);

/** Is a file among these, for an importer bound so? */
export function holdsFile(all: readonly Item[], { file, owner }: Imported, binding: Binding): boolean {
  return held(
    all,
    (one) => {
      if ('match' in one) return inside(one, file, binding);
      // Workspace packages are packages, too.
      if ('packages' in one) return owner !== null && one.packages.match(owner);
      if (!('zone' in one)) return false;
      const capture = 'same' in one ? one.same : one.other;
      const own = binding[capture];
      const rest = without(binding, capture);
      return one.zone
        .match(file)
        .some(
          (found) =>
            own !== undefined && agree(without(found, capture), rest) && (found[capture] === own) === 'same' in one,
        );
    },
    (away) => inside(away, file, binding),
  );
}

/** Does an item speak of the edge's package, or of its specifier? */
export function holdsName(all: readonly Item[], edge: Edge, binding: Binding): boolean {
  return held(
    all,
    (one) => {
      if ('packages' in one)
        return (
          'package' in edge.target &&
          (one.packages.match(edge.target.package) ||
            ('builtin' in edge.target && one.packages.match(`node:${edge.target.package}`)))
        );
      return 'specifiers' in one && one.specifiers.match(edge.import.specifier);
    },
    (away) => 'file' in edge.target && inside(away, edge.target.file, binding),
  );
}

/** Do the items, in their order, leave something in that these find? */
function held(
  all: readonly Item[],
  adds: (item: Exclude<Item, { readonly away: Where }>) => boolean,
  takesFrom: (away: Where) => boolean,
): boolean {
  return all.reduce((found, one) => ('away' in one ? found && !takesFrom(one.away) : found || adds(one)), false);
}

/** Does any item speak of packages? Then packages are judged. */
export function speaksOfPackages(all: readonly Item[]): boolean {
  return all.some((one) => 'packages' in one);
}

/** The items in words. */
export function wordsOf(all: readonly Item[], last: 'and' | 'or'): string {
  const words = all.flatMap((one) => {
    if ('away' in one) return [];
    if ('match' in one) return [one.text];
    if ('packages' in one) return [`package ${one.packages.words(last)}`];
    if ('specifiers' in one) return [`\`${one.specifiers.words(last)}\``];
    return 'same' in one ? [`${one.zone.text} of the same ${one.same}`] : [`${one.zone.text} of another ${one.other}`];
  });
  const away = all.flatMap((one) => ('away' in one ? [one.away.text] : []));
  return `${words.length === 0 ? 'nothing' : listed(words, last)}${away.length > 0 ? `, except ${listed(away, 'and')}` : ''}`;
}

function without(binding: Binding, capture: string): Binding {
  return Object.fromEntries(Object.entries(binding).filter(([name]) => name !== capture));
}
