import { listed } from '../core/listed.ts';
import type { Path } from '../core/location.ts';

/** The options of a rule as they will stand in lintel.yaml, in that order. */
export type Options = Readonly<Record<string, unknown>>;

/** A zone that rules speak of. */
export interface NamedZone {
  readonly name: string;
  readonly globs: readonly string[];
}

/** A paragraph of CONVENTIONS.md. */
export interface Paragraph {
  /** Letters, digits, blanks and hyphens only, so that its anchor is known. */
  readonly heading: string;
  readonly text: string;
  /** From this repository. */
  readonly good: string;
  /** What the rule is against; a violation of today takes its place. */
  readonly bad: string;
}

/** A rule that init proposes. */
export interface Proposal {
  readonly rule: string;
  /** Ways of saying it, the strictest first. The first that finds no more than `most` is taken. */
  readonly ways: readonly Options[];
  /** More violations than this are noise. */
  readonly most: number;
  readonly zones: readonly NamedZone[];
  /** What in the repository speaks for it: `412 of 415 imports lead down`. */
  readonly evidence: string;
  readonly paragraph: Paragraph;
  /** What a person is asked about at a terminal, and the rule in a few words: `ui > service > repo`. */
  readonly asked?: { readonly about: 'layers' | 'names'; readonly brief: string };
  /** Why it cannot be judged as things are; then it is not tried. */
  readonly doubt?: string;
}

/** A proposal, and what came of it when it was tried. */
export interface Accepted {
  readonly proposal: Proposal;
  readonly options: Options;
  /** How many violations there are today. */
  readonly found: number;
  /** One of them, in words. */
  readonly example: string | null;
}

/** What is decided before any rule: what belongs to the project. */
export interface Scope {
  readonly ignore: readonly string[];
  /** The zone `tests`; null where the predefined one fits. */
  readonly tests: readonly string[] | null;
}

/** All that is proposed for a repository. */
export interface Draft extends Scope {
  readonly alias: Readonly<Record<string, string>>;
  readonly proposals: readonly Proposal[];
  /** What is not proposed, and why; a line each. */
  readonly remarks: readonly string[];
}

/** The anchor of a paragraph, as GitHub makes it. */
export function anchorOf({ heading }: Paragraph): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}

/** Violations that a team would freeze: one in twenty of what the rule looks at, and never more than it can work off. */
export function mostOf(judged: number, share = 0.05): number {
  return Math.min(Math.ceil(judged * share), 250);
}

/** `1,204` */
export function figure(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 import`, `2 imports` */
export function counted(count: number, word: string): string {
  return `${figure(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** `98 %`, and `100 %` only of all. */
export function percent(part: number, whole: number): string {
  return `${String(Math.floor((100 * part) / Math.max(1, whole)))} %`;
}

/** A path between backticks. */
export function code(path: Path): string {
  return `\`${path.replace(/[`\p{C}]/gu, '?')}\``;
}

/** `a, b and c`, of many only the first. */
export function someListed(words: readonly string[], most = 4): string {
  const shown = words.slice(0, most);
  const more = words.length - shown.length;
  const all = more > 0 ? [...shown, `${String(more)} more`] : shown;
  return listed(all, 'and');
}

/** `a layer`, `an entry`. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
}
