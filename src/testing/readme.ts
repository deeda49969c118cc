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
  /** The files of the base commit; null where the section has none. */
  readonly base: Readonly<Record<Path, string>> | null;
  /** Files as every safe fix leaves them, null where one has moved away; those that are not here stay as they are. */
  readonly fixed: Readonly<Record<Path, string | null>>;
}

/** A case while it is read; `base` may stay empty, `removed` are files of it that are gone. */
interface Draft {
  readonly title: string;
  readonly kind: 'passes' | 'fails';
  readonly line: number;
  readonly files: Record<Path, string>;
  readonly expected: string[];
  readonly older: Path[];
  readonly base: Record<Path, string>;
  readonly removed: Set<Path>;
  readonly fixed: Record<Path, string | null>;
}

/** Reads the cases of a README. A block that it does not understand is an error: nothing passes by being skipped. */
export function readmeCases(readme: string): ReadmeCase[] {
  const cases: Draft[] = [];
  let current: Draft | null = null;
  let block: { info: string; lines: string[] } | null = null;
  for (const [index, line] of readme.split('\n').entries()) {
    const heading = block ? null : /^## (.*)$/.exec(line)?.[1];
    const fence = /^```(.*)$/.exec(line)?.[1];
    if (heading !== null && heading !== undefined) {
      const kind = /^(Passes|Fails): /.exec(heading)?.[1];
      current = kind
        ? {
            title: heading,
            kind: kind === 'Passes' ? 'passes' : 'fails',
            line: index + 1,
            files: {},
            expected: [],
            older: [],
            base: {},
            removed: new Set(),
            fixed: {},
          }
        : null;
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
  return cases.map(finish);
}

/** A file of the base that no other block speaks of is as it was. */
function finish({ files, base, removed, expected, ...rest }: Draft): ReadmeCase {
  const kept = Object.entries(base).filter(([path]) => !removed.has(path));
  return {
    ...rest,
    files: { ...Object.fromEntries(kept), ...files },
    base: Object.keys(base).length > 0 ? base : null,
    expected: [...expected].sort(),
  };
}

function addBlock(one: Draft, info: string, text: string): void {
  const [language = '', path, ...more] = info.split(' ');
  if (language === 'expected' && path === undefined) one.expected.push(...text.split('\n').filter(Boolean));
  else if (language === 'yaml' && path === undefined) addFile(one, 'lintel.yaml', `version: 1\n${text}`);
  else if (path !== undefined && (more[0] === 'before' || more[0] === 'removed') && more.length === 1) {
    one.base[path] = text;
    if (more[0] === 'removed') one.removed.add(path);
  } else if (path !== undefined && (more.join() === 'fixed' || (more[0] === 'moved-from' && more.length === 2))) {
    addFixed(one, { path, from: more[1] ?? path, text });
  } else if (path !== undefined && (more.length === 0 || more.join() === 'older-than-sources')) {
    addFile(one, path, text);
    if (more.length > 0) one.older.push(path);
  } else throw new Error(`line ${one.line}: what is a block \`${info}\`?`);
}

/** A file as fixes leave it, and where it came from. */
function addFixed(
  { fixed }: Draft,
  { path, from, text }: { readonly path: Path; readonly from: Path; readonly text: string },
): void {
  fixed[from] = null;
  fixed[path] = path === 'lintel.yaml' ? `version: 1\n${text}` : text;
}

const marker = /\s*(?:\/\/|#|<!--|\/\*)\s*error: ([\w-]+(?:, [\w-]+)*)\s*(?:-->|\*\/)?\s*$/;

/** Takes the markers out of a file, and notes what they expect. */
function addFile({ files, expected }: Draft, path: Path, text: string): void {
  const lines = text.split('\n').map((line, index) => {
    const messages = marker.exec(line)?.[1]?.split(', ') ?? [];
    for (const message of messages) expected.push(`${path}:${index + 1}:${message}`);
    return messages.length ? line.replace(marker, '') : line;
  });
  files[path] = lines.join('\n');
}

/** What a run found, in the words of a case. */
export function foundIn({ violations, errors }: Report): string[] {
  const found = violations.map(({ at, message }) =>
    at.place ? `${at.file}:${at.place.line}:${message}` : `${at.file}:${message}`,
  );
  return [...found, ...errors.map(errorLine)].sort();
}

/** Runs a case in memory. */
export function runCase(one: ReadmeCase, options: Options = {}): string[] {
  return foundIn(reportOf(one, options));
}

/** What a run of a case reports. */
export function reportOf({ files, older, base }: ReadmeCase, options: Options = {}): Report {
  return lintFiles(files, { ...options, base, modified: new Map(older.map((path) => [path, 0])) });
}

/** The files of a case that safe fixes change, as they leave them. */
export function fixesOf({ files, older, base }: ReadmeCase, options: Options = {}): Record<Path, string | null> {
  const session = sessionOf(projectOf(files, { ...options, base, modified: new Map(older.map((path) => [path, 0])) }));
  return Object.fromEntries(
    fix(session, { paths: [], rule: null, ids: [], suggested: false }, { dryRun: true }).changes,
  );
}
