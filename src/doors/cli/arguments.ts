import { parseArgs } from 'node:util';
import { type LintelError, mistake } from '../../core/error.ts';
import { nearest } from '../../core/nearest.ts';

/** A flag and its help text. */
export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly multiple?: true;
  readonly value?: string;
  /** The value is optional; without it, the flag is `true`. */
  readonly optional?: true;
  readonly help: string;
}

/** The arguments of a command. */
export interface Given {
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
}

/** Parses flags; unknown flags are errors with the nearest valid name. */
export function readArguments(argv: readonly string[], flags: Readonly<Record<string, Flag>>): Given | LintelError {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  );
  const bare = Object.keys(flags).filter(
    (name) => flags[name]?.optional && argv.some((word, i) => isBare(name, word, argv[i + 1])),
  );
  const args = argv.filter((word, i) => !bare.some((name) => isBare(name, word, argv[i + 1])));
  const { tokens, values, positionals } = parseArgs({
    args,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (!flag)
      return mistake('unknown-flag', {
        flag: token.rawName,
        nearest: nearest(token.name, [...Object.keys(flags), 'help', 'version']) ?? null,
      });
    if (
      flag.type === 'string' &&
      (token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('--')))
    )
      return mistake('flag-value', { flag: token.rawName, value: flag.value ?? 'VALUE' });
    if (flag.type === 'boolean' && token.value !== undefined) return mistake('flag-no-value', { flag: token.rawName });
  }
  return { positionals, flags: { ...values, ...Object.fromEntries(bare.map((name) => [name, true])) } };
}

/** The next word, if any, cannot be its value. */
function isBare(name: string, word: string, next: string | undefined): boolean {
  return word === `--${name}` && (next === undefined || next.startsWith('-'));
}
