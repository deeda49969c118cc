import { at } from '../../core/at.ts';
import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { isStyled, restyle, type Style } from '../../core/style.ts';

/** A path that no file has, beside another, for some names of a third. */
export function newFile(graph: Graph, target: Path, [name = 'moved']: readonly string[], beside = target): Path {
  const folder = beside.slice(0, beside.lastIndexOf('/') + 1);
  const extension = /\.[^./]+$/.exec(target)?.[0] ?? '';
  const words = restyle(name.replace(/^\$+/, ''), styleOfFiles(graph, folder)) || 'moved';
  let path = `${folder}${words}${extension}`;
  for (let count = 2; graph.id(path) !== undefined; count++) path = `${folder}${words}-${String(count)}${extension}`;
  return path;
}

/** The style that most file names of a folder have which show one. */
function styleOfFiles(graph: Graph, folder: Path): Style {
  const counts = new Map<Style, number>();
  for (const file of below(graph.files, folder)) {
    if (file.includes('/', folder.length)) continue;
    const style = shownStyle(file.slice(folder.length).replace(/\..*$/, ''));
    if (style !== null) counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most ? most[0] : 'kebab-case';
}

/** The files in a folder, which stand together among sorted paths. */
function below(files: readonly Path[], folder: Path): readonly Path[] {
  let first = 0;
  for (let end = files.length; first < end;) {
    const middle = (first + end) >> 1;
    if (at(files, middle) < folder) first = middle + 1;
    else end = middle;
  }
  let last = first;
  while (last < files.length && at(files, last).startsWith(folder)) last++;
  return files.slice(first, last);
}

/** A name of one word in lower case shows none. */
function shownStyle(name: string): Style | null {
  if (isStyled(name, 'PascalCase')) return 'PascalCase';
  return multiWord.find((style) => isStyled(name, style) && !/^[a-z\d]+$/.test(name)) ?? null;
}

const multiWord: readonly Style[] = ['kebab-case', 'camelCase', 'snake_case'];
