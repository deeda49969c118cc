import type { Path } from '../../core/location.ts';
import { matcherOf } from '../scope.ts';
import type { Options } from '../proposal.ts';
import { type Block, blocksOf } from './eslint-blocks.ts';
import { globFault, isCode, leave, type Peer, type Project, together, type Translation } from './translation.ts';

/** What ESLint is told about one rule for some files. */
export interface Setting {
  /** The rule without its plugin: `no-cycle`. */
  readonly rule: string;
  /** In the words of the configuration: `import/no-cycle (src/**)`. */
  readonly source: string;
  readonly options: readonly unknown[];
  readonly severity: { readonly severity?: 'warn' };
  /** What plugins share. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The files that are linted; null means all. */
  readonly files: readonly string[] | null;
  /** Files among them to which it does not apply. */
  readonly not: readonly string[];
}

interface Plugin {
  readonly name: string;
  /** Prefixes of its rules: `import/`. */
  readonly prefixes: readonly string[];
  /** What its presets in `extends` say of these rules. */
  readonly presets?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Without these settings or rules nothing is translated. */
  translate(setting: Setting, project: Project): Translation;
}

/** The configuration files of ESLint, in its own order. */
export const eslintFiles: readonly Path[] = [
  ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((kind) => `eslint.config.${kind}`),
  ...['.js', '.cjs', '.yaml', '.yml', '.json', ''].map((kind) => `.eslintrc${kind}`),
];

/** Rules of a plugin of ESLint as a linter of its own. */
export function pluginPeer({ name, prefixes, presets = {}, translate }: Plugin): Peer {
  return {
    name,
    files: eslintFiles,
    key: 'eslintConfig',
    without: ['plugins', 'languageOptions', 'linterOptions', 'parserOptions', 'parser', 'processor'],
    translate(config, project) {
      const { blocks, ignores, left } = blocksOf(config, presets);
      const settings = Object.assign({}, ...blocks.map((block) => block.settings)) as Setting['settings'];
      const parts = blocks.flatMap((block, at) =>
        settingsIn({ block, at, blocks, ignores, settings, prefixes }, project),
      );
      const none =
        parts.length === 0 ? [leave(name, `the configuration has no rules of ${prefixes.join(' or ')}`)] : [];
      const others = project.paths.filter((path) => path.includes('/') && isConfiguration(path));
      const [first] = others;
      return together([
        ...parts.map((part) => ('rule' in part ? translate(part, project) : part)),
        ...none,
        ...left.map(({ source, reason }) => leave(source, reason)),
        ...(first === undefined
          ? []
          : [leave(listedPaths(first, others.length), 'only the configuration at the root is read')]),
      ]);
    },
  };
}

function listedPaths(first: Path, count: number): string {
  return count === 1 ? first : `${first} and ${String(count - 1)} more`;
}

function isConfiguration(path: Path): boolean {
  return eslintFiles.includes(path.slice(path.lastIndexOf('/') + 1)) && !path.includes('node_modules/');
}

interface Place {
  readonly block: Block;
  readonly at: number;
  readonly blocks: readonly Block[];
  readonly ignores: readonly string[];
  readonly settings: Setting['settings'];
  readonly prefixes: readonly string[];
}

function settingsIn(place: Place, project: Project): readonly (Setting | Translation)[] {
  return Object.keys(place.block.rules).flatMap((name) => {
    const prefix = place.prefixes.find((one) => name.startsWith(one));
    return prefix === undefined ? [] : [settingOf(name, name.slice(prefix.length), place, project)];
  });
}

/** One rule in one block of the configuration, less the files for which later blocks say something else. */
function settingOf(name: string, rule: string, place: Place, project: Project): Setting | Translation {
  const { block, at, blocks, ignores, settings } = place;
  const source = block.files === null ? name : `${name} (${block.files.join(', ')})`;
  const level = levelOf(block.rules[name]);
  if (level === 'off') return leave(source, 'it is off');
  const later = blocks.slice(at + 1).filter(({ rules }) => Object.hasOwn(rules, name));
  if (later.some(({ files, ignores: except }) => files === null && except.length === 0))
    return leave(source, 'a later entry replaces it');
  const files = block.files?.flatMap((glob) => useful(glob, project)) ?? null;
  if (files?.length === 0) return leave(source, 'it matches no file that Lintel reads');
  const replaced = later.flatMap((one) => [...(one.files ?? ['**']), ...one.ignores.map((glob) => `!${glob}`)]);
  const isAll = files !== null && project.paths.filter(isCode).every(matcherOf(files));
  return {
    rule,
    source,
    options: optionsOf(name, at, blocks),
    severity: level === 'warn' ? { severity: 'warn' } : {},
    settings,
    files: isAll ? null : files,
    not: [...replaced, ...block.ignores, ...ignores].flatMap((glob) => useful(glob, project)),
  };
}

/** A glob of ESLint, unless it matches nothing or cannot be said. */
export function useful(glob: string, { paths }: Project): readonly string[] {
  const away = glob.startsWith('!') ? '!' : '';
  // A set of alternatives that may repeat is written in practice for one of them.
  const own = glob.slice(away.length).replace(/^\.\//, '').replaceAll('+(', '@(');
  return globFault(own, paths) === null ? [away + own] : [];
}

/** The level of a rule, with its options or without. */
export function levelOf(value: unknown): 'off' | 'warn' | 'error' {
  const level: unknown = Array.isArray(value) ? value[0] : value;
  if (level === 0 || level === 'off') return 'off';
  return level === 1 || level === 'warn' ? 'warn' : 'error';
}

/** Its own options, else those of the blocks before it. */
function optionsOf(name: string, at: number, blocks: readonly Block[]): readonly unknown[] {
  const own = blocks.slice(0, at + 1).flatMap(({ rules }) => {
    const value = rules[name];
    return Array.isArray(value) && value.length > 1 ? [value.slice(1) as unknown[]] : [];
  });
  return own.at(-1) ?? [];
}

/** The files of a setting, for a check that judges all files; `key` is how it calls them. */
export function judged({ severity, files, not }: Setting, project: Project, key: 'in' | 'from' = 'in'): Options {
  const away = usefulAmong(files ?? ['**'], not, project);
  return { ...severity, ...(files === null ? {} : { [key]: files }), ...(away.length > 0 ? { not: away } : {}) };
}

/** The same for a check with files of its own: what ESLint does not lint is taken away. */
export function judgedAmong(from: readonly string[], { severity, files, not }: Setting, project: Project): Options {
  const isLinted = files === null ? () => true : matcherOf(files);
  const among = matcherOf(from);
  const isNarrower = project.paths.some((path) => among(path) && isCode(path) && !isLinted(path));
  const outside = isNarrower ? ['**', ...(files ?? []).map((glob) => `!${glob}`)] : [];
  const away = [...outside, ...usefulAmong(from, not, project)];
  return { ...severity, ...(away.length > 0 ? { not: away } : {}) };
}

/** Without globs that take nothing away from these files. */
function usefulAmong(from: readonly string[], not: readonly string[], { paths }: Project): readonly string[] {
  const files = paths.filter(matcherOf(from));
  return not.filter((glob) => files.some(matcherOf([glob.replace(/^!/, '')])));
}
