import type { Path } from '../../core/location.ts';
import { nameTest } from '../../core/glob.ts';
import { regexOf } from '../../core/regex.ts';
import type { Style } from '../../core/style.ts';
import {
  globFault,
  type Left,
  type Peer,
  recordOf,
  slug,
  stringsOf,
  together,
  type Translation,
} from './translation.ts';

/** ls-lint judges the names of files by their extension, and of folders. https://ls-lint.org */
export const lsLint: Peer = {
  name: 'ls-lint',
  files: ['.ls-lint.yml', '.ls-lint.yaml'],
  translate(config, { paths }) {
    const { ls, ignore, ...others } = recordOf(config);
    const all = blocksOf('', recordOf(ls));
    const unknown = Object.keys(others).map((source) => ({ source, reason: 'Lintel does not know this key' }));
    return together([
      { ...ignored(stringsOf(ignore), paths), rules: [] },
      ...all.map((block) => blockRules(block, all, paths)),
      { ignore: [], rules: [], left: unknown },
    ]);
  },
};

/** The rules of one folder. They replace those of the folders above. */
interface Block {
  readonly folder: string;
  /** Rules by extension; `.dir` for folders. */
  readonly rules: ReadonlyMap<string, string>;
}

function blocksOf(folder: string, map: Readonly<Record<string, unknown>>): readonly Block[] {
  const entries = Object.entries(map);
  const rules = entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []));
  const inner = entries.filter(([, value]) => typeof value !== 'string');
  return [
    { folder, rules: new Map(rules) },
    ...inner.flatMap(([key, value]) => blocksOf(folder === '' ? key : `${folder}/${key}`, recordOf(value))),
  ];
}

function ignored(patterns: readonly string[], paths: readonly Path[]): Pick<Translation, 'ignore' | 'left'> {
  const found = patterns.map((pattern) => {
    const globs = [pattern, `${pattern.replace(/\/$/, '')}/**`];
    return {
      pattern,
      globs: globs.filter((glob) => globFault(glob, paths) === null),
      reason: globFault(pattern, paths),
    };
  });
  return {
    ignore: found.flatMap(({ globs }) => globs),
    left: found.flatMap(({ pattern, globs, reason }) =>
      globs.length > 0 || reason === null ? [] : [{ source: `ignore ${pattern}`, reason }],
    ),
  };
}

/** One rule for the files of a block, and one for its folders. */
function blockRules(block: Block, all: readonly Block[], paths: readonly Path[]): Translation {
  const { folder, rules } = block;
  const deeper = all.filter((other) => depthOf(other.folder) > depthOf(folder)).map((other) => below(other.folder));
  const not = deeper.filter((glob) => globFault(glob, paths) === null);
  const common = { check: 'file-naming', ...(not.length > 0 ? { not } : {}) };
  const end = folder === '' ? '' : `-${slug(folder)}`;
  const items = [...rules].map(([extension, text]) => itemOf(block, { extension, text }, paths));
  const kept = items.flatMap((item) => ('reason' in item ? [] : [item]));
  const folders = kept.filter(({ extension }) => extension === '.dir');
  const files = kept.filter(({ extension }) => extension !== '.dir');
  const left = items.flatMap((item) => ('reason' in item ? [item] : []));
  const keys = files.flatMap(({ globs, names }) => globs.map((glob) => [glob, names.allowed] as const));
  return {
    ignore: [],
    left,
    rules: [
      ...(files.length === 0
        ? []
        : [
            {
              rule: `naming/files${end}`,
              options: { ...common, in: keys.map(([glob]) => glob), files: Object.fromEntries(keys) },
              sources: files.map(({ source }) => source),
              differs: differenceOf(files, 'index and names in double underscores always pass'),
            },
          ]),
      ...folders.map(({ source, names, ...item }) => ({
        rule: `naming/folders${end}`,
        options: { ...common, ...(folder === '' ? {} : { in: below(folder) }), folders: names.allowed },
        sources: [source],
        differs: differenceOf([{ names, ...item }], 'only folders that contain source files are checked'),
      })),
    ],
  };
}

/** An entry of a block that can be said. */
interface Item {
  readonly source: string;
  readonly extension: string;
  readonly globs: readonly string[];
  readonly names: Names;
}

