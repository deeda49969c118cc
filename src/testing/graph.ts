import { at } from '../core/at.ts';
import type { Import, ImportKind } from '../core/code.ts';
import type { Graph } from '../core/graph.ts';
import { arrowsOf, buildGraph } from '../graph/build.ts';

/** A graph written down: `a -> b -> c`, one chain a line; `a -type-> b` is an edge of that kind. */
export function graphOf(text: string): Graph {
  const imports = new Map<string, Import[]>();
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/).filter(Boolean);
    for (let i = 0; i < words.length; i += 2) {
      const [from = '', arrow, to] = words.slice(i, i + 3);
      const known = imports.get(from) ?? [];
      imports.set(from, known);
      if (arrow === undefined || to === undefined) continue;
      const kind = (arrow.replaceAll(/[->]/g, '') || 'value') as ImportKind;
      const at = { line: known.length + 1, column: 1, endLine: known.length + 1, endColumn: to.length + 3 };
      known.push({ specifier: to, kind, form: 'import', at, symbols: [] });
      if (!imports.has(to)) imports.set(to, []);
    }
  }
  const importsOf = (file: string): readonly Import[] => imports.get(file) ?? [];
  const files = [...imports.keys()].sort();
  const id = idIn(files);
  return buildGraph({
    files,
    id,
    arrows(place) {
      const found = importsOf(at(files, place));
      const targets = found.map(({ specifier }) => [{ file: specifier }]);
      return arrowsOf(at(files, place), { imports: found, targets }, id);
    },
    exports: () => [],
    idiom: () => null,
  });
}

/** The places of files in a list. */
export function idIn(files: readonly string[]): Graph['id'] {
  const places = new Map(files.map((file, place) => [file, place]));
  return (file) => places.get(file);
}
