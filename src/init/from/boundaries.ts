import type { Options } from '../proposal.ts';
import { type ElementType, elementsOf, zoneOf, zonesOf } from './boundaries-elements.ts';
import { importersCapture, policiesOf, type Policy } from './boundaries-policies.ts';
import { type Context, doubt, entryOf, externalOf } from './boundaries-entries.ts';
import { pluginPeer } from './eslint.ts';
import { judgedAmong, type Setting, useful } from './settings.ts';
import {
  leave,
  type Left,
  listOf,
  only,
  type Peer,
  type Project,
  recordOf,
  stringsOf,
  together,
  type Translation,
} from './translation.ts';

/** eslint-plugin-boundaries: types of elements, and what they may import. https://github.com/javierbrea/eslint-plugin-boundaries */
export const boundaries: Peer = pluginPeer({
  name: 'boundaries',
  prefixes: ['boundaries/'],
  presets: {
    'plugin:boundaries/recommended': recommended({}),
    'plugin:boundaries/strict': recommended({
      'boundaries/no-unknown': 2,
      'boundaries/no-unknown-files': 2,
      'boundaries/no-ignored': 2,
    }),
  },
  translate(told, project) {
    const setting = { ...told, not: [...told.not, ...ignoredIn(told, project)] };
    const { types, left } = elementsOf(setting.settings['boundaries/elements'], project.paths);
    const zones = types.flatMap(zonesOf);
    const kinds = kindsOf(setting);
    const context: Context = { setting, types, project, kinds };
    const settings = isTypes(setting) ? [...left, ...unreadSettings(setting)] : [];
    const parts = [translated(context), ...settings.map(({ source, reason }) => leave(source, reason))];
    return { ...together(parts), zones };
  },
});

function recommended(more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    'boundaries/element-types': 2,
    'boundaries/entry-point': 2,
    'boundaries/external': 2,
    'boundaries/no-private': 2,
    ...more,
  };
}

function isTypes({ rule }: Setting): boolean {
  return rule === 'element-types' || rule === 'dependencies';
}

function unreadSettings({ settings }: Setting): readonly Left[] {
  return ['boundaries/include', 'boundaries/additional-dependency-nodes', 'boundaries/root-path']
    .filter((key) => settings[key] !== undefined)
    .map((key) => ({ source: key, reason: 'it is not read: files of the elements count wherever they are' }));
}

/** Files that are not judged. */
function ignoredIn({ settings }: Setting, project: Project): readonly string[] {
  return stringsOf(settings['boundaries/ignore']).flatMap((glob) => useful(glob, project));
}

/** What counts as an import. Until version 5 these are only import statements, unless a setting says more. */
function kindsOf({ rule, settings }: Setting): Options {
  const nodes = settings['boundaries/dependency-nodes'];
  if (rule === 'dependencies' && nodes === undefined) return {};
  const kinds: Readonly<Record<string, readonly string[]>> = {
    import: ['value', 'type'],
    export: ['reexport'],
    'dynamic-import': ['dynamic'],
    require: ['require'],
  };
  return { kinds: (nodes === undefined ? ['import'] : stringsOf(nodes)).flatMap((node) => kinds[node] ?? []) };
}

function translated(context: Context): Translation {
  const { setting } = context;
  const [options] = setting.options;
  const needsOptions = isTypes(setting) || ['entry-point', 'external'].includes(setting.rule);
  if (needsOptions && options === undefined) return leave(setting.source, 'it has no options, and reports nothing');
  if (isTypes(setting)) return together(context.types.map((type) => importsOf(type, recordOf(options), context)));
  if (setting.rule === 'entry-point')
    return together(context.types.map((type) => entryOf(type, recordOf(options), context)));
  if (setting.rule === 'external')
    return together(context.types.map((type) => externalOf(type, recordOf(options), context)));
  if (setting.rule === 'no-unknown') return unknownOf(context);
  return leave(setting.source, others[setting.rule] ?? 'Lintel does not know this rule');
}

const others: Readonly<Record<string, string>> = {
  'no-private': 'elements inside of elements are private in `entry-point`, with `internal`',
  'no-unknown-files': 'files outside all elements are found by `layers` with `exhaustive`',
  'no-ignored': 'there are no ignored files in a rule',
};

/** The rule for imports of files that are in no element. */
function unknownOf({ setting, types, project, kinds }: Context): Translation {
  const zones = types.map((type) => zoneOf(type));
  const rule = {
    check: 'imports',
    ...judgedAmong(
      zones.flatMap(({ globs }) => globs),
      setting,
      project,
    ),
    from: zones.map(({ name }) => name),
    deny: ['**', ...zones.map(({ name }) => `!${name}`)],
    ...kinds,
  };
  return only('layering/no-unknown', rule, { source: setting.source, differs: 'unresolved imports are not reported' });
}

