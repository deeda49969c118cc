import { isBuiltin } from 'node:module';
import type { Path } from '../../core/location.ts';
import { globsOf, provenGlobs } from './path-regex.ts';
import {
  codeIn,
  leave,
  listOf,
  only,
  type Peer,
  recordOf,
  slug,
  stringsOf,
  together,
  type Translation,
  unknownKeys,
} from './translation.ts';

/** dependency-cruiser forbids and requires imports by regular expressions over paths. https://github.com/sverweij/dependency-cruiser */
export const dependencyCruiser: Peer = {
  name: 'dependency-cruiser',
  files: ['.dependency-cruiser.json', ...['js', 'cjs', 'mjs'].map((kind) => `.dependency-cruiser.${kind}`)],
  translate(config, { paths }) {
    const { forbidden, allowed, required, options, ...others } = recordOf(config);
    const { tsPreCompilationDeps, exclude, ...settings } = recordOf(options);
    const context: Context = { paths, types: tsPreCompilationDeps ? {} : { types: 'ignore' } };
    return together([
      excluded(exclude, paths),
      ...listOf(forbidden).map((rule) => ruleOf(recordOf(rule), forbiddenRule, context)),
      ...listOf(required).map((rule) => ruleOf(recordOf(rule), requiredRule, context)),
      ...listOf(allowed).map((_, at) => leave(`allowed ${String(at + 1)}`, allowedReason)),
      ...Object.keys(settings).map((key) => leave(`options.${key}`, 'it is a setting of dependency-cruiser itself')),
      ...Object.keys(others)
        .filter((key) => key !== '$schema')
        .map((key) => leave(key, 'only this file is read: copy what it refers to')),
    ]);
  },
};

const allowedReason =
  'it depends on all other entries: write an `imports` rule with `allow` for each part, or `layers`';

interface Context {
  readonly paths: readonly Path[];
  /** How type imports count, unless a rule says it. */
  readonly types: { readonly types?: 'ignore' };
}

type Item = Readonly<Record<string, unknown>>;
type Options = Readonly<Record<string, unknown>>;

/** The options of a rule and where it differs, or why it has none. */
type Said = { readonly options: Options; readonly differs?: string } | { readonly reason: string };

function ruleOf(item: Item, translate: (item: Item, context: Context) => Said, context: Context): Translation {
  const { name = 'unnamed', severity = 'warn', comment } = item;
  const source = String(name);
  if (severity === 'ignore') return leave(source, 'it is off');
  const code = codeIn(item);
  if (code !== null) return leave(source, `${code} cannot be translated`);
  const said = translate(item, context);
  if ('reason' in said) return leave(source, said.reason);
  const { check, ...options } = said.options;
  const level = severity === 'error' ? {} : { severity: 'warn' };
  const why = typeof comment === 'string' && comment !== '' ? { because: comment.replaceAll(/\s+/g, ' ') } : {};
  return only(
    `layering/${slug(source)}`,
    { check, ...level, ...options, ...why },
    { source, differs: said.differs ?? null },
  );
}

function forbiddenRule(item: Item, context: Context): Said {
  const { from, to } = item;
  const unknown =
    unknownKeys(item, ['name', 'severity', 'comment', 'from', 'to']) ??
    unknownKeys(recordOf(from), ['path', 'pathNot']) ??
    unknownKeys(recordOf(to), [
      ...['path', 'pathNot', 'circular', 'couldNotResolve', 'dependencyTypes', 'dependencyTypesNot', 'reachable'],
      ...['viaOnly'],
    ]);
  if (unknown !== null) return { reason: unknown };
  const files = whereOf(recordOf(from), context.paths);
  if ('reason' in files) return files;
  return targetRule(files, recordOf(to), context);
}

/** The rule for imports from some files. */
function targetRule(files: readonly string[], to: Item, context: Context): Said {
  const { path, pathNot, circular, couldNotResolve, dependencyTypes, dependencyTypesNot, viaOnly } = to;
  const where = isEverything(files) ? {} : { in: files };
  const not = stringsOf(dependencyTypesNot);
  if (!not.every(isTypeOnly)) return { reason: `the types ${not.join(', ')} have no equivalent` };
  const types = not.length > 0 ? ({ types: 'ignore' } as const) : context.types;
  const isPlain = path === undefined && pathNot === undefined && dependencyTypes === undefined;
  if (circular === true && isPlain) return cycleRule(where, recordOf(viaOnly), types);
  if (viaOnly !== undefined || circular !== undefined) return { reason: 'cycles cannot be selected by their files' };
  if (couldNotResolve === true && isPlain) return { options: { check: 'unresolved', ...where } };
  if (couldNotResolve !== undefined) return { reason: 'couldNotResolve cannot be combined with other conditions' };
  const packages = stringsOf(dependencyTypes);
  if (packages.length > 0 && path === undefined && pathNot === undefined) return typesRule(files, packages, types);
  return pathRule(files, to, { ...context, types });
}

function isTypeOnly(type: string): boolean {
  return type === 'type-only' || type === 'type-import';
}

