import type { Graph, Shown } from '../../core/graph.ts';
import type { Path } from '../../core/location.ts';
import { isStyled, restyle, type Style } from '../../core/style.ts';
import { countsOf, enough, sum } from '../shown.ts';

/** A path that no file has, beside another, for some names of a third. */
export function newFile(graph: Graph, target: Path, [name = 'moved']: readonly string[], beside = target): Path {
  const folder = beside.slice(0, beside.lastIndexOf('/') + 1);
  const extension = /\.[^./]+$/.exec(target)?.[0] ?? '';
  const plain = name.replace(/^\$+/, '');
  const style = styleFor(plain, graph.shown.near(folder));
  const pathOf = (words: string): Path => `${folder}${restyle(words, style) || 'moved'}${extension}`;
  let path = pathOf(plain);
  for (let count = 2; graph.id(path) !== undefined; count++) path = pathOf(`${plain || 'moved'}_${String(count)}`);
  return path;
}

/** What a file is called in another folder: as before, unless nearly all files there have another style. */
export function nameIn(graph: Graph, folder: Path, name: string): string {
  const shown = graph.shown.in(folder);
  const [style] = [...shown].find(([, count]) => count >= enough && count >= sum(shown) * 0.9) ?? [];
  const stem = name.replace(/\..*$/, '');
  const isKept = style === undefined || isStyled(stem, style) || (style === 'PascalCase' && isHook(stem));
  return isKept ? name : restyle(stem, style) + name.slice(stem.length);
}

/** A hook of React keeps its name where other files begin with a capital. */
function isHook(name: string): boolean {
  return /^use[A-Z]/.test(name);
}

/** The style that most files have. Where some begin with a capital and some do not, a file is named as what it holds. */
function styleFor(name: string, shown: Shown): Style {
  const { camel, pascal, snake, kebab } = countsOf(shown);
  if (kebab >= Math.max(camel + pascal, snake)) return 'kebab-case';
  if (snake > camel + pascal) return 'snake_case';
  if (isHook(name)) return 'camelCase';
  if (camel === 0 || pascal === 0) return camel === 0 ? 'PascalCase' : 'camelCase';
  return isStyled(name, 'PascalCase') && name !== name.toUpperCase() ? 'PascalCase' : 'camelCase';
}
