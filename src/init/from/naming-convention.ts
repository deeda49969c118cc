import { regexOf } from '../../core/regex.ts';
import { prefixFault, type Style } from '../../core/style.ts';
import { pluginPeer } from './eslint.ts';
import { judged, type Setting } from './settings.ts';
import {
  codeIn,
  type Left,
  type Peer,
  type Project,
  recordOf,
  stringsOf,
  type Translation,
  unknownKeys,
} from './translation.ts';

/** `naming-convention` of typescript-eslint. https://typescript-eslint.io/rules/naming-convention */
export const namingConvention: Peer = pluginPeer({
  name: 'naming-convention',
  prefixes: ['@typescript-eslint', 'ts', 'typescript'].map((name) => `${name}/naming-convention`),
  translate: conventionsOf,
});

/** What the rule says if it has no options. */
const standard = [
  { selector: 'default', format: ['camelCase'], leadingUnderscore: 'allow', trailingUnderscore: 'allow' },
  { selector: 'import', format: ['camelCase', 'PascalCase'] },
  {
    selector: 'variable',
    format: ['camelCase', 'UPPER_CASE'],
    leadingUnderscore: 'allow',
    trailingUnderscore: 'allow',
  },
  { selector: 'typeLike', format: ['PascalCase'] },
];

/** An entry of `names`: what it is for, and what it asks of a name; or why it has none. */
type Entry = { readonly key: string; readonly value: unknown } | Left;

function conventionsOf(setting: Setting, project: Project): Translation {
  const { source, options } = setting;
  const names = new Map<string, unknown>();
  const left: Left[] = [];
  for (const item of options.length > 0 ? options : standard)
    for (const entry of entriesOf(source, recordOf(item))) {
      if ('reason' in entry) left.push(entry);
      else if (names.has(entry.key))
        left.push({ source: `${source} ${entry.key}`, reason: 'an entry before it decides' });
      else names.set(entry.key, entry.value);
    }
  if (names.size === 0) return { ignore: [], rules: [], left };
  const differs = left.length > 0 ? 'names of the entries that are not translated are judged by the others' : null;
  const rule = { check: 'naming', ...judged(setting, project), names: Object.fromEntries(names) };
  return { ignore: [], rules: [{ rule: 'naming/symbols', options: rule, sources: [source], differs }], left };
}

const keys = ['selector', 'format', 'modifiers', 'types', 'filter', 'custom', 'prefix', 'suffix'];

function entriesOf(source: string, item: Readonly<Record<string, unknown>>): readonly Entry[] {
  const selectors = stringsOf(item['selector']);
  const own = `${source} ${selectors.join(', ')}`;
  const code = codeIn(item);
  const unknown = unknownKeys(item, [...keys, 'leadingUnderscore', 'trailingUnderscore']);
  const reason = code === null ? unknown : `${code} cannot be translated`;
  if (reason !== null) return [{ source: own, reason }];
  const filter = filterOf(item['filter']);
  const value = valueOf(item);
  if (!Array.isArray(filter)) return [{ source: own, reason: filter.reason }];
  if ('reason' in value) return [{ source: own, reason: value.reason }];
  const types = stringsOf(item['types']);
  const traits = [...stringsOf(item['modifiers']), ...(types.length > 0 ? [`type=${types.join('|')}`] : []), ...filter];
  const suffix = traits.length > 0 ? `[${traits.join(',')}]` : '';
  return selectors.map((selector) => ({ key: selector + suffix, value: value.said }));
}

type Pattern = { readonly source: string; readonly isMatch: boolean };

/** `name=/re/`, or `name!=/re/` for the opposite; nothing without a filter. */
function filterOf(filter: unknown): string[] | { readonly reason: string } {
  if (filter === undefined) return [];
  const pattern = patternOf(filter);
  if ('reason' in pattern) return pattern;
  return [`name${pattern.isMatch ? '' : '!'}=/${pattern.source.replaceAll(/(?<!\\)\//g, '\\/')}/`];
}

function patternOf(value: unknown): Pattern | { readonly reason: string } {
  const { regex, match } = typeof value === 'string' ? { regex: value, match: true } : recordOf(value);
  const isMatch = match === true;
  // A name that does not begin like this is the opposite of one that does.
  const [, negated] = /^\^\(\?!((?:[^()\\]|\\.|\((?!\?[=!<])[^()]*\))*)\)(?:\.[*+]\$?)?$/.exec(String(regex)) ?? [];
  const pattern =
    negated === undefined ? { source: String(regex), isMatch } : { source: `^(?:${negated})`, isMatch: !isMatch };
  const compiled = regexOf(pattern.source);
  return 'fault' in compiled ? { reason: `/${String(regex)}/: ${compiled.fault}` } : pattern;
}

/** What an entry asks of a name: a style, a list of styles, null, or a map. */
function valueOf(item: Readonly<Record<string, unknown>>): { readonly said: unknown } | { readonly reason: string } {
  const { format, custom, prefix, suffix, leadingUnderscore, trailingUnderscore } = item;
  const styles = stringsOf(format);
  const pattern = custom === undefined ? null : patternOf(custom);
  if (pattern && 'reason' in pattern) return pattern;
  const fault = prefixFault(styles as readonly Style[], stringsOf(prefix));
  if (fault !== null) return { reason: fault };
  const style = styles.length === 1 ? styles[0] : styles;
  const more = {
    ...(leadingUnderscore === undefined ? {} : { 'leading-underscore': leadingUnderscore }),
    ...(trailingUnderscore === undefined ? {} : { 'trailing-underscore': trailingUnderscore }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
    ...(pattern ? { [pattern.isMatch ? 'match' : 'not-match']: pattern.source } : {}),
  };
  const said = styles.length === 0 ? null : style;
  if (Object.keys(more).length === 0) return { said };
  return { said: { ...(said === null ? {} : { style: said }), ...more } };
}
