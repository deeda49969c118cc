import { scalar, type Shape, unionOf, unknownShape } from '../../../core/shape.ts';
import {
  functionOf,
  insideOf,
  isBoolean,
  property,
  resolved,
  termOf,
  type WrittenReader,
} from '../handlers/written.ts';
import type { Written } from '../values.ts';
import { enumOf, enumOfObject, libraryCall, listed } from './library.ts';
import type { TypeReading } from './types.ts';
import type { Field } from './field.ts';

const packages = /^(?:class-validator|class-transformer|@nestjs\/swagger)$/;

/** A decorator of a field. */
export interface FieldMark {
  readonly name: string;
  readonly args: readonly Written[];
}

/** The decorators of class-validator, class-transformer and `@nestjs/swagger` that a field has. */
export function fieldMarks(marks: readonly Written[], reader: WrittenReader): readonly FieldMark[] {
  return marks.flatMap((mark) => libraryCall(mark, packages, reader) ?? []);
}

/** What the declaration of a field says. */
export interface DeclaredField {
  readonly declared: Shape;
  readonly optional: boolean;
}

/** A field as its decorators describe it; null for one that is not to be documented. A request is what is validated, a response what is documented. */
export function markedShape(
  marks: readonly FieldMark[],
  { declared, optional }: DeclaredField,
  inside: TypeReading,
): Field | null {
  const has = (...names: readonly string[]): boolean => marks.some(({ name }) => names.includes(name));
  if (has('ApiHideProperty')) return null;
  const told = marks.find(({ name }) => /^Api(?:Response)?Property(?:Optional)?$/.test(name));
  const documented = told ? documentedShape(told, declared, inside) : declared;
  const isRequest = inside.direction === 'request';
  const mayLack =
    optional ||
    has('ApiPropertyOptional') ||
    isFalse(told, 'required', inside.reader) ||
    // Undecorated, it is handed on as it comes.
    (isRequest && (has('IsOptional', 'ValidateIf') || marks.length === 0));
  if (has('Transform', 'Exclude')) return { shape: unknownShape, optional: true, isUncertain: true };
  // What may be left out of a request may still be in every response.
  const isUncertain = !mayLack && has('IsOptional', 'ValidateIf');
  if (!isRequest) return { shape: documented, optional: mayLack || isUncertain, isUncertain };
  const checked = checkedShape(marks, documented, inside);
  // `@IsOptional()` takes null as well.
  const shape = has('IsOptional') ? unionOf([checked, scalar('null')]) : checked;
  return { shape, optional: mayLack };
}

/** `@ApiProperty({ type, enum, isArray, format, nullable })`. */
function documentedShape({ args: [options] }: FieldMark, declared: Shape, inside: TypeReading): Shape {
  const { reader } = inside;
  const real = options && resolved(options, reader);
  const option = (name: string): Written | null => (real ? property(real, name, reader) : null);
  const isTrue = (name: string): boolean => isBoolean(option(name), 'true', reader);
  const values = option('enum');
  const type = option('type');
  const one = values ? enumIn(values, reader) : ((type && shapeOfTold(type, inside)) ?? null);
  const format = textOf(option('format'), reader);
  const listedOnes: Shape | null = one && isTrue('isArray') ? { kind: 'array', items: one } : one;
  const shape = listedOnes ?? declared;
  const formatted = format !== null && shape.kind === 'scalar' ? { ...shape, format } : shape;
  return isTrue('nullable') ? unionOf([formatted, scalar('null')]) : formatted;
}

/** `String`, `Cat`, `() => Cat`, `[Cat]` or `'string'`. */
export function shapeOfTold(told: Written, inside: TypeReading): Shape {
  const { reader } = inside;
  const real = resolved(told, reader);
  const term = termOf(real);
  if (term?.kind === 'text') return named.get(term.text) ?? unknownShape;
  if (term?.kind === 'list') {
    const [item] = term.items;
    return item === undefined
      ? unknownShape
      : { kind: 'array', items: shapeOfTold({ term: item, at: real.at }, inside) };
  }
  if (term?.kind !== 'function') return inside.named(real);
  const made = returnedBy(real, reader);
  return made ? shapeOfTold(made, inside) : unknownShape;
}

