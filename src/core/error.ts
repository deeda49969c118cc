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
  'unknown-flag': (d: { flag: string; nearest: string | null }) => `there is no flag ${d.flag}${d.nearest === null ? ': see lintel --help' : `: did you mean --${d.nearest}?`}`,
  'flag-value': (d: { flag: string; value: string }) => `${d.flag} needs a value: ${d.flag} ${d.value}`,
  'flag-no-value': (d: { flag: string }) => `${d.flag} takes no value`,
  'flag-number': (d: { flag: string; found: string }) => `${d.flag} takes a whole number, not ${d.found}`,
  'unknown-format': (d: { format: string; nearest: string | null; names: readonly string[] }) => `there is no format ${d.format}${d.nearest === null ? `; there are ${d.names.join(', ')}` : `: did you mean ${d.nearest}?`}`,
  'unknown-command': (d: { command: string; nearest: string }) => `there is no command ${d.command}: did you mean ${d.nearest}? (a folder of this name: ./${d.command})`,
  'outside': (d: { path: string }) => `${d.path} lies outside the project`,
  'no-subject': (d: { name: string }) => `there is no rule, check, zone or violation ${d.name}`,
  'unknown-rule': (d: { rule: string; rules: readonly string[] }) => `there is no rule ${d.rule}; there are ${d.rules.join(', ')}`,
  'no-files': () => 'no file to check: `files` and `ignore` leave none that Lintel can read',
  'contradiction': (d: { rule: string; text: string }) => `${d.text} (${d.rule})`,
  'crash': (d: { rule: string; check: string; text: string }) => `check ${d.check} failed on rule ${d.rule}; this is a bug of Lintel: ${d.text}`,
} as const;

export type ErrorCode = keyof typeof errorTexts;
type ErrorData<C extends ErrorCode> = Parameters<(typeof errorTexts)[C]> extends [infer D] ? D : Record<string, never>;

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
