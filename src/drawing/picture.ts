import { at } from '../core/at.ts';
import { addTo } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { compare } from '../core/order.ts';
import { folderOf } from '../core/path.ts';
import {
  type DrawnFile,
  type DrawnImport,
  type DrawnRule,
  type DrawnViolation,
  keyOf,
  type Source,
  type Trail,
} from './source.ts';

export const levels = ['zone', 'folder', 'file'] as const;
export type Level = (typeof levels)[number];

/** A project at one level of detail, ready to be written in any format. */
export interface Picture {
  readonly level: Level;
  readonly groups: readonly Group[];
  readonly nodes: readonly Node[];
  readonly arrows: readonly Arrow[];
  readonly rules: readonly DrawnRule[];
}

/** A frame around nodes and other groups. */
export interface Group {
  readonly id: string;
  readonly label: string;
  /** The id of the group around it. */
  readonly parent: string | null;
  /** Its place among the layers of a rule, 0 on top. */
  readonly level: number | null;
}

export interface Node extends Group {
  readonly kind: Level | 'package';
  /** How many files it stands for. */
  readonly files: number;
  /** What imports between these files violate. */
  readonly violations: readonly DrawnViolation[];
}

/** All imports from one node to another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly imports: readonly DrawnImport[];
  /** What they violate, each once. */
  readonly violations: readonly DrawnViolation[];
}

/** Draws a project at one level. */
export function pictureOf({ files: unsorted, imports, rules }: Source, level: Level): Picture {
  const files = inLayers(unsorted);
  const groups = groupsOf(files, level);
  const drafts = new Map<string, Draft>();
  const nodeOf = new Map<Path, string>();
  for (const file of files) {
    const { key, ...draft } = draftOf(file, level);
    const found = drafts.get(key) ?? { ...draft, id: `n${drafts.size + 1}`, files: 0 };
    drafts.set(key, { ...found, files: found.files + 1 });
    nodeOf.set(file.path, found.id);
  }
  const { between, within } = sorted(imports, nodeOf);
  return {
    level,
    groups: [...groups.values()],
    nodes: [...drafts.values()].map(({ trail, ...draft }) => ({
      ...draft,
      parent: parentOf(trail, groups),
      violations: violationsOf(within.get(draft.id) ?? []),
    })),
    arrows: [...between.values()].map(({ from, to, imports: all }) => ({
      from,
      to,
      imports: all,
      violations: violationsOf(all),
    })),
    rules,
  };
}

/** Layers come first, the top one first; within a box, files keep their order. */
function inLayers(files: readonly DrawnFile[]): readonly DrawnFile[] {
  const rank = ({ trail }: DrawnFile): readonly number[] => trail.map(({ level }) => level ?? Number.MAX_SAFE_INTEGER);
  return [...files].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const i = left.findIndex((level, place) => level !== right[place]);
    return i < 0 ? left.length - right.length : at(left, i) - (right[i] ?? -1);
  });
}

interface Draft extends Omit<Node, 'parent' | 'violations'> {
  /** The boxes around it, if they have a group. */
  readonly trail: Trail;
}

function draftOf(
  { path, trail, kind }: DrawnFile,
  level: Level,
): Omit<Draft, 'id' | 'files'> & { readonly key: string } {
  const box = trail.at(-1);
  if (!box) throw new Error(`${path} has no box`);
  if (level === 'file' || kind === 'package')
    return { key: `file ${path}`, label: path, kind: kind === 'package' ? 'package' : 'file', level: null, trail };
  if (level === 'zone') return { key: keyOf(trail), label: box.label, kind: 'zone', level: box.level, trail };
  const folder = folderOf(path) || '.';
  return { key: `${folder} ${keyOf(trail)}`, label: folder, kind: 'folder', level: null, trail };
}

/** A group for every box; at the level of zones, for every box around others. */
function groupsOf(files: readonly DrawnFile[], level: Level): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const { trail, kind } of files) {
    const isNode = level === 'zone' && kind === 'file';
    for (const [i, part] of trail.entries()) {
      const key = keyOf(trail.slice(0, i + 1));
      if (groups.has(key) || (isNode && i === trail.length - 1)) continue;
      const parent = groups.get(keyOf(trail.slice(0, i)))?.id ?? null;
      groups.set(key, { id: `g${groups.size + 1}`, label: part.label, parent, level: part.level });
    }
  }
  return groups;
}

/** The innermost group around a node. */
function parentOf(trail: Trail, groups: ReadonlyMap<string, Group>): string | null {
  const own = groups.get(keyOf(trail)) ?? groups.get(keyOf(trail.slice(0, -1)));
  return own?.id ?? null;
}

type Bundle = Pick<Arrow, 'from' | 'to'> & { readonly imports: DrawnImport[] };

/** The imports between nodes, and those inside of one. */
function sorted(
  imports: readonly DrawnImport[],
  nodeOf: ReadonlyMap<Path, string>,
): { readonly between: ReadonlyMap<string, Bundle>; readonly within: ReadonlyMap<string, DrawnImport[]> } {
  const between = new Map<string, Bundle>();
  const within = new Map<string, DrawnImport[]>();
  for (const one of imports) {
    const [from, to] = [nodeOf.get(one.from), nodeOf.get(one.to)];
    if (from === undefined || to === undefined) continue;
    if (from === to) addTo(within, from, one);
    else {
      const bundle = between.get(`${from} ${to}`) ?? { from, to, imports: [] };
      between.set(`${from} ${to}`, bundle);
      bundle.imports.push(one);
    }
  }
  return { between, within };
}

/** What some imports violate, each once. */
export function violationsOf(imports: readonly DrawnImport[]): readonly DrawnViolation[] {
  const all = new Map(imports.flatMap(({ violations }) => violations.map((one) => [one.id + one.text, one] as const)));
  return [...all.values()].sort((a, b) => compare(a.rule, b.rule));
}

/** How serious the worst of some violations is; null without any. */
export function worstOf(violations: readonly DrawnViolation[]): 'new' | 'known' | null {
  if (violations.length === 0) return null;
  return violations.some(({ isKnown }) => !isKnown) ? 'new' : 'known';
}
