import type { Path } from '../core/location.ts';
import { folderOf } from '../core/path.ts';
import { inside, type Where } from '../core/zone.ts';
import type { Part, Trail } from './source.ts';

/** What decides in which box a file is drawn. */
export interface Plan {
  /** In order of preference. */
  readonly zones: readonly { readonly name: string; readonly where: Where }[];
  readonly layerings: readonly Layering[];
  /** The folder of the package that a file belongs to; '' for the root, null for none. */
  packageOf(file: Path): Path | null;
}

/** A rule about layers. */
export interface Layering {
  /** The zone whose instances have these layers; null for the whole project. */
  readonly within: Where | null;
  /** Top layer first; those of one level stand side by side. */
  readonly levels: readonly (readonly Where[])[];
  /** Files that the rule is not about, such as tests: they are in no layer. */
  readonly not: Where | null;
}

/** The boxes of each file: layers come before zones, zones before packages, and packages before folders. */
export function trailsOf(files: readonly Path[], plan: Plan): ReadonlyMap<Path, Trail> {
  const trails = new Map(files.map((file) => [file, trailOf(file, plan)]));
  const folders = foldersOf(
    files.filter((file) => trails.get(file)?.length === 0),
    plan,
  );
  return new Map(
    [...trails].map(([file, trail]) => [
      file,
      trail.length > 0 ? trail : [{ label: folders.get(file) ?? '.', level: null }],
    ]),
  );
}

/** Layers in layers, if several rules have some for a file; else its zone, and the layers inside of that. */
function trailOf(file: Path, { layerings, zones }: Plan): Trail {
  const trail: Part[] = [];
  const add = (part: Part | null): void => {
    if (part && trail.every(({ label }) => label !== part.label)) trail.push(part);
  };
  for (const layering of layerings.filter(({ within }) => within === null)) add(layerOf(file, layering));
  if (trail.length === 0) add(zoneOf(file, zones));
  for (const layering of layerings) {
    const instance = layering.within && instanceOf(file, layering.within);
    const layer = instance === null ? null : layerOf(file, layering);
    if (instance === null || !layer) continue;
    add({ label: instance, level: null });
    add(layer);
  }
  return trail;
}

function zoneOf(file: Path, zones: Plan['zones']): Part | null {
  for (const { where } of zones.filter(({ where }) => where.captures.length > 0)) {
    const instance = instanceOf(file, where);
    if (instance !== null) return { label: instance, level: null };
  }
  const zone = zones.find(({ where }) => where.captures.length === 0 && inside(where, file));
  return zone ? { label: zone.name, level: null } : null;
}

function layerOf(file: Path, { levels, not }: Layering): Part | null {
  for (const [level, wheres] of levels.entries()) {
    const where = wheres.find((one) => inside(one, file));
    if (where) return not && inside(not, file) ? { label: not.text, level: null } : { label: nameOf(where), level };
  }
  return null;
}

/** A glob for all files of a folder is named like the folder. */
function nameOf({ text }: Where): string {
  return text.replace(/^\.\//, '').replace(/(?<=.)\/\*\*$/, '');
}

function instanceOf(file: Path, where: Where): string | null {
  const [binding] = where.match(file);
  return binding ? (where.roots(binding)[0] ?? where.text) : null;
}

/** So many folders are worth a picture. */
const fewFolders = 6;

/** Packages if there are several, else folders, of which the largest is divided until there are some. */
function foldersOf(files: readonly Path[], { packageOf }: Plan): ReadonlyMap<Path, string> {
  const packages = new Map(files.map((file) => [file, packageOf(file) ?? ''] as const));
  if (new Set(packages.values()).size > 1) return named(packages);
  let boxes = new Map(files.map((file) => [file, folderAt(file, 1)] as const));
  for (let depth = 2; depth < 8; depth++) {
    const largest = largestOf(boxes);
    if (new Set(boxes.values()).size >= fewFolders && largest.count * 2 < files.length) break;
    boxes = new Map(
      [...boxes].map(([file, box]) => [file, box === largest.box ? folderAt(file, depthOf(box) + 1) : box]),
    );
  }
  return named(boxes);
}

function named(boxes: ReadonlyMap<Path, Path>): ReadonlyMap<Path, string> {
  return new Map([...boxes].map(([file, box]) => [file, box === '' ? '.' : box]));
}

function largestOf(boxes: ReadonlyMap<Path, Path>): { readonly box: Path; readonly count: number } {
  const counts = new Map<Path, number>();
  for (const [file, box] of boxes) {
    const isDivisible = folderAt(file, depthOf(box) + 1) !== box;
    counts.set(box, (counts.get(box) ?? 0) + (isDivisible ? 1 : 0));
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first ? { box: first[0], count: first[1] } : { box: '', count: 0 };
}

function depthOf(folder: Path): number {
  return folder === '' ? 0 : folder.split('/').length;
}

/** The folder of a file, cut to so many segments. */
function folderAt(file: Path, depth: number): Path {
  return folderOf(file).split('/').slice(0, depth).join('/');
}
