import type { Options } from '../proposal.ts';
import { matcherOf } from '../scope.ts';
import { capture, kindsOf, type ModuleKind, withoutCaptures, zoneBy } from './sheriff-modules.ts';
import {
  codeIn,
  globFault,
  isCode,
  leave,
  only,
  type Peer,
  type Project,
  recordOf,
  slug,
  stringsOf,
  together,
  type Translation,
} from './translation.ts';

type Item = Readonly<Record<string, unknown>>;

/** Sheriff knows modules by their folders, gives them tags, and says which tags may import which. https://github.com/softarc-consulting/sheriff */
export const sheriff: Peer = {
  name: 'sheriff',
  files: ['sheriff.config.ts'],
  translate(exported, project) {
    const config = recordOf(recordOf(exported)['sheriffConfig'] ?? exported);
    const { modules, tagging, depRules, enableBarrelLess, barrelFileName, encapsulationPattern, ...others } = config;
    const { kinds, left } = kindsOf(modules ?? tagging, project.paths);
    const all = [...kinds, rootOf(kinds)];
    const access = { isBarrelLess: enableBarrelLess === true, barrelFileName, encapsulationPattern };
    return {
      ...together([
        ...left,
        ...all.flatMap((kind) =>
          kind.tags.map((tag) => tagRule(kind, tag, { all, depRules: recordOf(depRules), project })),
        ),
        ...kinds.map((kind) => entryRule(kind, access, project)),
        ...Object.keys(others)
          .filter((key) => key !== 'version' && key !== 'autoTagging')
          .map((key) => leave(key, 'it is a setting of Sheriff itself')),
      ]),
      zones: all.flatMap((kind) => [
        zoneBy(kind, null),
        fullZone(kind),
        ...kind.captures.map((one) => zoneBy(kind, one)),
      ]),
    };
  },
};

/** What is in no module. */
function rootOf(kinds: readonly ModuleKind[]): ModuleKind {
  const away = kinds.map(({ folder }) => `!${withoutCaptures(folder)}/**`);
  return { name: 'root', folder: '', globs: ['**', ...away], captures: [], tags: ['root'] };
}

function fullZone({ name, globs, captures }: ModuleKind): { readonly name: string; readonly globs: readonly string[] } {
  return { name: captures.length > 0 ? `${name}-module` : name, globs };
}

interface Rules {
  readonly all: readonly ModuleKind[];
  readonly depRules: Item;
  readonly project: Project;
}

type Denied = string | { readonly zone: string; readonly other: string };

/** The rule for imports of modules of one kind, as one of their tags has it. */
function tagRule(kind: ModuleKind, tag: string, { all, depRules, project }: Rules): Translation {
  const source = `depRules ${tag} (${kind.folder === '' ? 'root' : kind.folder})`;
  const own = Object.entries(depRules).filter(([pattern]) => wildcard(pattern).test(tag.replaceAll(placeholder, 'x')));
  const exact = Object.keys(depRules).find((pattern) => isValueOf(pattern, tag) && !wildcard(pattern).test(tag));
  if (exact !== undefined) return leave(source, `${exact} is a rule for one value of ${tag}`);
  const matchers = own.flatMap(([, value]) => [value].flat());
  const unknown = matchers.find((one) => codeIn(one) !== null && !isKnown(one));
  if (unknown !== undefined) return leave(source, `${codeIn(unknown) ?? ''} cannot be translated`);
  const isUseful = (one: Denied): boolean =>
    typeof one !== 'string' || !one.startsWith('!') || globFault(one.slice(1), project.paths) === null;
  const deny = all.flatMap((target) => deniedOf(kind, target, tag, matchers)).filter(isUseful);
  if (deny.length === 0) return leave(source, 'it allows every import');
  const compared = [...new Set(deny.flatMap((one) => (typeof one === 'string' ? [] : [one.other])))];
  const from = compared.length > 1 ? fullZone(kind) : zoneBy(kind, compared[0] ?? null);
  return only(
    `layering/${kind.name}-${slug(tag)}`,
    { check: 'imports', from: from.name, deny },
    { source, differs: 'a folder with a barrel that `modules` does not name has no tag of its own here' },
  );
}

const placeholder = /<([\w-]+)>/g;

function isKnown(matcher: unknown): boolean {
  return ['sameTag', 'anyTag', 'noDependencies'].includes(textOf(matcher));
}

