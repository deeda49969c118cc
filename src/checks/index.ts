import type { Check } from '../core/check.ts';
import { openapi } from './contract/openapi/check.ts';
import { openapiBreaking } from './contract/openapi-breaking/check.ts';
import { coverage } from './coverage/coverage/check.ts';
import { hasTest } from './coverage/has-test/check.ts';
import { changedCoverage } from './coverage/changed-coverage/check.ts';
import { cycles } from './layering/cycles/check.ts';
import { entryPoint } from './layering/entry-point/check.ts';
import { imports } from './layering/imports/check.ts';
import { independent } from './layering/independent/check.ts';
import { layers } from './layering/layers/check.ts';
import { packages } from './layering/packages/check.ts';
import { protectedZone } from './layering/protected/check.ts';
import { stability } from './layering/stability/check.ts';
import { unresolved } from './layering/unresolved/check.ts';
import { orphans } from './layering/orphans/check.ts';
import { fileNaming } from './naming/file-naming/check.ts';
import { naming } from './naming/naming/check.ts';
import { conventions } from './structure/conventions/check.ts';
import { baseline } from './structure/baseline/check.ts';
import { parse } from './structure/parse/check.ts';
import { requiredFiles } from './structure/required-files/check.ts';
import { suppressions } from './structure/suppressions/check.ts';
import { weakening } from './structure/weakening/check.ts';

/** Every check that a rule may name. */
export const checks: readonly Check[] = [
  layers,
  independent,
  protectedZone,
  imports,
  entryPoint,
  cycles,
  unresolved,
  orphans,
  packages,
  stability,
  naming,
  fileNaming,
  openapi,
  openapiBreaking,
  hasTest,
  coverage,
  conventions,
  requiredFiles,
  suppressions,
  changedCoverage,
  weakening,
];

/** Checks that run without a rule of the project's own. */
export const builtinChecks: readonly Check[] = [parse, baseline];

/** The same for checks that compare the project with the base of the run. */
export const comparingChecks: readonly Check[] = [weakening];
