import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import { once } from '../../../core/once.ts';
import type { Edge } from '../../../core/graph.ts';
import type { Path } from '../../../core/location.ts';
import { edgeOptions, judgedKinds, where } from '../../../core/options.ts';
import { isTakenAway, type Linked, type Lists } from '../../../core/view.ts';
import { agree, inside, type Where } from '../../../core/zone.ts';
import { edgeStrictness } from '../../../core/strictness.ts';
import { type Arrival, arrivalsOf } from '../../../graph/arrivals.ts';
import { causeOfImport } from '../../../graph/causes.ts';
import { type Contract, judgesIn } from '../../../graph/contract.ts';
import { isFacade } from '../../../graph/facade.ts';
import { manualFix, rerouteFix } from '../../../graph/symbols/advice.ts';
import { describeImport } from '../../../graph/symbols/describe.ts';
import { hostsFor } from '../../../graph/symbols/hosts.ts';
import { createRepair, noMove } from '../../../graph/symbols/repair.ts';
import { rerouted } from '../../../graph/symbols/reroute.ts';
import { type Found, oncePerPattern } from '../../../graph/patterns.ts';
import { edgesOf, ofKinds } from '../../../graph/walk.ts';
import { namesOf, placeOf, quoteImport, symbolWords, targetName } from '../../../graph/words.ts';

const options = z.strictObject({
  zone: where.describe('The protected files.'),
  only: where.optional().describe('Other files that may import them.'),
  facade: z
    .literal('judge')
    .optional()
    .describe('`judge` also follows re-exports through the public entry of another workspace package.'),
  ...edgeOptions,
});
type Options = z.infer<typeof options>;

export const protectedZone = defineCheck({
  name: 'protected',
  family: 'layering',
  summary: 'Only the files listed in the rule import a protected part.',
  options,
  strictness: { ...edgeStrictness, zone: 'more', only: 'fewer', facade: [undefined, 'judge'] },
  reads: () => ({ graph: 'origins' }),
  excepts: 'edges',
  messages: {
    protected: (d) =>
      `\`${d['zone']}\` is protected: ${d['only'] ? `only ${d['only']} may import it` : 'files outside it must not import it'}.`,
  },
  statement: (o) => `${o.zone.text} is imported only by ${[o.zone.text, ...(o.only ? [o.only.text] : [])].join(', ')}`,
  guidance: (_, o, file) =>
    [o.zone, ...(o.only ? [o.only] : [])].some((where) => inside(where, file))
      ? null
      : `must not import ${o.zone.text}`,
  *check(project, o, problem) {
    yield* oncePerPattern(problemsOf(project, o, problem));
  },
});

function* problemsOf(project: Lists & Linked, o: Options, problem: Raise<'protected'>): Generator<Found> {
  const doors = once(() => doorsOf(project, o));
  const { possible, taken } = ofKinds(project.graph, judgedKinds(o));
  for (const edge of edgesOf(project.graph, possible)) {
    if (!project.judges(edge.from)) continue;
    const bad = arrivalsOf(project.graph, edge).filter((arrival) => intrudes(project, o, edge.from, arrival));
    const [first, ...others] = bad;
    if (!first || !taken(edge.id)) continue;
    yield {
      edge,
      problem: problem(
        'protected',
        { to: first.file, ...namesOf(edge), zone: o.zone.text, ...(o.only ? { only: o.only.text } : {}) },
        placeOf(edge),
        {
          found: quoteImport(project.graph, edge),
          expected: o.only
            ? `an import of ${o.zone.text} only from ${o.only.text}`
            : `no import of ${o.zone.text} from outside`,
          evidence: [...(first.through.length ? [first] : []), ...others].map((arrival) => ({
            file: arrival.file,
            line: null,
            text: `declares ${arrival.names.join(', ')}`,
          })),
          brief: first.through.length
            ? `imports ${first.names.map((name) => `\`${name}\``).join(', ')} of \`${first.file}\` via ${first.through.join(' > ')}`
            : `imports \`${edge.import.specifier}\`${describeImport(project.graph, edge)}`,
          cause: causeOfImport(project.graph, edge),
          fix: () => repair({ project, o, doors }, edge, first.file),
        },
      ),
    };
  }
}

