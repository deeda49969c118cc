import { type Block, sourceIn } from './settings.ts';
import { leave, listOf, type Project, recordOf, stringsOf, type Translation } from './translation.ts';

type Values = Readonly<Record<string, unknown>>;

/** A configuration of Biome as blocks, as ESLint has them. */
export interface BiomeBlocks {
  readonly blocks: readonly Block[];
  /** Patterns of files that Biome does not read. */
  readonly ignored: readonly string[];
  readonly left: readonly Translation[];
}

/** Reads a configuration, merged with those of the project that it extends. Later blocks win. */
export function biomeBlocks(own: Values, project: Project): BiomeBlocks {
  const { config, left } = extended(own, project, []);
  const [files, linter] = [recordOf(config['files']), recordOf(config['linter'])];
  const all = scopeOf(files);
  const block = linterBlock(linter, all.files);
  const overrides = listOf(config['overrides']).map((one) => overrideBlock(recordOf(one), block.rules));
  return {
    blocks: [block, ...overrides.map((one) => one.block)],
    ignored: all.ignores,
    left: [
      ...left,
      ...foreignKeys(files, 'files.'),
      ...foreignKeys(without(linter, ['rules', 'enabled']), 'linter.'),
      ...overrides.flatMap((one) => one.left),
      ...Object.keys(without(config, readKeys)).map((key) =>
        leave(key, 'it is not about architecture or names of files'),
      ),
    ],
  };
}

interface Extended {
  readonly config: Values;
  readonly left: readonly Translation[];
}

function extended(own: Values, project: Project, seen: readonly string[]): Extended {
  const before = stringsOf(own['extends']).map((preset): Extended => {
    const path = preset.replace(/^\.\//, '');
    const value = seen.includes(path) ? undefined : project.value(path);
    if (value !== undefined) return extended(recordOf(value), project, [...seen, path]);
    const reason = 'only presets of this project are read: copy its rules to this file, or write them in lintel.yaml';
    return { config: {}, left: [leave(`extends ${preset}`, reason)] };
  });
  return {
    config: [...before.map(({ config }) => config), own].reduce(merged),
    left: before.flatMap(({ left }) => left),
  };
}

/** Lists are replaced, but for `overrides`, and everything else is merged. */
function merged(before: Values, own: Values): Values {
  const keys = new Set([...Object.keys(before), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, mergedValue(key, before[key], own[key])]));
}

function mergedValue(key: string, before: unknown, own: unknown): unknown {
  if (before === undefined || own === undefined) return own ?? before;
  if (key === 'overrides') return [...listOf(before), ...listOf(own)];
  const isMerged = [before, own].every((one) => typeof one === 'object' && !Array.isArray(one));
  return isMerged ? merged(recordOf(before), recordOf(own)) : own;
}

const readKeys = ['$schema', 'root', 'files', 'linter', 'overrides', 'extends'];
const scopeKeys = ['includes', 'include', 'ignore'];

function without(values: Values, keys: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
}

function foreignKeys(values: Values, prefix: string): readonly Translation[] {
  return Object.keys(without(values, scopeKeys)).map((key) => leave(prefix + key, 'it is a setting of Biome itself'));
}

function linterBlock(linter: Values, all: readonly string[] | null): Block {
  const { files, ignores } = scopeOf(linter);
  const rules = linter['enabled'] === false ? {} : rulesIn(recordOf(linter['rules']), []);
  return { files: files ?? all, ignores, rules, settings: {} };
}

function overrideBlock(
  override: Values,
  before: Values,
): { readonly block: Block; readonly left: readonly Translation[] } {
  const { linter, ...others } = override;
  const { rules, enabled } = recordOf(linter);
  const names = Object.keys(before);
  const off = Object.fromEntries(names.map((name) => [name, ['off']]));
  const block = {
    ...scopeOf(override),
    rules: enabled === false ? off : rulesIn(recordOf(rules), names),
    settings: {},
  };
  const left = Object.keys(without(others, scopeKeys)).map((key) =>
    leave(sourceIn(block, key), 'it is not about architecture or names of files'),
  );
  return { block, left };
}

/** Rules as ESLint has them: a level, and options. A group with a level is the level of the rules in it. */
function rulesIn(groups: Values, known: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([group, value]): (readonly [string, unknown])[] => {
      if (typeof value === 'object')
        return Object.entries(recordOf(value)).map(([name, setting]) => [`${group}/${name}`, settingOf(setting)]);
      const members = known.filter((name) => name.startsWith(`${group}/`));
      return [[group, value], ...members.map((name) => [name, [value]] as const)];
    }),
  );
}

function settingOf(setting: unknown): readonly unknown[] {
  if (typeof setting === 'string') return [level(setting)];
  const { level: own, options } = recordOf(setting);
  return options === undefined ? [level(own)] : [level(own), options];
}

function level(own: unknown): unknown {
  return own === 'info' ? 'warn' : own;
}

/** Which files: `includes`, where `!` excludes, or `include` and `ignore` of Biome 1, whose patterns may begin in any folder. */
function scopeOf({ includes, include, ignore }: Values): Pick<Block, 'files' | 'ignores'> {
  const named = stringsOf(includes).map(globOf);
  const first = named.findIndex(isAway);
  const anywhere = (list: unknown): readonly string[] => stringsOf(list).map((pattern) => inAnyFolder(globOf(pattern)));
  const files = [...named.filter((glob) => !isAway(glob)), ...anywhere(include).flatMap(withFolder)];
  const excluded = [...(first < 0 ? [] : named.slice(first).map(opposite)), ...anywhere(ignore)];
  // A folder that is excluded is not entered, whatever comes later.
  const folders = excluded.filter((glob) => !isAway(glob)).flatMap((glob) => withFolder(glob).slice(1));
  return { files: files.length === 0 || files.includes('**') ? null : files, ignores: [...excluded, ...folders] };
}

function globOf(pattern: string): string {
  const glob = pattern
    .replace(/^!+(?:\.\/)?/, '')
    .replace(/^\.\//, '')
    .replace(/\/$/, '');
  return (isAway(pattern) ? '!' : '') + (glob === '**/*' ? '**' : glob);
}

function isAway(glob: string): boolean {
  return glob.startsWith('!');
}

function opposite(glob: string): string {
  return isAway(glob) ? glob.slice(1) : `!${glob}`;
}

/** A file, or a folder with all that is in it. */
function withFolder(glob: string): readonly string[] {
  return glob.endsWith('**') ? [glob] : [glob, `${glob}/**`];
}

function inAnyFolder(glob: string): string {
  return glob.replace(/^(!?)(?!\*\*|!)/, '$1**/');
}
