import { ask, type Opened, type OpenOptions } from '../../pipeline/open.ts';
import type { Environment } from '../../world/site.ts';

/** What a door is given by the process it lives in. */
export interface Host {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly stdout: Out;
  readonly stderr: Out;
  /** Asks the person at the terminal, and waits for a line; absent where nobody is there. */
  question?(text: string): Promise<string>;
}

export interface Out {
  readonly terminal: boolean;
  write(text: string): void;
}

/** How a command asks the project that it stands in. */
export function askHere<T>(
  { cwd, env }: Host,
  options: Pick<OpenOptions, 'cache' | 'since' | 'phase'>,
  question: (opened: Opened) => T,
): Promise<{ readonly opened: Opened; readonly answer: T }> {
  return ask(
    { cwd, env, parser: env['LINTEL_PARSER'] === 'typescript-eslint' ? 'typescript-eslint' : null, ...options },
    question,
  );
}

/** 0 clean · 1 violations · 2 the configuration or the invocation is wrong, or Lintel failed. */
export type ExitCode = 0 | 1 | 2;
