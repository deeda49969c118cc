import { at } from '../core/at.ts';
import { addTo } from '../core/group.ts';
import type { PageData, PageImport } from './data.ts';

/** What the page shows of one box: what is inside, and what around it is linked with that. */
export interface Scene {
  readonly items: readonly Item[];
  readonly arrows: readonly SceneArrow[];
  /** So many items are not shown. */
  readonly hidden: number;
}

/** A file or a box. */
export interface Item {
  readonly id: string;
  readonly kind: 'file' | 'package' | 'box';
  /** The number of the file or box. */
  readonly number: number;
  readonly label: string;
  readonly level: number | null;
  /** How many files or packages it stands for. */
  readonly count: number;
  readonly unit: 'file' | 'package';
  /** It lies outside of the box that is shown. */
  readonly isOutside: boolean;
  /** Imports inside of it that violate a rule. */
  readonly broken: readonly PageImport[];
}

export interface SceneArrow {
  readonly from: string;
  readonly to: string;
  readonly imports: readonly PageImport[];
  /** The numbers of their violations, each once. */
  readonly violations: readonly number[];
}

export interface Shown {
  readonly box: number;
  /** Only imports that violate this rule. */
  readonly rule: string | null;
  /** Only imports that violate any rule. */
  readonly violations: boolean;
  /** A file that must be shown. */
  readonly file: number | null;
}

/** More are not readable. */
export const most = { inside: 120, outside: 14 };

/** What is shown of a box. */
export function sceneOf(data: PageData, shown: Shown): Scene {
  const place = placesIn(data, shown.box);
  const imports = data.imports.filter((one) => isShown(data, one, shown));
  const bundles = new Map<string, PageImport[]>();
  const inner = new Map<string, PageImport[]>();
  const ends = new Map<string, number>();
  for (const one of imports) {
    const [from, to] = [at(place, one[0]), at(place, one[1])];
    if (from.isOutside && to.isOutside) continue;
    if (from.id === to.id) {
      if (one.length > 4) addTo(inner, from.id, one);
      continue;
    }
    addTo(bundles, `${from.id} ${to.id}`, one);
    for (const { id } of [from, to]) ends.set(id, (ends.get(id) ?? 0) + 1 + (one.length - 4) * 1000);
  }
  const isNarrowed = shown.violations || shown.rule !== null;
  const { items, hidden } = itemsIn(data, place, {
    weight: (id) => ends.get(id) ?? 0,
    broken: (id) => inner.get(id) ?? [],
    isWanted: (id) => !isNarrowed || ends.has(id) || inner.has(id),
    file: shown.file,
  });
  const visible = new Set(items.map(({ id }) => id));
  const arrows = [...bundles].flatMap(([key, found]) => {
    const [from = '', to = ''] = key.split(' ');
    if (!visible.has(from) || !visible.has(to)) return [];
    return [{ from, to, imports: found, violations: [...new Set(found.flatMap(violationsIn))] }];
  });
  return { items, arrows, hidden };
}

/** The violations of an import, by number. */
export function violationsIn(one: PageImport): readonly number[] {
  return one.slice(4) as number[];
}

function isShown({ violations }: PageData, one: PageImport, { rule, violations: only }: Shown): boolean {
  if (rule !== null) return violationsIn(one).some((number) => at(violations, number).rule === rule);
  return !only || one.length > 4;
}

type Place = Pick<Item, 'id' | 'kind' | 'number' | 'label' | 'level' | 'isOutside'>;

/** What each file is drawn as: itself, the box inside of the shown one that holds it, or a box around which does not hold the shown one. */
function placesIn({ boxes, files }: PageData, shown: number): readonly Place[] {
  const above = new Set(chainOf(boxes, shown));
  const known = new Map<number, Place>();
  const boxPlace = (home: number): Place | null => {
    const chain = chainOf(boxes, home);
    const depth = chain.findIndex((box) => above.has(box));
    const number = chain[depth - 1];
    if (number === undefined) return null;
    const place = known.get(number) ?? {
      id: `b${number}`,
      kind: 'box',
      number,
      label: at(boxes, number).label,
      level: at(boxes, number).level,
      isOutside: chain[depth] !== shown,
    };
    known.set(number, place);
    return place;
  };
  const byHome = new Map<number, Place | null>();
  return files.map(([path, home, isPackage], number) => {
    const found = byHome.get(home) ?? boxPlace(home);
    byHome.set(home, found);
    if (found) return found;
    const label = isPackage ? path : path.slice(path.lastIndexOf('/') + 1);
    const kind = isPackage ? 'package' : 'file';
    return { id: `f${number}`, kind, number, label, level: null, isOutside: home !== shown };
  });
}

/** A box and those around it, the innermost first. */
export function chainOf(boxes: PageData['boxes'], box: number): readonly number[] {
  const chain = [box];
  for (let parent = at(boxes, box).parent; parent !== null; parent = at(boxes, parent).parent) chain.push(parent);
  return chain;
}

interface Choice {
  weight(id: string): number;
  broken(id: string): readonly PageImport[];
  isWanted(id: string): boolean;
  readonly file: number | null;
}

/** The items with the most imports, violations before all. */
function itemsIn(
  { files }: PageData,
  places: readonly Place[],
  { weight, broken, isWanted, file }: Choice,
): Pick<Scene, 'items' | 'hidden'> {
  const items = new Map<string, Item>();
  for (const [file, place] of places.entries()) {
    const count = (items.get(place.id)?.count ?? 0) + 1;
    const unit = at(files, file)[2] === 1 ? 'package' : 'file';
    items.set(place.id, { ...place, count, unit, broken: broken(place.id) });
  }
  const must = file === null ? null : (places[file]?.id ?? null);
  const sorted = [...items.values()]
    .filter(({ id }) => isWanted(id) || id === must)
    .sort((a, b) => Number(b.id === must) - Number(a.id === must) || weight(b.id) - weight(a.id));
  const inside = sorted.filter(({ isOutside }) => !isOutside);
  const outside = sorted.filter(({ id, isOutside }) => isOutside && weight(id) > 0);
  return {
    items: [...inside.slice(0, most.inside), ...outside.slice(0, most.outside)],
    hidden: Math.max(0, inside.length - most.inside) + Math.max(0, outside.length - most.outside),
  };
}
