import { baselineFile, type Frozen } from '../../core/baseline.ts';
import { LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';
import { countBaseline, createBaseline, type Partition, partitions, pruneBaseline } from '../../pipeline/baseline.ts';
import type { Loaded } from '../../pipeline/load.ts';
import { count } from '../../reporters/reporter.ts';
import { type Flag, readArguments } from './arguments.ts';
import { askHere, type ExitCode, type Host } from './host.ts';

/** The flags of `lintel baseline`; also the source of its help. */
export const baselineFlags = {
  rule: { type: 'string', value: 'ID', help: 'create: freeze only this rule, which must not have entries yet' },
  by: { type: 'string', value: partitions.join('|'), help: 'show: how to group the entries (default: rule)' },
  'no-cache': { type: 'boolean', help: 'do not read or write the cache' },
} satisfies Record<string, Flag>;

const verbs = ['create', 'prune', 'show'] as const;
type Verb = (typeof verbs)[number];

/** Freezes current violations, deletes obsolete entries, or counts entries. */
export async function baseline(host: Host, argv: readonly string[]): Promise<ExitCode> {
  const given = readArguments(argv, baselineFlags);
  if (given instanceof LintelError) throw given;
  const [word = '', more] = given.positionals;
  if (more !== undefined) throw mistake('one-subject', { more });
  const verb = oneOf(verbs, word, 'lintel baseline');
  const { rule, by = 'rule' } = given.flags;
  const wanted = { rule: typeof rule === 'string' ? rule : null, by: oneOf(partitions, String(by), '--by') };
  const options = { cache: given.flags['no-cache'] !== true, phase: () => undefined };
  const { opened } = await askHere(host, options, () => null);
  const { loaded, save } = opened;
  host.stdout.write(run(loaded, verb, wanted));
  save();
  return 0;
}

function oneOf<T extends string>(valid: readonly T[], word: string, what: string): T {
  const found = valid.find((one) => one === word);
  if (found !== undefined) return found;
  const near = nearest(word, valid);
  throw mistake('flag-value', { flag: what, value: near ?? valid.join(' | ') });
}

function run(
  loaded: Loaded,
  verb: Verb,
  { rule, by }: { readonly rule: string | null; readonly by: Partition },
): string {
  switch (verb) {
    case 'create': {
      const added = createBaseline(loaded, rule);
      const figures = added.filter(({ figure }) => figure);
      const violations = added.filter(({ figure }) => !figure);
      const kept = figures.length > 0 ? `, and keeps ${entriesText(figures, 'figure')}` : '';
      return `froze ${entriesText(violations, 'violation')} in ${baselineFile}${kept}\n`;
    }
    case 'prune': {
      const { removed, renamed, figures, left } = pruneBaseline(loaded);
      const rise = figures ? `, raised ${figures.raised}, added ${figures.added}` : '';
      return `removed ${removed}, renamed ${renamed}${rise}, left ${left}\n`;
    }
    case 'show': {
      const counts = countBaseline(loaded, by);
      const total = loaded.baseline?.filter(({ figure }) => !figure).length ?? 0;
      const width = String(counts[0]?.[1] ?? '').length;
      const rows = counts.map(([name, n]) => ` ${String(n).padStart(width)} ${name}\n`);
      return `${count(total, 'frozen violation')}, by ${by}\n${rows.join('')}`;
    }
  }
}

function entriesText(entries: readonly Frozen[], noun: string): string {
  const rules = new Set(entries.map(({ rule }) => rule));
  return `${count(entries.length, noun)} of ${count(rules.size, 'rule')}`;
}
