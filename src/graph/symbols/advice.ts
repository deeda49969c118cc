import type { Edge } from '../../core/graph.ts';
import type { Fix } from '../../core/fix.ts';
import { listed } from '../words.ts';
import type { Reroute } from './reroute.ts';

/** An import that is to lead through other files, as a fix. */
export function rerouteFix(edge: Edge, { names, reexports, doubt }: Reroute): Fix {
  const bySource = new Map<string, string[]>();
  for (const { from, local } of names) bySource.set(from, [...(bySource.get(from) ?? []), `\`${local}\``]);
  const sources = [...bySource].map(([from, locals]) => `${listed(locals, 'and')} from \`${from}\``);
  const added = reexports.map(({ as, file }) => `export \`${as}\` from \`${file}\``);
  const title = [...added, `import ${listed(sources, 'and')}`].join(', then ');
  return {
    title,
    safety: doubt === null ? 'safe' : 'suggested',
    edits: [],
    intent: { kind: 'reimport', file: edge.from, place: edge.import.at, names, reexports },
    ...(doubt === null ? {} : { reason: doubt }),
    steps: [title],
  };
}
