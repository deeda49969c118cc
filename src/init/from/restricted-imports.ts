import { literally } from '../../core/glob.ts';
import { judged, type Setting } from './settings.ts';
import {
  leave,
  listOf,
  only,
  type Project,
  recordOf,
  slug,
  stringsOf,
  together,
  type Translation,
  unknownKeys,
} from './translation.ts';

type Values = Readonly<Record<string, unknown>>;

/** The setting in the words of the configuration, and the files for which it is. */
interface Place {
  readonly source: string;
  readonly scope: Values;
}

/** `noRestrictedImports` of Biome: imports that are denied by their text. */
export function restrictedImports(setting: Setting, options: Values, project: Project): Translation {
  const { paths, patterns, ...others } = options;
  const { source } = setting;
  const place = { source, scope: judged(setting, project, 'from') };
  return together([
    ...Object.entries(recordOf(paths)).map(([path, value]) => pathOf(place, path, value)),
    ...listOf(patterns).map((value) => patternOf(place, recordOf(value))),
    ...Object.keys(others).map((key) => leave(`${source} ${key}`, 'Lintel does not know this option')),
  ]);
}

function pathOf(place: Place, path: string, value: unknown): Translation {
  const source = `${place.source} ${path}`;
  const item = typeof value === 'string' ? { message: value } : recordOf(value);
  const unknown = unknownKeys(item, ['message', 'importNames']);
  if (unknown !== null) return leave(source, unknown);
  const symbols = stringsOf(item['importNames']);
  return only(
    `layering/no-${slug(path)}`,
    {
      check: 'imports',
      ...place.scope,
      deny: { specifiers: [literally(path)] },
      ...(symbols.length > 0 ? { symbols, namespaces: 'ignore' } : {}),
      ...becauseOf(item['message']),
    },
    { source },
  );
}

function patternOf({ source, scope }: Place, item: Values): Translation {
  const group = stringsOf(item['group']);
  const own = `${source} ${group.join(', ')}`;
  const unknown = unknownKeys(item, ['group', 'message']);
  if (unknown !== null) return leave(own, unknown);
  return only(
    `layering/no-${slug(group[0] ?? 'imports')}`,
    { check: 'imports', ...scope, deny: { specifiers: group.flatMap(specifiersOf) }, ...becauseOf(item['message']) },
    { source: own, differs: '* also matches text with slashes' },
  );
}

/** A pattern of .gitignore matches what is below it, and without a slash in any folder. */
function specifiersOf(pattern: string): readonly string[] {
  const away = pattern.startsWith('!') ? '!' : '';
  const bare = pattern.slice(away.length).replace(/\/\*{0,2}$/, '/*');
  const names = bare.endsWith('/*') ? [bare] : [bare, `${bare}/*`];
  const anywhere = bare.replace(/\/\*$/, '').includes('/') ? [] : names.map((name) => `*/${name}`);
  return [...names, ...anywhere].map((name) => away + name);
}

function becauseOf(message: unknown): { readonly because?: string } {
  return typeof message === 'string' && message !== '' ? { because: message } : {};
}
