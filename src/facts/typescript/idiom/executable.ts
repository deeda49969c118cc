import type { ExecutableFacts } from '../../../core/language.ts';

const kept = new Set(['variable', 'function', 'class', 'enum', 'objectLiteralMethod', 'classMethod']);
const running = new Set(['value', 'dynamic', 'require']);

/** Does anything of the file run that is its own? A file of types does not, nor one that only hands on what others export. */
export function isExecutable(facts: ExecutableFacts): boolean {
  // Nobody knows what is in a file that cannot be read; that it cannot is another problem.
  if (facts('problems').length > 0) return false;
  const exports = facts('exports');
  if (exports.some((one) => one.from === null && !one.type)) return true;
  // Beside types, a constant only serves them (`typeof levels`); a function has a use of its own.
  const isTypes = exports.length > 0;
  if (facts('declarations').some(({ kind }) => (isTypes ? kind === 'function' || kind === 'class' : kept.has(kind))))
    return true;
  return !isTypes && facts('imports').some((one) => running.has(one.kind));
}