function itemOf(
  { folder, rules }: Block,
  { extension, text }: { readonly extension: string; readonly text: string },
  paths: readonly Path[],
): Item | Left {
  const source = `${folder === '' ? '' : `${folder} `}${extension}: ${text}`;
  const names = namesOf(text);
  if ('reason' in names) return { source, reason: names.reason };
  if (extension === '.dir') {
    const reason = folder === '' ? null : globFault(below(folder), paths);
    return reason === null ? { source, extension, globs: [], names } : { source, reason };
  }
  const globs = extensionsOf(extension, [...rules.keys()], paths).map(
    (one) => `${below(folder)}/${globOfExtension(one)}`,
  );
  const faults = globs.map((glob) => globFault(glob, paths));
  const usable = globs.filter((_, at) => faults[at] === null);
  return usable.length > 0
    ? { source, extension, globs: usable, names }
    : { source, reason: faults[0] ?? 'no file has such an extension' };
}

/** `.ts` means `a.ts`, but not `a.test.ts`. With more dots, a glob cannot say that the rest has none. */
function globOfExtension(extension: string): string {
  return `${extension.lastIndexOf('.') > 0 ? '*' : '!(*.*)'}${extension}`;
}

/** `.ts` is itself; `.*.ts` stands for the extensions that files have and that no other entry names. */
function extensionsOf(extension: string, others: readonly string[], paths: readonly Path[]): readonly string[] {
  if (!extension.includes('*')) return [extension];
  const dots = extension.split('.').length;
  const isMeant = nameTest(extension);
  const found = new Set(paths.map((path) => /[^./]\.[^/]*$/.exec(path)?.[0].slice(1) ?? ''));
  return [...found].filter((one) => one.split('.').length === dots && isMeant(one) && !others.includes(one)).sort();
}

function depthOf(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}

function below(folder: string): string {
  return folder === '' ? '**' : `${folder}/**`;
}

/** What names may be, and how that differs from what ls-lint allows. */
interface Names {
  readonly allowed: string | readonly string[];
  readonly differences: readonly string[];
}

const hyphens = 'names with two adjacent hyphens, or one at an end, fail';

/** The rules of ls-lint. Its camelCase and PascalCase forbid adjacent capital letters. */
const styles: Readonly<Record<string, { readonly allowed: Style | `/${string}/`; readonly difference?: string }>> = {
  lowercase: { allowed: '/^\\P{Lu}*$/' },
  camelcase: { allowed: 'strictCamelCase' },
  pascalcase: { allowed: 'StrictPascalCase' },
  snakecase: { allowed: 'snake_case', difference: 'names with two adjacent underscores, or one at the end, fail' },
  screamingsnakecase: {
    allowed: 'UPPER_CASE',
    difference: 'names with two adjacent underscores, or one at the end, fail',
  },
  kebabcase: { allowed: 'kebab-case', difference: hyphens },
};

function namesOf(text: string): Names | { readonly reason: string } {
  const found = text.split(/\s\|\s/).map((part) => oneName(part.trim()));
  const faults = found.flatMap((one) => ('reason' in one ? [one.reason] : []));
  const [fault] = faults;
  if (fault !== undefined) return { reason: fault };
  const names = found.flatMap((one) => ('reason' in one ? [] : [one]));
  const allowed = names.map((one) => one.allowed);
  const [first = ''] = allowed;
  return {
    allowed: allowed.length === 1 ? first : allowed,
    differences: names.flatMap(({ difference }) => difference ?? []),
  };
}

function oneName(
  text: string,
): { readonly allowed: string; readonly difference?: string } | { readonly reason: string } {
  if (text.startsWith('exists'))
    return { reason: 'it counts the files of a folder; `required-files` demands files by name' };
  if (text.startsWith('regex:')) return patternOf(text.slice('regex:'.length));
  const key = text.toLowerCase().replaceAll(/[-_]/g, '');
  const style = Object.hasOwn(styles, key) ? styles[key] : undefined;
  return style ?? { reason: `${text} is not a style of \`file-naming\`` };
}

/** ls-lint matches the whole name. */
function patternOf(pattern: string): { readonly allowed: string } | { readonly reason: string } {
  if (pattern.startsWith('!')) return { reason: '`file-naming` has no pattern that names must not match' };
  if (/\$\{\d+\}/.test(pattern)) return { reason: 'a pattern of `file-naming` cannot contain the name of a folder' };
  const whole = `^(?:${pattern})$`;
  const made = regexOf(whole);
  return 'fault' in made ? { reason: made.fault } : { allowed: `/${whole}/` };
}

function differenceOf(items: readonly Pick<Item, 'extension' | 'names'>[], more: string): string {
  const differences = [
    ...items.flatMap(({ names }) => names.differences),
    ...(items.some(({ extension }) => extension.includes('*'))
      ? ['extensions that no file has yet are not checked']
      : []),
    ...(items.some(({ extension }) => extension.lastIndexOf('.') > 0)
      ? ['files with more dots before the extension are checked, too']
      : []),
    'leading underscores are ignored',
    more,
  ];
  return [...new Set(differences)].join('; ');
}
