import type { Covered } from '../../core/coverage.ts';
import type { Path } from '../../core/location.ts';
import { lastLine } from './figures.ts';
import type { Measurable } from './measure.ts';
import { codeOf } from './untested.ts';

/** Something that a report says of a file and that its source contradicts. */
export interface Impossible {
  readonly file: Path;
  readonly kind: 'lines' | 'functions';
  /** Where the report speaks of the file. */
  readonly at: number;
  readonly text: string;
}

/** What of a record cannot be true: lines past the end, else the first function that the source does not have. */
export function impossibleIn(project: Measurable, file: Path, record: Covered): Impossible | null {
  const { lines } = project.facts(file, 'size');
  const last = lastLine(record);
  const { at } = record;
  if (last > lines)
    return {
      file,
      kind: 'lines',
      at,
      text: `line ${last} of ${file}, which has ${lines} ${lines === 1 ? 'line' : 'lines'}`,
    };
  const unknown = unknownFunction(project, file, record);
  return (
    unknown && {
      file,
      kind: 'functions',
      at,
      text: `function \`${unknown.name}\` in line ${unknown.line} of ${file}, which has none there`,
    }
  );
}

/** Tools have names of their own for what has none, and for what they make of classes and enums: only what looks like a name of the source counts. */
function unknownFunction(
  project: Measurable,
  file: Path,
  { format, functions }: Covered,
): Covered['functions'][number] | null {
  // V8 tells places, of which the source made lines.
  if (format === 'v8') return null;
  // Of a component, templates are functions too.
  if (!(project.idiom(file)?.canReexport(file) ?? false) || project.facts(file, 'problems').length > 0) return null;
  const known = project.facts(file, 'execution').functions;
  const isKnown = (one: Covered['functions'][number]): boolean =>
    codeOf(one, known) !== null ||
    known.some(({ at }) => at.line <= one.line && one.line <= at.endLine) ||
    project.facts(file, 'declarations').some(({ name }) => name === one.name);
  const isNamed = ({ name, line }: Covered['functions'][number]): boolean =>
    line > 0 && /^[\p{L}$][\p{L}\p{N}$]*$/u.test(name);
  return functions.find((one) => isNamed(one) && !isKnown(one)) ?? null;
}
