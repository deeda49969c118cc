import { type ConfigPlace, type LintelError, mistake } from '../core/error.ts';
import { anyOf, type Glob, globOf, literally } from '../core/glob.ts';
import type { Path } from '../core/location.ts';
import { agree, anywhere, type Binding, distinct, nowhere, type Where } from '../core/zone.ts';
import { nearest } from './nearest.ts';
import { baseOf, type Places } from './places.ts';

/** One item of a where, as written. */
export interface Item {
  readonly text: string;
  readonly at: ConfigPlace;
}

/** A where with information about its source. */
export interface CompiledWhere extends Where {
  /** Globs of the folders of its instances. */
  readonly instances: readonly string[];
  readonly takesAway: readonly Glob['match'][];
  /** Its globs, including those of zones. */
  readonly globs: readonly string[];
  /** Captures written here, not those of zones. */
  readonly spelled: readonly { readonly capture: string; readonly at: ConfigPlace }[];
  /** The zone, if it is only the name of a zone. */
  readonly zone: string | null;
}

/** The context in which a where is read. */
export interface Surroundings {
  readonly places: Places;
  /** Null: not defined. `broken`: defined, and its errors are reported elsewhere. */
  zone(name: string): CompiledWhere | 'broken' | null;
  readonly zoneNames: readonly string[];
  /** The base of `./` in rules with instances. */
  readonly instances: CompiledWhere | null;
  /** All paths are relative to the instances, with or without `./`. */
  readonly relative?: boolean;
  /** A bare word that is not a zone is the name of a package. */
  readonly packages?: boolean;
  report(error: LintelError): void;
}

interface Part {
  readonly away: boolean;
  readonly what: Pick<CompiledWhere, 'match' | 'captures' | 'instances' | 'takesAway' | 'globs' | 'spelled'>;
}

/** Reads items into one where; null if an item is invalid, which is reported. */
export function compileWhere(items: readonly Item[], around: Surroundings): CompiledWhere | null {
  const parts: Part[] = [];
  let sound = items.length > 0;
  for (const { text, at } of items) {
    const away = takesAway(text);
    if (away && parts.length === 0 && sound) {
      around.report(mistake('only-takes-away', { glob: text }, at));
      return null;
    }
    const what = compileItem({ text: away ? text.slice(1) : text, at }, around);
    if (what) parts.push({ away, what });
    else sound = false;
  }
  if (!sound) return null;
  const [first] = items;
  const zone = items.length === 1 && first && around.zone(first.text) ? first.text : null;
  return combine(
    parts,
    { text: items.length === 1 && first ? first.text : items.map((i) => i.text).join(', '), zone },
    around.places,
  );
}

/** A where restricted to a folder (with its slash); null means everything. */
export function below(folder: Path, where: CompiledWhere | null): CompiledWhere {
  const found = (path: Path): readonly Binding[] => (where === null ? anywhere : where.match(path));
  return {
    text: where?.text ?? `${folder}**`,
    captures: where?.captures ?? [],
    instances: where?.instances ?? [folder.slice(0, -1)],
    takesAway: where?.takesAway ?? [],
    globs: where?.globs ?? [`${folder}**`],
    spelled: where?.spelled ?? [],
    zone: where?.zone ?? null,
    match: (path) => (path.startsWith(folder) ? found(path) : nowhere),
    roots: (binding) =>
      where === null ? [folder.slice(0, -1)] : where.roots(binding).filter((root) => `${root}/`.startsWith(folder)),
  };
}

/** Does an item begin with `!`? `!(a)` is a glob. */
export function takesAway(text: string): boolean {
  return text.startsWith('!') && !text.startsWith('!(');
}

function combine(parts: readonly Part[], named: { text: string; zone: string | null }, places: Places): CompiledWhere {
  const kept = parts.filter((p) => !p.away).map((p) => p.what);
  const [first] = kept;
  const instances = [...new Set(kept.flatMap((p) => p.instances))];
  const match = parts.length === 1 && first ? first.match : memoised((path) => matchParts(parts, path));
  return {
    ...named,
    captures: [...new Set(kept.flatMap((p) => p.captures))],
    match,
    instances,
    takesAway: [
      ...new Set([...parts.filter((p) => p.away).map((p) => p.what.match), ...kept.flatMap((p) => p.takesAway)]),
    ],
    globs: [...new Set(kept.flatMap((p) => p.globs))],
    spelled: parts.flatMap((p) => p.what.spelled),
    roots: rootsOf(instances, places),
  };
}

function memoised(match: (path: Path) => readonly Binding[]): (path: Path) => readonly Binding[] {
  const known = new Map<Path, readonly Binding[]>();
  return (path) => {
    let found = known.get(path);
    if (!found) known.set(path, (found = match(path)));
    return found;
  };
}

function matchParts(parts: readonly Part[], path: Path): readonly Binding[] {
  let found: readonly Binding[] = [];
  for (const { away, what } of parts) {
    if (away && found.length === 0) continue;
    const these = what.match(path);
    if (these.length === 0) continue;
    found = away ? found.filter((b) => !these.some((t) => agree(b, t))) : distinct([...found, ...these]);
  }
  return found;
}

