import type { Place } from './location.ts';

export const branchKinds = ['if', 'conditional', 'switch', 'logical', 'default'] as const;
export type BranchKind = (typeof branchKinds)[number];

/** What of a file can run, whatever its tests reach. */
export interface Execution {
  /** The lines on which something begins that runs, in order. */
  readonly lines: readonly number[];
  /** In the order in which they begin. */
  readonly functions: readonly CodeFunction[];
  /** In the order in which coverage tools number them: the outer before the inner ones. */
  readonly branchings: readonly Branching[];
}

export interface CodeFunction {
  /** What it is called after, where it has no name of its own. */
  readonly name: string;
  readonly at: Place;
}

/** Where the program goes one of several ways. */
export interface Branching {
  readonly kind: BranchKind;
  readonly line: number;
  /** What decides, as source text on one line, which may be shortened. */
  readonly text: string;
  /** The ways in order, as source text: `else` is the second way of an `if`, and of a `switch` each has its case. */
  readonly ways: readonly string[];
}

export const noExecution: Execution = { lines: [], functions: [], branchings: [] };

/** One way of a branching in words, such as "the else of `if (user.admin)`". */
export function wayText({ kind, text, ways }: Branching, index: number): string {
  const way = ways[index] ?? '';
  switch (kind) {
    case 'if':
      return index === 0 ? quoted(`if (${text})`) : `the else of ${quoted(`if (${text})`)}`;
    case 'conditional':
      return `${quoted(way)} of ${quoted(`${text} ?`)}`;
    case 'switch':
      return `${quoted(way)} of ${quoted(`switch (${text})`)}`;
    case 'logical':
      return `${quoted(way)} of ${quoted(text)}`;
    case 'default':
      return `the default ${quoted(text)}`;
  }
}

/** Source text with backticks of its own needs no others. */
function quoted(text: string): string {
  return text.includes('`') ? text : `\`${text}\``;
}
