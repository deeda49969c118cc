import { mistake } from '../core/error.ts';
import type { Reading } from './reading.ts';
import type { Zones } from './zones.ts';

/** Reports captures that a path of the rule uses but nothing in the rule defines. */
export function reportUnbound({ id, bound, binders, around, report }: Reading, zones: Zones): void {
  // A path with a leading ./ has the captures of the rule's instances.
  const given = new Set([...binders.flatMap((where) => where.captures), ...(around.instances?.captures ?? [])]);
  const told = new Set<string>();
  for (const { capture, at } of bound.flatMap((where) => where.spelled)) {
    if (given.has(capture) || told.has(capture)) continue;
    told.add(capture);
    report(mistake('unbound', { capture, rule: id, zones: zonesWith(capture, zones) }, at));
  }
}

function zonesWith(capture: string, zones: Zones): readonly string[] {
  return zones.names.filter((name) => {
    const zone = zones.find(name);
    return zone !== null && zone !== 'broken' && zone.captures.includes(capture);
  });
}
