import { addTo } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import type { DrawnImport, Source } from './source.ts';

/** Which part of a project is drawn. */
export interface Narrowing {
  /** Files and folders; none means all. */
  readonly paths: readonly Path[];
  readonly focus: Focus | null;
  /** Only imports that violate a rule, and their ends. */
  readonly violations: boolean;
}

/** A file or folder, and everything that at most so many imports lead to or come from. */
export interface Focus {
  readonly path: Path;
  readonly depth: number;
}

/** The part of a project that is to be drawn. */
export function narrow(source: Source, { paths, focus, violations }: Narrowing): Source {
  let narrowed = source;
  if (paths.length > 0) narrowed = keep(narrowed, ({ from }) => isUnder(from, paths), paths);
  if (violations) narrowed = withoutLonely(narrowed, ({ violations: found }) => found.length > 0);
  return focus === null ? narrowed : focusOn(narrowed, focus);
}

/** Is a file one of these, or in one of these folders? */
export function isUnder(file: Path, paths: readonly Path[]): boolean {
  return paths.some((path) => path === '' || file === path || file.startsWith(`${path}/`));
}

/** Files under the paths with the imports between them, and packages that they import. */
function keep(source: Source, isKept: (one: DrawnImport) => boolean, paths: readonly Path[]): Source {
  const imported = new Set(source.imports.filter(isKept).map(({ to }) => to));
  const files = source.files.filter(({ path, kind }) =>
    kind === 'package' ? imported.has(path) : isUnder(path, paths),
  );
  return among(source, new Set(files.map(({ path }) => path)));
}

function withoutLonely(source: Source, isKept: (one: DrawnImport) => boolean): Source {
  const imports = source.imports.filter(isKept);
  const ends = new Set(imports.flatMap(({ from, to }) => [from, to]));
  return { ...source, files: source.files.filter(({ path }) => ends.has(path)), imports };
}

function focusOn(source: Source, { path, depth }: Focus): Source {
  const neighbours = new Map<Path, Path[]>();
  for (const { from, to } of source.imports) {
    addTo(neighbours, from, to);
    addTo(neighbours, to, from);
  }
  const near = new Set(source.files.map((file) => file.path).filter((file) => isUnder(file, [path])));
  let ring = [...near];
  for (let step = 0; step < depth && ring.length > 0; step++) {
    ring = [...new Set(ring.flatMap((file) => neighbours.get(file) ?? []))].filter((file) => !near.has(file));
    for (const file of ring) near.add(file);
  }
  return among(source, near);
}

function among({ files, imports, rules }: Source, kept: ReadonlySet<Path>): Source {
  return {
    files: files.filter(({ path }) => kept.has(path)),
    imports: imports.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    rules,
  };
}
