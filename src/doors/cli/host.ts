/** What a door is given by the process it lives in. */
export interface Host {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Out;
  readonly stderr: Out;
}

export interface Out {
  readonly terminal: boolean;
  write(text: string): void;
}

/** 0 clean · 1 violations · 2 the configuration or the invocation is wrong, or Lintel failed. */
export type ExitCode = 0 | 1 | 2;
