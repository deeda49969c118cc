import type { Details } from '../../core/check.ts';
import type { Fix } from '../../core/fix.ts';
import type { Path } from '../../core/location.ts';
import type { Stale } from './age.ts';
import type { Lost } from './records.ts';

/** The option that says how the report is generated. */
export interface Commanded {
  readonly command?: string | undefined;
}

export function missingText({ command }: Commanded, [lack]: readonly string[]): string {
  if (command === undefined) return 'does not exist';
  return `does not exist; ${lack === undefined ? `run \`${command}\`` : `\`${command}\` does not write it: ${lack}`}`;
}

export function staleText({ newer, imported, impossible }: Stale): string {
  const [first] = impossible;
  if (newer.length > 0) return `is older than ${filesText(newer)}`;
  if (imported.length > 0) return `is older than ${filesText(imported)} that its files import`;
  const what = first?.kind === 'functions' ? 'functions that are not in' : 'lines past the end of';
  return `has ${what} ${first?.file ?? ''}${impossible.length > 1 ? ` and ${impossible.length - 1} more` : ''}`;
}

function filesText({ length }: readonly Path[]): string {
  return length === 1 ? '1 file' : `${length} files`;
}

/** Says of reports that they are older than others, and count on. */
export function carriedText(carried: readonly Path[]): string[] {
  const [first, ...others] = carried;
  if (first === undefined) return [];
  const whose = others.length > 0 ? `${first} and ${others.length} more are` : `${first} is`;
  return [`${whose} carried over: neither the files covered there nor what these import changed since`];
}

export function remedy(o: Commanded): string {
  return o.command === undefined ? '' : `; run \`${o.command}\``;
}

export function again({ command }: Commanded): string[] {
  return command === undefined ? [] : [`run \`${command}\``];
}

export function making(o: Commanded): Fix {
  return manual('generate it again', again(o).length ? again(o) : ['run the tests with coverage']);
}

export function manual(title: string, steps: readonly string[]): Fix {
  return { title, safety: 'manual', edits: [], steps };
}

/** `steps`: what comes before the command can write the report. */
export function absence(o: Commanded, steps: readonly string[]): Details {
  const fix = steps.length > 0 ? manual('make the command write it', [...steps, ...again(o)]) : making(o);
  return { found: 'no such report', expected: 'a coverage report', brief: missingText(o, steps), fix };
}

export function staleness(one: Stale, o: Commanded): Details {
  const evidence = [
    ...[...one.newer, ...one.imported].map((file) => ({ file, line: null, text: 'changed after the report' })),
    ...one.impossible.map(({ at, text }) => ({ file: one.report, line: at, text })),
  ];
  return {
    found: `it ${staleText(one)}`,
    expected: 'a report of the current sources',
    brief: `${staleText(one)}${remedy(o)}`,
    evidence,
    fix: making(o),
  };
}

export function mapping({ path: written, candidates: found }: Lost, o: Commanded): Details {
  return {
    found: `\`${written}\``,
    expected: 'the path of one file',
    brief:
      found.length === 0
        ? `\`${written}\` is not a file`
        : `\`${written}\` matches ${found
            .slice(0, 4)
            .map((one) => `\`${one}\``)
            .join(', ')}${found.length > 4 ? ` and ${found.length - 4} more` : ''}`,
    evidence: found.map((file) => ({ file, line: null, text: 'possible match' })),
    fix: manual('fix its paths', [
      'make the test runner write paths from the root, or write the report inside its package',
      ...again(o),
    ]),
  };
}
