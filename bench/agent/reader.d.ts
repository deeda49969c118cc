export function readReport(text: string): {
  readonly found: readonly object[];
  readonly behind: ReadonlySet<string>;
  readonly left: readonly string[];
};
