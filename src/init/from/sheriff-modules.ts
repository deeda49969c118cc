import { literally } from '../../core/glob.ts';
import type { Path } from '../../core/location.ts';
import type { NamedZone } from '../proposal.ts';
import { matcherOf } from '../scope.ts';
import { codeIn, globFault, isCode, leave, recordOf, slug, stringsOf, type Translation } from './translation.ts';

/** Folders with the same tags, as a zone: `src/{domain}/feature-{name}`. */
export interface ModuleKind {
  readonly name: string;
  /** With captures: `src/{domain}/feature-{name}`. */
  readonly folder: string;
  /** The files of the modules, less those of modules inside of them. */
  readonly globs: readonly string[];
  readonly captures: readonly string[];
  /** As Sheriff writes them: `domain:<domain>`. */
  readonly tags: readonly string[];
}

/** What `modules` of a configuration says, each entry with its folder and its tags. */
interface Entry {
  readonly folder: string;
  readonly tags: unknown;
}

export function kindsOf(
  modules: unknown,
  paths: readonly Path[],
): { readonly kinds: readonly ModuleKind[]; readonly left: readonly Translation[] } {
  const left: Translation[] = [];
  const found = entriesOf('', recordOf(modules)).flatMap(({ folder, tags }) => {
    const reason = faultOf(folder, tags, paths);
    if (reason !== null) left.push(leave(`modules ${folder}`, reason));
    return reason === null ? [{ folder: globOf(folder), tags: stringsOf(tags) }] : [];
  });
  const kinds = found.map(({ folder, tags }, at): ModuleKind => {
    const plain = `${withoutCaptures(folder)}/**`;
    const own = paths.filter(matcherOf([plain]));
    const away = found
      .filter(
        (other, index) => depth(other.folder) > depth(folder) || (index < at && depth(other.folder) === depth(folder)),
      )
      .map((other) => `${withoutCaptures(other.folder)}/**`)
      .filter((glob) => own.some(matcherOf([glob])));
    return {
      name: slug(folder),
      folder,
      globs: [`${folder}/**`, ...away.map((glob) => `!${glob}`)],
      captures: [...folder.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []),
      tags,
    };
  });
  return { kinds, left };
}

function entriesOf(above: string, modules: Readonly<Record<string, unknown>>): readonly Entry[] {
  return Object.entries(modules).flatMap(([key, tags]): readonly Entry[] => {
    const folder = above === '' ? key : `${above}/${key}`;
    const isInner = typeof tags === 'object' && !Array.isArray(tags) && codeIn(tags) === null;
    return isInner ? entriesOf(folder, recordOf(tags)) : [{ folder, tags }];
  });
}

function faultOf(folder: string, tags: unknown, paths: readonly Path[]): string | null {
  const code = codeIn(tags);
  if (code !== null) return `${code} cannot be translated`;
  if (/(?:^|\/)\/.*\/(?:\/|$)/.test(folder)) return 'a regular expression cannot be translated';
  return globFault(`${withoutCaptures(globOf(folder))}/**`, paths.filter(isCode));
}

/** `src/<domain>/feature-<name>` is `src/{domain}/feature-{name}`. */
function globOf(folder: string): string {
  return folder
    .split(/(<[\w-]+>)/)
    .map((part) => (/^<.*>$/.test(part) ? `{${capture(part)}}` : literally(part)))
    .join('');
}

/** The name of a placeholder as that of a capture. */
export function capture(placeholder: string): string {
  return placeholder.replaceAll(/[^A-Za-z0-9]/g, '');
}

function depth(folder: string): number {
  return folder.split('/').length;
}

export function withoutCaptures(glob: string): string {
  return glob.replaceAll(/\{\w+\}/g, '*');
}

/** The zone of some kinds, in which only one capture has a name; null for none. */
export function zoneBy({ name, globs }: ModuleKind, only: string | null): NamedZone {
  const plain = (glob: string): string =>
    glob.replaceAll(/\{(\w+)\}/g, (written, capture: string) => (capture === only ? written : '*'));
  return { name: only === null ? name : `${name}-by-${only}`, globs: globs.map(plain) };
}
