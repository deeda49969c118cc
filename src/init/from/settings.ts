import { matcherOf } from '../scope.ts';
import type { Options } from '../proposal.ts';
import { globFault, isCode, leave, type Left, nothing, type Project, type Translation } from './translation.ts';

/** A part of a configuration: rules for some files. */
export interface Block {
  /** Null means all files. */
  readonly files: readonly string[] | null;
  readonly ignores: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A configuration of a linter in one form. Later blocks win. */
export interface Blocks {
  readonly blocks: readonly Block[];
  /** Files that are not linted at all. */
  readonly ignores: readonly string[];
  readonly left: readonly Left[];
}

/** What a linter is told about one rule for some files. */
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

/** What is known of every setting of one of the blocks. */
interface Place {
  readonly block: Block;
  readonly at: number;
  readonly blocks: readonly Block[];
  readonly ignores: readonly string[];
  readonly settings: Setting['settings'];
}

/** What each block says of each rule whose name begins with one of the prefixes. */
export function settingsIn(
  { blocks, ignores }: Omit<Blocks, 'left'>,
  prefixes: readonly string[],
  project: Project,
): readonly (Setting | Translation)[] {
  const settings = Object.assign({}, ...blocks.map((block) => block.settings)) as Setting['settings'];
  return blocks.flatMap((block, at) =>
    Object.keys(block.rules).flatMap((name) => {
      const prefix = prefixes.find((one) => name.startsWith(one));
      if (prefix === undefined) return [];
      return [settingOf(name, name.slice(prefix.length), { block, at, blocks, ignores, settings }, project)];
    }),
  );
}

/** One rule in one block of the configuration, less the files for which later blocks say something else. */
function settingOf(name: string, rule: string, place: Place, project: Project): Setting | Translation {
  const { block, at, blocks, ignores, settings } = place;
  const source = sourceIn(block, name);
  const level = levelOf(block.rules[name]);
  const before = blocks.slice(0, at).filter(({ rules }) => Object.hasOwn(rules, name));
  // The rules of the blocks before it say this, by `not`.
  if (level === 'off' && before.some(({ rules }) => levelOf(rules[name]) !== 'off')) return nothing;
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

/** An item of a block, in the words of the configuration. */
export function sourceIn({ files }: Pick<Block, 'files'>, name: string): string {
  return files === null ? name : `${name} (${files.join(', ')})`;
}

/** A glob of a linter, unless it matches nothing or cannot be said. */
export function useful(glob: string, { paths }: Pick<Project, 'paths'>): readonly string[] {
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

/** The same for a check with files of its own: what is not linted is taken away. */
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