const named = new Map<string, Shape>([
  ['string', scalar('string')],
  ['number', scalar('number')],
  ['integer', scalar('integer')],
  ['boolean', scalar('boolean')],
]);

function returnedBy(written: Written, reader: WrittenReader): Written | null {
  const fn = functionOf(written, reader);
  const [first] = fn?.outer.routing.functions[fn.index]?.returns ?? [];
  return fn && first !== undefined ? { term: first, at: insideOf(fn) } : null;
}

const checks = new Map<string, Shape>([
  ['IsString', scalar('string')],
  ['IsNumber', scalar('number')],
  ['IsInt', scalar('integer')],
  ['IsBoolean', scalar('boolean')],
  ['IsEmail', scalar('string', 'email')],
  ['IsUUID', scalar('string', 'uuid')],
  ['IsUrl', scalar('string', 'uri')],
  ['IsISO8601', scalar('string')],
  ['IsDateString', scalar('string')],
  ['IsNumberString', scalar('string')],
  ['IsMongoId', scalar('string')],
]);

/** What the validator lets through. */
function checkedShape(marks: readonly FieldMark[], declared: Shape, inside: TypeReading): Shape {
  const { reader } = inside;
  const isList = declared.kind === 'array' || marks.some(({ name }) => name === 'IsArray');
  for (const { name, args } of marks) {
    const shape = checks.get(name) ?? choiceOf({ name, args }, inside);
    if (!shape) continue;
    const isEach = args.some((one) => isBoolean(property(resolved(one, reader), 'each', reader), 'true', reader));
    return isEach ? { kind: 'array', items: shape } : shape;
  }
  const typed = marks.find(({ name }) => name === 'Type')?.args[0];
  const told = typed ? shapeOfTold(typed, inside) : null;
  // `@Type(() => Number)` also takes texts.
  if (told) return told.kind === 'object' ? listOf(told, isList) : unknownShape;
  if (isList && declared.kind !== 'array') return { kind: 'array', items: unknownShape };
  // A type without a check says nothing of what is let through.
  return marks.some(({ name }) => name === 'ValidateNested' || name === 'IsArray') || isDocumentedOnly(marks)
    ? declared
    : unknownShape;
}

function listOf(shape: Shape, isList: boolean): Shape {
  return isList ? { kind: 'array', items: shape } : shape;
}

function isDocumentedOnly(marks: readonly FieldMark[]): boolean {
  return marks.every(({ name }) => name.startsWith('Api') || name === 'IsOptional' || name === 'IsNotEmpty');
}

/** `@IsEnum(Kind)`, `@IsIn(['a', 'b'])`. */
function choiceOf({ name, args: [first] }: FieldMark, { reader }: TypeReading): Shape | null {
  if (!first || (name !== 'IsEnum' && name !== 'IsIn')) return null;
  return enumIn(first, reader);
}

/** The values of a list or of an `enum`. */
function enumIn(written: Written, reader: WrittenReader): Shape {
  const isList = termOf(resolved(written, reader))?.kind === 'list';
  return isList ? enumOf(listed(written, reader), reader) : enumOfObject(written, reader);
}

function isFalse(mark: FieldMark | undefined, name: string, reader: WrittenReader): boolean {
  const [options] = mark?.args ?? [];
  return options !== undefined && isBoolean(property(resolved(options, reader), name, reader), 'false', reader);
}

function textOf(written: Written | null, reader: WrittenReader): string | null {
  const term = written && termOf(resolved(written, reader));
  return term?.kind === 'text' ? term.text : null;
}
