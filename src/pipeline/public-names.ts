import { once } from '../core/once.ts';
import type { Path } from '../core/location.ts';
import type { ReportedFix } from '../core/report.ts';
import type { MoveSources } from '../fixes/move.ts';
import type { Repairs } from './alone.ts';
import type { State } from './follow.ts';
import { moveSourcesOf } from './moves.ts';
import { resolutionOf } from './resolution.ts';

/** `lintel rename` renames what a package offers only with `--suggested`: the step that names the command says so, and the reason why. */
export function createPublicJudge(state: State): (repairs: Repairs) => Repairs {
  const offered = once(() => offeredFiles(state));
  const judge = (fix: ReportedFix): ReportedFix => {
    const { intent } = fix;
    const [step = ''] = fix.steps;
    if (intent?.kind !== 'rename' || intent.member || !step.startsWith('run `lintel rename ')) return fix;
    const entry = offered().get(intent.file);
    if (entry === undefined) return fix;
    const old = intent.symbol ?? '';
    return {
      ...fix,
      steps: [insisting(step)],
      reason: `\`${old}\` is public: ${entry.file} is an entry of ${entry.owner}; \`${old}\` stays as a deprecated alias`,
    };
  };
  return ({ fix, alternatives }) => ({ fix: fix && judge(fix), alternatives: alternatives.map(judge) });
}

interface Entry {
  readonly file: Path;
  readonly owner: string;
}

/** The files all of whose exports a package offers under their own names: its entries, and what these re-export as a whole. */
function offeredFiles(state: State): ReadonlyMap<Path, Entry> {
  const sources = moveSourcesOf(state);
  const { packages } = resolutionOf(state.loaded, state.memory).resolver;
  const offered = new Map<Path, Entry>();
  for (const file of packages.all.flatMap(({ entries }) => entries).sort()) {
    const owner = sources.entryOf(file);
    if (owner !== null) offered.set(file, { file, owner });
  }
  // A map visits what is added to it meanwhile.
  for (const [file, entry] of offered)
    for (const target of reexported(sources, file)) if (!offered.has(target)) offered.set(target, entry);
  return offered;
}

/** The files of `export * from`. */
function reexported(sources: MoveSources, file: Path): readonly Path[] {
  return sources
    .links(file)
    .filter(({ import: { form, symbols } }) => form === 'export' && symbols.some(({ local }) => local === '*'))
    .flatMap(({ targets }) => targets);
}

/** A step that names a command, with its flag for what a person has looked at. */
export function insisting(step: string): string {
  return step.endsWith(' --suggested`') ? step : step.replace(/`$/, ' --suggested`');
}