/** The rule for imports from one type. */
function importsOf(type: ElementType, options: Readonly<Record<string, unknown>>, context: Context): Translation {
  const { setting, types, project, kinds } = context;
  const source = `${setting.source} from ${type.type}`;
  const { rules = options['policies'], message } = options;
  const left: Translation[] = [];
  const policies: Policy[] = [];
  for (const [at, rule] of listOf(rules).entries()) {
    const found = policiesOf(rule, types);
    if ('policies' in found) policies.push(...found.policies);
    // Said once, with the first type.
    else if (type === types[0]) left.push(leave(`${setting.source} rule ${String(at + 1)}`, found.reason));
  }
  const own = policies.filter(({ from }) => from.types.includes(type.type));
  const partial = own.find(({ from }) => Object.keys(from.captured).length > 0);
  if (partial) return together([...left, leave(source, 'a rule for some values of its captures cannot be said')]);
  const denials = types.map((target) => denialOf(type, target, options['default'] === 'allow', own));
  const fault = denials.find((one): one is { readonly reason: string } => 'reason' in one);
  if (fault) return together([...left, leave(source, fault.reason)]);
  const deny = denials.flatMap((one) => ('deny' in one ? one.deny : []));
  if (deny.length === 0) return together([...left, leave(source, 'it allows every import')]);
  const compared = new Set(deny.flatMap((one) => (typeof one === 'string' ? [] : [one.other ?? one.same])));
  const zone = zoneOf(
    type,
    type.captures.filter((capture) => compared.has(capture)),
  );
  const rule = {
    check: 'imports',
    ...judgedAmong(zone.globs, setting, project),
    from: zone.name,
    deny,
    ...kinds,
    ...(typeof message === 'string' && !/\$\{|\{\{/.test(message) ? { because: message } : {}),
  };
  const differs = [
    ...(left.length > 0 ? ['rules that are not translated'] : []),
    ...(types.some((one) => one.isDoubtful) ? [doubt] : []),
    ...(ignoredIn(setting, project).length > 0 ? ['imports of files in `boundaries/ignore` are reported'] : []),
  ];
  return together([
    ...left,
    only(`layering/${zoneOf(type).name}`, rule, { source, differs: differs.length > 0 ? differs.join('; ') : null }),
  ]);
}

type Denied =
  | string
  | { readonly zone: string; readonly other: string; readonly same?: never }
  | { readonly zone: string; readonly same: string; readonly other?: never };
type Denial = { readonly deny: readonly Denied[] } | { readonly reason: string };

/** What files of one type may not import of another; its own element is always allowed. */
function denialOf(type: ElementType, target: ElementType, isAllowed: boolean, policies: readonly Policy[]): Denial {
  const { name } = zoneOf(target);
  let deny: readonly Denied[] = isAllowed ? [] : [name];
  for (const policy of policies.filter(({ to }) => to.types.includes(target.type))) {
    const values = Object.entries(policy.to.captured);
    const [pair, ...more] = values;
    if (more.length > 0) return { reason: `captures of ${target.type} are compared together` };
    if (!pair) deny = policy.isAllowed ? [] : [name];
    else {
      const found = narrowed(target, deny, pair, policy.isAllowed);
      if ('reason' in found) return found;
      deny = found.deny;
    }
  }
  if (type !== target || !type.isFolder) return { deny };
  return {
    deny: deny.flatMap((one) =>
      one === name ? type.captures.map((other) => ({ zone: zoneOf(type, [other]).name, other })) : [one],
    ),
  };
}

/** A policy on one capture of the target. */
function narrowed(
  target: ElementType,
  deny: readonly Denied[],
  [capture, value]: readonly [string, string],
  isAllowed: boolean,
): Denial {
  const { name } = zoneOf(target);
  const own = importersCapture(value);
  const isAll = deny.length === 1 && deny[0] === name;
  if (own === null) {
    if (!target.captures.includes(capture)) return { reason: `${target.type} has no capture ${capture}` };
    if (/[!${]/.test(value)) return { reason: `the value ${value} of ${capture} cannot be said` };
    const part = value.includes(',') ? `{${value}}` : value;
    const some = target.globs
      .filter((glob) => !glob.startsWith('!'))
      .map((glob) => glob.replaceAll(`{${capture}}`, part).replaceAll(/\{\w+\}/g, '*'));
    return { deny: [...deny, ...some.map((glob) => (isAllowed ? `!${glob}` : glob))] };
  }
  if (own !== capture) return { reason: `${capture} is compared with ${own}, a capture of another name` };
  if (isAllowed && isAll) return { deny: [{ zone: zoneOf(target, [capture]).name, other: capture }] };
  if (!isAllowed) return { deny: [...deny, { zone: zoneOf(target, [capture]).name, same: capture }] };
  return deny.length === 0 ? { deny } : { reason: `${target.type} is allowed by several captures` };
}
