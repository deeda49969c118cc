import { ask, type Opened, type OpenOptions } from '../../pipeline/open.ts';
import type { Environment } from '../../world/site.ts';

/** The process environment of a command. */
export interface Host {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly stdout: Out;
  readonly stderr: Out;
  /** The file of this program; absent where a command was not started as a process of its own. */
  readonly program?: string;
  /** The whole standard input, or null if there is more than this. */
  input?(most: number): Promise<string | null>;
  /** Asks the user on the terminal and waits for a line; absent without a terminal. */
  question?(text: string): Promise<string>;
  /** Ends a command that goes on until it is stopped; Ctrl+C ends the whole process. */
  readonly signal?: AbortSignal;
}

export interface Out {
  readonly terminal: boolean;
  write(text: string): void;
}

type Choices = Pick<OpenOptions, 'cache' | 'since' | 'phase' | 'look'>;

/** How a command opens the project of the working directory. */
export function optionsHere({ cwd, env }: Pick<Host, 'cwd' | 'env'>, choices: Choices): OpenOptions {
  return { cwd, env, parser: env['LINTEL_PARSER'] === 'typescript-eslint' ? 'typescript-eslint' : null, ...choices };
}

/** Asks the project of the working directory. */
export function askHere<T>(
  host: Host,
  choices: Choices,
  question: (opened: Opened) => T,
): Promise<{ readonly opened: Opened; readonly answer: T }> {
  return ask(optionsHere(host, choices), question);
}

/** 0 no errors · 1 violations · 2 invalid configuration or command line, or Lintel crashed. */
export type ExitCode = 0 | 1 | 2;
