import { baselineFile } from '../core/baseline.ts';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { type BaselineReading, readBaseline } from '../settle/baseline.ts';
import { dangerOf } from '../world/inside.ts';
import type { World } from '../world/world.ts';

/** The baseline of a project. A link could lead to the baseline of somebody else. */
export function baselineIn({ site }: World, read: (path: Path) => string | null): BaselineReading {
  const reason = site === null ? null : dangerOf(site.root, baselineFile);
  if (reason === null) return readBaseline(read(baselineFile));
  const at = { file: baselineFile, line: 1, column: 1 };
  return { baseline: [], errors: [mistake('baseline-no-file', { reason }, at)] };
}
