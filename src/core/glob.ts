import { joined, many, type Match, matcherOf, type Segment } from './matcher.ts';
import {
  alternativesOf,
  captureFault,
  expandBraces,
  fits,
  type GlobFault,
  patternOf,
  plainPatternOf,
  withBraces,
} from './segment.ts';
import { distinct, nowhere } from './zone.ts';

/** A compiled glob. Matching is polynomial in the length of the path, with small exponents, for every glob. */
export interface Glob {
  readonly text: string;
  readonly captures: readonly string[];
  readonly match: Match;
  /** For each alternative, the part of the glob that names the folder of one instance. */
  readonly instances: readonly string[];
}

const longest = 1000;
const most = { alternatives: 64, captures: 4, places: 8 };

/** Compiles a glob: `*` `**` `?` `[a-z]` `{a,b}` `@(a|b)` `?(a)` `!(a|b)` `{x}` `{x...}`; dotfiles are files like others. */
export function globOf(text: string): Glob | GlobFault {
  const fault = faultOf(text);
  if (fault !== null) return { fault };
  const spelled = alternativesOf(withBraces(text), most.alternatives);
  if (!spelled) return { fault: `its {a,b} expand to more than ${most.alternatives} globs: split it into a list` };
  const alternatives: (readonly Segment[])[] = [];
  for (const one of spelled) {
    const segments = segmentsOf(one);
    if ('fault' in segments) return segments;
    alternatives.push(segments);
  }
  const captures = [...new Set(alternatives.flat().flatMap((s) => s.captures))];
  if (captures.length > most.captures)
    return { fault: `it has ${captures.length} captures; the limit is ${most.captures}` };
  const places = Math.max(...alternatives.map((segments) => segments.flatMap((s) => s.captures).length));
  if (places > most.places) return { fault: `it uses captures in ${places} places; the limit is ${most.places}` };
  return {
    text,
    captures,
    match: anyOf(alternatives.map(matcherOf)),
    instances: [...new Set(alternatives.map(instanceOf))],
  };
}

/** Why a single glob is invalid, including a leading `!`; null if it is valid. */
export function loneFault(text: string): string | null {
  if (/^!(?!\()/.test(text))
    return 'it begins with !, but there is nothing to exclude it from: remove the !, or write \\! if the name begins with !';
  const glob = globOf(text);
  return 'fault' in glob ? glob.fault : null;
}

/** Matches if one of them matches, with all their captures. */
export function anyOf(matches: readonly Match[]): Match {
  const [first] = matches;
  if (matches.length === 1 && first) return first;
  return (path) => {
    let found = nowhere;
    for (const match of matches) {
      const these = match(path);
      if (these.length > 0) found = found.length === 0 ? these : distinct([...found, ...these]);
    }
    return found;
  };
}

/** Puts a backslash before every character that means something in a glob. */
export function literally(path: string): string {
  return path.replace(/[\\*?[\]{}()!@+|]/g, '\\$&');
}

type Test = (text: string) => boolean;
const never: Test = () => false;

/** The test of a glob from .gitignore or a workspace list: `*` `**` `?` `[a-z]`, and nothing that can be wrong. */
export function pathTest(glob: string): Test {
  const segments = glob.split('/').map((text): Segment | null => {
    const pattern = text === '**' ? many(text) : plainPatternOf(text);
    return pattern && { ...pattern, text };
  });
  const match = matcherOf(joined(segments.flatMap((one) => one ?? [])));
  return segments.includes(null) ? never : (path) => match(path).length > 0;
}

/** A glob for names, specifiers and other texts that are not paths: `*` matches any text, including `/`. */
export function nameMatcher(glob: string): Test {
  const tests = expandBraces(glob).map((one) => nameTest(one));
  return (name) => tests.some((test) => test(name));
}

/** The test of a glob without braces over texts that are no paths. */
export function nameTest(glob: string): Test {
  // To a segment a slash would be an end.
  const flat = (text: string): string => text.replaceAll('/', '\u0001');
  const pattern = plainPatternOf(flat(glob));
  return pattern ? (name) => fits(pattern, flat(name)) : never;
}

function faultOf(text: string): string | null {
  if (text.trim() === '') return 'it is empty';
  if (text.length > longest) return `it has ${text.length} characters; the limit is ${longest}`;
  if (text.startsWith('/') && text.replace(/^\/+/, '') !== '')
    return `it begins with /: write "${text.replace(/^\/+/, '')}", relative to the folder of lintel.yaml`;
  if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text))
    return 'it is absolute: paths are relative to the folder of lintel.yaml';
  if (/\\[A-Za-z0-9_]/.test(text)) return 'write / between folders, not \\';
  if (text.split(/[/{},]/).includes('..'))
    return 'it leaves the root: Lintel reads only files in the folder of lintel.yaml';
  return null;
}

function segmentsOf(text: string): readonly Segment[] | GlobFault {
  const segments: Segment[] = [];
  for (const one of text.split('/').filter((s) => s !== '' && s !== '.')) {
    const rest = /^\{([^{}]*)\.\.\.\}$/.exec(one)?.[1];
    const plain = (): ReturnType<typeof many> | ReturnType<typeof patternOf> =>
      one === '**' ? many(one) : patternOf(one);
    const read =
      rest === undefined
        ? plain()
        : (captureFault(rest) ?? { kind: 'many' as const, least: 1 as const, capture: rest, captures: [rest] });
    if ('fault' in read) return read;
    segments.push({ ...read, text: one });
  }
  if (segments.length === 0) return { fault: 'it has no segments' };
  const all = joined(segments);
  if (all.slice(0, -1).filter((s) => s.kind === 'many').length > 2 && all.some((s) => s.captures.length > 0))
    return { fault: 'with a capture, ** and {x...} may appear at most twice: more are ambiguous' };
  return all;
}

/** Up to the segment of the last capture; without captures, the literal folders that it begins with. */
function instanceOf(segments: readonly Segment[]): string {
  const last = segments.findLastIndex((s) => s.captures.length > 0);
  const wild = segments.findIndex((s) => s.kind !== 'text');
  const literal = wild >= 0 ? wild : segments.length - 1;
  const end = last >= 0 ? last + 1 : literal;
  return segments
    .slice(0, end)
    .map((s) => s.text)
    .join('/');
}
