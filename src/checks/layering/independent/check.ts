import { z } from 'zod';
import { defineCheck, type Raise } from '../../../core/check.ts';
import { edgeOptions, judgedKinds, where } from '../../../core/options.ts';
import type { Linked, Lists } from '../../../core/view.ts';
import { inside, type Where } from '../../../core/zone.ts';
import { listed } from '../../../core/listed.ts';
import { edgeStrictness, strictIfTrue } from '../../../core/strictness.ts';
import { causeOfChain, causeOfImport } from '../../../graph/causes.ts';
import { contractOfParts, judgesIn } from '../../../graph/contract.ts';
import { crossings, type Region } from '../../../graph/crossings.ts';
import { type Found, oncePerPattern } from '../../../graph/patterns.ts';
import { ofKinds } from '../../../graph/walk.ts';
import { describeImport } from '../../../graph/symbols/describe.ts';
import { createRepair } from '../../../graph/symbols/repair.ts';
import { hopsOf, namesOf, placeOf, quoteImport, targetName, viaWords } from '../../../graph/words.ts';

const options = z.strictObject({
  zones: z
    .array(where)
    .min(1)
    .describe('Parts that must not import each other; a zone with captures means each of its instances.'),
  indirect: z.boolean().default(true).describe('Also check import chains through files outside all zones.'),
  ...edgeOptions,
});

type Options = z.infer<typeof options>;

export const independent = defineCheck({
  name: 'independent',
  family: 'layering',
  summary: 'Independent parts do not import each other.',
  options,
  strictness: { ...edgeStrictness, zones: partsAsStrict, indirect: strictIfTrue },
  reads: () => ({ graph: 'edges' }),
  alsoCalled: { isolation: '`zones`', modules: '`zones`' },
  excepts: 'edges',
  messages: {
    dependent: (d) =>
      `\`${d['fromZone']}\` must not ${d['reaches'] === undefined ? 'import' : 'reach'} \`${d['toZone']}\`: they are independent.`,
  },
  statement: (o) => `${o.zones.map((zone) => zone.text).join(', ')} stay independent`,
  guidance(_, o, file) {
    const own = o.zones.find((zone) => inside(zone, file));
    if (!own) return null;
    const others = o.zones.filter((zone) => zone !== own).map((zone) => zone.text);
    const instances = own.captures.length > 0 ? [`another ${own.text}`] : [];
    return `must not import ${listed([...instances, ...others], 'or')}`;
  },
  *mistakes(_, o) {
    if (o.zones.length === 1 && o.zones[0]?.captures.length === 0)
      yield `\`zones\` needs at least two parts: add a zone, or give ${o.zones[0].text} a {capture}`;
  },
  *check(project, o, problem) {
    yield* oncePerPattern(problemsOf(project, o, problem));
  },
});

/** Are files of different parts still of different parts? */
function partsAsStrict({ zones: earlier }: Options, { zones: now }: Options, files: readonly string[]): boolean {
  const partOf = (zones: readonly Where[], file: string): string | null =>
    single(zones.flatMap((zone) => regionsIn(zone, file)))[0]?.key ?? null;
  const before = new Map<string | null, string>();
  return files.every((file) => {
    const [part, partNow] = [partOf(earlier, file), partOf(now, file)];
    if (part === null) return true;
    if (partNow === null || (before.get(partNow) ?? part) !== part) return false;
    before.set(partNow, part);
    return true;
  });
}

function* problemsOf(project: Lists & Linked, o: Options, problem: Raise<'dependent'>): Generator<Found> {
  const regionsOf = (file: string): readonly Region[] => single(o.zones.flatMap((zone) => regionsIn(zone, file)));
  const selection = ofKinds(project.graph, judgedKinds(o));
  const bad = (from: Region, to: Region): boolean => from.key !== to.key;
  const contract = contractOfParts(project.graph, {
    regionsOf,
    bad,
    selection,
    judges: judgesIn(project),
    indirect: o.indirect,
    holds: () => true,
    home: (path) => project.packages.owner(path)?.folder ?? '',
    types: judgedKinds(o).includes('type'),
  });
  const repair = createRepair(project.graph, contract);
  for (const { from, to, chain } of crossings(project.graph, {
    regions: project.graph.files.map(regionsOf),
    selection,
    indirect: o.indirect,
    bad,
  })) {
    const [first] = chain;
    if (!project.judges(first.from)) continue;
    const direct = chain.length === 1;
    yield {
      edge: first,
      problem: problem(
        'dependent',
        {
          to: targetName(first),
          ...namesOf(first),
          fromZone: from.key,
          toZone: to.key,
          ...(direct ? {} : { reaches: to.key }),
        },
        placeOf(first),
        {
          found: quoteImport(project.graph, first),
          expected: `no import of ${to.key}${direct ? '' : ', directly or indirectly'}`,
          evidence: direct ? [] : hopsOf(project.graph, chain),
          brief: direct
            ? `imports \`${first.import.specifier}\` (${to.key})${describeImport(project.graph, first)}`
            : `reaches ${to.key} ${viaWords(chain)}`,
          cause: direct ? causeOfImport(project.graph, first) : causeOfChain(chain),
          fix: () => repair(chain),
        },
      ),
    };
  }
}

function regionsIn(zone: Where, file: string): Region[] {
  return zone.match(file).map((binding) => ({ key: [zone.text, ...Object.values(binding)].join(' ') }));
}

/** A file in two of the parts belongs to both, and so can reach either: only the first counts as its own. */
function single(regions: readonly Region[]): readonly Region[] {
  return regions.slice(0, 1);
}
