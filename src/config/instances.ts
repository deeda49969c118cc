import type { Zone } from '../core/config.ts';
import type { Path } from '../core/location.ts';
import type { Binding } from '../core/zone.ts';

interface Instance {
  readonly binding: Binding;
  readonly root: Path;
  sources: number;
}

/** Notes for suspicious instances, which are those without a source file. */
export function instanceNotes(
  zones: readonly Zone[],
  sources: readonly Path[],
  paths: readonly Path[],
): readonly string[] {
  const code = new Set(sources);
  return zones.flatMap((zone) => {
    if (zone.where.captures.length === 0) return [];
    return instancesOf(zone, paths, code)
      .filter(({ sources: count }) => count === 0)
      .map(
        ({ binding, root }) =>
          `zone ${zone.name} has an instance "${Object.values(binding).join('/')}" without source files: exclude it? "!${root}/**"`,
      );
  });
}

function instancesOf(zone: Zone, paths: readonly Path[], code: ReadonlySet<Path>): readonly Instance[] {
  const found = new Map<string, Instance>();
  // Most globs return the same object for equal values, so the key is computed once.
  const known = new Map<Binding, Instance>();
  for (const path of paths) {
    for (const binding of zone.where.match(path)) {
      const instance = known.get(binding) ?? instanceOf(binding, zone, found);
      known.set(binding, instance);
      if (code.has(path)) instance.sources++;
    }
  }
  return [...found.values()].filter((instance) => instance.root !== '');
}

function instanceOf(binding: Binding, zone: Zone, found: Map<string, Instance>): Instance {
  const key = Object.entries(binding).flat().join('\n');
  const instance = found.get(key) ?? { binding, root: zone.where.roots(binding)[0] ?? '', sources: 0 };
  found.set(key, instance);
  return instance;
}
