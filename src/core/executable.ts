import type { Section } from './fact.ts';
import type { Path } from './location.ts';
import type { Facts } from './view.ts';

/** What `isExecutable` reads. */
export const executableSections = [
  'problems',
  'imports',
  'exports',
  'declarations',
] as const satisfies readonly Section[];

const kept = new Set(['variable', 'function', 'class', 'enum', 'objectLiteralMethod', 'classMethod']);
const running = new Set(['value', 'dynamic', 'require']);

/** Does anything of the file run that is its own? A file of types does not, nor one that only hands on what others export. */
export function isExecutable({ facts }: Facts<(typeof executableSections)[number]>, file: Path): boolean {
  // Nobody knows what is in a file that cannot be read; that it cannot is another problem.
  if (facts(file, 'problems').length > 0) return false;
  const exports = facts(file, 'exports');
  if (exports.some((one) => one.from === null && !one.type)) return true;
  // Beside types, a constant only serves them (`typeof levels`); a function has a use of its own.
  const isTypes = exports.length > 0;
  if (
    facts(file, 'declarations').some(({ kind }) => (isTypes ? kind === 'function' || kind === 'class' : kept.has(kind)))
  )
    return true;
  return !isTypes && facts(file, 'imports').some((one) => running.has(one.kind));
}
