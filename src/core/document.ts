/** A heading of a markdown document, with the anchor that GitHub gives it; or one more anchor of a heading, written as `<a id="x">` below it. */
export interface Heading {
  readonly text: string;
  readonly anchor: string;
  readonly level: number;
  readonly line: number;
  /** The sentence of its section that decides, in 25 words at most; null where the section has no sentence. */
  readonly quote: string | null;
}
