import type { Path } from '../../core/location.ts';
import { allowedRules } from './cruiser-allowed.ts';
import { extended } from './cruiser-extends.ts';
import { excluded, onlyFiles } from './cruiser-options.ts';
import { orphanRule, type Said } from './cruiser-orphans.ts';
import { allGlobs, coreTargets, inOrder, isEverything, isPackage, targetsOf, whereOf } from './cruiser-paths.ts';
import { globsOf } from './path-regex.ts';
import {
  codeIn,
  leave,
  listOf,
  only,
  type Peer,
  type Project,
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
  translate(config, project) {
    const { paths } = project;
    const {
      forbidden,
      allowed,
      allowedSeverity = 'warn',
      required,
      options,
      ...others
    } = extended(recordOf(config), project);
    const { tsPreCompilationDeps, exclude, includeOnly, ...settings } = recordOf(options);
    const included = onlyFiles(includeOnly, paths);
    const left = excluded(exclude, paths);
    const isIgnored = inOrder([...included.ignore, ...left.ignore]);
    const context: Context = {
      paths,
      project,
      isInside: (path) => !isIgnored(path),
      types: tsPreCompilationDeps ? {} : { types: 'ignore' },
      isOnlyFiles: included.ignore.length > 0,
    };
    return together([
      included,
      left,
      ...listOf(forbidden).map((rule) => ruleOf(recordOf(rule), forbiddenRule, context)),
      ...listOf(required).map((rule) => ruleOf(recordOf(rule), requiredRule, context)),
      allowedRules(listOf(allowed).map(recordOf), { severity: allowedSeverity, ...context.types }, project),
      ...Object.keys(settings).map((key) => leave(`options.${key}`, 'it is a setting of dependency-cruiser itself')),
      ...Object.keys(others)
        .filter((key) => key !== '$schema')
        .map((key) => leave(key, key === 'extends' ? unread : 'it has no equivalent')),
    ]);
  },
};

const unread = 'only JSON files are read: copy its rules to this file, or write them in lintel.yaml';

interface Context {
  readonly project: Project;
  readonly paths: readonly Path[];
  /** Files that the options leave in. */
  isInside(path: Path): boolean;
  /** How type imports count, unless a rule says it. */
  readonly types: { readonly types?: 'ignore' };
  /** Packages and what does not resolve are not looked at. */
  readonly isOnlyFiles: boolean;
}

type Item = Readonly<Record<string, unknown>>;
type Options = Readonly<Record<string, unknown>>;

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

/** Conditions that Lintel has in another form. */
const elsewhere: Readonly<Record<string, string>> = {
  moreUnstable: 'stability is judged between folders or zones: write a `stability` rule',
  via: 'chains through certain files cannot be selected: write `imports` with `indirect`',
  numberOfDependentsLessThan: 'imports are not counted',
  numberOfDependentsMoreThan: 'imports are not counted',
};

function forbiddenRule(item: Item, context: Context): Said {
  const { from, to } = item;
  if (recordOf(from)['orphan'] === true) return orphanRule(item, context.project);
  const other = Object.entries(elsewhere).find(([key]) => key in recordOf(from) || key in recordOf(to));
  if (other) return { reason: other[1] };
  const unknown =
    unknownKeys(item, ['name', 'severity', 'comment', 'from', 'to']) ??
    unknownKeys(recordOf(from), ['path', 'pathNot']) ??
    unknownKeys(recordOf(to), [
      ...['path', 'pathNot', 'circular', 'couldNotResolve', 'dependencyTypes', 'dependencyTypesNot', 'reachable'],
      ...['viaOnly', 'license'],
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
  if (context.isOnlyFiles && isAboutPackages(to)) return { reason: 'no package is left to it by options.includeOnly' };
  if (to['license'] !== undefined) return licenceRule(where, to);
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

/** Does a rule look at what is no file of the project? */
function isAboutPackages({ license, couldNotResolve, dependencyTypes, path }: Item): boolean {
  const [types, paths] = [stringsOf(dependencyTypes), stringsOf(path)];
  const isForeign = types.length > 0 && !types.some((type) => type === 'local' || type.startsWith('aliased'));
  return license !== undefined || couldNotResolve === true || isForeign || (paths.length > 0 && paths.every(isPackage));
}

/** A licence is matched as a text there, and by its name here. */
function licenceRule(where: Options, { license, ...others }: Item): Said {
  const globs = allGlobs(stringsOf(license), globsOf);
  if ('reason' in globs) return globs;
  if (Object.keys(others).length > 0) return { reason: 'license cannot be combined with other conditions' };
  const deny = [...new Set(globs.map((glob) => glob.replace(/^\*\*\/\*/, '*').replace(/\*\/\*\*$/, '*')))];
  return {
    options: { check: 'packages', ...where, licences: { deny } },
    differs: 'an SPDX expression is evaluated, not matched as a text',
  };
}

function isTypeOnly(type: string): boolean {
  return type === 'type-only' || type === 'type-import';
}

function pathRule(files: readonly string[], to: Item, { paths, types, isInside }: Context): Said {
  const packages = stringsOf(to['dependencyTypes']);
  if (to['reachable'] === false)
    return { reason: 'unreachable files are found by `orphans`, which needs your `entries`' };
  if (packages.some((type) => type !== 'core' && type !== 'local'))
    return { reason: `the types ${packages.join(', ')} have no equivalent` };
  const isCore = packages.length > 0 && packages.every((type) => type === 'core');
  const targets = isCore ? coreTargets(to) : targetsOf(to, paths);
  if ('reason' in targets) return targets;
  const denied = paths.filter(inOrder(targets.filter((one) => typeof one === 'string')));
  const [inside, outside] = [denied.filter(isInside), denied.filter((path) => !isInside(path))];
  if (outside.length > 0 && inside.length === 0) return { reason: 'the options leave no file to it' };
  const indirect = to['reachable'] === true ? { indirect: true } : {};
  return {
    options: { check: 'imports', from: files, deny: targets, ...indirect, ...types },
    ...(outside.length > 0 ? { differs: 'imports of files that the options leave out are reported, too' } : {}),
  };
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
