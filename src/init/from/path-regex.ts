import { literally } from '../../core/glob.ts';
import type { Path } from '../../core/location.ts';
import { regexOf } from '../../core/regex.ts';
import { globFault } from './translation.ts';
import { matcherOf } from '../scope.ts';

/** Globs that mean what a regular expression means, or why there are none. */
export type Globs = readonly string[] | { readonly reason: string };

/** Any text, with slashes or without. */
const deep = '\u0001';
const most = 64;

/** Translates a regular expression over paths: `^src/([^/]+)/` is `src/{g1}/**`. */
export function globsOf(source: string): Globs {
  const all: string[] = [];
  let groups = 0;
  for (const alternative of topAlternatives(source)) {
    const reader: Reader = { text: bodyOf(alternative), at: 0, groups };
    const found = alternativesIn(reader);
    if ('reason' in found) return found;
    if (reader.at < reader.text.length) return cannot(source);
    groups = reader.groups;
    const end = endsThere.test(alternative) ? '' : deep;
    all.push(...found.flatMap((one) => deepened(`${startOf(alternative)}${one}${end}`.replaceAll(/\u0001+/g, deep))));
  }
  return all.length > most ? cannot(source) : [...new Set(all.map(simplified))];
}

/** `^a|b$` begins with `a`, or ends with `b`. */
function topAlternatives(source: string): readonly string[] {
  const alternatives = [''];
  let depth = 0;
  for (const [token] of source.matchAll(/\\.|\[[^\]]*\]|./gs)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) alternatives.push('');
    else alternatives.push((alternatives.pop() ?? '') + token);
  }
  return alternatives;
}

/** At the start of a path, or of a folder in it. */
const startsAnywhere = /^\((?:\?:)?\^\|\/\)/;
const endsThere = /(?<!\\)\$$/;

function bodyOf(alternative: string): string {
  return alternative.replace(startsAnywhere, '').replace(/^\^/, '').replace(endsThere, '');
}

function startOf(alternative: string): string {
  if (startsAnywhere.test(alternative)) return '**/';
  return alternative.startsWith('^') ? '' : deep;
}

/** The same, checked against the paths of the project: what a glob cannot say exactly must not matter there. */
export function provenGlobs(source: string, paths: readonly Path[]): Globs {
  const globs = globsOf(source);
  if ('reason' in globs) return globs;
  if (/\$\d/.test(source)) return globs;
  const regex = regexOf(source);
  if ('fault' in regex) return { reason: regex.fault };
  const valid = globs.filter((glob) => globFault(glob, paths) === null);
  const matches = matcherOf(valid);
  const different = paths.find((path) => regex.test(path) !== matches(path));
  if (different === undefined) return valid.length > 0 && valid.length < globs.length ? [asOne(globs)] : globs;
  return { reason: `no glob means ${source}: they disagree on ${different}` };
}

/** One glob for several, since each glob of lintel.yaml must match a file: `src/{a.ts,b.ts}`. */
function asOne(globs: readonly string[]): string {
  const [first = ''] = globs;
  const folders = first.split('/').slice(0, -1);
  const shared = folders.findIndex(
    (_, at) => !globs.every((glob) => glob.startsWith(`${folders.slice(0, at + 1).join('/')}/`)),
  );
  const prefix = folders.slice(0, shared < 0 ? folders.length : shared).map((folder) => `${folder}/`);
  const start = prefix.join('');
  return `${start}{${globs.map((glob) => glob.slice(start.length)).join(',')}}`;
}

interface Reader {
  readonly text: string;
  at: number;
  groups: number;
}

function cannot(source: string): { readonly reason: string } {
  return { reason: `no glob means ${source}` };
}

/** Up to the end of the group. */
function alternativesIn(reader: Reader): Globs {
  const all: string[] = [];
  for (;;) {
    const found = sequenceIn(reader);
    if ('reason' in found) return found;
    all.push(...found);
    if (reader.text[reader.at] !== '|') return all.length > most ? cannot(reader.text) : all;
    reader.at++;
  }
}

function sequenceIn(reader: Reader): Globs {
  let all: readonly string[] = [''];
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text.charAt(reader.at))) {
    const found = repeatedIn(reader);
    if ('reason' in found) return found;
    all = all.flatMap((before) => found.map((one) => before + one));
    if (all.length > most) return cannot(reader.text);
  }
  return all;
}

/** Parts of expressions that have a glob of their own. */
const parts: readonly (readonly [pattern: RegExp, globOf: (found: RegExpExecArray, reader: Reader) => string])[] = [
  [/^\.[*+]\??/, () => deep],
  [/^\(\[\^\/\]\+\)/, (_, reader) => `{g${String(++reader.groups)}}`],
  [/^\$(\d)/, ([, group = '']) => `{g${group}}`],
  [/^\[\^\/\]\+\??/, () => '?*'],
  [/^\[\^\/\]\*\??/, () => '*'],
  [/^\[\.\](?![*+?{])/, () => '.'],
  [/^\[[\w.-]+\](?![*+?{])/, ([found]) => found],
  [/^\\([^\w\s])(?![*+{])/, ([, character = '']) => literally(character)],
  [/^\.(?![*+?{])/, () => '?'],
  [/^[^\\^$.*+?()[\]{}|](?![*+{])/, ([found]) => literally(found)],
];

function repeatedIn(reader: Reader): Globs {
  const found = reader.text[reader.at] === '(' ? groupIn(reader) : partIn(reader);
  if ('reason' in found) return found;
  const next = reader.text.charAt(reader.at);
  if (/[*+{]/.test(next)) return cannot(reader.text);
  if (next !== '?') return found;
  reader.at++;
  return [...found, ''];
}

function partIn(reader: Reader): Globs {
  const rest = reader.text.slice(reader.at);
  for (const [pattern, globOf] of parts) {
    const found = pattern.exec(rest);
    if (!found) continue;
    reader.at += found[0].length;
    return [globOf(found, reader)];
  }
  return cannot(reader.text);
}

function groupIn(reader: Reader): Globs {
  const rest = reader.text.slice(reader.at);
  if (rest.startsWith('([^/]+)')) return partIn(reader);
  const isPlain = rest.startsWith('(?:');
  if (!isPlain && rest.startsWith('(?')) return cannot(reader.text);
  if (!isPlain) reader.groups++;
  reader.at += isPlain ? 3 : 1;
  const found = alternativesIn(reader);
  if (reader.text[reader.at] !== ')') return cannot(reader.text);
  reader.at++;
  return found;
}

/** Writes `any text` as globs: what it is depends on what stands beside it. */
function deepened(text: string): readonly string[] {
  const at = text.indexOf(deep);
  if (at < 0) return [text];
  const [before, after] = [text.slice(0, at), text.slice(at + 1)];
  const isStart = before === '' || before.endsWith('/');
  return choicesFor(isStart, after).flatMap((glob) => deepened(before + glob + after));
}

function choicesFor(isStart: boolean, after: string): readonly string[] {
  if (after === '') return isStart ? ['**'] : ['*', '*/**'];
  if (after.startsWith('/')) return ['*/**'];
  return isStart ? ['**/*'] : ['*', '*/**/*'];
}

function simplified(glob: string): string {
  return glob.replaceAll(/(^|\/)\?\*(?=\/|$)/g, '$1*').replaceAll(/\*{2,}(?!\/|$)/g, '*');
}
