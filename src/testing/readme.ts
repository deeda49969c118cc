import { errorLine } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import type { Report } from '../core/report.ts';
import { fix } from '../pipeline/fix.ts';
import { sessionOf } from '../pipeline/session.ts';
import { lintFiles, type Options, projectOf } from './project.ts';

/** One `## Passes: …` or `## Fails: …` section of a README: a small project and what must be found in it. */
export interface ReadmeCase {
  readonly title: string;
  readonly kind: 'passes' | 'fails';
  /** Line of the section's heading. */
  readonly line: number;
  readonly files: Readonly<Record<Path, string>>;
  /** `file:line:message`, `file:message` where the whole file is meant, or the line of a configuration error. */
  readonly expected: readonly string[];
  /** Files that were written before the others. */
  readonly older: readonly Path[];
  /** Files as every safe fix leaves them; those that are not here stay as they are. */
  readonly fixed: Readonly<Record<Path, string>>;
}

/** Reads the cases of a README. A block that it does not understand is an error: nothing passes by being skipped. */
export function readmeCases(readme: string): ReadmeCase[] {
  const cases: { title: string; kind: 'passes' | 'fails'; line: number; files: Record<Path, string>; expected: string[]; older: Path[]; fixed: Record<Path, string> }[] = [];
  let current: (typeof cases)[number] | null = null;
  let block: { info: string; lines: string[] } | null = null;
  for (const [index, line] of readme.split('\n').entries()) {
    const heading = block ? null : /^## (.*)$/.exec(line)?.[1];
    const fence = /^```(.*)$/.exec(line)?.[1];
    if (heading !== null && heading !== undefined) {
      const kind = /^(Passes|Fails): /.exec(heading)?.[1];
      current = kind ? { title: heading, kind: kind === 'Passes' ? 'passes' : 'fails', line: index + 1, files: {}, expected: [], older: [], fixed: {} } : null;
      if (current) cases.push(current);
    } else if (fence !== undefined && !block) {
      block = { info: fence.trim(), lines: [] };
    } else if (fence !== undefined && block) {
      if (current) addBlock(current, block.info, `${block.lines.join('\n')}\n`);
      block = null;
    } else {
      block?.lines.push(line);
    }
  }
  if (block) throw new Error(`a block is not closed: ${block.info}`);
  return cases.map((one) => ({ ...one, expected: [...one.expected].sort() }));
}

function addBlock(one: { files: Record<Path, string>; expected: string[]; older: Path[]; fixed: Record<Path, string>; line: number }, info: string, text: string): void {
  const [language = '', path, ...more] = info.split(' ');
  if (language === 'expected' && path === undefined) one.expected.push(...text.split('\n').filter(Boolean));
  else if (language === 'yaml' && path === undefined) addFile(one, 'lintel.yaml', `version: 1\n${text}`);
  else if (more.join() === 'fixed' && path !== undefined) one.fixed[path] = path === 'lintel.yaml' ? `version: 1\n${text}` : text;
  else if (path !== undefined && (more.length === 0 || more.join() === 'older-than-sources')) {
    addFile(one, path, text);
    if (more.length > 0) one.older.push(path);
  }
  else throw new Error(`line ${one.line}: what is a block \`${info}\`?`);
}

const marker = /\s*(?:\/\/|#|<!--|\/\*)\s*error: ([\w-]+(?:, [\w-]+)*)\s*(?:-->|\*\/)?\s*$/;

/** Takes the markers out of a file, and notes what they expect. */
function addFile({ files, expected }: { files: Record<Path, string>; expected: string[] }, path: Path, text: string): void {
  const lines = text.split('\n').map((line, index) => {
    const messages = marker.exec(line)?.[1]?.split(', ') ?? [];
    for (const message of messages) expected.push(`${path}:${index + 1}:${message}`);
    return messages.length ? line.replace(marker, '') : line;
  });
  files[path] = lines.join('\n');
}

/** What a run found, in the words of a case. */
export function foundIn({ violations, errors }: Report): string[] {
  const found = violations.map(({ at, message }) => (at.place ? `${at.file}:${at.place.line}:${message}` : `${at.file}:${message}`));
  return [...found, ...errors.map(errorLine)].sort();
}

/** Runs a case in memory. */
export function runCase(one: ReadmeCase, options: Options = {}): string[] {
  return foundIn(reportOf(one, options));
}

/** What a run of a case reports. */
export function reportOf({ files, older }: ReadmeCase, options: Options = {}): Report {
  return lintFiles(files, { ...options, modified: new Map(older.map((path) => [path, 0])) });
}

/** The files of a case that safe fixes change, as they leave them. */
export function fixesOf({ files, older }: ReadmeCase, options: Options = {}): Record<Path, string | null> {
  const session = sessionOf(projectOf(files, { ...options, modified: new Map(older.map((path) => [path, 0])) }));
  return Object.fromEntries(fix(session, { paths: [], rule: null, id: null, suggested: false }, { dryRun: true }).changes);
}
