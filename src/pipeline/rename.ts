import type { Edit } from '../core/fix.ts';
import type { Path } from '../core/location.ts';
import type { MoveSources } from '../fixes/move.ts';
import { reimported } from '../fixes/reimport.ts';
import type { ProgramSources, Renaming, RenameWish } from '../program/index.ts';
import type { State } from './follow.ts';
import type { Plan } from './make.ts';
import { moveSourcesOf } from './moves.ts';
import { createNameReader } from './named.ts';
import { type Embedded, type Reach, reachOf, sightOf, wiringOf } from './sight.ts';

/** The edits that rename a symbol in every file of the project that uses it. */
export function planRename(state: State, renaming: Renaming, wish: RenameWish): Plan {
  return createRenamer(state, renaming)(wish);
}

/** Plans renames in one state of a project, and learns its imports only once for all of them. */
export function createRenamer(state: State, { rename }: Renaming): (wish: RenameWish) => Plan {
  const sources = moveSourcesOf(state);
  const wiring = wiringOf(state, sources);
  const readerOf = createNameReader(state);
  return (wish) => {
    const [name, member] = wish.symbol;
    if (member !== undefined)
      return planMember(sources, (files) => reachOf(state, wiring, files, member), { rename }, wish);
    const { files, embedded } = sightOf(state, wiring, { file: wish.file, name, to: wish.to });
    const renamed = rename(programSources(sources, { files, around: [] }), wish);
    if ('reason' in renamed) return renamed;
    const outside = embedded.map((one) => importedAs(sources, one, wish));
    const refused = outside.find((one) => 'reason' in one);
    if (refused && 'reason' in refused) return refused;
    return {
      edits: [...renamed.edits, ...outside.flatMap((one) => ('edits' in one ? one.edits : []))],
      doubts: renamed.doubts,
      notes: [...renamed.notes, ...[readerOf(wish.file, name)].flatMap((one) => one ?? [])],
    };
  };
}

/** A member that comes from another file is renamed in all that may use it there, too. */
function planMember(
  sources: MoveSources,
  reachFrom: (files: readonly Path[]) => Reach,
  { rename }: Renaming,
  wish: RenameWish,
): Plan {
  const homes = [wish.file];
  for (;;) {
    const reach = reachFrom(homes);
    const renamed = rename(programSources(sources, reach), wish);
    const home = 'reason' in renamed ? renamed.home : undefined;
    if (home !== undefined && !homes.includes(home)) {
      homes.push(home);
      continue;
    }
    const [unseen] = reach.embedded;
    if ('reason' in renamed || unseen === undefined) return renamed;
    return { ...renamed, doubts: [...renamed.doubts, `${unseen} may use \`${wish.symbol[1] ?? ''}\``] };
  }
}

function programSources(sources: MoveSources, files: Pick<ProgramSources, 'files' | 'around'>): ProgramSources {
  const targets = new Map<Path, ReadonlyMap<string, Path>>();
  const targetsIn = (file: Path): ReadonlyMap<string, Path> =>
    new Map(
      sources
        .links(file)
        .flatMap(({ import: { specifier }, targets: [target] }) =>
          target === undefined ? [] : [[specifier, target] as const],
        ),
    );
  return {
    ...files,
    text: (file) => sources.text(file),
    target(file, specifier) {
      const known = targets.get(file) ?? targetsIn(file);
      targets.set(file, known);
      return known.get(specifier) ?? null;
    },
    entryOf: (file) => sources.entryOf(file),
  };
}

/** The import of a file that embeds code: its own name for the symbol stays, since what is not code may use it. */
function importedAs(
  sources: MoveSources,
  { file, link }: Embedded,
  { symbol: [name], to }: RenameWish,
): { readonly edits: readonly Edit[] } | { readonly reason: string } {
  const { symbols, at } = link.import;
  const place = `${file}:${String(at.line)}`;
  const named = symbols.filter((one) => one.name === name);
  const [target] = link.targets;
  if (named.length === 0 || target === undefined) {
    const isElsewhere = symbols.length > 0 && symbols.every((one) => one.name !== '*');
    return isElsewhere ? { edits: [] } : { reason: `${place} imports the module as a whole, and may use \`${name}\`` };
  }
  const names = named.map(({ local }) => ({ local, name: to, from: target, type: false }));
  const importing = { text: sources.text, links: sources.links, respell: sources.respellAfter([]) };
  return reimported(importing, { file, place: at, names });
}
