import type { Target } from '../core/graph.ts';
import type { Path, Place } from '../core/location.ts';
import { inside } from '../core/zone.ts';
import type { State } from './follow.ts';
import { inputsOf } from './inputs.ts';
import type { Loaded } from './load.ts';

/** An import at a point of a file. */
export interface ImportAt {
  readonly at: Place;
  readonly specifier: string;
  readonly target: Target;
  /** The zones of the target file. */
  readonly zones: readonly string[];
  /** The layering rules that name both ends, with the part of each end as the rule calls it. */
  readonly rules: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

/** The import whose specifier is at a point; null if there is none. */
export function importAt(
  { loaded, memory }: State,
  file: Path,
  { line, column }: Pick<Place, 'line' | 'column'>,
): ImportAt | null {
  if (!loaded.sources.includes(file)) return null;
  const edge = inputsOf(loaded, memory)
    .graph.importsOf(file)
    .find(({ import: { at } }) => at.line === line && at.column <= column && column <= at.endColumn);
  if (!edge) return null;
  const { target } = edge;
  const { at, specifier } = edge.import;
  if (!('file' in target)) return { at, specifier, target, zones: [], rules: [] };
  const zones = [...(loaded.config?.zones ?? [])].filter(([, { where }]) => inside(where, target.file));
  return {
    at,
    specifier,
    target,
    zones: zones.map(([name]) => name),
    rules: rulesBetween(loaded, file, target.file),
  };
}

function rulesBetween(loaded: Loaded, from: Path, to: Path): ImportAt['rules'] {
  const wheres = loaded.config?.wheres ?? [];
  return loaded.rules.flatMap((rule) => {
    if (rule.check.family !== 'layering' || !loaded.judged(rule).set.has(from)) return [];
    const parts = wheres.filter((one) => one.rule === rule.id && one.role !== 'in' && one.role !== 'not');
    const start = parts.find(({ where }) => inside(where, from));
    // A rule that only says which importers it checks does not name the target.
    const end = parts.find(({ role, where }) => role !== 'from' && inside(where, to));
    if (!start || !end) return [];
    return [{ rule: rule.id, from: `${start.role} ${start.where.text}`, to: `${end.role} ${end.where.text}` }];
  });
}
