import { matcherOf } from './glob-match.ts';
import type { Path } from './location.ts';
import { braces, parseSegment, type Segment, splitPath } from './pattern.ts';
import { type Binding, distinct, nowhere } from './zone.ts';

/** A compiled glob. Matching is polynomial in the length of the path with small exponents, whatever the glob says. */
export interface Glob {
  readonly text: string;
  readonly captures: readonly string[];
  /** One binding for each way in which the path matches; none when it does not. */
  readonly match: (path: Path) => readonly Binding[];
  /** For each alternative, the part of the glob that names the folder of one instance. */
  readonly instances: readonly string[];
}

/** Why a text is no glob, in words that stand after the glob in quotes and a colon. */
export interface GlobFault {
  readonly fault: string;
}

const longest = 1000;
const most = { alternatives: 64, captures: 4 };

/** Compiles a glob: `*` `**` `?` `[a-z]` `{a,b}` `@(a|b)` `!(a|b)` `{x}` `{x...}`; dotfiles are files like others. */
export function globOf(text: string): Glob | GlobFault {
  const fault = faultOf(text);
  if (fault !== null) return { fault };
  const spelled = braces(text, most.alternatives);
  if ('fault' in spelled) return spelled;
  const alternatives: Alternative[] = [];
  for (const one of spelled) {
    const made = alternativeOf(one);
    if ('fault' in made) return made;
    alternatives.push(made);
  }
  const captures = [...new Set(alternatives.flatMap((a) => a.segments.flatMap((s) => s.captures)))];
  if (captures.length > most.captures) return { fault: `it has ${captures.length} captures; ${most.captures} are the most` };
  return { text, captures, match: anyOf(alternatives.map((a) => a.match)), instances: [...new Set(alternatives.map((a) => a.instance))] };
}

/** Matches what one of them matches, in all of their ways. */
export function anyOf(matches: readonly Glob['match'][]): Glob['match'] {
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

function faultOf(text: string): string | null {
  if (text.trim() === '') return 'it is empty';
  if (text.length > longest) return `it has ${text.length} characters; ${longest} are the most`;
  if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text)) return 'it is absolute: write it from the folder of lintel.yaml, without a leading /';
  if (/\\[A-Za-z0-9_]/.test(text)) return 'write / between folders, not \\';
  if (text.split(/[/{},]/).includes('..')) return 'it leaves the root: nothing outside the folder of lintel.yaml is read';
  return null;
}

interface Alternative {
  readonly segments: readonly Segment[];
  readonly instance: string;
  readonly match: Glob['match'];
}

function alternativeOf(text: string): Alternative | GlobFault {
  const raw = splitPath(text).filter((s) => s !== '' && s !== '.');
  const segments: Segment[] = [];
  for (const one of raw) {
    const segment = parseSegment(one);
    if ('fault' in segment) return segment;
    if (segment.kind !== 'deep' || segments.at(-1)?.kind !== 'deep') segments.push(segment);
  }
  if (segments.length === 0) return { fault: 'it names nothing' };
  const open = segments.slice(0, -1).filter((s) => s.kind === 'deep' || s.kind === 'rest').length;
  if (open > 2 && segments.some((s) => s.captures.length > 0)) return { fault: 'beside a capture, ** and {x...} may stand twice at most: nothing says which folder is meant' };
  return { segments, instance: instanceOf(segments), match: matcherOf(segments) };
}

/** Up to the segment of the last capture; without captures, the literal folders that it begins with. */
function instanceOf(segments: readonly Segment[]): string {
  const last = segments.findLastIndex((s) => s.captures.length > 0);
  const wild = segments.findIndex((s) => s.kind !== 'text');
  const end = last >= 0 ? last + 1 : wild >= 0 ? wild : segments.length - 1;
  return segments.slice(0, end).map((s) => s.text).join('/');
}
