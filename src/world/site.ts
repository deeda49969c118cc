/** The variables of the process in which a door lives. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of a project and the environment variables of the process. */
export interface Site {
  /** Absolute and real. */
  readonly root: string;
  readonly env: Environment;
}
