import type { Made } from '../../core/made.ts';
import { plainLines } from '../../core/plain.ts';
import { type Deed, madeText } from '../../reporters/made.ts';
import type { ExitCode, Host } from './host.ts';

/** Prints what was made, or why nothing was. Nothing is written where the exit code is 1. */
export function printMade({ stdout, stderr }: Host, made: Made, deed: Deed): ExitCode {
  // A diff for a program must be valid input of git apply.
  if (deed.dryRun) stdout.write(stdout.terminal ? plainLines(made.diff) : made.diff);
  (deed.dryRun ? stderr : stdout).write(madeText(made, deed));
  return made.refused === null ? 0 : 1;
}
