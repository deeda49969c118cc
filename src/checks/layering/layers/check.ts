import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import { edgeOptions, judgedKinds, oneWhere, where } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { inside } from '../../../core/zone.ts';
import { listed } from '../../../core/listed.ts';
import { edgeStrictness, strictIfTrue } from '../../../core/strictness.ts';
import { causeOfChain, causeOfImport } from '../../../graph/causes.ts';
import { contractOfParts, judgesIn } from '../../../graph/contract.ts';
import { type Crossing, crossings } from '../../../graph/crossings.ts';
import { oncePerPattern } from '../../../graph/patterns.ts';
import { type Chain, ofKinds } from '../../../graph/walk.ts';
import { describeImport } from '../../../graph/symbols/describe.ts';
import { createRepair } from '../../../graph/symbols/repair.ts';
import { hopsOf, namesOf, placeOf, quoteImport, targetName, viaWords } from '../../../graph/words.ts';
import {
  type Breach,
  breach,
  isShared,
  type Layer,
  layersAsStrict,
  layersOf,
  type Place,
  placesIn,
  placesOf,
} from './levels.ts';

const options = z.strictObject({
  layers: z
    .array(z.union([oneWhere, z.array(oneWhere).min(1), z.strictObject({ open: z.array(oneWhere).min(1) })]))
    .min(1)
    .describe(
      'Top layer first. An item is a where, `[a, b]` (one level, independent of each other) or `{ open: [a, b] }` (one level, free to import each other).',
    ),
  within: where.optional().describe('A zone with captures: layers are checked inside each of its instances.'),
  shared: where.optional().describe('Files that every layer may import and that must not import any layer.'),
  strict: z.boolean().default(false).describe('A layer may import only the next layer down.'),
  indirect: z.boolean().default(true).describe('Also check import chains through files outside all layers.'),
  exhaustive: z
    .boolean()
    .default(false)
    .describe('Every file of `within` (by default, every checked file) must be in a layer.'),
  ...edgeOptions,
});
type Options = z.infer<typeof options>;

export type LayersOptions = Options;

export const layers = defineCheck({
  name: 'layers',
  family: 'layering',
  summary: 'A file imports only from its own layer and the layers below it.',
  options,
  strictness: {
    ...edgeStrictness,
    layers: layersAsStrict,
    shared: 'fewer',
    strict: strictIfTrue,
    indirect: strictIfTrue,
    exhaustive: strictIfTrue,
  },
  reads: () => ({ graph: 'edges' }),
  alsoCalled: { boundaries: '', dependencies: '', architecture: '' },
  excepts: 'edges',
  messages: {
    upward: (d) => `\`${d['fromLayer']}\` must not ${verb(d)} \`${d['toLayer']}\`, a layer above it.`,
    'from-shared': (d) =>
      `\`${d['fromLayer']}\` must not ${verb(d)} \`${d['toLayer']}\`: shared files must not import layers.`,
    sideways: (d) => `\`${d['fromLayer']}\` must not ${verb(d)} \`${d['toLayer']}\`, a layer beside it.`,
    past: (d) =>
      `\`${d['fromLayer']}\` must not ${verb(d)} \`${d['toLayer']}\`: it may only import the next layer down.`,
    uncovered: (d) => `\`${d['file']}\` has no layer.`,
  },
  statement: (o) =>
    `${o.layers.map((item) => layerWords(item)).join(' > ')}, each imports only ${o.strict ? 'the next layer' : 'layers below it'}${o.shared ? `; all may import ${o.shared.text}` : ''}`,
  guidance(_, o, file) {
    const [place] = placesIn(file, layersOf(o.layers), o.within ?? null, o.shared);
    if (place && isShared(place.layer)) return 'shared by all layers, must not import any';
    if (place)
      return `layer ${place.layer.where.text}, may import ${listed([...layersBelow(place.layer, o), ...(o.shared ? [o.shared.text] : [])], 'or')}`;
    return o.exhaustive && (!o.within || inside(o.within, file)) ? 'needs a layer' : null;
  },
  *mistakes(project, o) {
    const all = layersOf(o.layers);
    if (all.length < 2 && !o.exhaustive) yield '`layers` needs at least two layers: add another';
    const shared = new Map<string, string[]>();
    for (const [id, places] of project.remember(() => placesOf(project.sources, o)).entries()) {
      const file = project.sources[id] ?? '';
      // That all may import it does not say in which layer it is.
      const own = o.shared && inside(o.shared, file) ? placesIn(file, all, o.within ?? null) : places;
      const names = [...new Set(own.map((place) => place.layer.where.text))];
      if (names.length > 1) shared.set(names.join(' and '), [...(shared.get(names.join(' and ')) ?? []), file]);
    }
    for (const [names, files] of shared) {
      yield `layers ${names} overlap in ${files.length} ${files.length === 1 ? 'file' : 'files'} (first: ${files[0]}): put each file in one layer only`;
    }
  },
  *check(project, o, problem) {
    const regions = project.remember(() => placesOf(project.sources, o));
    const bad = (from: Place, to: Place): boolean => breach(from, to, o.strict) !== null;
    const selection = ofKinds(project.graph, judgedKinds(o));
    const all = layersOf(o.layers);
    const regionsOf = (path: string): Place[] => placesIn(path, all, o.within ?? null, o.shared);
    const contract = contractOfParts<Place>(project.graph, {
      regionsOf,
      bad,
      selection,
      judges: judgesIn(project),
      indirect: o.indirect,
      holds: (path) => regionsOf(path).length > 0,
      home: (path) => project.packages.owner(path)?.folder ?? '',
      types: judgedKinds(o).includes('type'),
    });
    const repair = createRepair(project.graph, contract);
    const found = [...crossings(project.graph, { regions, selection, indirect: o.indirect, bad })]
      .filter(({ chain: [edge] }) => project.judges(edge.from))
      .map((crossing) => ({
        edge: crossing.chain[0],
        problem: problemOf(crossing, o, { project, repair, problem }),
      }));
    yield* oncePerPattern(found);
    if (o.exhaustive) yield* uncovered(project, regions, o, problem);
  },
});

