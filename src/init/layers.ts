import { type Ground, groundsOf, type Part } from './grounds.ts';
import type { Group, ZoneNamer } from './groups.ts';
import { type Order, orderOf } from './order.ts';
import { code, figure, someListed, mostOf, type NamedZone, type Options, type Proposal } from './proposal.ts';
import type { Link, Survey } from './survey.ts';

/** Fewer imports between parts than this show no order. */
const fewestImports = 15;
/** So many parts can be read as an order. */
const mostParts = 24;

/** The layer orders that the imports of a repository follow. */
export function layerProposals(survey: Survey, groups: readonly Group[], named: ZoneNamer): readonly Proposal[] {
  const taken = new Set<string>();
  return groundsOf(survey, groups).flatMap((ground) => {
    const order = clearOrder(ground, crossingsOf(survey, ground));
    if (!order) return [];
    const name = freeName(ground.name, taken);
    taken.add(name);
    return [proposalOf({ ...ground, name }, order, named)];
  });
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const others = Array.from({ length: taken.size + 1 }, (_, n) => `${name}-${String(n + 2)}`);
  return [name, ...others].find((one) => !taken.has(one)) ?? name;
}

/** An import between two parts. */
interface Crossing extends Link {
  readonly above: string;
  readonly below: string;
}

function crossingsOf({ links }: Survey, { partOf, related, parts }: Ground): Crossing[] {
  const keys = new Set(parts.map(({ key }) => key));
  return links.flatMap((link) => {
    const [above, below] = [partOf(link.from), partOf(link.to)];
    if (above === null || below === null || above === below || !keys.has(above) || !keys.has(below)) return [];
    return related(link.from, link.to) ? [{ ...link, above, below }] : [];
  });
}

/** An order with what it was found in. */
interface Clear extends Order {
  readonly crossings: readonly Crossing[];
  /** It holds only for imports of values. */
  readonly ofValues: boolean;
}

/** An order that the code follows beyond doubt; of all imports, or else of what runs: types often point where values may not. */
function clearOrder(ground: Ground, crossings: readonly Crossing[]): Clear | null {
  if (ground.parts.length < 2 || ground.parts.length > mostParts) return null;
  const values = crossings.filter(({ type }) => !type);
  return (
    orderAmong(ground, crossings, false) ?? (values.length < crossings.length ? orderAmong(ground, values, true) : null)
  );
}

function orderAmong({ parts }: Ground, crossings: readonly Crossing[], ofValues: boolean): Clear | null {
  const weights = new Map<string, number>();
  for (const { above, below } of crossings) {
    const key = `${above}\0${below}`;
    weights.set(key, (weights.get(key) ?? 0) + 1);
  }
  const order = orderOf({
    names: parts.map(({ key }) => key),
    weight: (from, to) => weights.get(`${from}\0${to}`) ?? 0,
  });
  if (!order) return null;
  const { layers, down, up } = order;
  const total = down + up;
  const placed = new Set(layers.flat());
  const covered = crossings.filter(({ above, below }) => placed.has(above) && placed.has(below)).length;
  // Where most imports are those of parts that had to be left out, the rest is no architecture.
  const isClear = placed.size >= 3 && total >= fewestImports && up <= total * 0.05 && covered >= crossings.length * 0.5;
  return isClear ? { ...order, crossings, ofValues } : null;
}

function proposalOf(ground: Ground, order: Clear, named: ZoneNamer): Proposal {
  const { within, name } = ground;
  const zones = new Map(
    ground.parts
      .filter(({ key }) => order.layers.some((layer) => layer.includes(key)))
      .map((part) => [part.key, zoneOf(part, named)]),
  );
  const nameIn = (key: string): string => zones.get(key)?.name ?? key;
  const layers = order.layers.map((layer): Layer => {
    const [first = '', ...others] = layer.map(nameIn);
    return others.length === 0 ? first : { open: [first, ...others] };
  });
  const base: Options = { check: 'layers', ...(within ? { within: within.name } : {}), layers };
  const total = order.down + order.up;
  return {
    rule: `layering/${name}`,
    ways: waysOf(base, order.ofValues),
    most: mostOf(total),
    zones: [...(within ? [within] : []), ...zones.values()],
    asked: { about: 'layers', brief: layersText(layers) },
    evidence: `${figure(order.down)} of ${figure(total)} imports${order.ofValues ? ' of values' : ''} between ${placesOf(ground)} lead down${tangleOf(order)}`,
    paragraph: {
      heading: within ? `Layers inside each ${within.name}` : `Layers of ${name}`,
      text: textOf(ground, layersText(layers)),
      ...examplesOf(order),
    },
  };
}

type Layer = string | { readonly open: readonly string[] };

/** `ui > service | jobs > repo` */
function layersText(layers: readonly Layer[]): string {
  return layers.map((layer) => (typeof layer === 'string' ? layer : layer.open.join(' : '))).join(' > ');
}

function waysOf(base: Options, ofValues: boolean): readonly Options[] {
  const direct = { ...base, indirect: false };
  const values = { ...base, types: 'ignore' };
  const loose = { ...direct, types: 'ignore' };
  return ofValues ? [values, loose] : [base, direct, loose];
}

function zoneOf({ word, folder, glob }: Part, named: ZoneNamer): NamedZone {
  return { name: named(word, folder, glob), globs: [glob] };
}

function placesOf({ title, name }: Ground): string {
  return name === 'packages' || name === 'roles' ? title : `folders of ${title}`;
}

function tangleOf({ tangled }: Order): string {
  const parts = someListed(tangled.map((key) => key || 'the files at the top'));
  return parts === '' ? '' : `; without a layer, because they import the others and are imported by them: ${parts}`;
}

function textOf(ground: Ground, words: string): string {
  return `${openingOf(ground)}, from top to bottom: \`${words}\`. A file imports only from its own layer and the layers below it; parts on one level (\`:\`) may import each other. If a lower layer needs code of a higher one, move that code down, or pass it as a parameter.`;
}

function openingOf({ title, name, within }: Ground): string {
  if (within) return `Inside ${title}`;
  if (name === 'packages' || name === 'roles') return title.charAt(0).toUpperCase() + title.slice(1);
  return name === 'folders' ? 'The folders at the root' : `The folders of ${code(title)}`;
}

/** An import that leads from the top layer furthest down: what the rule allows, and turned round what it forbids. */
function examplesOf({ layers, crossings }: Clear): { readonly good: string; readonly bad: string } {
  const rank = new Map(layers.flatMap((layer, at) => layer.map((key) => [key, at] as const)));
  const depth = ({ above, below }: Crossing): number => (rank.get(below) ?? -1) - (rank.get(above) ?? layers.length);
  const [link] = [...crossings].sort((a, b) => depth(b) - depth(a));
  const [from, to] = [code(link?.from ?? ''), code(link?.to ?? '')];
  return { good: `${from} imports ${to}.`, bad: `${to} imports ${from}.` };
}
