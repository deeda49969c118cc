import type { Section, Sections } from './fact.ts';

/** What `isExecutable` reads. */
export const executableSections = ['imports', 'exports', 'declarations'] as const satisfies readonly Section[];

type Facts = Pick<Sections, (typeof executableSections)[number]>;

const kept = new Set(['variable', 'function', 'class', 'enum', 'objectLiteralMethod', 'classMethod']);
const running = new Set(['value', 'dynamic', 'require']);

/** Does anything of the file run that is its own? A file of types does not, nor one that only hands on what others export. */
export function isExecutable({ imports, exports, declarations }: Facts): boolean {
  if (exports.some((one) => one.from === null && !one.type)) return true;
  // Beside types, a constant only serves them (`typeof levels`); a function has a use of its own.
  const isTypes = exports.length > 0;
  if (declarations.some(({ kind }) => (isTypes ? kind === 'function' || kind === 'class' : kept.has(kind)))) return true;
  return !isTypes && imports.some((one) => running.has(one.kind));
}