function verb(data: Readonly<Record<string, string>>): string {
  return data['reaches'] === undefined ? 'import' : 'reach';
}

function layerWords(item: Options['layers'][number]): string {
  if (Array.isArray(item)) return item.map((one) => one.text).join(' | ');
  return 'open' in item ? item.open.map((one) => one.text).join(' : ') : item.text;
}

/** What a problem is made with. */
interface Means {
  readonly project: Linked;
  repair(chain: Chain): Fix;
  readonly problem: Raise<Breach>;
}

function problemOf({ from, to, chain }: Crossing<Place>, o: Options, { project, repair, problem }: Means): Problem {
  const [first] = chain;
  const fromLayer = from.layer.where.text;
  const toLayer = to.layer.where.text;
  const direct = chain.length === 1;
  return problem(
    breach(from, to, o.strict) ?? 'upward',
    { to: targetName(first), ...namesOf(first), fromLayer, toLayer, ...(direct ? {} : { reaches: to.key }) },
    placeOf(first),
    {
      found: quoteImport(project.graph, first),
      expected: `${allowed(from.layer, o)}${direct ? '' : ', directly or indirectly'}`,
      evidence: direct ? [] : hopsOf(project.graph, chain),
      brief: direct
        ? `imports \`${first.import.specifier}\` (${toLayer})${describeImport(project.graph, first)}`
        : `reaches ${toLayer} ${viaWords(chain)}`,
      cause: direct ? causeOfImport(project.graph, first) : causeOfChain(chain),
      fix: () => repair(chain),
    },
  );
}

function allowed(from: Layer, o: Options): string {
  return isShared(from) ? 'no import of a layer' : `an import from ${listed(layersBelow(from, o), 'or')}`;
}

/** The layers that a layer may import, itself first. */
function layersBelow(from: Layer, o: Options): string[] {
  const below = layersOf(o.layers).filter(
    (to) =>
      to.where !== from.where &&
      breach({ layer: from, instance: null, key: '' }, { layer: to, instance: null, key: '' }, o.strict) === null,
  );
  return [from, ...below].map((layer) => layer.where.text);
}

function* uncovered(
  project: Lists & Linked,
  regions: readonly (readonly Place[])[],
  o: Options,
  problem: Raise<'uncovered'>,
): Iterable<Problem> {
  const names = listed(
    layersOf(o.layers).map((layer) => layer.where.text),
    'or',
  );
  for (const [id, file] of project.graph.files.entries()) {
    if (regions[id]?.length || !project.judges(file) || (o.within && !inside(o.within, file))) continue;
    yield problem(
      'uncovered',
      { file },
      { file, place: null },
      {
        found: 'a file without a layer',
        expected: `a file in ${names}`,
        brief: 'has no layer',
        fix: {
          title: 'put it in a layer',
          safety: 'manual',
          edits: [],
          steps: [`move it into the folder of ${names}`, 'or add its path to a layer in lintel.yaml'],
        },
      },
    );
  }
}
