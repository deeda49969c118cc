import type { Path } from '../../core/location.ts';
import { climb, folderOf } from '../../core/path.ts';
import { configuresTools } from '../../core/manifest.ts';
import { pathOf } from './bundler.ts';
import type { Layout } from './layout.ts';
import { itemsIn, type Token, tokensOf } from './literals.ts';
import type { Sight } from '../resolver.ts';
import type { Settle } from './settle.ts';

/** Longer configurations are not read. */
const longest = 200_000;
/** So many tokens may an expression of a path have. */
const longestPath = 60;
// What is left out is not loaded, and an alias is used only where something imports it.
const passive = /^paths$|exclude|ignore/i;
// `<rootDir>/src/setup.ts`, `${configDir}/src/setup.ts`
const rootMark = /^(?:<rootDir>|\$\{\w+\})\//;

/** The source files that configurations of tools name, each as a literal path. Nothing is run. */
export function configuredFiles({ files, texts }: Sight, { manifests }: Layout, settle: Settle): readonly Path[] {
  const found = new Set<Path>();
  for (const config of files.keys()) {
    const text = configuresTools(config) ? texts.read(config) : null;
    if (text === null || text.length > longest) continue;
    const bases = new Set([folderOf(config), manifests.owner(config)?.folder ?? '']);
    for (const folder of bases)
      for (const path of pathsIn(config, text, folder)) {
        const file = fileAt(path, settle);
        if (file !== null) found.add(file);
      }
  }
  return [...found];
}

function pathsIn(config: Path, text: string, folder: Path): Path[] {
  const isYaml = /\.ya?ml$/.test(config);
  const tokens = isYaml ? [] : tokensOf(text);
  const literals = isYaml
    ? text.replaceAll(/(?:^|\s)#.*$/gm, '').split(/[\s"',[\]{}]+/)
    : activeOf(tokens).flatMap(({ kind, value }) => (kind === 'text' ? value.split(/\s+/) : []));
  const named = literals.filter(isPath).flatMap((literal) => climb(folder, literal.replace(rootMark, '')) ?? []);
  const joined = tokens.flatMap(({ kind, value }, at) => {
    const isStart = kind === 'name' && (value === 'path' || value === '__dirname');
    if (kind !== 'template' && !isStart) return [];
    return pathOf(tokens.slice(at, kind === 'template' ? at + 1 : at + longestPath), folder) ?? [];
  });
  return [...named, ...joined];
}

/** All tokens but the values of keys that leave something out. */
function activeOf(tokens: readonly Token[]): Token[] {
  const active: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    active.push(token);
    if (tokens[at + 1]?.value !== ':' || !passive.test(token.value)) continue;
    const open = at + 2;
    const isList = '[{'.includes(tokens[open]?.value ?? ' ');
    const items = isList ? itemsIn(tokens, open) : [];
    // Commas between the items, and the bracket at the end.
    at = open + items.reduce((sum, { length }) => sum + length + 1, 0);
  }
  return active;
}

function isPath(literal: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(literal) || /^[^:]*\//.test(literal);
}

/** The file that a path names, or the source that it is built from; a folder names none. */
function fileAt(path: Path, settle: Settle): Path | null {
  for (const one of [path, ...settle.sources(path)]) {
    const file = settle.written(one);
    if (file !== null && !file.startsWith(`${one}/`)) return file;
  }
  return null;
}
