import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';
import type { Edge } from '../../../core/graph.ts';
import { edgeOptions, judgedKinds, where } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import { agree, type Where } from '../../../core/zone.ts';
import { type Arrival, arrivalsOf } from '../../../graph/arrivals.ts';
import { isFacade } from '../../../graph/facade.ts';
import { edgesOf, ofKinds } from '../../../graph/walk.ts';
import { placeOf, quoteImport } from '../../../graph/words.ts';

const options = z.strictObject({
  zone: where.describe('What is protected.'),
  only: where.optional().describe('Who else may import it.'),
  facade: z
    .literal('judge')
    .optional()
    .describe('`judge` looks behind the public entry of another workspace package too.'),
  ...edgeOptions,
});
type Options = z.infer<typeof options>;

export const protectedZone = defineCheck({
  name: 'protected',
  family: 'layering',
  summary: 'Only the files that a rule names import a protected part.',
  options,
  reads: () => ({ graph: 'origins' }),
  excepts: 'edges',
  messages: {
    protected: (d) =>
      `\`${d['zone']}\` is protected: ${d['only'] ? `only ${d['only']} may import it` : 'nothing outside may import it'}.`,
  },
  statement: (o) => `${o.zone.text} is imported only by ${[o.zone.text, ...(o.only ? [o.only.text] : [])].join(', ')}`,
  *check(project, o, problem) {
    const { possible, taken } = ofKinds(project.graph, judgedKinds(o));
    for (const edge of edgesOf(project.graph, possible)) {
      if (!project.judges(edge.from)) continue;
      const bad = arrivalsOf(project.graph, edge).filter((arrival) => intrudes(project, o, edge, arrival));
      const [first, ...others] = bad;
      if (!first || !taken(edge.id)) continue;
      yield problem(
        'protected',
        { to: first.file, zone: o.zone.text, ...(o.only ? { only: o.only.text } : {}) },
        placeOf(edge),
        {
          found: quoteImport(edge.import),
          expected: o.only
            ? `an import of ${o.zone.text} by ${o.only.text} only`
            : `no import of ${o.zone.text} from outside`,
          evidence: [...(first.through.length ? [first] : []), ...others].map((arrival) => ({
            file: arrival.file,
            line: null,
            text: `declares ${arrival.names.join(', ')}`,
          })),
          brief: first.through.length
            ? `imports ${first.names.map((name) => `\`${name}\``).join(', ')} of \`${first.file}\` via ${first.through.join(' > ')}`
            : `imports \`${edge.import.specifier}\``,
          fix: {
            title: o.only ? `go through ${o.only.text}` : 'remove the import',
            safety: 'manual',
            edits: [],
            steps: o.only
              ? [`do what needs it in a file of ${o.only.text}, and import that`]
              : [`do without it, or move what needs it into ${o.zone.text}`],
          },
        },
      );
    }
  },
});

/** Does the importer come from outside, and past nobody who may hand the symbols on? */
function intrudes(project: Lists & Linked, o: Options, edge: Edge, arrival: Arrival): boolean {
  const bindings = o.zone.match(arrival.file);
  if (bindings.length === 0) return false;
  const may = (where: Where | undefined, file: string): boolean =>
    where?.match(file).some((found) => bindings.some((binding) => agree(found, binding))) ?? false;
  if (may(o.zone, edge.from) || may(o.only, edge.from)) return false;
  return !arrival.through.some(
    (file) => may(o.only, file) || (o.facade !== 'judge' && isFacade(project.packages, edge.from, file)),
  );
}
