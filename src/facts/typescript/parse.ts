import { createRequire } from 'node:module';
import type * as typescriptEslintModule from '@typescript-eslint/parser';
import type * as oxcModule from 'oxc-parser';
import type { EcmaScriptModule, ParserOptions, Program } from 'oxc-parser';
import type { Fault } from '../../core/code.ts';
import { type LazyRecord, wholeRecord } from './lazy-record.ts';
import { mayOverflow } from './nesting.ts';
import type { Source } from './source.ts';

export type Parser = 'oxc' | 'typescript-eslint';
export type Dialect = 'ts' | 'tsx' | 'dts' | 'jsx';

export interface Comment {
  readonly type: 'Line' | 'Block';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A parsed text. Program and comments are only brought into JavaScript when asked for. */
export interface Parsed {
  /** Null when the text has faults. */
  readonly program: (() => Program) | null;
  readonly comments: () => readonly Comment[];
  /** oxc's list of imports and exports; null when the program must be walked for them. */
  readonly record: EcmaScriptModule | null;
  readonly faults: readonly Fault[];
  /** Gives back what the text took; nothing is read of it afterwards. */
  release(): void;
}

type Oxc = typeof oxcModule;
type TypescriptEslint = typeof typescriptEslintModule;

const load = createRequire(import.meta.url);
const oxc = (): Oxc => load('oxc-parser') as Oxc;
const typescriptEslint = (): TypescriptEslint => load('@typescript-eslint/parser') as TypescriptEslint;

/** `oxc`, where its native binding loads. */
export function availableParser(): Parser {
  try {
    oxc();
    return 'oxc';
  } catch {
    return 'typescript-eslint';
  }
}

/** Do parsed texts hold memory that V8 does not see? From Node 22 on they share one buffer. */
export function holdsUnseenMemory(parser: Parser): boolean {
  return parser === 'oxc' && !oxc().rawTransferSupported();
}

/** `@typescript-eslint/parser`, whose trees `extractFromProgram` reads. */
export function editorParser(): object {
  return typescriptEslint();
}

/** Errors of oxc about text that TypeScript accepts. Asking TypeScript would cost the time to load it. */
function isHarmless({ message }: { readonly message: string }, text: string): boolean {
  switch (message) {
    case "A 'declare' modifier cannot be used in an already ambient context.":
      return true;
    case 'An implementation cannot be declared in ambient contexts.':
      // TypeScript rejects a body only behind `declare function`.
      return !/\bdeclare\b[^;{}]*\bfunction\b/.test(text);
    default:
      return false;
  }
}

/** Parses one text; `walked` says that its program will be. */
export function parse(source: Source, dialect: Dialect, parser: Parser, walked: boolean): Parsed {
  if (parser === 'typescript-eslint' || mayOverflow(source.text) || importsTooMany(source.text))
    return parseByTypeScript(source, dialect);
  const parsed = walked || !oxc().rawTransferSupported() ? parseWhole(source, dialect) : parseLazily(source, dialect);
  if (parsed.errors.every((error) => isHarmless(error, source.text))) return parsed;
  // TypeScript has the last word on what is a fault: it is what editors and compilers show, and both parsers then agree. What oxc recovers of a text
  // that TypeScript refuses is not used: each parser would guess something else.
  parsed.release();
  return parseByTypeScript(source, dialect);
}

/** For each import statement, oxc copies the names of all before it: many of both end the process. */
function importsTooMany(text: string): boolean {
  let statements = 0;
  let names = 0;
  // The names stand before the specifier; a call has none.
  for (const [head] of text.matchAll(/import[^'"(;]*/g)) {
    statements++;
    names += head.split(',').length;
    if (statements * names > mostCopies) return true;
  }
  return false;
}

/** oxc gives up at about 25 million. */
const mostCopies = 2_000_000;

type ParsedByOxc = Parsed & {
  readonly program: () => Program;
  readonly errors: readonly { readonly message: string }[];
};

// How a result crosses into JavaScript is not yet in the library's types.
interface Lazy extends Pick<ReturnType<Oxc['parseSync']>, 'errors'> {
  readonly module: LazyRecord;
  readonly comments: readonly Omit<Comment, 'value'>[];
  dispose(): void;
}

function optionsOf(
  dialect: Dialect,
  transfer: { readonly experimentalLazy?: true; readonly experimentalRawTransfer?: boolean },
): ParserOptions {
  const options: ParserOptions & typeof transfer = { lang: dialect, astType: 'ts', preserveParens: false, ...transfer };
  return options;
}

function parseWhole({ text }: Source, dialect: Dialect): ParsedByOxc {
  const { rawTransferSupported, parseSync } = oxc();
  const result = parseSync('', text, optionsOf(dialect, { experimentalRawTransfer: rawTransferSupported() }));
  return {
    program: () => result.program,
    comments: () => result.comments,
    record: result.module,
    errors: result.errors,
    faults: [],
    release: () => undefined,
  };
}

/** Leaves the program where the parser has put it; who asks for it nevertheless has the text parsed again. */
function parseLazily(source: Source, dialect: Dialect): ParsedByOxc {
  const result = oxc().parseSync('', source.text, optionsOf(dialect, { experimentalLazy: true })) as unknown as Lazy;
  let whole: ParsedByOxc | null = null;
  return {
    program: () => (whole ??= parseWhole(source, dialect)).program(),
    comments: () =>
      result.comments.map(({ type, start, end }) => ({
        type,
        start,
        end,
        value: source.text.slice(start + 2, type === 'Block' ? end - 2 : end),
      })),
    record: wholeRecord(result.module, source.text),
    errors: result.errors,
    faults: [],
    release: () => {
      result.dispose();
    },
  };
}

const nothing = { program: null, comments: () => [], record: null, release: () => undefined };

function parseByTypeScript(source: Source, dialect: Dialect): Parsed {
  try {
    const program = typescriptEslint().parse(source.text, {
      filePath: dialect === 'dts' ? 'file.d.ts' : `file.${dialect}`,
      ecmaFeatures: { jsx: dialect === 'tsx' || dialect === 'jsx' },
      sourceType: 'module',
      range: true,
      comment: true,
      allowInvalidAST: true,
      suppressDeprecatedPropertyWarnings: true,
      jsDocParsingMode: 'none',
      loggerFn: false,
    });
    // One shape, two libraries' names for it: what differs is held equal by the parity tests.
    return {
      ...nothing,
      program: () => program as unknown as Program,
      comments: () => commentsOf(program),
      faults: [],
    };
  } catch (error) {
    if (isSyntaxError(error)) {
      const at = source.place(error.location.start.offset, error.location.end.offset);
      return { ...nothing, faults: [{ text: error.message, at }] };
    }
    if (error instanceof RangeError) return { ...nothing, faults: [tooDeep] };
    throw error;
  }
}

interface SyntaxFault extends Error {
  readonly location: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
}

function isSyntaxError(error: unknown): error is SyntaxFault {
  return error instanceof Error && error.name === 'TSError' && 'location' in error;
}

/** What is said of a text whose nesting exhausts the stack. */
export const tooDeep: Fault = {
  text: 'Nested too deeply to be read.',
  at: { line: 1, column: 1, endLine: 1, endColumn: 1 },
};

/** The comments of a program, as oxc tells them. */
export function commentsOf(program: object): Comment[] {
  const { comments = [] } = program as {
    comments?: readonly { type: 'Line' | 'Block'; value: string; range: readonly [number, number] }[];
  };
  return comments.map(({ type, value, range: [start, end] }) => ({ type, value, start, end }));
}
