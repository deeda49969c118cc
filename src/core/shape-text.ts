import type { ScalarType, Shape } from './shape.ts';

/** How a language of schemas or types writes shapes. All parts are given as texts. */
export interface Words {
  unknown(): string;
  scalar(type: ScalarType, format: string | null): string;
  /** Literals as JSON writes them. */
  literals(values: readonly string[]): string;
  array(item: string): string;
  tuple(items: readonly string[]): string;
  object(properties: readonly WrittenProperty[]): string;
  record(value: string): string;
  union(options: readonly string[]): string;
  nullable(text: string): string;
}

export interface WrittenProperty {
  readonly name: string;
  readonly text: string;
  readonly required: boolean;
}

/** A shape in the words of a language. */
export function written(shape: Shape, words: Words): string {
  switch (shape.kind) {
    case 'unknown':
      return words.unknown();
    case 'scalar':
      return words.scalar(shape.type, shape.format);
    case 'enum':
      return words.literals(shape.values);
    case 'array':
      return words.array(written(shape.items, words));
    case 'tuple':
      return words.tuple(shape.items.map((item) => written(item, words)));
    case 'object': {
      const { properties, rest } = shape;
      if (properties.length === 0 && rest) return words.record(written(rest, words));
      return words.object(
        properties.map(({ name, shape: inner, required }) => ({ name, text: written(inner, words), required })),
      );
    }
    case 'union': {
      const present = shape.options.filter((one) => !isNull(one)).map((one) => written(one, words));
      const [only, ...others] = present;
      if (only === undefined) return words.scalar('null', null);
      const text = others.length === 0 ? only : words.union(present);
      return present.length < shape.options.length ? words.nullable(text) : text;
    }
  }
}

export function isNull(shape: Shape): boolean {
  return shape.kind === 'scalar' && shape.type === 'null';
}

/** A property name as code writes it. */
export function keyText(name: string, quote: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name, quote);
}

/** A text as code writes it. */
export function quoted(text: string, quote: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === '"' ? `"${inner}"` : `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A literal of JSON as code writes it. */
export function literalText(literal: string, quote: string): string {
  return literal.startsWith('"') ? quoted(JSON.parse(literal) as string, quote) : literal;
}

/** Types of TypeScript. */
export function typeWords(quote: string): Words {
  const inner = (text: string): string => (/[|&]/.test(text) && !/^[{[]/.test(text) ? `(${text})` : text);
  return {
    unknown: () => 'unknown',
    scalar: (type) => (type === 'integer' ? 'number' : type),
    literals: (values) => values.map((value) => literalText(value, quote)).join(' | '),
    array: (item) => `${inner(item)}[]`,
    tuple: (items) => `[${items.join(', ')}]`,
    object: (properties) =>
      `{ ${properties.map(({ name, text, required }) => `${keyText(name, quote)}${required ? '' : '?'}: ${text}`).join('; ')} }`,
    record: (value) => `Record<string, ${value}>`,
    union: (options) => options.join(' | '),
    nullable: (text) => `${text} | null`,
  };
}

/** A shape as a type of TypeScript. */
export function typeText(shape: Shape, quote = "'"): string {
  return written(shape, typeWords(quote));
}
