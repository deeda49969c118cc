/** Where in a configuration file something was written. */
export interface ConfigPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Every mistake that a user can repair, by code. A text is one line and says the remedy. */
export const errorTexts = {
  // the command line
  'no-config': (d: { from: string }) => `no lintel.yaml with a \`version\` at or above ${d.from}: run \`lintel init\`, or write one (lintel explain lintel.yaml)`,
} as const;

export type ErrorCode = keyof typeof errorTexts;
type ErrorData<C extends ErrorCode> = Parameters<(typeof errorTexts)[C]>[0];

/** A mistake that the user can repair: printed without a stack, place first; exit 2. */
export class LintelError extends Error {
  readonly code: ErrorCode;
  readonly at: ConfigPlace | null;

  constructor(code: ErrorCode, text: string, at: ConfigPlace | null) {
    super(text);
    this.name = 'LintelError';
    this.code = code;
    this.at = at;
  }
}

/** Makes an error from the table. */
export function mistake<C extends ErrorCode>(code: C, data: ErrorData<C>, at: ConfigPlace | null = null): LintelError {
  const text = errorTexts[code] as (data: ErrorData<C>) => string;
  return new LintelError(code, text(data), at);
}

/** `lintel.yaml:12:14 quote this path: …` */
export function errorLine(error: LintelError): string {
  return error.at ? `${error.at.file}:${error.at.line}:${error.at.column} ${error.message}` : error.message;
}
