import { intersectionOf, scalar, type Shape, unknownShape } from '../../../core/shape.ts';
import type { Direction } from '../../shapes/schema.ts';
import type { Written } from '../values.ts';
import { resolved, termOf, type WrittenReader } from '../handlers/written.ts';
import { enumOf, exportCalled, listed } from './library.ts';
import { type Effort, type Field, type FieldReader, joinedFields, orNull, partEffort, wholeEffort } from './field.ts';
import { changedObject, objectOf } from './zod-objects.ts';

interface Reading extends FieldReader {
  /** A request is what a schema takes, a response what it gives. */
  readonly direction: Direction;
}

const packages = /^(?:zod(?:\/.+)?|@hono\/zod-openapi|fastify-zod-openapi)$/;
const mostCalls = 60;
/** What nobody knows may be absent from a request, and is present in a response. */
const unclear = ({ direction }: Reading): Field => ({ shape: unknownShape, optional: direction === 'request' });
const given = (shape: Shape): Field => ({ shape, optional: false });

/** What a schema of Zod 3 or 4 describes; null for anything else. */
export function shapeOfZod(written: Written, direction: Direction, reader: WrittenReader): Shape | null {
  const real = resolved(written, reader);
  return factoryOf(real, reader) === null ? null : readingAt(wholeEffort(), direction, reader).field(real).shape;
}

/** The function of Zod with which a chain of calls begins; null if it is none of Zod. */
function factoryOf(written: Written, reader: WrittenReader): string | null {
  let at = resolved(written, reader);
  for (let steps = 0; steps < mostCalls; steps++) {
    const term = termOf(at);
    if (term?.kind !== 'call') return null;
    const callee = { term: term.of, at: at.at };
    const found = calledOf(callee, reader);
    if (found) return found;
    const member = termOf(callee);
    if (member?.kind !== 'member') return null;
    at = resolved({ term: member.of, at: at.at }, reader);
  }
  return null;
}

/** What is called of Zod; `coerce` and `iso` stand for what follows. */
function calledOf(callee: Written, reader: WrittenReader): string | null {
  const found = exportCalled(callee, packages, reader);
  if (found !== null) return found;
  const member = termOf(callee);
  const owner = member?.kind === 'member' ? { term: member.of, at: callee.at } : null;
  const middle = owner && termOf(owner);
  return owner && member?.kind === 'member' && middle?.kind === 'member' && ['coerce', 'iso'].includes(middle.name)
    ? calledOf(owner, reader) && `${middle.name}.${member.name}`
    : null;
}

function readingAt(effort: Effort, direction: Direction, reader: WrittenReader): Reading {
  const own: Reading = {
    reader,
    direction,
    field(written) {
      const inner = partEffort(effort);
      return inner ? fieldOf(written, readingAt(inner, direction, reader)) : unclear(own);
    },
  };
  return own;
}

function fieldOf(written: Written, inside: Reading): Field {
  const { reader } = inside;
  const real = resolved(written, reader);
  const term = termOf(real);
  if (term?.kind !== 'call') return unclear(inside);
  const callee = { term: term.of, at: real.at };
  const args = term.items.map((item) => ({ term: item, at: real.at }));
  const factory = calledOf(callee, reader);
  if (factory !== null) return madeBy(factory, args, inside);
  const member = termOf(callee);
  if (member?.kind !== 'member') return unclear(inside);
  return changedBy(member.name, inside.field({ term: member.of, at: real.at }), args, inside);
}

const scalars: Readonly<Record<string, Shape>> = {
  string: scalar('string'),
  number: scalar('number'),
  int: scalar('integer'),
  int32: scalar('integer'),
  boolean: scalar('boolean'),
  null: scalar('null'),
  email: scalar('string', 'email'),
  uuid: scalar('string', 'uuid'),
  url: scalar('string', 'uri'),
  'iso.datetime': scalar('string', 'date-time'),
  'iso.date': scalar('string', 'date'),
  'iso.time': scalar('string', 'time'),
};

/** `z.object({ … })`, `z.array(x)`. */
function madeBy(factory: string, args: readonly Written[], inside: Reading): Field {
  const { reader } = inside;
  const [first, second] = args;
  const known = Object.hasOwn(scalars, factory) ? scalars[factory] : undefined;
  if (known) return given(known);
  if (!first) return unclear(inside);
  switch (factory) {
    case 'object':
    case 'strictObject':
      return given(objectOf(first, null, inside));
    case 'looseObject':
      return given(objectOf(first, unknownShape, inside));
    case 'array':
    case 'set':
      return given({ kind: 'array', items: inside.field(first).shape });
    case 'tuple':
      return given({ kind: 'tuple', items: listed(first, reader).map((one) => inside.field(one).shape) });
    case 'record':
      return given({ kind: 'object', properties: [], rest: inside.field(second ?? first).shape });
    case 'literal':
    case 'enum':
      return given(enumOf(listed(first, reader), reader));
    case 'union':
      return joinedFields(listed(first, reader).map((one) => inside.field(one)));
    case 'discriminatedUnion':
      return second ? joinedFields(listed(second, reader).map((one) => inside.field(one))) : unclear(inside);
    case 'intersection':
      return given(intersectionOf(args.map((one) => inside.field(one).shape)));
    case 'optional':
      return { ...inside.field(first), optional: true };
    case 'nullable':
      return orNull(inside.field(first));
    case 'nullish':
      return { ...orNull(inside.field(first)), optional: true };
    default:
      return unclear(inside);
  }
}

const formats: Readonly<Record<string, string>> = {
  datetime: 'date-time',
  date: 'date',
  time: 'time',
  email: 'email',
  uuid: 'uuid',
  url: 'uri',
};
/** What allows less without another type, or only says something. */
const narrowing = new Set(
  'min max length nonempty positive negative nonnegative nonpositive finite safe multipleOf gt gte lt lte regex startsWith endsWith includes trim toLowerCase toUpperCase normalize describe meta openapi brand readonly refine superRefine check register strict strip step ip cuid cuid2 ulid nanoid base64 jwt emoji'.split(
    ' ',
  ),
);

/** `x.optional()`, `x.partial()`. */
function changedBy(name: string, field: Field, args: readonly Written[], inside: Reading): Field {
  const { shape } = field;
  const isRequest = inside.direction === 'request';
  if (narrowing.has(name)) return field;
  switch (name) {
    case 'optional':
    case 'exactOptional':
      return { ...field, optional: true };
    case 'nonoptional':
      return { ...field, optional: false };
    case 'nullable':
      return orNull(field);
    case 'nullish':
      return { ...orNull(field), optional: true };
    case 'default':
    case 'prefault':
      return { ...field, optional: isRequest };
    case 'array':
      return given({ kind: 'array', items: shape });
    case 'int':
      return { ...field, shape: scalar('integer') };
    case 'transform':
    case 'overwrite':
      return isRequest ? field : { ...field, shape: unknownShape };
    case 'pipe':
      return isRequest || !args[0] ? field : inside.field(args[0]);
    case 'or':
      return args[0] ? joinedFields([field, inside.field(args[0])]) : unclear(inside);
    case 'and':
      return args[0] ? given(intersectionOf([shape, inside.field(args[0]).shape])) : unclear(inside);
  }
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format !== undefined) return { ...field, shape: scalar('string', format) };
  return { ...field, shape: shape.kind === 'object' ? changedObject(name, shape, args[0], inside) : unknownShape };
}
