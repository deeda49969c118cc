import { isBuiltin } from 'node:module';
import type { Options } from '../proposal.ts';
import { type ElementType, zoneOf } from './boundaries-elements.ts';
import { policiesOf } from './boundaries-policies.ts';
import { judgedAmong, type Setting } from './settings.ts';
import { leave, listOf, only, type Project, recordOf, stringsOf, type Translation } from './translation.ts';

/** A rule of eslint-plugin-boundaries, and the elements that it is about. */
export interface Context {
  readonly setting: Setting;
  readonly types: readonly ElementType[];
  readonly project: Project;
  readonly kinds: Options;
}

export const doubt = 'some files are in several elements, of which another one counts';

/** The files of one type that may be imported from outside. */
export function entryOf(
  type: ElementType,
  options: Readonly<Record<string, unknown>>,
  { setting, types, project, kinds }: Context,
): Translation {
  const source = `${setting.source} of ${type.type}`;
  const own = listOf(options['rules'])
    .map(recordOf)
    .filter(({ target }) => {
      const found = policiesOf({ from: '*', allow: target }, types);
      return 'policies' in found && found.policies.some(({ to }) => to.types.includes(type.type));
    });
  const allowed = own.flatMap(({ allow }) => stringsOf(allow)).map(plainGlob);
  const denied = own.flatMap(({ disallow }) => stringsOf(disallow)).map(plainGlob);
  const isAllowed = options['default'] === 'allow';
  if (allowed.some((glob) => glob === '**' || glob === '**/*') || (isAllowed && denied.length === 0))
    return leave(source, 'it allows every file');
  if (isAllowed ? allowed.length > 0 : denied.length > 0)
    return leave(source, '`allow` and `disallow` together depend on their order');
  if (!isAllowed && allowed.length === 0) return leave(source, 'no file may be imported: write a `protected` rule');
  const files = isAllowed ? { internal: denied } : { entry: allowed };
  // Imports of files that are in no element are not looked at.
  const importers = types.map((one) => zoneOf(one));
  const rule = {
    check: 'entry-point',
    in: importers.map(({ name }) => name),
    ...judgedAmong(
      importers.flatMap(({ globs }) => globs),
      setting,
      project,
    ),
    zone: zoneOf(type, type.captures).name,
    ...files,
    ...kinds,
  };
  return only(`layering/${zoneOf(type).name}-entry`, rule, { source, differs: type.isDoubtful ? doubt : null });
}

/** `index.(js|ts)` is `index.{js,ts}`. */
function plainGlob(glob: string): string {
  return glob.replaceAll(/[@+?]?\(([^()]*)\)/g, (_, choices: string) => `{${choices.replaceAll('|', ',')}}`);
}

/** The packages that files of one type may import. */
export function externalOf(
  type: ElementType,
  options: Readonly<Record<string, unknown>>,
  { setting, types, project, kinds }: Context,
): Translation {
  const source = `${setting.source} from ${type.type}`;
  const packages: string[] = options['default'] === 'allow' ? [] : ['*', 'node:*'];
  for (const rule of listOf(options['rules']).map(recordOf)) {
    const found = policiesOf({ from: rule['from'], allow: '*' }, types);
    if (!('policies' in found) || !found.policies.some(({ from }) => from.types.includes(type.type))) continue;
    if ([rule['allow'], rule['disallow']].flat().some((one) => typeof one !== 'string' && one !== undefined))
      return leave(source, 'names of imports are judged by `imports` with `symbols`');
    packages.push(
      ...stringsOf(rule['allow']).map((name) => `!${packageOf(name)}`),
      ...stringsOf(rule['disallow']).map(packageOf),
    );
  }
  if (!packages.some((name) => !name.startsWith('!'))) return leave(source, 'it allows every package');
  const rule = {
    check: 'imports',
    ...judgedAmong(zoneOf(type).globs, setting, project),
    from: zoneOf(type).name,
    deny: { packages },
    ...kinds,
  };
  return only(`layering/${zoneOf(type).name}-packages`, rule, { source, differs: type.isDoubtful ? doubt : null });
}

function packageOf(name: string): string {
  return isBuiltin(name) ? `node:${name.replace(/^node:/, '')}` : name;
}
