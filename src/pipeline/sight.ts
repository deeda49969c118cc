import type { Export } from '../core/code.ts';
import { addTo } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { once } from '../core/once.ts';
import type { MoveSources } from '../fixes/move.ts';
import type { Link } from '../fixes/rewrite.ts';
import type { State } from './follow.ts';
import { lateFactsOf } from './late.ts';
import { isCode } from './load.ts';

/** The files that may use an exported name. */
export interface Sight {
  /** TypeScript and JavaScript, the declaring file first. */
  readonly files: readonly Path[];
  /** Imports of the name in files that embed code in something else. */
  readonly embedded: readonly Embedded[];
}

export interface Embedded {
  readonly file: Path;
  readonly link: Link;
}

/** The imports of a project, in both directions. */
export interface Wiring extends Pick<MoveSources, 'links'> {
  importers(): Importers;
}

/** Imports are listed by their targets once, however many names are asked about. */
export function wiringOf(state: State, { links }: Pick<MoveSources, 'links'>): Wiring {
  return { links, importers: once(() => importersOf(state, links)) };
}

/** Follows imports back from a file, through all files that hand the name on. Whoever offers the new name beside it is among the files. */
export function sightOf(
  state: State,
  { links, importers: all }: Wiring,
  { file, name, to }: { readonly file: Path; readonly name: string; readonly to: string },
): Sight {
  const { loaded } = state;
  const exportsOf = (one: Path): readonly Export[] => lateFactsOf(loaded, one, 'exports') ?? [];
  const usesCommonJs = (one: Path): boolean => exportsByCommonJs(one, loaded.view.texts.read(one) ?? '');
  const isExported =
    usesCommonJs(file) ||
    exportsOf(file).some((one) => one.name === name || one.local === name || one.name === 'export=');
  if (!isExported) return { files: [file], embedded: [] };
  const importers = all();
  const seen = new Set([file]);
  const embedded: Embedded[] = [];
  for (const target of seen) {
    if (target !== file && !usesCommonJs(target) && !handsOn(exportsOf(target), links(target), name)) continue;
    for (const { file: importer, link } of importers.get(target) ?? []) {
      const isNamed = loaded.view.texts.read(importer)?.includes(name) ?? false;
      if (!isNamed && !usesCommonJs(importer) && !handsOn(exportsOf(importer), links(importer), null)) continue;
      if (isScript(importer)) seen.add(importer);
      else if (isNamed) embedded.push({ file: importer, link });
    }
  }
  const offers = (one: Path): boolean => exportsOf(one).some((offered) => offered.name === to);
  const starred = starredFrom([...seen], exportsOf, links);
  const rivals = [...starred].filter(([one]) => offers(one)).flatMap(([one, through]) => [one, ...through]);
  return { files: [...new Set([...seen, ...rivals])].filter(isScript), embedded };
}

/** What a file exports with CommonJS no fact tells: it may be anything. */
function exportsByCommonJs(file: Path, text: string): boolean {
  return /\.c?jsx?$/.test(file) && /\bexports\b/.test(text);
}

/** The files whose names all go through one of these, with those on the way. */
function starredFrom(
  files: readonly Path[],
  exportsOf: (file: Path) => readonly Export[],
  links: MoveSources['links'],
): ReadonlyMap<Path, readonly Path[]> {
  const starred = new Map(files.map((file): [Path, readonly Path[]] => [file, []]));
  // A map that grows is walked to its end.
  for (const [file, through] of starred) {
    const stars = exportsOf(file).filter(({ name, from }) => name === '*' && from !== null);
    for (const { from } of stars)
      for (const target of links(file)[from ?? -1]?.targets ?? [])
        if (!starred.has(target)) starred.set(target, [...through, file]);
  }
  return starred;
}

type Importers = ReadonlyMap<Path, readonly Embedded[]>;

function importersOf({ loaded }: State, links: MoveSources['links']): Importers {
  const importers = new Map<Path, Embedded[]>();
  for (const file of loaded.view.tree.files.keys())
    if (isCode(loaded, file))
      for (const link of links(file)) for (const target of link.targets) addTo(importers, target, { file, link });
  return importers;
}

/** The files that may use a member, since they import its declaration, directly or not. */
export interface Reach extends Pick<Sight, 'files'> {
  /** What these files import, directly or not. */
  readonly around: readonly Path[];
  /** Files that embed code in something else, and have the name in their text. */
  readonly embedded: readonly Path[];
}

export function reachOf(
  state: State,
  { links, importers: all }: Wiring,
  declaring: readonly Path[],
  member: string,
): Reach {
  const importers = all();
  const seen = new Set(declaring);
  for (const target of seen) for (const one of importers.get(target) ?? []) seen.add(one.file);
  const around = new Set(seen);
  for (const one of around) for (const { targets } of links(one)) for (const target of targets) around.add(target);
  const isNamed = (one: Path): boolean => state.loaded.view.texts.read(one)?.includes(member) ?? false;
  return {
    files: [...seen].filter(isScript),
    around: [...around].filter((one) => isScript(one) && !seen.has(one)),
    embedded: [...seen].filter((one) => !isScript(one) && isNamed(one)),
  };
}

function isScript(file: Path): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/** Can a file's importers get at the name through it? Null: without naming it. */
function handsOn(exports: readonly Export[], links: readonly Link[], name: string | null): boolean {
  const hasModule = links.some(({ import: { symbols } }) => symbols.some((one) => one.name === '*'));
  return exports.some(
    (one) =>
      (name !== null && one.name === name) ||
      (one.from !== null && (one.name === '*' || one.local === '*')) ||
      (hasModule && one.kind === 'binding'),
  );
}