/** Does the importer come from outside, and past nobody who may hand the symbols on? */
function intrudes(project: Lists & Linked, o: Options, from: Path, arrival: Arrival): boolean {
  const bindings = o.zone.match(arrival.file);
  if (bindings.length === 0) return false;
  const may = (where: Where | undefined, file: string): boolean =>
    where?.match(file).some((found) => bindings.some((binding) => agree(found, binding))) ?? false;
  if (may(o.zone, from) || may(o.only, from)) return false;
  return !arrival.through.some(
    (file) => may(o.only, file) || (o.facade !== 'judge' && isFacade(project.packages, from, file)),
  );
}

/** The files of `only` that hand on something protected, those that hand on most first. */
function doorsOf({ graph }: Linked, o: Options): Path[] {
  const counts = new Map<Path, number>();
  for (const { from, target, import: one } of edgesOf(graph, () => true)) {
    if (one.form !== 'export' || !('file' in target) || !o.only?.match(from).length) continue;
    if (o.zone.match(target.file).length > 0) counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([file]) => file);
}

/** What repairs are made of. */
interface Means {
  readonly project: Lists & Linked;
  readonly o: Options;
  doors(): readonly Path[];
}

/** Leads the import through a file that hands the names on, or that may; else moves what can be moved. */
function repair({ project, o, doors }: Means, edge: Edge, protectedFile: Path): Fix {
  const { graph } = project;
  const bindings = o.zone.match(protectedFile);
  const mayImport = (file: Path): boolean =>
    o.only?.match(file).some((found) => bindings.some((binding) => agree(found, binding))) ?? false;
  const isOpen = (file: Path): boolean => !intrudes(project, o, edge.from, { file, names: [], through: [] });
  const handing = [targetName(edge), ...arrivalsOf(graph, edge).map(({ file }) => file)].flatMap((file) =>
    graph.importersOf(file).flatMap((one) => (one.import.form === 'export' && mayImport(one.from) ? [one.from] : [])),
  );
  const way = rerouted(graph, edge, [...new Set(handing)].filter(isOpen).sort());
  if (!('obstacle' in way) && way.reexports.length === 0) return rerouteFix(edge, way);
  const fix = createRepair(graph, contractOf(project, o))([edge]);
  if (fix.intent) return fix;
  const isDoor = (file: Path): boolean => mayImport(file) && isOpen(file) && !isTakenAway(project, file);
  const open = doors().filter(isDoor);
  const added = rerouted(graph, edge, open);
  if (!('obstacle' in added)) return rerouteFix(edge, added);
  if (fix.title !== noMove) return fix;
  const what = symbolWords(edge.import, `\`${edge.import.specifier}\``);
  const [host] = graph.kindOf(edge) === 'type' ? [] : hostsFor(graph, edge, graph.files.filter(isDoor));
  if (host !== undefined)
    return manualFix(`use ${what} in \`${host}\``, [
      `write a function in \`${host}\` that does what this file does with ${what}, and call it here`,
    ]);
  const closed = handing.find((file) => !isOpen(file));
  const none = o.only ? `: no file of ${o.only.text} re-exports ${what}` : '';
  const refused = open.length > 0 ? `${none}, and ${added.obstacle}` : none;
  const why = closed === undefined ? refused : `: \`${closed}\`, which re-exports it, is protected too`;
  return manualFix('remove the import', [`remove the import of ${what} here${why}`]);
}

function contractOf(project: Lists & Linked, o: Options): Contract {
  const types = judgedKinds(o).includes('type');
  const judges = judgesIn(project);
  return {
    allows: (from, to, type) =>
      (type && !types) || !judges(from) || !intrudes(project, o, from, { file: to, names: [], through: [] }),
    // What is protected stays where it is.
    holds: () => false,
    passes: () => false,
    home: (path) => project.packages.owner(path)?.folder ?? '',
    types,
  };
}
