import type { Path } from '../../core/location.ts';
import type { Respell, Sample, Usage } from '../../core/spelling.ts';
import { folderOf, relativePath } from '../../core/path.ts';
import type { Resolver } from '../resolver.ts';
import { type Ending, endingOf, endings, preferredEndings, waysToWrite } from './ending.ts';
import type { Layout } from './layout.ts';
import { type Name, namesOf } from './names.ts';
import { isPath } from './relative.ts';
import type { Settle } from './settle.ts';

/** What a bundler reads around the name of a module: the loader before it, and the query behind. */
interface Wrapped {
  readonly loader: string;
  readonly plain: string;
  readonly query: string;
}

/** How a file can name another. */
type Way = 'path' | 'name' | 'package-name';

/** Makes a respeller for the state of the tree that `resolve` answers for. */
export function createRespell(layout: Layout, settle: Settle, resolve: Resolver['resolve']): Respell {
  const leads = (from: Path, specifier: string, target: Path): boolean => {
    const found = resolve(from, specifier);
    return 'file' in found && found.file === target;
  };
  const asPath = (from: Path, target: Path, order: readonly Ending[], slash: boolean): string | undefined => {
    const suffixes = layout.tsconfigs.of(from).find((config) => config.suffixes.length > 1)?.suffixes;
    const ways = waysToWrite(target, suffixes);
    const candidates = order.flatMap((one) =>
      ways.flatMap(({ ending, text }) => {
        if (ending !== one) return [];
        const path = relativePath(folderOf(from), text);
        return ending === 'folder' && slash ? [`${path}/`, path] : [path];
      }),
    );
    return candidates.find((one) => leads(from, one, target));
  };

  return (from, target, { replaced: written, samples = [] } = {}) => {
    const { loader, plain, query } = unwrap(written?.specifier ?? '');
    const replaced = written && { ...written, specifier: plain };
    const isInPlace = replaced !== undefined && folderOf(from) === folderOf(replaced.from);
    const order = endingOrder(target, replaced, samples);
    const spelled = (way: Way): string | undefined => {
      if (way === 'path') return asPath(from, target, order, plain.endsWith('/'));
      const names = namesOf(from, target, layout, settle).filter(({ by }) => way === 'name' || by === 'package');
      const ranked = inOrder(names, order, target, replaced ? [replaced] : samples);
      return ranked.find(({ specifier }) => leads(from, specifier, target))?.specifier;
    };
    const ways = waysFrom(layout, { from, target, replaced, samples });
    const found =
      isInPlace && leads(from, plain, target)
        ? plain
        : ways.reduce<string | undefined>((known, way) => known ?? spelled(way), undefined);
    if (found !== undefined) return { specifier: loader + found + query };
    return { reason: reasonFor(layout, { from, target, ways }) };
  };
}

function reasonFor(
  { manifests }: Layout,
  { from, target, ways }: { readonly from: Path; readonly target: Path; readonly ways: readonly Way[] },
): string {
  const name = manifests.owner(target)?.name ?? '';
  if (ways.length === 0) return `no package.json above ${from} declares \`${name}\``;
  if (ways.includes('path')) return `no specifier in ${from} resolves to ${target}`;
  return `no entry of the package \`${name}\` resolves to ${target}`;
}

interface Import {
  readonly from: Path;
  readonly target: Path;
  readonly replaced: Usage['replaced'];
  readonly samples: readonly Sample[];
}

/** The ways to try, in order: as what is replaced, else as the file names others. No path leads into another package, unless one did before. */
function waysFrom(layout: Layout, { from, target, replaced, samples }: Import): readonly Way[] {
  const isApart = areApart(layout, from, target);
  const wasApart = replaced
    ? areApart(layout, replaced.from, replaced.target)
    : samples.some((one) => isPath(one.specifier) && areApart(layout, from, one.target));
  const wasName = replaced ? !isPath(replaced.specifier) : prefersNames(from, target, samples);
  const wasPackage = replaced !== undefined && wasApart && isNameOf(layout, replaced);
  if (isApart && wasPackage) return ['name'];
  if (isApart && !wasApart && !declares(layout, from, target)) return [];
  if (isApart && !wasApart) return wasName ? ['name'] : ['package-name', 'name'];
  return wasName && !wasPackage ? ['name', 'path'] : ['path', 'name'];
}

