import type { Exception } from '../core/rule.ts';
import type { Reading } from './reading.ts';
import { compileWhere } from './where.ts';
import { entriesOf, itemsOf, textsOf, type Written } from './written.ts';

/** Reads `except`. Its `from` and `file` define captures for its `to`. */
export function exceptionsOf(written: Written | undefined, reading: Reading): readonly Exception[] {
  return itemsOf(written).map((item) => {
    const where = (key: 'from' | 'to' | 'file') => {
      const spelled = entriesOf(item).get(key)?.value;
      return spelled ? compileWhere(textsOf(spelled), { ...reading.around, packages: key === 'to' }) : null;
    };
    const [from, file, to] = [where('from'), where('file'), where('to')];
    const binds = [...(from?.captures ?? []), ...(file?.captures ?? [])];
    if (to?.captures.some((capture) => !binds.includes(capture))) reading.bound.push(to);
    const keys = reading.check.exceptKeys.flatMap((key) => {
      const value = text(item, key);
      return value === null ? [] : [[key, value] as const];
    });
    const said = { name: text(item, 'name'), keys: Object.fromEntries(keys), until: text(item, 'until') };
    return { from, to, file, ...said, reason: text(item, 'reason') ?? '', at: item.at };
  });
}

function text(map: Written, key: string): string | null {
  const value = entriesOf(map).get(key)?.value.value;
  return typeof value === 'string' ? value : null;
}
