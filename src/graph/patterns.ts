import { isPatternForm } from '../core/code.ts';
import type { Edge } from '../core/graph.ts';
import { groupBy } from '../core/group.ts';
import type { Fix } from '../core/fix.ts';
import type { Problem } from '../core/violation.ts';
import { listed } from '../core/listed.ts';
import { manualFix } from './symbols/advice.ts';
import { targetName } from './words.ts';

/** A problem, and the import that it is about. */
export interface Found {
  readonly edge: Edge;
  readonly problem: Problem;
}

/** Does an import name files by a pattern? Then it has an edge for each file that it matches. */
export function isPattern({ import: { form } }: Edge): boolean {
  return isPatternForm(form);
}

/** The problems of imports. Those of one pattern become one problem, since one change ends them all. */
export function* oncePerPattern(all: Iterable<Found>): Generator<Problem> {
  const patterns: Found[] = [];
  for (const one of all) {
    if (isPattern(one.edge)) patterns.push(one);
    else yield one.problem;
  }
  for (const found of groupBy(patterns, ({ edge }) => `${edge.from}\0${edge.index}`).values()) {
    const [first, ...others] = found;
    if (first) yield others.length === 0 ? first.problem : together(first.problem, found);
  }
}

function together(first: Problem, found: readonly Found[]): Problem {
  const files = [...new Set(found.map(({ edge }) => targetName(edge)))];
  const others = files.slice(1);
  const more = others.length === 0 ? '' : `; so do ${others.length} more of the files that it matches`;
  return {
    ...first,
    evidence: [...first.evidence, ...others.map((file) => ({ file, line: null, text: 'matched by the pattern, too' }))],
    fix: narrowFix(files),
    ...(first.brief === undefined ? {} : { brief: first.brief + more }),
  };
}

/** What to do about a pattern: what it matches cannot move without being lost to it. */
export function narrowFix(files: readonly string[]): Fix {
  const shown = files.slice(0, mostNamed).map((file) => `\`${file}\``);
  const words = files.length > mostNamed ? [...shown, `${files.length - mostNamed} more`] : shown;
  return manualFix('narrow the pattern', [`narrow the pattern so that it does not match ${listed(words, 'or')}`]);
}

const mostNamed = 3;
