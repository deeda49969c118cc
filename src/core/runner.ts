/** What the configuration of a test runner, or of a tool that measures coverage, says of the reports that it writes. */
export interface Reporting {
  /** Their formats; null where it does not say. */
  readonly formats: readonly string[] | null;
  /** It says so by code, which is not run. */
  readonly isComputed: boolean;
  /** Coverage is measured without being asked for. */
  readonly isOn: boolean;
}
