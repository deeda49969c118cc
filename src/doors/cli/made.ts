import { pathText, plain, plainLines } from '../../core/plain.ts';
import type { Made } from '../../pipeline/make.ts';
import { count } from '../../reporters/reporter.ts';
import type { ExitCode, Host } from './host.ts';

/** What a command does to the project, in the words of its output. */
export interface Deed {
  /** `rename old to next` */
  readonly done: string;
  readonly would: string;
  readonly not: string;
  readonly dryRun: boolean;
}

/** Prints what was made, or why nothing was. Nothing is written where the exit code is 1. */
export function printMade({ stdout, stderr }: Host, made: Made, { done, would, not, dryRun }: Deed): ExitCode {
  const { files, diff, doubts, notes, came, refused } = made;
  // A diff for a program must be valid input of git apply.
  if (dryRun) stdout.write(stdout.terminal ? plainLines(diff) : diff);
  const out = dryRun ? stderr : stdout;
  const violations = came.map(({ rule, at, text }) => {
    const line = at.place ? `:${String(at.place.line)}` : '';
    return ` ${pathText(at.file)}${line} ${plain(text)} (${rule})\n`;
  });
  if (refused !== null) {
    const hint = files.length > 0 ? ' (--suggested does it anyway)' : '';
    out.write(`${plain(not)}: ${plain(refused)}${hint}\n${violations.join('')}`);
    return 1;
  }
  out.write(`${plain(dryRun ? would : done)} in ${count(files.length, 'file')}\n`);
  for (const file of files) out.write(` ${pathText(file)}\n`);
  for (const text of [...doubts, ...notes]) out.write(`check: ${plain(text)}\n`);
  if (violations.length > 0) out.write(`new violations:\n${violations.join('')}`);
  return 0;
}
