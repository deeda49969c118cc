import { biome } from './biome.ts';
import { boundaries } from './boundaries.ts';
import { dependencyCruiser } from './dependency-cruiser.ts';
import { importX } from './import-x.ts';
import { knip } from './knip.ts';
import { lsLint } from './ls-lint.ts';
import { namingConvention } from './naming-convention.ts';
import { nx } from './nx.ts';
import { sheriff } from './sheriff.ts';
import { steiger } from './steiger.ts';
import type { Peer } from './translation.ts';

/** Every linter whose configuration `lintel init --from` can read. */
export const peers: readonly Peer[] = [
  biome,
  boundaries,
  dependencyCruiser,
  importX,
  knip,
  lsLint,
  namingConvention,
  nx,
  sheriff,
  steiger,
];
