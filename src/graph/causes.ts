import type { Edge, Graph } from '../core/graph.ts';
import { quoted } from './words.ts';
import type { Chain } from './walk.ts';

/** What violations may share whose imports bring in the same names: where these are declared. Undefined where no name is imported. */
export function causeOfImport(graph: Graph, { target, import: { symbols } }: Edge): string | undefined {
  if (!('file' in target) || symbols.length === 0) return undefined;
  const origins = symbols.map(({ name }) => (name === '*' ? null : graph.origin(target.file, name)));
  const [first] = origins;
  if (!first || origins.some((origin) => origin?.file !== first.file)) return undefined;
  const names = [...new Set(origins.map((origin) => origin?.name ?? ''))].sort();
  return `${quoted(names)} of \`${first.file}\``;
}

/** What chains may share: the file whose import ends them. */
export function causeOfChain(chain: Chain): string {
  const last = chain.at(-1) ?? chain[0];
  return `the imports of \`${last.from}\``;
}
