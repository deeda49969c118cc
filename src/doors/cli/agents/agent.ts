/** A hook of an agent, as its program calls it. */
export type HookEvent = {
  /** Where the agent works; null if it does not say. */
  readonly cwd: string | null;
  /** What tells one conversation from another. */
  readonly conversation: string;
} & (
  | { readonly kind: 'before'; readonly edits: readonly FileEdit[] }
  /** The edits are written. */
  | { readonly kind: 'after'; readonly files: readonly string[] }
  /** The agent believes that it is done. */
  | { readonly kind: 'stop' }
);

/** What happens to one file, by its path as the agent writes it. */
export interface FileEdit {
  readonly file: string;
  /** The text after the edit, null for a deleted file; undefined if the edit does not fit the text. */
  apply(text: string | null): string | null | undefined;
}

/** A program that runs hooks. */
export interface Agent {
  /** Did this program write the JSON? */
  wrote(input: Input): boolean;
  /** Null for an event that does not concern files. */
  eventOf(input: Input): HookEvent | null;
  /** The answer that interrupts the agent with a text; null if the event has none. */
  answer(input: Input, text: string): object | null;
}

/** The JSON of a hook. */
export type Input = Readonly<Record<string, unknown>>;

export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textIn(input: Input, key: string): string | null {
  const value = input[key];
  return typeof value === 'string' ? value : null;
}

/** A map in the JSON, also one that is written as a text. */
export function mapIn(input: Input, key: string): Input {
  const value = input[key];
  if (typeof value !== 'string') return isInput(value) ? value : {};
  try {
    const parsed: unknown = JSON.parse(value);
    return isInput(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** One text in place of another, which must be in the file once unless all of them are replaced. */
export interface Swap {
  readonly old: string;
  readonly text: string;
  readonly isForAll: boolean;
}

export function writing(file: string, text: string): FileEdit {
  return { file, apply: () => text };
}

/** Swaps that are made one after the other. An empty text is replaced only where there is no file or nothing in it. */
export function swapping(file: string, swaps: readonly Swap[]): FileEdit {
  return {
    file,
    apply: (before) => swaps.reduce<string | undefined>((text, swap) => swapped(text, swap), before ?? ''),
  };
}

function swapped(text: string | undefined, { old, text: next, isForAll }: Swap): string | undefined {
  if (text === undefined) return undefined;
  if (old === '') return text === '' ? next : undefined;
  const parts = text.split(old);
  if (parts.length < 2 || (parts.length > 2 && !isForAll)) return undefined;
  return parts.join(next);
}
