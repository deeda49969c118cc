import type { Path } from '../../core/location.ts';
import type { NamedZone } from '../proposal.ts';
import { matcherOf } from '../scope.ts';
import { globFault, type Left, listOf, recordOf, slug, stringsOf, unknownKeys } from './translation.ts';

/** A type of elements of eslint-plugin-boundaries, as a zone. */
export interface ElementType {
  readonly type: string;
  /** With all captures. */
  readonly globs: readonly string[];
  /** In order. Two files with the same values are in the same element. */
  readonly captures: readonly string[];
  /** In a folder, files of one element may import each other. Elsewhere each file is an element. */
  readonly isFolder: boolean;
  /** Files are in other elements, too, and no glob says which one counts. */
  readonly isDoubtful: boolean;
}

/** The zone of a type, in which only these captures have names: all captures that zones share are compared. */
export function zoneOf({ type, globs, captures }: ElementType, named: readonly string[] = []): NamedZone {
  const others = captures.filter((capture) => !named.includes(capture));
  const plain = (glob: string): string => others.reduce((text, name) => text.replaceAll(`{${name}}`, '*'), glob);
  return { name: [slug(type), ...(named.length > 0 ? ['by', ...named] : [])].join('-'), globs: globs.map(plain) };
}

/** All zones that rules on a type may name. */
export function zonesOf(type: ElementType): readonly NamedZone[] {
  return [[], type.captures, ...type.captures.map((capture) => [capture])].map((named) => zoneOf(type, named));
}

/** One pattern of one element. */
interface Pattern {
  readonly type: string;
  readonly mode: string;
  /** With captures: `src/modules/{name}/**`. */
  readonly glob: string;
  /** The same without. */
  readonly plain: string;
  readonly captures: readonly string[];
  /** It must match the whole path, not only the end of it. */
  readonly isWhole: boolean;
}

export interface Elements {
  readonly types: readonly ElementType[];
  readonly left: readonly Left[];
}

const known = ['type', 'pattern', 'mode', 'capture', 'basePattern', 'category', 'partialMatch'];

/** The elements of a configuration that have files, each type as one zone. */
export function elementsOf(value: unknown, paths: readonly Path[]): Elements {
  const left: Left[] = [];
  const patterns = listOf(value).flatMap((one): readonly Pattern[] => {
    const item = recordOf(one);
    const { type, mode = 'folder' } = item;
    const source = `boundaries/elements ${String(type)}`;
    const reason = typeof type === 'string' ? unknownKeys(item, known) : 'it has no type';
    if (reason !== null) left.push({ source, reason });
    return reason === null ? stringsOf(item['pattern']).map((text) => patternOf(text, { ...item, type, mode })) : [];
  });
  const found = patterns.map((pattern) => ({ pattern, at: matcherOf([pattern.plain]) }));
  const typeOf = new Map(paths.map((path) => [path, typeAt(path, found)]));
  const types = [...new Set(patterns.map(({ type }) => type))].flatMap((type): readonly ElementType[] => {
    const files = paths.filter((path) => typeOf.get(path) === type);
    if (files.length > 0) return [typeWith(type, files, patterns, typeOf)];
    left.push({ source: `boundaries/elements ${type}`, reason: 'it matches no file that Lintel reads' });
    return [];
  });
  return { types, left };
}

/** The element nearest to the file; of equals, the first. */
function typeAt(path: Path, found: readonly { readonly pattern: Pattern; at(path: Path): boolean }[]): string | null {
  const segments = path.split('/');
  for (let start = segments.length - 1; start >= 0; start--) {
    const rest = segments.slice(start).join('/');
    const first = found.find(
      ({ pattern, at }) =>
        (pattern.isWhole ? start === 0 || pattern.mode === 'full' : true) && at(pattern.mode === 'full' ? path : rest),
    );
    if (first) return first.pattern.type;
  }
  return null;
}

function typeWith(
  type: string,
  files: readonly Path[],
  patterns: readonly Pattern[],
  typeOf: ReadonlyMap<Path, string | null>,
): ElementType {
  const own = patterns.filter((pattern) => pattern.type === type);
  const paths = [...typeOf.keys()];
  const globs = own.flatMap(({ glob, plain, isWhole }) => {
    if (isWhole) return [glob];
    const isRooted = paths.filter(matcherOf([`**/${plain}`])).every(matcherOf([plain]));
    return [isRooted ? glob : `**/${glob}`];
  });
  const useful = globs.filter((glob) => globFault(glob, paths) === null);
  const matched = paths.filter(matcherOf(useful));
  const others = new Set(matched.map((path) => typeOf.get(path)).filter((other) => other !== type));
  const away = patterns
    .filter((pattern) => others.has(pattern.type))
    .map(({ plain, isWhole }) => (isWhole ? plain : `**/${plain}`));
  const isAway = matcherOf(away);
  const kept = matched.filter((path) => !isAway(path));
  return {
    type,
    globs: [...useful, ...away.filter((glob) => globFault(glob, paths) === null).map((glob) => `!${glob}`)],
    captures: [...new Set(own.flatMap(({ captures }) => captures))],
    isFolder: own.every(({ mode }) => mode === 'folder'),
    isDoubtful: kept.length !== files.length || !files.every((file) => kept.includes(file)),
  };
}

/** `modules/*` with the capture `name` is `modules/{name}/**`. */
function patternOf(text: string, item: Readonly<Record<string, unknown>>): Pattern {
  const { type, mode, basePattern, partialMatch } = item;
  const isFolder = mode === 'folder';
  const base = typeof basePattern === 'string' ? `${basePattern}/**/` : '';
  // In a folder, `a/**/*` means each entry of `a`, and `a/**` means `a`.
  const bare = text.replace(/^\.\//, '').replace(/\/$/, '');
  const folder = bare.replace(/\/\*\*\/\*$/, '/*').replace(/\/\*\*$/, '');
  const names = stringsOf(item['capture']);
  const { glob, captures } = captured(isFolder ? folder : bare.replace(/\/\*\*\/\*$/, '/**'), names);
  const end = isFolder ? '/**' : '';
  return {
    type: String(type),
    mode: String(mode),
    glob: `${base}${glob}${end}`,
    plain: `${base}${glob.replaceAll(/\{\w+\}/g, '*')}${end}`,
    captures,
    isWhole: mode === 'full' || partialMatch === false,
  };
}

/** Names each `*`; other wildcards take a name of the list and leave it unused. */
function captured(pattern: string, names: readonly string[]): { readonly glob: string; readonly captures: string[] } {
  const captures: string[] = [];
  let at = -1;
  const glob = pattern.replaceAll(
    /\*\*|\*|[@?+*]?\(([^()]*)\)|\{[^{}]*,[^{}]*\}/g,
    (found: string, choices?: string) => {
      at++;
      if (choices !== undefined) return `{${choices.replaceAll('|', ',')}}`;
      if (found !== '*') return found;
      const name = (names[at] ?? `part${String(at + 1)}`).replaceAll(/\W/g, '');
      captures.push(name);
      return `{${name}}`;
    },
  );
  return { glob, captures };
}
