import type { Path } from '../../core/location.ts';
import { climb, folderOf, upward } from '../../core/path.ts';
import type { Sight } from '../resolver.ts';
import { itemsIn, type Token, tokensOf } from './literals.ts';
import { type Alias, aliasOf, noConfig, type Tsconfig } from './tsconfig.ts';

const config =
  /(?:^|\/)(?:(?:electron\.)?(?:vite|vitest|webpack|rspack|rsbuild|metro|babel|module-federation)(?:\.[\w-]+)*\.(?:[cm]?[jt]s|json)|\.babelrc(?:\.[cm]?js|\.json)?)$/;

/** Longer configurations are not read. */
const longest = 200_000;
/** So many lists of aliases of one configuration are read. */
const mostLists = 20;

/** The configurations of bundlers that have aliases, read as text: from the folder of a file upward, the nearest first. */
export function bundlerConfigs({ files, texts }: Sight): (file: Path) => readonly Tsconfig[] {
  const byFolder = new Map<Path, Tsconfig[]>();
  for (const path of files.keys()) {
    const text = config.test(path) ? texts.read(path) : null;
    if (text === null || text.length > longest) continue;
    const folder = folderOf(path);
    const aliases = aliasesIn(text, path);
    if (aliases.length > 0)
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), { ...noConfig, file: path, aliases }]);
  }
  if (byFolder.size === 0) return () => [];
  return (file) => upward(folderOf(file)).flatMap((folder) => byFolder.get(folder) ?? []);
}

/** The entries of every `alias` (Metro: `extraNodeModules`) whose targets are literal paths inside the root, and apps that are loaded at run time. */
function aliasesIn(text: string, file: Path): Alias[] {
  const tokens = tokensOf(text);
  const folder = folderOf(file);
  const aliases = valuesOf(tokens, ['alias', 'extraNodeModules']).flatMap((open) => {
    const items = itemsIn(tokens, open);
    const bracket = tokens[open]?.value;
    if (bracket === '{') return items.flatMap((item) => entryAlias(item, folder));
    return bracket === '[' ? items.flatMap((item) => listedAlias(item, folder)) : [];
  });
  // A plugin of this name makes other apps look like packages.
  const remotes = /federation/i.test(file + text) ? valuesOf(tokens, ['remotes']) : [];
  return [...aliases, ...remotes.flatMap((open) => itemsIn(tokens, open).flatMap(remoteAlias))];
}

/** Where the values of these keys begin. */
function valuesOf(tokens: readonly Token[], keys: readonly string[]): number[] {
  const found = tokens.flatMap(({ kind, value }, at) =>
    kind !== 'template' && keys.includes(value) && tokens[at + 1]?.value === ':' ? [at + 2] : [],
  );
  return found.slice(0, mostLists);
}

/** `shop: url`, `'shop'`, or `['shop', url]`: stands for a package that nobody installs. */
function remoteAlias(item: readonly Token[]): Alias[] {
  const [name] = item[0]?.value === '[' ? (itemsIn(item, 0)[0] ?? []) : item;
  return name && (name.kind === 'text' || name.kind === 'name')
    ? spelled(name.value, `node_modules/${name.value}`)
    : [];
}

/** `'@': path` */
function entryAlias([key, colon, ...value]: readonly Token[], folder: Path): Alias[] {
  const isKey = key?.kind === 'text' || key?.kind === 'name';
  const path = isKey && colon?.value === ':' ? pathOf(value, folder) : null;
  return key && path !== null ? spelled(key.value, path) : [];
}

/** `{ find: '@', replacement: path }` */
function listedAlias(item: readonly Token[], folder: Path): Alias[] {
  if (item[0]?.value !== '{') return [];
  const parts = new Map(itemsIn(item, 0).map(([key, , ...value]) => [key?.value, value]));
  const [find] = parts.get('find') ?? [];
  const path = pathOf(parts.get('replacement') ?? [], folder);
  return find?.kind === 'text' && path !== null ? spelled(find.value, path) : [];
}

/** What a bundler makes of a name: it stands for itself and for what is below it; with a slash at its end for what is below; with a `$`, for itself. */
function spelled(name: string, path: Path): Alias[] {
  if (name === '' || name.includes('*') || name.startsWith('^')) return [];
  const below = `${path.replace(/\/$/, '')}/*`;
  if (name.endsWith('/')) return [aliasOf(`${name}*`, [below])];
  if (name.endsWith('$')) return [aliasOf(name.slice(0, -1), [path])];
  return [aliasOf(name, [path]), aliasOf(`${name}/*`, [below])];
}

/** The path that an expression stands for; null for all that is not literal, and for the name of a package. */
export function pathOf(value: readonly Token[], folder: Path): Path | null {
  const [first, ...rest] = value;
  if (!first) return null;
  if (first.kind === 'template') {
    const [, path] = /^\$\{__dirname\}(\/[^$]*)$/.exec(first.value) ?? [];
    return path !== undefined && rest.length === 0 ? climb(folder, path) : null;
  }
  if (first.kind === 'text') return rest.length === 0 && /^[./]/.test(first.value) ? climb(folder, first.value) : null;
  if (first.value === '__dirname')
    return rest.length === 2 && rest[0]?.value === '+' && rest[1]?.kind === 'text'
      ? climb(folder, rest[1].value)
      : null;
  const open = value.findIndex((token) => token.kind === 'sign' && token.value === '(');
  const callee = value
    .slice(0, Math.max(0, open))
    .map((token) => token.value)
    .join('');
  return calledPath(callee, itemsIn(value, open), folder);
}

function calledPath(callee: string, items: readonly (readonly Token[])[], folder: Path): Path | null {
  const [first = [], second] = items;
  if (/^(?:url\.)?fileURLToPath$/.test(callee)) return pathOf(first, folder);
  if (callee === 'newURL' || callee === 'URL') {
    const isHere = second?.map((token) => token.value).join('') === 'import.meta.url';
    return isHere && first.length === 1 && first[0]?.kind === 'text' ? climb(folder, first[0].value) : null;
  }
  if (!/^(?:path\.)?(?:posix\.)?(?:resolve|join)$/.test(callee)) return null;
  const begin = first.map((token) => token.value).join('');
  const isHere = ['__dirname', 'import.meta.dirname', 'process.cwd()'].includes(begin);
  const joined = callee.startsWith('path.') ? items : [];
  const parts = isHere ? items.slice(1) : joined;
  const texts = parts.map((part) => (part.length === 1 && part[0]?.kind === 'text' ? part[0].value : null));
  if (texts.includes(null) || (parts.length === 0 && !isHere)) return null;
  return climb(folder, texts.join('/'));
}
