/** The variables of the process in which a door lives. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a project lies, and the variables of the process that works on it. */
export interface Site {
  /** Absolute and real. */
  readonly root: string;
  readonly env: Environment;
}
