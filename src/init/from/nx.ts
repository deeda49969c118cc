import type { Options } from '../proposal.ts';
import { pluginPeer } from './eslint.ts';
import { judgedAmong, type Setting } from './settings.ts';
import { type NxProject, projectsIn, rootsOf, taggedZone, withTag } from './nx-projects.ts';
import {
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

/** `enforce-module-boundaries` of Nx: projects with tags, and which tags they may depend on. https://nx.dev */
export const nx: Peer = pluginPeer({
  name: 'nx',
  prefixes: ['@nx/enforce-module-boundaries', '@nrwl/nx/enforce-module-boundaries'],
  translate(setting, project) {
    const [value] = setting.options;
    const options = recordOf(value);
    const projects = projectsIn(project);
    if (projects.length === 0) return leave(setting.source, 'there is no project.json, workspace.json or angular.json');
    const context: Context = { setting, project, projects };
    const { depConstraints, ...others } = options;
    const constraints = listOf(depConstraints).map(recordOf);
    const tags = new Set(constraints.flatMap((one) => Object.values(one).flatMap(stringsOf)));
    const zones = [...tags].map((tag) => taggedZone(tag, projects)).filter(({ globs }) => globs.length > 0);
    const all = { name: 'projects', globs: rootsOf(projects) };
    const own = [
      ...constraints.map((one) => constraintRules(one, context)),
      appsRule(context),
      untagged(constraints, context),
    ];
    const left = Object.entries(others).flatMap(([key, said]) =>
      isIdle(said) ? [] : [leave(`${setting.source} ${key}`, reasonFor(key))],
    );
    const translation = together([...own, ...left, ...builtIn(setting)]);
    return { ...translation, zones: [all, ...zones, ...(translation.zones ?? [])] };
  },
});

interface Context {
  readonly setting: Setting;
  readonly project: Project;
  readonly projects: readonly NxProject[];
}

function isIdle(value: unknown): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}

function reasonFor(key: string): string {
  if (key === 'allow') return 'its patterns are for the text of imports: write `except` with a reason';
  if (key === 'enforceBuildableLibDependency') return 'Lintel does not know what is built';
  return 'it cannot be said in lintel.yaml';
}

/** What the rule checks without being told. */
function builtIn({ source }: Setting): readonly Translation[] {
  return [
    leave(
      `${source}: circular dependencies of projects`,
      'write a `cycles` rule with a zone of your projects as `level`',
    ),
    leave(`${source}: relative imports of other projects`, 'write an `entry-point` rule for your projects'),
    leave(`${source}: static imports of lazy libraries`, 'lintel.yaml has no rule for how a file is imported'),
  ];
}

const known = [
  'sourceTag',
  'allSourceTags',
  'onlyDependOnLibsWithTags',
  'notDependOnLibsWithTags',
  'bannedExternalImports',
  'allowedExternalImports',
];

function constraintRules(item: Options, context: Context): Translation {
  const { setting, projects } = context;
  const { sourceTag, allSourceTags, onlyDependOnLibsWithTags: allowed, notDependOnLibsWithTags: denied } = item;
  const tags = stringsOf(allSourceTags ?? sourceTag);
  const source = `${setting.source} ${tags.join(' and ')}`;
  const unknown = unknownKeys(item, known);
  if (unknown !== null) return leave(source, unknown);
  const sources = projects.filter((one) => tags.every((tag) => withTag(one, tag)));
  if (sources.length === 0) return leave(source, 'no project has this tag');
  const parts: Translation[] = [];
  if (allowed !== undefined) {
    const some = stringsOf(allowed);
    const isFree = (one: NxProject): boolean =>
      some.length === 0 ? one.tags.length === 0 : some.some((tag) => withTag(one, tag));
    parts.push(
      deniedProjects(source, tags, { sources, denied: projects.filter((one) => !isFree(one)), allowed: some }, context),
    );
  }
  if (denied !== undefined) {
    const away = projects.filter((one) => stringsOf(denied).some((tag) => withTag(one, tag)));
    const rule = importsOf(sources, { deny: rootsOf(away), indirect: true }, context);
    const differs = 'chains of imports count, not of projects';
    parts.push(
      away.length === 0
        ? leave(source, 'no project has a tag that it denies')
        : only(`nx/${slug(tags.join('-'))}-not`, rule, { source, differs }),
    );
  }
  const packages = packagesOf(item);
  if (packages.length > 0)
    parts.push(
      only(`nx/${slug(tags.join('-'))}-packages`, importsOf(sources, { deny: { packages } }, context), { source }),
    );
  return together(parts);
}

