import { mistake } from '../core/error.ts';
import { SpelledWhere } from '../core/options.ts';
import type { Reading } from './reading.ts';
import { compileWhere, takesAway } from './where.ts';
import { entriesOf, textsOf, valueAt, type Written } from './written.ts';

const binding = new Set(['from', 'within', 'zone', 'zones', 'level', 'per']);

/** The options, with each written where replaced by a resolved one. */
export function fillWheres(options: unknown, written: Written, reading: Reading): unknown {
  return fill(options, [], { written, reading });
}

interface Filling {
  readonly written: Written;
  readonly reading: Reading;
}

function fill(value: unknown, path: readonly (string | number)[], filling: Filling): unknown {
  if (value instanceof SpelledWhere) return compileSpelled(value, path, filling);
  if (Array.isArray(value)) return value.map((item: unknown, i) => fill(item, [...path, i], filling));
  if (
    typeof value !== 'object' ||
    value === null ||
    ![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  )
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner, [...path, key], filling)]));
}

function compileSpelled(
  spelled: SpelledWhere,
  path: readonly (string | number)[],
  { written, reading }: Filling,
): unknown {
  const holder = nearestWritten(written, path);
  const texts = textsOf(holder);
  const key = entriesOf(holder).get(spelled.items[0] ?? '')?.key;
  const items = spelled.items.map((text, i) => ({
    text,
    at: texts[i]?.text === text ? texts[i].at : (key ?? holder.at),
  }));
  const { traits } = spelled;
  const [first] = items;
  if (first && items.length === 1 && takesAway(first.text) && typeof path.at(-1) === 'number') {
    reading.around.report(mistake('takes-from-none', { glob: first.text }, first.at));
    return spelled;
  }
  const option = String(path.findLast((step) => typeof step === 'string') ?? '');
  // The option that defines the instances cannot be relative to them.
  const around =
    path.length === 1 && (option === 'within' || option === 'zone')
      ? { ...reading.around, instances: null }
      : reading.around;
  const where = compileWhere(items, { ...around, relative: traits.relative === true });
  if (!where) return spelled;
  const binds = traits.binds === true || binding.has(option);
  (binds ? reading.binders : reading.bound).push(where);
  if (traits.mayBeEmpty !== true) {
    const { own, at } = holder;
    reading.wheres.push({
      where,
      rule: reading.id,
      role: roleOf(option),
      option: String(path[0] ?? ''),
      globs: where.globs,
      own,
      at: first?.at ?? at,
    });
  }
  return where;
}

/** The written value at the path, or at its longest existing prefix: a check may have transformed the rest. */
function nearestWritten(written: Written, path: readonly (string | number)[]): Written {
  for (let length = path.length; length > 0; length--) {
    const found = valueAt(written, path.slice(0, length));
    if (found) return found;
  }
  return written;
}

const singular: Readonly<Record<string, string>> = { layers: 'layer', open: 'layer', zones: 'zone', entries: 'entry' };

function roleOf(option: string): string {
  return singular[option] ?? option;
}
