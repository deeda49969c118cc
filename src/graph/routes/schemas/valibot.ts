import { intersectionOf, scalar, type Shape, unknownShape } from '../../../core/shape.ts';
import type { Direction } from '../../shapes/schema.ts';
import type { WrittenReader } from '../handlers/written.ts';
import type { Written } from '../values.ts';
import { enumOf, enumOfObject, exportCalled, libraryCall, listed } from './library.ts';
import { type Effort, type Field, type FieldReader, joinedFields, orNull, partEffort, wholeEffort } from './field.ts';
import { objectOf } from './zod-objects.ts';

const packages = /^(?:valibot|@valibot\/valibot)$/;

interface Reading extends FieldReader {
  readonly direction: Direction;
}

/** What nobody knows may be absent from a request, and is present in a response. */
const unclear = ({ direction }: Reading): Field => ({ shape: unknownShape, optional: direction === 'request' });
const given = (shape: Shape): Field => ({ shape, optional: false });

/** What a schema of Valibot describes (`v.object({ … })`); null for anything else. */
export function shapeOfValibot(written: Written, direction: Direction, reader: WrittenReader): Shape | null {
  return libraryCall(written, packages, reader)
    ? readingAt(wholeEffort(), direction, reader).field(written).shape
    : null;
}

/** The name of what is called of Valibot: `parse` in `v.parse(schema, input)`. */
export function calledOfValibot(callee: Written, reader: WrittenReader): string | null {
  return exportCalled(callee, packages, reader);
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

const scalars = new Map<string, Shape>([
  ['string', scalar('string')],
  ['number', scalar('number')],
  ['boolean', scalar('boolean')],
  ['null', scalar('null')],
  ['null_', scalar('null')],
]);

function fieldOf(written: Written, inside: Reading): Field {
  const { reader } = inside;
  const call = libraryCall(written, packages, reader);
  if (!call) return unclear(inside);
  const { name, args } = call;
  const [first, second] = args;
  const known = scalars.get(name);
  if (known) return given(known);
  if (!first) return unclear(inside);
  const fields = (list: Written): readonly Field[] => listed(list, reader).map((one) => inside.field(one));
  switch (name) {
    case 'object':
    case 'strictObject':
      return given(objectOf(first, null, inside));
    case 'looseObject':
      return given(objectOf(first, unknownShape, inside));
    case 'objectWithRest':
      return given(objectOf(first, second ? inside.field(second).shape : unknownShape, inside));
    case 'array':
      return given({ kind: 'array', items: inside.field(first).shape });
    case 'tuple':
      return given({ kind: 'tuple', items: fields(first).map(({ shape }) => shape) });
    case 'record':
      return given({ kind: 'object', properties: [], rest: second ? inside.field(second).shape : unknownShape });
    case 'literal':
    case 'picklist':
      return given(enumOf(listed(first, reader), reader));
    case 'enum':
    case 'enum_':
      return given(enumOfObject(first, reader));
    case 'union':
      return joinedFields(fields(first));
    case 'variant':
      return second ? joinedFields(fields(second)) : unclear(inside);
    case 'intersect':
      return given(intersectionOf(fields(first).map(({ shape }) => shape)));
    case 'optional':
    case 'exactOptional':
      return { ...inside.field(first), optional: second === undefined || inside.direction === 'request' };
    case 'nullable':
      return orNull(inside.field(first));
    case 'nullish':
      return { ...orNull(inside.field(first)), optional: true };
    case 'pipe':
      return args.slice(1).reduce((field, action) => piped(field, action, inside), inside.field(first));
    default:
      return unclear(inside);
  }
}

const formats: Readonly<Record<string, string>> = {
  email: 'email',
  url: 'uri',
  uuid: 'uuid',
  isoDate: 'date',
  isoTimestamp: 'date-time',
};
/** What allows less without another type, or only says something. */
const narrowing = new Set(
  'minLength maxLength length nonEmpty minValue maxValue minSize maxSize regex startsWith endsWith includes trim toLowerCase toUpperCase check description title metadata brand readonly finite safeInteger multipleOf'.split(
    ' ',
  ),
);

/** `v.pipe(v.string(), v.email())`: a schema after each of its actions. */
function piped(field: Field, action: Written, inside: Reading): Field {
  const name = libraryCall(action, packages, inside.reader)?.name;
  if (name === undefined) return unclear(inside);
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format !== undefined) return { ...field, shape: scalar('string', format) };
  if (name === 'integer') return { ...field, shape: scalar('integer') };
  // A request is what goes in, before anything is changed.
  return narrowing.has(name) || inside.direction === 'request' ? field : { ...field, shape: unknownShape };
}
