import type { Path } from '../../../core/location.ts';
import { edgeStrictness, isAsStrict, strictIfTrue, type Strictness } from '../../../core/strictness.ts';
import type { Where } from '../../../core/zone.ts';
import type { Item } from './targets.ts';

/** How values of the options compare. */
export const strictness: Readonly<Record<string, Strictness>> = {
  ...edgeStrictness,
  from: { stricter: 'more', without: 'all' },
  deny: deniesAsMuch,
  allow: allowsNoMore,
  symbols: { stricter: 'more', without: 'all' },
  namespaces: ['ignore', undefined],
  indirect: strictIfTrue,
  facade: [undefined, 'judge'],
};

interface Options {
  readonly deny?: readonly Item[] | undefined;
  readonly allow?: readonly Item[] | undefined;
}

/** What is taken away from a list makes it smaller. */
function deniesAsMuch({ deny: earlier }: Options, { deny: now }: Options, files: readonly Path[]): boolean {
  return (
    isAsStrict('more', given(earlier), given(now), files) && isAsStrict('fewer', taken(earlier), taken(now), files)
  );
}

function allowsNoMore({ allow: earlier }: Options, { allow: now }: Options, files: readonly Path[]): boolean {
  if ((earlier === undefined) !== (now === undefined)) return false;
  return (
    isAsStrict('fewer', given(earlier), given(now), files) && isAsStrict('more', taken(earlier), taken(now), files)
  );
}

function given(list: readonly Item[] = []): readonly Item[] {
  return list.filter((one) => !('away' in one));
}

function taken(list: readonly Item[] = []): readonly Where[] {
  return list.flatMap((one) => ('away' in one ? [one.away] : []));
}
