import { literally } from '../../core/glob.ts';
import {
  leave,
  listOf,
  only,
  recordOf,
  slug,
  stringsOf,
  together,
  type Translation,
  unknownKeys,
} from './translation.ts';

/** `noRestrictedImports` of Biome: imports that are denied by their text. */
export function restrictedImports(source: string, options: Readonly<Record<string, unknown>>): Translation {
  const { paths, patterns, ...others } = options;
  return together([
    ...Object.entries(recordOf(paths)).map(([path, value]) => pathOf(`${source} ${path}`, path, value)),
    ...listOf(patterns).map((value) => patternOf(source, recordOf(value))),
    ...Object.keys(others).map((key) => leave(`${source} ${key}`, 'Lintel does not know this option')),
  ]);
}

function pathOf(source: string, path: string, value: unknown): Translation {
  const item = typeof value === 'string' ? { message: value } : recordOf(value);
  const unknown = unknownKeys(item, ['message', 'importNames']);
  if (unknown !== null) return leave(source, unknown);
  const symbols = stringsOf(item['importNames']);
  return only(
    `layering/no-${slug(path)}`,
    {
      check: 'imports',
      deny: { specifiers: [literally(path)] },
      ...(symbols.length > 0 ? { symbols } : {}),
      ...becauseOf(item['message']),
    },
    { source },
  );
}

function patternOf(source: string, item: Readonly<Record<string, unknown>>): Translation {
  const group = stringsOf(item['group']);
  const own = `${source} ${group.join(', ')}`;
  const unknown = unknownKeys(item, ['group', 'message']);
  if (unknown !== null) return leave(own, unknown);
  return only(
    `layering/no-${slug(group[0] ?? 'imports')}`,
    { check: 'imports', deny: { specifiers: group.flatMap(specifiersOf) }, ...becauseOf(item['message']) },
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
