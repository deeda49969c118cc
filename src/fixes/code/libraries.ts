import { keyText, literalText, type Words } from '../../core/shape-text.ts';

/** How a library of schemas writes them. */

export interface Library {
  readonly packages: RegExp;
  /** `call('string')` is `z.string()`. `isText`: values are sent as texts. */
  words(call: Call, around: { readonly quote: string; readonly isText: boolean }): Words;
  optional(text: string, call: Call): string;
  /** What a wrapper such as `Type.Optional(…)` is called; null where that is a call behind: `.optional()`. */
  readonly wrapper: string | null;
}

export type Call = (name: string, ...args: readonly string[]) => string;

/** What the libraries call what they all have; `list` is what takes a list of texts. */
interface Names {
  readonly array: string;
  readonly tuple: string;
  readonly union: string;
  readonly object: string;
  readonly literal: string;
  readonly list: string | null;
}

const lower: Names = {
  array: 'array',
  tuple: 'tuple',
  union: 'union',
  object: 'object',
  literal: 'literal',
  list: null,
};

const upper: Names = {
  array: 'Array',
  tuple: 'Tuple',
  union: 'Union',
  object: 'Object',
  literal: 'Literal',
  list: null,
};

interface Around {
  readonly call: Call;
  readonly quote: string;
  optional(text: string): string;
}

function commonWords(
  names: Names,
  { call, quote, optional }: Around,
): Pick<Words, 'array' | 'tuple' | 'union' | 'object' | 'literals'> {
  const union = (options: readonly string[]): string => call(names.union, `[${options.join(', ')}]`);
  return {
    union,
    array: (item) => call(names.array, item),
    tuple: (items) => call(names.tuple, `[${items.join(', ')}]`),
    object(properties) {
      const entries = properties.map(
        ({ name, text, required }) => `${keyText(name, quote)}: ${required ? text : optional(text)}`,
      );
      return call(names.object, entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`);
    },
    literals(values) {
      const texts = values.map((value) => literalText(value, quote));
      const isTexts = values.every((value) => value.startsWith('"'));
      if (names.list !== null && isTexts && values.length > 1) return call(names.list, `[${texts.join(', ')}]`);
      const [first, ...others] = texts.map((text) => call(names.literal, text));
      return others.length === 0 && first !== undefined ? first : union([first ?? '', ...others]);
    },
  };
}

type Formats = Readonly<Partial<Record<string, string>>>;

const formatsOfZod: Formats = { email: 'email', uuid: 'uuid', uri: 'url', 'date-time': 'datetime', date: 'date' };

const zod: Library = {
  packages: /^(?:zod(?:\/.+)?|@hono\/zod-openapi|fastify-zod-openapi)$/,
  wrapper: null,
  optional: (text) => `${text}.optional()`,
  words(call, { quote, isText }) {
    const number = (): string => call(isText ? 'coerce.number' : 'number');
    const formatted = (format: string | null): string => {
      const name = formatsOfZod[format ?? ''];
      return name === undefined ? '' : `.${name}()`;
    };
    return {
      ...commonWords({ ...lower, list: 'enum' }, { call, quote, optional: (text) => zod.optional(text, call) }),
      unknown: () => call('unknown'),
      scalar(type, format) {
        if (type === 'integer') return `${number()}.int()`;
        if (type === 'number') return number();
        return `${call(type)}${type === 'string' ? formatted(format) : ''}`;
      },
      record: (value) => call('record', call('string'), value),
      nullable: (text) => `${text}.nullable()`,
    };
  },
};

const typebox: Library = {
  packages: /^(?:@sinclair\/typebox|typebox|@fastify\/type-provider-typebox|elysia)$/,
  wrapper: 'Optional',
  optional: (text, call) => call('Optional', text),
  words(call, { quote }) {
    const names = { string: 'String', number: 'Number', integer: 'Integer', boolean: 'Boolean', null: 'Null' } as const;
    return {
      ...commonWords(upper, { call, quote, optional: (text) => typebox.optional(text, call) }),
      unknown: () => call('Unknown'),
      scalar: (type, format) =>
        type === 'string' && format !== null
          ? call('String', `{ format: ${literalText(JSON.stringify(format), quote)} }`)
          : call(names[type]),
      record: (value) => call('Record', call('String'), value),
      nullable: (text) => call('Union', `[${text}, ${call('Null')}]`),
    };
  },
};

const formatsOfValibot: Formats = {
  email: 'email',
  uuid: 'uuid',
  uri: 'url',
  'date-time': 'isoTimestamp',
  date: 'isoDate',
};

const valibot: Library = {
  packages: /^valibot$/,
  wrapper: 'optional',
  optional: (text, call) => call('optional', text),
  words(call, { quote }) {
    return {
      ...commonWords({ ...lower, list: 'picklist' }, { call, quote, optional: (text) => valibot.optional(text, call) }),
      unknown: () => call('unknown'),
      scalar(type, format) {
        if (type === 'integer') return call('pipe', call('number'), call('integer'));
        const action = type === 'string' ? formatsOfValibot[format ?? ''] : undefined;
        return action === undefined ? call(type) : call('pipe', call('string'), call(action));
      },
      record: (value) => call('record', call('string'), value),
      nullable: (text) => call('nullable', text),
    };
  },
};

export const libraries: readonly Library[] = [zod, typebox, valibot];