function compileItem(item: Item, around: Surroundings): Part['what'] | null {
  const { text, at } = item;
  const zone = around.zone(text);
  if (zone === 'broken') return null;
  if (zone) return { ...zone, spelled: [] };
  const { instances, places } = around;
  const relative = text.startsWith('./') || around.relative === true;
  // Relative paths count from the instances, if any; others from the folder of the configuration file.
  const base = relative && instances ? '' : baseOf(at.file);
  const path = base + text.replace(/^(\.\/)+/, '');
  if (!relative && around.packages !== true && isWord(text) && !places.isFile(path) && !places.isFolder(path)) {
    around.report(unknownZone(text, at, around));
    return null;
  }
  if (!relative || !instances) return compileGlobs([existing(path, places)], item, around);
  const globs = instances.instances.map((folder) => (folder === '' ? existing(path, places) : `${folder}/${path}`));
  const made = compileGlobs(globs, item, around);
  return (
    made && { ...made, takesAway: instances.takesAway, match: (p) => remaining(made.match(p), instances.takesAway, p) }
  );
}

/** Neither a path nor a glob, so it can only be the name of a zone. */
function isWord(text: string): boolean {
  return text.trim() !== '' && !/[/*.[{?!(@:\\]/.test(text);
}

function unknownZone(name: string, at: ConfigPlace, { zoneNames, places }: Surroundings): LintelError {
  return mistake(
    'unknown-zone',
    { name, nearest: nearest(name, [...zoneNames, ...places.topFolders()]).slice(0, 3), zones: zoneNames },
    at,
  );
}

function remaining(found: readonly Binding[], takesAway: readonly Glob['match'][], path: Path): readonly Binding[] {
  if (found.length === 0 || takesAway.length === 0) return found;
  const away = takesAway.flatMap((match) => match(path));
  return found.filter((b) => !away.some((a) => agree(a, b)));
}

/** Segments that exist literally are literal (`app/[id]/page.ts`); a folder means all files below it. */
function existing(text: string, places: Places): string {
  const path = text.replace(/\/+$/, '');
  if (places.isFile(path)) return literally(path);
  if (places.isFolder(path)) return `${literally(path)}/**`;
  const segments = path.split('/');
  let literal = 0;
  for (let end = 1; end < segments.length && !/^\*+$/.test(segments[end - 1] ?? ''); end++) {
    if (/[[({!@+?*|]/.test(segments[end - 1] ?? '') && !places.isFolder(segments.slice(0, end).join('/'))) break;
    literal = end;
  }
  return (
    [...segments.slice(0, literal).map(literally), ...segments.slice(literal)].join('/') +
    (text.endsWith('/') ? '/**' : '')
  );
}

function compileGlobs(texts: readonly string[], { text, at }: Item, around: Surroundings): Part['what'] | null {
  const globs: Glob[] = [];
  for (const one of texts) {
    const glob = globOf(one);
    if ('fault' in glob) {
      around.report(mistake('bad-glob', { glob: text, fault: glob.fault }, at));
      return null;
    }
    globs.push(folderOf(glob, around.places));
  }
  return {
    match: anyOf(globs.map((g) => g.match)),
    captures: [...new Set(globs.flatMap((g) => g.captures))],
    instances: globs.flatMap((g) => g.instances),
    takesAway: [],
    globs: globs.map((glob) => glob.text),
    spelled: globs.flatMap((glob) => glob.captures.map((capture) => ({ capture, at }))),
  };
}

/** A glob that ends in a plain name, such as `modules/{module}/src/ui`, and matches folders but no files, means all files below them. */
function folderOf(glob: Glob, places: Places): Glob {
  const last = glob.text.split('/').at(-1) ?? '';
  if (!/^[\w-]+$/.test(last) || !/[*{[(?]/.test(glob.text)) return glob;
  if (!places.folders().some((f) => glob.match(f).length > 0) || places.paths.some((p) => glob.match(p).length > 0))
    return glob;
  const below = globOf(`${glob.text}/**`);
  return 'fault' in below ? glob : below;
}

function rootsOf(instances: readonly string[], places: Places): (binding: Binding) => readonly Path[] {
  return (binding) => {
    const all = [...new Set(instances.flatMap((one) => fill(one, binding) ?? foldersLike(one, binding, places)))];
    const there = all.filter((folder) => folder === '' || places.isFolder(folder));
    return there.length > 0 ? there : all;
  };
}

/** The folder of a glob with these capture values; null if wildcards make it ambiguous. */
function fill(instance: string, binding: Binding): Path[] | null {
  const names = [...instance.matchAll(/\{([^{}]*?)(?:\.\.\.)?\}/g)].map((m) => m[1] ?? '');
  if (names.some((name) => !Object.hasOwn(binding, name))) return [];
  if (/[*?[\]()]/.test(instance.replace(/\\./g, ''))) return null;
  return [
    instance.replace(
      /\\(.)|\{([^{}]*?)(?:\.\.\.)?\}/g,
      (_, escaped: string | undefined, name: string | undefined) => escaped ?? binding[name ?? ''] ?? '',
    ),
  ];
}

function foldersLike(instance: string, binding: Binding, places: Places): readonly Path[] {
  const glob = globOf(instance);
  return 'fault' in glob ? [] : places.folders().filter((folder) => glob.match(folder).some((b) => agree(b, binding)));
}
