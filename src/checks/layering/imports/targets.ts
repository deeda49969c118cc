import { z } from 'zod';
import { matchesName } from '../../../core/glob.ts';
import type { Edge } from '../../../core/graph.ts';
import type { Path } from '../../../core/location.ts';
import { oneWhere } from '../../../core/options.ts';
import { agree, type Binding, inside } from '../../../core/zone.ts';
import { listed } from '../../../graph/words.ts';

const names = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((one) => (typeof one === 'string' ? [one] : one));

/** One item of `deny`, `allow` or `require`. */
const item = z.union([
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
  .transform((one): readonly Item[] => (Array.isArray(one) ? (one as Item[]) : [one as Item]));

/** Is a file among these, for an importer bound so? */
export function holdsFile(all: readonly Item[], file: Path, binding: Binding): boolean {
  return all.some((one) => {
    if ('match' in one) return inside(one, file, binding);
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
  });
}

/** Does an item speak of the edge's package, or of its specifier? */
export function holdsName(all: readonly Item[], edge: Edge): boolean {
  return all.some((one) => {
    if ('packages' in one)
      return (
        'package' in edge.target &&
        (matches(one.packages, edge.target.package) ||
          ('builtin' in edge.target && matches(one.packages, `node:${edge.target.package}`)))
      );
    return 'specifiers' in one && matches(one.specifiers, edge.import.specifier);
  });
}

/** The package that a file belongs to counts as its name: workspace packages are packages too. */
export function holdsPackage(all: readonly Item[], name: string): boolean {
  return all.some((one) => 'packages' in one && matches(one.packages, name));
}

/** Does any item speak of packages? Then packages are judged. */
export function speaksOfPackages(all: readonly Item[]): boolean {
  return all.some((one) => 'packages' in one);
}

/** The items in words. */
export function wordsOf(all: readonly Item[], last: 'and' | 'or'): string {
  const words = all.map((one) => {
    if ('match' in one) return one.text;
    if ('packages' in one) return `package ${listed(one.packages, last)}`;
    if ('specifiers' in one) return `\`${listed(one.specifiers, last)}\``;
    return 'same' in one ? `${one.zone.text} of the same ${one.same}` : `${one.zone.text} of another ${one.other}`;
  });
  return words.length === 0 ? 'nothing' : listed(words, last);
}

function without(binding: Binding, capture: string): Binding {
  return Object.fromEntries(Object.entries(binding).filter(([name]) => name !== capture));
}

function matches(globs: readonly string[], name: string): boolean {
  return globs.some((glob) => matchesName(glob, name));
}
