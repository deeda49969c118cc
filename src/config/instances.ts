import type { Zone } from '../core/config.ts';
import type { Path } from '../core/location.ts';
import type { Binding } from '../core/zone.ts';

interface Instance {
  readonly binding: Binding;
  readonly root: Path;
  sources: number;
  /** Lies a file directly in its folder? */
  direct: boolean;
}

/** Says which instances look like a mistake: without a source file, or a folder of folders among modules with files. */
export function instanceNotes(
  zones: readonly Zone[],
  sources: readonly Path[],
  paths: readonly Path[],
): readonly string[] {
  const code = new Set(sources);
  return zones.flatMap((zone) => {
    if (zone.where.captures.length === 0) return [];
    const instances = instancesOf(zone, paths, code);
    const mostHaveFiles = instances.filter((i) => i.direct).length > instances.length / 2;
    return instances.flatMap((instance) => {
      const holds =
        instance.sources === 0 ? 'no source file' : mostHaveFiles && !instance.direct ? 'only folders' : null;
      if (holds === null) return [];
      return [
        `zone ${zone.name} has an instance "${Object.values(instance.binding).join('/')}" that holds ${holds}: take it away? "!${instance.root}/**"`,
      ];
    });
  });
}

function instancesOf(zone: Zone, paths: readonly Path[], code: ReadonlySet<Path>): readonly Instance[] {
  const found = new Map<string, Instance>();
  // Most globs give one object for equal values: the key is then made once.
  const known = new Map<Binding, Instance>();
  for (const path of paths) {
    for (const binding of zone.where.match(path)) {
      const instance = known.get(binding) ?? instanceOf(binding, zone, found);
      known.set(binding, instance);
      if (code.has(path)) instance.sources++;
      if (!instance.direct && path.slice(0, Math.max(0, path.lastIndexOf('/'))) === instance.root)
        instance.direct = true;
    }
  }
  return [...found.values()].filter((instance) => instance.root !== '');
}

function instanceOf(binding: Binding, zone: Zone, found: Map<string, Instance>): Instance {
  const key = Object.entries(binding).flat().join('\n');
  const instance = found.get(key) ?? { binding, root: zone.where.roots(binding)[0] ?? '', sources: 0, direct: false };
  found.set(key, instance);
  return instance;
}
