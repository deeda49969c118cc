import { z } from 'zod';
import { at } from '../../../core/at.ts';
import { defineCheck } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Edge } from '../../../core/graph.ts';
import { listed } from '../../../core/listed.ts';
import { edgeOptions, judgedKinds, oneWhere } from '../../../core/options.ts';
import { isTakenAway } from '../../../core/view.ts';
import { partOf } from '../../../core/zone.ts';
import { edgeStrictness } from '../../../core/strictness.ts';
import { partsOf } from '../../../graph/parts.ts';
import { type Stability, stabilitiesOf } from '../../../graph/stability.ts';
import { manualFix } from '../../../graph/symbols/advice.ts';
import { ofFiles, ofKinds } from '../../../graph/walk.ts';
import { placeOf, quoteEdge, symbolWords } from '../../../graph/words.ts';

const options = z.strictObject({
  level: z
    .union([z.literal('folder'), oneWhere])
    .default('folder')
    .describe(`What is compared: 'folder' (each file's own folder), or the instances of a zone with captures.`),
  tolerance: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('How much less stable than the importer an imported part may be, from 0 to 1.'),
  ...edgeOptions,
});

export const stability = defineCheck({
  name: 'stability',
  family: 'layering',
  summary: 'Imports lead to parts that are at least as stable.',
  options,
  strictness: { ...edgeStrictness, tolerance: 'fewer' },
  reads: () => ({ graph: 'edges' }),
  excepts: 'edges',
  alsoCalled: { instability: '', moreUnstable: '', 'more-unstable': '', metrics: '', 'stable-dependencies': '' },
  messages: {
    'less-stable': (d) => `\`${d['from']}\` imports \`${d['to']}\`, which is less stable.`,
  },
  statement: (o) =>
    `${o.level === 'folder' ? 'folders' : `instances of ${o.level.text}`} import only what is at least as stable${o.tolerance > 0 ? ` (tolerance ${o.tolerance})` : ''}`,
  *check(project, o, problem) {
    const { graph } = project;
    const parts = partsOf(graph, (file) => partOf(o.level, file));
    const selection = ofFiles(graph, ofKinds(graph, judgedKinds(o)), (file) => !isTakenAway(project, file));
    const { parts: stabilities, couplings } = stabilitiesOf(graph, selection, parts);
    for (const { from, to, edges } of couplings) {
      const [importer, imported] = [at(stabilities, from), at(stabilities, to)];
      if (imported.instability - importer.instability <= o.tolerance + rounding) continue;
      const judged = edges.map((id) => graph.edge(id)).filter((edge) => project.judges(edge.from));
      const [first] = judged;
      if (!first) continue;
      const names = { from: parts.name(from), to: parts.name(to) };
      yield problem('less-stable', names, placeOf(first), {
        found: `\`${names.to}\` has instability ${words(imported)}`,
        expected: `an instability of at most ${(importer.instability + o.tolerance).toFixed(2)}`,
        brief: `\`${names.from}\` (instability ${words(importer)}) imports \`${names.to}\` (${words(imported)})`,
        evidence: judged.map((edge) => ({ file: edge.from, line: edge.import.at.line, text: quoteEdge(graph, edge) })),
        fix: parting(names, judged),
      });
    }
  },
});

/** Quotients that are equal on paper may differ in their last bit. */
const rounding = 1e-9;

function words({ instability, out, in: into }: Stability): string {
  return `${instability.toFixed(2)}: ${out} out, ${into} in`;
}

const mostNamed = 6;

/** The imports that must go, where neither part comes to import less. */
function parting({ from, to }: { readonly from: string; readonly to: string }, edges: readonly Edge[]): Fix {
  const imports = edges.map(
    ({ from: file, import: one }) => `\`${file}:${one.at.line}\` (${symbolWords(one, `\`${one.specifier}\``)})`,
  );
  const shown =
    imports.length > mostNamed ? [...imports.slice(0, mostNamed), `${imports.length - mostNamed} more`] : imports;
  return manualFix(`remove the imports of \`${to}\` from \`${from}\``, [
    `remove the imports of \`${to}\` from \`${from}\`: ${listed(shown, 'and')}`,
  ]);
}
