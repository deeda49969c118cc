import type { Details } from '../../../core/check.ts';
import type { RoutePath } from '../../../core/endpoint.ts';
import type { Location } from '../../../core/location.ts';
import { shapeOf, spell } from '../../../graph/routes/path.ts';
import type { Comparison } from './compare.ts';
import { manual } from './words.ts';

/** A prefix of routes that no server of a document names. */
export interface MissingBase {
  readonly path: string;
  /** How many operations have a route below it. */
  readonly operations: number;
}

/** The prefix below which most operations that seem to have no route have one, and more than have one now; null where there is none. */
export function missingBase({ known, unimplemented, served }: Comparison): MissingBase | null {
  const lost = new Set(unimplemented.map(({ operation: { method, path } }) => `${method} ${shapeOf(path)}`));
  const below = new Map<string, Set<string>>();
  for (const { method, path } of known) {
    for (const prefix of prefixesOf(path)) {
      const operation = `${method} ${shapeOf(path.slice(prefix.length))}`;
      if (!lost.has(operation)) continue;
      const name = spell(prefix);
      below.set(name, (below.get(name) ?? new Set()).add(operation));
    }
  }
  const [best] = [...below]
    .map(([path, { size }]) => ({ path, operations: size }))
    .sort((a, b) => b.operations - a.operations);
  if (!best || best.operations < fewest) return null;
  return best.operations > Math.max(unimplemented.length / 2, served.length) ? best : null;
}

/** All operations at once: until the base path is there, nothing else can be compared. */
export function baseDetails({ path, operations }: MissingBase, one: Comparison): { at: Location; details: Details } {
  const [file = ''] = one.unimplemented.map(({ contract }) => contract.document);
  const found = `${operations} of ${one.operations} documented operations have routes below \`${path}\`, which no server names`;
  const [{ version } = { version: null }] = one.contracts;
  const named = version === '2.0' ? `basePath: ${path}` : `servers: [{ url: ${path} }]`;
  const fix = manual(`name the base path \`${path}\``, [
    `set \`base-path: ${path}\` in the rule`,
    `or name it in the document: \`${named}\``,
  ]);
  return { at: { file, place: null }, details: { found, expected: 'the base path of the routes', brief: found, fix } };
}

/** Fewer may be equal by chance. */
const fewest = 3;

/** What a path begins with, as far as it is written. */
function prefixesOf(path: RoutePath): RoutePath[] {
  const end = path.findIndex(({ kind }) => kind !== 'static');
  return path.slice(0, Math.min(end < 0 ? path.length : end, mostParts)).map((_, last) => path.slice(0, last + 1));
}

/** A base path has few parts. */
const mostParts = 4;
