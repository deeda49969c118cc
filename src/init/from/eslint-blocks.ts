import type { Block, Blocks } from './settings.ts';
import { type Left, listOf, recordOf, stringsOf } from './translation.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a configuration may refer to. */
interface Around {
  /** What `extends` may name. */
  readonly presets: Readonly<Record<string, Values>>;
  /** The text of .eslintignore, which belongs to the older kind of configuration. */
  readonly ignoreFile: string | null;
}

/** Reads both kinds of configuration: the flat one, a list, and the older one with `overrides`. */
export function blocksOf(config: unknown, around: Around): Blocks {
  const items = [config].flat(Infinity).map(recordOf);
  const isOld =
    !Array.isArray(config) &&
    (around.ignoreFile !== null ||
      ['overrides', 'extends', 'env', 'root', 'ignorePatterns', 'parser'].some((key) => key in (items[0] ?? {})));
  return isOld ? oldBlocks(items[0] ?? {}, around) : flatBlocks(items);
}

function flatBlocks(items: readonly Values[]): Blocks {
  const isGlobal = (item: Values): boolean =>
    item['ignores'] !== undefined && Object.keys(item).every((key) => key === 'ignores' || key === 'name');
  const left: Left[] = [];
  const blocks = items
    .filter((item) => !isGlobal(item))
    .flatMap((item): readonly Block[] => {
      const { files, ignores, rules, settings } = item;
      if (listOf(files).some((one) => typeof one !== 'string')) {
        const keys = Object.keys(recordOf(rules));
        if (keys.length > 0)
          left.push({
            source: keys.slice(0, 3).join(', '),
            reason: 'files that must match several patterns, or a function, cannot be said',
          });
        return [];
      }
      return [
        {
          files: files === undefined ? null : stringsOf(files),
          ignores: ignoredBy(stringsOf(ignores)),
          rules: recordOf(rules),
          settings: recordOf(settings),
        },
      ];
    });
  return { blocks, ignores: ignoredBy(items.filter(isGlobal).flatMap(({ ignores }) => stringsOf(ignores))), left };
}

/** A pattern excludes a file, or a folder with all that is in it. */
function ignoredBy(patterns: readonly string[]): readonly string[] {
  const globs = patterns.map((pattern) => pattern.replace(/\/$/, ''));
  // Nothing in a folder that is excluded by its name can be taken back.
  const isClosed = (glob: string): boolean => mayBeFolder(glob) && !glob.startsWith('!') && !glob.endsWith('*');
  return [
    ...globs.flatMap((glob) => (isClosed(glob) || !mayBeFolder(glob) ? [glob] : [glob, `${glob}/**`])),
    ...globs.filter(isClosed).map((glob) => `${glob}/**`),
  ];
}

function mayBeFolder(glob: string): boolean {
  return !/[*.][^/]*\.[^/]*$|\/\*\*(?:\/\*)?$/.test(glob);
}

function oldBlocks(config: Values, { presets, ignoreFile }: Around): Blocks {
  const left: Left[] = [];
  const presetsOf = ({ extends: names }: Values): Values => {
    const known = stringsOf(names).filter((name) => Object.hasOwn(presets, name));
    for (const source of stringsOf(names).filter((name) => !known.includes(name) && !isForeign(name)))
      left.push({
        source: `extends ${source}`,
        reason: 'presets are not read: copy its rules to this file, or write them in lintel.yaml',
      });
    return Object.assign({}, ...known.map((name) => presets[name])) as Values;
  };
  const blockOf = (item: Values, files: readonly string[] | null): Block => ({
    files,
    ignores: stringsOf(item['excludedFiles']).map(anywhere),
    rules: { ...presetsOf(item), ...recordOf(item['rules']) },
    settings: recordOf(item['settings']),
  });
  const blocks = [
    blockOf(config, null),
    ...listOf(config['overrides']).map((one) =>
      blockOf(recordOf(one), stringsOf(recordOf(one)['files']).map(anywhere)),
    ),
  ];
  // Nx excludes everything at the root, and its projects take that back.
  const all = [...stringsOf(config['ignorePatterns']), ...patternsIn(ignoreFile ?? '')];
  const patterns = all.filter((pattern) => pattern !== '**/*' && pattern !== '!**/*');
  const ignores = patterns.map((pattern) =>
    pattern.startsWith('!') ? `!${anywhere(pattern.slice(1))}` : anywhere(pattern),
  );
  return { blocks, ignores: ignoredBy(ignores), left };
}

/** The lines of an ignore file, without comments. */
function patternsIn(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Presets of ESLint itself and of formatters say nothing of architecture. */
function isForeign(name: string): boolean {
  return /^(?:eslint:|prettier\b|plugin:(?:prettier|react|react-hooks|jsx-a11y|jest|jest-dom|vitest|testing-library|storybook|tailwindcss|vue|cypress|playwright|@typescript-eslint|security|unicorn|sonarjs)\/)/.test(
    name,
  );
}

/** A pattern without a slash matches in any folder; one with a slash at its start, only at the root. */
function anywhere(pattern: string): string {
  const bare = pattern.replace(/\/$/, '');
  return bare.includes('/') ? pattern.replace(/^\.?\//, '') : `**/${pattern}`;
}