function packagesOf({ bannedExternalImports: banned, allowedExternalImports: allowed }: Options): readonly string[] {
  const others = allowed === undefined ? [] : ['*', ...stringsOf(allowed).map((name) => `!${name}`)];
  return [...others, ...stringsOf(banned)];
}

function importsOf(from: readonly NxProject[], deny: Options, { setting, project }: Context): Options {
  const roots = rootsOf(from);
  return { check: 'imports', ...judgedAmong(roots, setting, project), from: roots, ...deny };
}

interface Denied {
  readonly sources: readonly NxProject[];
  readonly denied: readonly NxProject[];
  /** The tags that say which others are not denied. */
  readonly allowed: readonly string[];
}

/** Some projects may not import others. Each may import itself: those that are denied to each other are independent. */
function deniedProjects(
  source: string,
  tags: readonly string[],
  { sources, denied, allowed }: Denied,
  context: Context,
): Translation {
  const { setting, project, projects } = context;
  const name = `nx/${slug(tags.join('-')) || 'all'}`;
  if (denied.length === 0) return leave(source, 'it allows every project');
  const among = sources.filter((one) => denied.includes(one));
  const away = denied.filter((one) => !among.includes(one));
  const others = sources.filter((one) => !among.includes(one));
  const [tag] = tags;
  const isTag = tags.length === 1 && tag !== undefined && tag !== '*';
  const zone = isTag ? taggedZone(tag, projects).name : null;
  const free = [
    ...(among.length > 0 && zone !== null ? [zone] : []),
    ...allowed
      .map((one) => taggedZone(one, projects))
      .filter(({ globs }) => globs.length > 0)
      .map((one) => one.name),
  ];
  const isNamed = zone !== null && (among.length === 0 || others.length === 0);
  const deny = isNamed ? ['projects', ...[...new Set(free)].map((one) => `!${one}`)] : rootsOf(away);
  const from = isNamed ? zone : rootsOf(sources);
  const files = judgedAmong(rootsOf(sources), setting, project);
  const parts: Translation[] = [];
  if (away.length > 0) parts.push(only(name, { check: 'imports', ...files, from, deny }, { source }));
  if (others.length > 0 && among.length > 0)
    parts.push(only(name, importsOf(others, { deny: rootsOf(among) }, context), { source }));
  if (among.length > 1) {
    const rule = { check: 'independent', ...files, zones: rootsOf(among), indirect: false };
    parts.push(only(`${name}-apart`, rule, { source }));
  }
  return parts.length > 0 ? together(parts) : leave(source, 'it allows every other project');
}

/** No project depends on an app. */
function appsRule({ setting, project, projects }: Context): Translation {
  const apps = projects.filter(({ isApp }) => isApp);
  const source = `${setting.source}: imports of apps`;
  if (apps.length === 0) return leave(source, 'no project is an application');
  const files = judgedAmong(rootsOf(projects), setting, project);
  const rule = { check: 'imports', ...files, from: ['projects', '!apps'], deny: 'apps' };
  const apart = { check: 'independent', ...files, zones: rootsOf(apps), indirect: false };
  const parts = apps.length > 1 ? [only('nx/apps-apart', apart, { source })] : [];
  const zones = [{ name: 'apps', globs: rootsOf(apps) }];
  const hasOthers = apps.length < projects.length;
  return { ...together([...(hasOthers ? [only('nx/no-apps', rule, { source })] : []), ...parts]), zones };
}

/** A project for which no constraint speaks may depend on no other. */
function untagged(constraints: readonly Options[], context: Context): Translation {
  const { projects, setting } = context;
  const speaks = (one: NxProject): boolean =>
    constraints.some((item) => stringsOf(item['allSourceTags'] ?? item['sourceTag']).every((tag) => withTag(one, tag)));
  const sources = constraints.length === 0 ? [] : projects.filter((one) => !speaks(one));
  if (sources.length === 0) return together([]);
  const source = `${setting.source}: projects without a constraint`;
  return deniedProjects(source, ['untagged', 'projects'], { sources, denied: projects, allowed: [] }, context);
}