function textOf(matcher: unknown): string {
  return typeof matcher === 'string' ? matcher : String(recordOf(matcher)['text'] ?? '');
}

/** What modules of one kind may not import of another. */
function deniedOf(kind: ModuleKind, target: ModuleKind, tag: string, matchers: readonly unknown[]): readonly Denied[] {
  let same: string | null = null;
  const values: string[] = [];
  for (const name of matchers.map(textOf))
    for (const other of target.tags) {
      const [, inner] = /<([\w-]+)>/.exec(other) ?? [];
      if (name === 'anyTag' || (name === 'sameTag' && other === tag && inner === undefined)) return [];
      if (name === 'sameTag' && other === tag && inner !== undefined) same = capture(inner);
      if (name === 'sameTag' || name === 'noDependencies') continue;
      if (wildcard(name).test(other.replaceAll(placeholder, '\u0001'))) return [];
      const value = inner === undefined ? null : valueIn(name, other);
      if (value !== null && inner !== undefined) values.push(...literalGlobs(target, capture(inner), value));
    }
  return [...denials(kind, target, same), ...values.map((glob) => `!${glob}`)];
}

function denials(kind: ModuleKind, target: ModuleKind, same: string | null): readonly Denied[] {
  if (same !== null) return [{ zone: zoneBy(target, same).name, other: same }];
  if (kind !== target) return [zoneBy(target, null).name];
  return kind.captures.map((other) => ({ zone: zoneBy(kind, other).name, other }));
}

/** `domain:*` as a regular expression. */
function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')}$`, 's');
}

function isValueOf(pattern: string, tag: string): boolean {
  return tag.includes('<') && !pattern.includes('*') && valueIn(pattern, tag) !== null;
}

/** `shared` of `domain:shared` for the tag `domain:<domain>`. */
function valueIn(text: string, tag: string): string | null {
  const [before = '', after = ''] = tag.split(/<[\w-]+>/);
  return text.startsWith(before) && text.endsWith(after) && text.length > before.length + after.length
    ? text.slice(before.length, text.length - after.length)
    : null;
}

function literalGlobs({ folder }: ModuleKind, name: string, value: string): readonly string[] {
  return [`${withoutCaptures(folder.replaceAll(`{${name}}`, value))}/**`];
}

interface Access {
  readonly isBarrelLess: boolean;
  readonly barrelFileName: unknown;
  readonly encapsulationPattern: unknown;
}

/** The files of a module that others may import: its barrel, or all but a folder. */
function entryRule(
  kind: ModuleKind,
  { isBarrelLess, barrelFileName, encapsulationPattern }: Access,
  project: Project,
): Translation {
  const source = `modules ${kind.folder}`;
  const tail = insideInstance(kind);
  const barrel = typeof barrelFileName === 'string' ? barrelFileName : 'index.ts';
  const files = project.paths.filter(isCode).filter(matcherOf([`${withoutCaptures(kind.folder)}/**`]));
  const hasBarrel = files.some(matcherOf([`${withoutCaptures(kind.folder)}/${barrel}`]));
  if (!isBarrelLess || hasBarrel)
    return entryPoint(
      kind,
      { entry: `${tail}${barrel}` },
      source,
      isBarrelLess ? 'modules without a barrel have no entry' : null,
    );
  const code = codeIn(encapsulationPattern);
  if (code !== null) return leave(source, `${code} (encapsulationPattern) cannot be translated`);
  const hidden = stringsOf(encapsulationPattern)[0] ?? 'internal';
  return entryPoint(kind, { internal: [`${tail}${hidden}*`, `${tail}${hidden}*/**`] }, source, null);
}

/** Where a module lies in its instance, whose folder ends with the last capture. */
function insideInstance({ folder }: ModuleKind): string {
  const segments = folder.split('/');
  const last = segments.findLastIndex((segment) => segment.includes('{'));
  return last < 0
    ? ''
    : segments
        .slice(last + 1)
        .map((segment) => `${segment}/`)
        .join('');
}

function entryPoint(kind: ModuleKind, files: Options, source: string, differs: string | null): Translation {
  return only(
    `layering/${kind.name}-entry`,
    { check: 'entry-point', zone: fullZone(kind).name, ...files },
    { source, differs },
  );
}
