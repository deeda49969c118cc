import { literally } from '../../core/glob.ts';
import type { Options } from '../proposal.ts';
import { isEverything, whereOf } from './cruiser-paths.ts';
import { type Project, recordOf, unknownKeys } from './translation.ts';

type Item = Readonly<Record<string, unknown>>;

/** The options of a rule and where it differs, or why it has none. */
export type Said = { readonly options: Options; readonly differs?: string } | { readonly reason: string };

/** More entries than this are not worth a list. */
const mostEntries = 100;

/** A file that neither imports nor is imported. What only imports is an entry here. */
export function orphanRule(item: Item, { paths, starts, hasTests }: Project): Said {
  const { path, pathNot, ...others } = recordOf(item['from']);
  const unknown =
    unknownKeys(item, ['name', 'severity', 'comment', 'from', 'to']) ??
    unknownKeys(others, ['orphan']) ??
    unknownKeys(recordOf(item['to']), []);
  if (unknown !== null) return { reason: unknown };
  const files = whereOf({ path, pathNot }, paths);
  if ('reason' in files) return files;
  if (starts.length === 0 && !hasTests) return { reason: 'there is no entry: write an `orphans` rule with yours' };
  const isShort = starts.length <= mostEntries;
  const more = isShort ? '' : ', and so are files that import others: add them to `entries`';
  return {
    options: {
      check: 'orphans',
      ...(isEverything(files) ? {} : { in: files }),
      entries: [...(isShort ? starts.map(literally) : []), ...(hasTests ? ['tests'] : [])],
    },
    differs: `tests, and files that package.json or a tool names, are entries; imports of types count; what only unused files import is reported, too${more}`,
  };
}
