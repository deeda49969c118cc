/** A heading of a markdown document, with the anchor that GitHub gives it. */
export interface Heading {
  readonly text: string;
  readonly anchor: string;
  readonly level: number;
  readonly line: number;
}
