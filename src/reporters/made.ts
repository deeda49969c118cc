import type { Made } from '../core/made.ts';
import { pathText, plain } from '../core/plain.ts';
import { count } from './reporter.ts';

/** What a command does to a project: `rename bake to knead`. */
export interface Deed {
  readonly verb: 'rename' | 'move';
  readonly what: string;
  readonly to: string;
  readonly dryRun: boolean;
  /** How the reader says that it shall be made despite doubts. */
  readonly insist: string;
}

/** What was made, and what should be looked at; or why nothing was. */
export function madeText(made: Made, { verb, what, to, dryRun, insist }: Deed): string {
  const { files, doubts, notes, came, refused } = made;
  const violations = came.map(({ rule, at, text }) => {
    const line = at.place ? `:${String(at.place.line)}` : '';
    return ` ${pathText(at.file)}${line} ${plain(text)} (${rule})\n`;
  });
  if (refused !== null) {
    const hint = files.length > 0 ? ` (${insist} does it anyway)` : '';
    return `${plain(what)} was not ${verb}d: ${plain(refused)}${hint}\n${violations.join('')}`;
  }
  return [
    `${dryRun ? `would ${verb}` : `${verb}d`} ${plain(what)} to ${plain(to)} in ${count(files.length, 'file')}\n`,
    ...files.map((file) => ` ${pathText(file)}\n`),
    ...[...doubts, ...notes].map((text) => `check: ${plain(text)}\n`),
    ...(violations.length > 0 ? ['new violations:\n', ...violations] : []),
  ].join('');
}