/** Do two files belong to different packages of the repository? */
function areApart({ manifests }: Layout, from: Path, target: Path): boolean {
  const [one, other] = [manifests.owner(from), manifests.owner(target)];
  return one !== other && one !== null && other !== null && other.name !== '';
}

/** Does the package of one file say that it uses the package of the other? */
function declares({ manifests }: Layout, from: Path, target: Path): boolean {
  const name = manifests.owner(target)?.name ?? '';
  return name !== '' && manifests.range(name, from) !== null;
}

/** Is a file named by the name of its package? */
function isNameOf({ manifests }: Layout, { specifier, target }: Sample): boolean {
  const name = manifests.owner(target)?.name ?? '';
  return name !== '' && (specifier === name || specifier.startsWith(`${name}/`));
}

function unwrap(specifier: string): Wrapped {
  const start = specifier.lastIndexOf('!') + 1;
  const rest = specifier.slice(start);
  const plain = /^[^?#]+/.exec(rest)?.[0] ?? rest;
  return { loader: specifier.slice(0, start), plain, query: rest.slice(plain.length) };
}

function isIndex(target: Path): boolean {
  return waysToWrite(target).some(({ ending }) => ending === 'folder');
}

/** The replaced specifier decides; where its ending says nothing about this target, the one that the file uses most. */
function endingOrder(target: Path, replaced: Sample | undefined, samples: readonly Sample[]): readonly Ending[] {
  const own = replaced ? endingOf(replaced.specifier, replaced.target) : null;
  const fits = own !== null && (own !== 'folder' || isIndex(target));
  return preferredEndings(fits ? own : mostUsed(target, samples), target, fits && isIndex(replaced?.target ?? ''));
}

function mostUsed(target: Path, samples: readonly Sample[]): Ending | null {
  const kind = extensionOf(target);
  const counts = new Map<Ending, number>();
  for (const { specifier, target: led } of samples) {
    const ending = extensionOf(led) === kind ? endingOf(specifier, led) : null;
    if (ending !== null) counts.set(ending, (counts.get(ending) ?? 0) + 1);
  }
  const used = endings.filter((one) => counts.has(one) && (one !== 'folder' || isIndex(target)));
  return used.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? null;
}

/** Files of code are written alike, whatever dialect they are in. */
function extensionOf(path: Path): string {
  return /\.[cm]?[jt]sx?$/.test(path) ? 'code' : path.slice(path.lastIndexOf('.'));
}

/** Would a new import be a name? Looks at those that go up from the folder, or at those that do not, as this one does. */
function prefersNames(from: Path, target: Path, samples: readonly Sample[]): boolean {
  const goesUp = (path: Path): boolean => relativePath(folderOf(from), path).startsWith('..');
  const similar = samples.filter((sample) => goesUp(sample.target) === goesUp(target));
  return similar.filter(({ specifier }) => !isPath(specifier)).length * 2 > similar.length;
}

/** Names that begin as those in use do come first; then by their endings, and the shortest. */
function inOrder(
  names: readonly Name[],
  order: readonly Ending[],
  target: Path,
  samples: readonly Sample[],
): readonly Name[] {
  const rank = ({ specifier }: Name): readonly number[] => {
    const shared = Math.max(0, ...samples.map((sample) => sharedStart(sample.specifier, specifier)));
    const ending = endingOf(specifier, target);
    return [-shared, ending === null ? -1 : order.indexOf(ending), specifier.length];
  };
  const ranked = names.map((name) => ({ name, rank: rank(name) }));
  ranked.sort((a, b) => {
    const decisive = a.rank.map((one, i) => one - (b.rank[i] ?? 0)).find((difference) => difference !== 0);
    return decisive ?? (a.name.specifier < b.name.specifier ? -1 : 1);
  });
  return ranked.map(({ name }) => name);
}

/** How many characters two specifiers share, in whole segments. */
function sharedStart(a: string, b: string): number {
  let shared = 0;
  for (let i = 0; i < Math.min(a.length, b.length) && a[i] === b[i]; i++) if (a[i] === '/') shared = i + 1;
  return shared;
}
