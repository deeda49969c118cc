import type { ResponseShape, Schemas } from '../../../../core/endpoint.ts';
import { type Shape, type ShapeProperty, unknownShape } from '../../../../core/shape.ts';
import { property, resolved, termOf, type WrittenReader } from '../../handlers/written.ts';
import { literalStatuses } from '../../handlers/statuses.ts';
import { statusByName } from '../../handlers/status-names.ts';
import { typeReading } from '../../schemas/classes.ts';
import { shapeOfTold } from '../../schemas/decorators.ts';
import { libraryCall } from '../../schemas/library.ts';
import { noSchemas, shapeOf } from '../../schemas/schemas.ts';
import { shapeOfType } from '../../schemas/types.ts';
import type { GivenParameter, Written } from '../../values.ts';

const common = /^@nestjs\/common$/;
const swagger = /^@nestjs\/swagger$/;

/** What `@Body()` and `@Query()` take, and what `@ApiResponse({ type })` and its like say. */
export function schemas(
  given: readonly Written[],
  reader: WrittenReader,
  parameters: readonly GivenParameter[],
): readonly Schemas[] {
  return [
    ...bodyIn(parameters, reader),
    ...queryIn(parameters, reader),
    { ...noSchemas, responses: responsesIn(given, reader) },
  ];
}

/** A decorator of a parameter: its first argument, if that is a name, and all others. */
interface Mark {
  readonly name: string | null;
  readonly pipes: readonly Written[];
  readonly type: Written | null;
}

function marksNamed(wanted: string, parameters: readonly GivenParameter[], reader: WrittenReader): readonly Mark[] {
  return parameters.flatMap(({ marks, type }) =>
    marks.flatMap((mark): Mark[] => {
      const call = libraryCall(mark, common, reader);
      if (call?.name !== wanted) return [];
      const [first, ...others] = call.args;
      const term = first && termOf(resolved(first, reader));
      return term?.kind === 'text'
        ? [{ name: term.text, pipes: others, type }]
        : [{ name: null, pipes: call.args, type }];
    }),
  );
}

/** A part of the body says nothing of the whole. */
function bodyIn(parameters: readonly GivenParameter[], reader: WrittenReader): readonly Schemas[] {
  const marks = marksNamed('Body', parameters, reader);
  const [only] = marks;
  return only?.name === null && marks.length === 1 ? [{ ...noSchemas, body: shapeOfMark(only, reader) }] : [];
}

/** What a whole `@Query()` takes, else each parameter by its name: of what type it is, only a pipe decides. */
function queryIn(parameters: readonly GivenParameter[], reader: WrittenReader): readonly Schemas[] {
  const marks = marksNamed('Query', parameters, reader);
  const [first] = marks;
  if (!first) return [];
  if (first.name === null) return marks.length === 1 ? [{ ...noSchemas, query: shapeOfMark(first, reader) }] : [];
  const properties = marks.flatMap(({ name }): ShapeProperty[] =>
    name === null ? [] : [{ name, shape: unknownShape, required: false, at: null }],
  );
  // Interceptors and guards may read more.
  return [{ ...noSchemas, query: { kind: 'object', properties, rest: unknownShape } }];
}

/** What a parameter is, unless a pipe of which nothing is known makes it something else. */
function shapeOfMark({ pipes, type }: Mark, reader: WrittenReader): Shape {
  const [pipe] = pipes;
  if (!pipe) return type ? shapeOfType(type, typeReading('request', reader)) : unknownShape;
  const call = termOf(resolved(pipe, reader));
  const [schema] = call?.kind === 'call' ? call.items : [];
  // `new ZodValidationPipe(schema)`
  const shape = schema === undefined ? unknownShape : shapeOf({ term: schema, at: pipe.at }, 'request', reader);
  if (shape.kind !== 'unknown') return shape;
  return type && libraryCall(pipe, common, reader)?.name === 'ValidationPipe'
    ? shapeOfType(type, typeReading('request', reader))
    : unknownShape;
}

function responsesIn(given: readonly Written[], reader: WrittenReader): readonly ResponseShape[] {
  return given.flatMap((one): ResponseShape[] => {
    const call = libraryCall(one, swagger, reader);
    const [options] = call?.args ?? [];
    if (!call || !options) return [];
    const real = resolved(options, reader);
    const status = statusOf(call.name, property(real, 'status', reader), reader);
    const type = property(real, 'type', reader);
    if (status === null || !type) return [];
    const shape = shapeOfTold(type, typeReading('response', reader));
    const list = termOf(property(real, 'isArray', reader) ?? real);
    const isArray = list?.kind === 'boolean' && list.text === 'true';
    return [{ status, shape: isArray ? { kind: 'array', items: shape } : shape }];
  });
}

/** `201` of `@ApiCreatedResponse` and of `@ApiResponse({ status: 201 })`; null for anything else. */
function statusOf(name: string, told: Written | null, reader: WrittenReader): string | null {
  const [status] = told ? literalStatuses(told, reader) : [];
  if (name === 'ApiResponse') return status === undefined ? null : String(status);
  if (name === 'ApiDefaultResponse') return 'default';
  const known = /^Api(?<word>\w+)Response$/.exec(name)?.groups?.['word'];
  const found = known === undefined ? null : statusByName(known);
  return found === null || found === undefined ? null : String(found);
}
