import { at } from '../../core/at.ts';
import type { Graph } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { isStyled, restyle, type Style } from '../../core/style.ts';

/** A path that no file has, beside another, for some names of a third. */
export function newFile(graph: Graph, target: Path, [name = 'moved']: readonly string[], beside = target): Path {
  const folder = beside.slice(0, beside.lastIndexOf('/') + 1);
  const extension = /\.[^./]+$/.exec(target)?.[0] ?? '';
  const plain = name.replace(/^\$+/, '');
  const style = styleFor(plain, shownNear(graph.files, folder));
  const pathOf = (words: string): Path => `${folder}${restyle(words, style) || 'moved'}${extension}`;
  let path = pathOf(plain);
  for (let count = 2; graph.id(path) !== undefined; count++) path = pathOf(`${plain || 'moved'}_${String(count)}`);
  return path;
}

/** What a file is called in another folder: as before, unless nearly all files there have another style. */
export function nameIn({ files }: Graph, folder: Path, name: string): string {
  const shown = shownBy(filesIn(files, folder));
  const [style] = [...shown].find(([, count]) => count >= enough && count >= sum(shown) * 0.9) ?? [];
  const stem = name.replace(/\..*$/, '');
  return style === undefined || isStyled(stem, style) ? name : restyle(stem, style) + name.slice(stem.length);
}

/** How many file names show a style. */
type Shown = ReadonlyMap<Style, number>;

/** The style that most files have. Where some begin with a capital and some do not, a file is named as what it holds. */
function styleFor(name: string, shown: Shown): Style {
  const { camel, pascal, snake, kebab } = countsOf(shown);
  if (kebab >= Math.max(camel + pascal, snake)) return 'kebab-case';
  if (snake > camel + pascal) return 'snake_case';
  if (camel === 0 || pascal === 0) return camel === 0 ? 'PascalCase' : 'camelCase';
  return isStyled(name, 'PascalCase') && name !== name.toUpperCase() ? 'PascalCase' : 'camelCase';
}

/** Fewer names than this may be exceptions. */
const enough = 3;

function countsOf(shown: Shown): { camel: number; pascal: number; snake: number; kebab: number } {
  const [camel = 0, pascal = 0, snake = 0, kebab = 0] = (
    ['camelCase', 'PascalCase', 'snake_case', 'kebab-case'] as const
  ).map((style) => shown.get(style) ?? 0);
  return { camel, pascal, snake, kebab };
}

/** Are they enough, and nearly all joined alike? */
function isTelling(shown: Shown): boolean {
  const { camel, pascal, snake, kebab } = countsOf(shown);
  const total = sum(shown);
  return total >= enough && Math.max(camel + pascal, snake, kebab) >= total * 0.8;
}

/** The styles of the files in a folder, or, where these do not tell, of all files in the nearest folder around it that do. */
function shownNear(files: readonly Path[], folder: Path): Shown {
  let shown = shownBy(filesIn(files, folder));
  for (let around = folder; !isTelling(shown); around = parent(around)) {
    shown = shownBy(below(files, around));
    if (around === '') break;
  }
  return shown;
}

/** Those in a folder itself. */
function filesIn(files: readonly Path[], folder: Path): readonly Path[] {
  return below(files, folder).filter((file) => !file.includes('/', folder.length));
}

/** A file and its tests count once. */
function shownBy(files: readonly Path[]): Shown {
  const stems = new Set(files.map((file) => file.replace(/(?<=[^/])\..*$/, '')));
  const counts = new Map<Style, number>();
  for (const stem of stems) {
    const style = shownStyle(stem.slice(stem.lastIndexOf('/') + 1));
    if (style !== null) counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  return counts;
}

const sum = (shown: Shown): number => [...shown.values()].reduce((a, b) => a + b, 0);
const parent = (folder: Path): Path => folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);

/** The files below a folder, which stand together among sorted paths. */
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