function pathRule(files: readonly string[], to: Item, { paths, types }: Context): Said {
  const packages = stringsOf(to['dependencyTypes']);
  if (to['reachable'] === false)
    return { reason: 'unreachable files are found by `orphans`, which needs your `entries`' };
  if (packages.some((type) => type !== 'core' && type !== 'local'))
    return { reason: `the types ${packages.join(', ')} have no equivalent` };
  const targets = targetsOf(to, paths);
  if ('reason' in targets) return targets;
  const indirect = to['reachable'] === true ? { indirect: true } : {};
  return { options: { check: 'imports', from: files, deny: targets, ...indirect, ...types } };
}

function cycleRule(where: Options, { dependencyTypesNot, ...others }: Item, { types }: Context['types']): Said {
  const without = stringsOf(dependencyTypesNot);
  if (Object.keys(others).length > 0 || !without.every(isTypeOnly))
    return { reason: 'cycles cannot be selected by their files' };
  const isJudged = types === undefined && without.length === 0;
  return {
    options: { check: 'cycles', ...where, ...(isJudged ? { types: 'judge' } : {}) },
    differs: 'files that import each other are reported once, not at every import',
  };
}

const undeclared = ['npm-no-pkg', 'npm-unknown'];

function typesRule(files: readonly string[], types: readonly string[], kinds: Options): Said {
  if (types.every((type) => undeclared.includes(type)))
    return {
      options: { check: 'packages', ...(isEverything(files) ? {} : { in: files }), undeclared: true, ...kinds },
    };
  if (types.every((type) => type === 'npm-dev'))
    return { options: { check: 'packages', 'dev-in-production': true, production: files } };
  if (types.every((type) => type === 'core'))
    return { options: { check: 'imports', from: files, deny: { packages: ['node:*'] }, ...kinds } };
  return { reason: `the types ${types.join(', ')} have no equivalent` };
}

function requiredRule(item: Item, { paths, types }: Context): Said {
  const { module, to } = item;
  const unknown =
    unknownKeys(item, ['name', 'severity', 'comment', 'module', 'to']) ??
    unknownKeys(recordOf(module), ['path', 'pathNot']) ??
    unknownKeys(recordOf(to), ['path']);
  if (unknown !== null) return { reason: unknown };
  const files = whereOf(recordOf(module), paths);
  if ('reason' in files) return files;
  const targets = targetsOf(recordOf(to), paths);
  return 'reason' in targets ? targets : { options: { check: 'imports', from: files, require: targets, ...types } };
}

function isEverything(files: readonly string[]): boolean {
  return files.length === 1 && files[0] === '**';
}

/** Files by their paths: `["src/**", "!src/legacy/**"]`. */
function whereOf({ path, pathNot }: Item, paths: readonly Path[]): readonly string[] | { readonly reason: string } {
  const some = allGlobs(stringsOf(path), (one) => provenGlobs(one, paths));
  const away = allGlobs(stringsOf(pathNot), (one) => provenGlobs(one, paths));
  if ('reason' in some) return some;
  if ('reason' in away) return away;
  return [...(some.length === 0 ? ['**'] : some), ...away.map((glob) => `!${glob}`)];
}

type Targets = readonly (string | { readonly packages: readonly string[] })[];

/** What an import leads to: files, packages, or both. */
function targetsOf({ path, pathNot }: Item, paths: readonly Path[]): Targets | { readonly reason: string } {
  const all = stringsOf(path);
  const files = whereOf({ path: all.filter((one) => !isPackage(one)), pathNot }, paths);
  const packages = allGlobs(all.filter(isPackage), packagesOf);
  if ('reason' in files) return files;
  if ('reason' in packages) return packages;
  const named = packages.length === 0 ? [] : [{ packages }];
  return all.length > 0 && all.every(isPackage) ? named : [...files, ...named];
}

const modules = /^\^?\(?(?:\?:)?node_modules\//;

/** `^node_modules/lodash` is a package, and so is `^fs$`. */
function isPackage(pattern: string): boolean {
  return modules.test(pattern) || builtins(pattern).length > 0;
}

function builtins(pattern: string): readonly string[] {
  if (!/^\^.*\$$/.test(pattern)) return [];
  const globs = globsOf(pattern);
  return 'reason' in globs || !globs.every((name) => isBuiltin(name)) ? [] : globs;
}

function packagesOf(pattern: string): ReturnType<typeof globsOf> {
  const core = builtins(pattern);
  if (core.length > 0) return core.map((name) => `node:${name.replace(/^node:/, '')}`);
  const globs = globsOf(pattern.replace(/^\^?node_modules\//, '^'));
  return 'reason' in globs ? globs : [...new Set(globs.map((glob) => glob.replace(/\/\*\*$/, '').replace('**', '*')))];
}

function allGlobs(patterns: readonly string[], globsFor: typeof globsOf): ReturnType<typeof globsOf> {
  const all: string[] = [];
  for (const pattern of patterns) {
    const globs = globsFor(pattern);
    if ('reason' in globs) return globs;
    all.push(...globs);
  }
  return [...new Set(all)];
}

function excluded(exclude: unknown, paths: readonly Path[]): Translation {
  const { path = exclude } = recordOf(exclude);
  const globs = allGlobs(stringsOf(path), (one) => provenGlobs(one, paths));
  const source = `options.exclude ${stringsOf(path).join(', ')}`;
  return 'reason' in globs ? leave(source, globs.reason) : { ignore: globs, rules: [], left: [] };
}
