import { type LintelError, mistake } from '../core/error.ts';
import type { Places } from './places.ts';
import { type CompiledWhere, compileWhere, type Surroundings } from './where.ts';
import { type Entry, textsOf, type Written } from './written.ts';

/** The zones by name, each read at its first use. */
export interface Zones {
  readonly names: readonly string[];
  find(name: string): CompiledWhere | 'broken' | null;
}

const at = { file: 'lintel', line: 1, column: 1 };

/** Predefined zones. */
export function predefinedZones(tests: readonly string[]): ReadonlyMap<string, Entry> {
  return new Map([['tests', { key: at, value: listOf(tests) }]]);
}

function listOf(globs: readonly string[]): Written {
  return { value: globs.map((value) => ({ value, at, own: false })), at, own: false };
}

/** Reads zones, which may refer to each other. Errors of `broken` zones are already reported. */
export function zonesOf(
  all: ReadonlyMap<string, Entry>,
  broken: ReadonlySet<string>,
  places: Places,
  report: (error: LintelError) => void,
): Zones {
  const done = new Map<string, CompiledWhere | 'broken'>();
  const open: string[] = [];
  const names = [...all.keys()];
  const around: Surroundings = { places, zone: find, zoneNames: names, instances: null, report };

  function find(name: string): CompiledWhere | 'broken' | null {
    if (broken.has(name)) return 'broken';
    const entry = all.get(name);
    if (!entry) return null;
    const known = done.get(name);
    if (known) return known;
    if (open.includes(name) || open.length > 500) {
      report(mistake('zone-circle', { chain: [...open.slice(Math.max(0, open.indexOf(name))), name] }, entry.key));
      return 'broken';
    }
    open.push(name);
    const made = compileWhere(textsOf(entry.value), around);
    open.pop();
    const result = made ? { ...made, text: name, zone: name } : 'broken';
    done.set(name, result);
    return result;
  }
  return { names, find };
}
