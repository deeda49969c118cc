import type { ResponseShape, Schemas } from '../../../../core/endpoint.ts';
import { type Shape, unknownShape } from '../../../../core/shape.ts';
import { isBoolean, property, resolved, termOf, type WrittenReader } from '../../handlers/written.ts';
import { literalStatuses } from '../../handlers/statuses.ts';
import { statusByName } from '../../handlers/status-names.ts';
import { typeReading } from '../../schemas/classes.ts';
import { shapeOfTold } from '../../schemas/decorators.ts';
import { libraryCall } from '../../schemas/library.ts';
import { noSchemas, shapeOf } from '../../schemas/schemas.ts';
import type { GivenParameter, Written } from '../../values.ts';
import { type ParameterMark, type ParameterMarks, schemasOfParameters, shapeByType } from '../parameters.ts';

const swagger = /^@nestjs\/swagger$/;

const marks: ParameterMarks = {
  packages: /^@nestjs\/common$/,
  body: 'Body',
  query: 'Query',
  part: 'Query',
  shapeOf: shapeOfPiped,
};

/** What `@Body()` and `@Query()` take, and what `@ApiResponse({ type })` and its like say. */
export function schemas(
  given: readonly Written[],
  reader: WrittenReader,
  parameters: readonly GivenParameter[],
): readonly Schemas[] {
  return [...schemasOfParameters(parameters, marks, reader), { ...noSchemas, responses: responsesIn(given, reader) }];
}

/** `@ApiExcludeEndpoint()` and `@ApiExcludeController()`, which take `false` for the contrary. */
export function hides(given: readonly Written[], reader: WrittenReader): boolean {
  return given.some((one) => {
    const call = libraryCall(one, swagger, reader);
    return call !== null && exclusions.has(call.name) && !isBoolean(call.args[0] ?? null, 'false', reader);
  });
}

const exclusions = new Set(['ApiExcludeEndpoint', 'ApiExcludeController']);

/** A pipe of which nothing is known may make a parameter something else. */
function shapeOfPiped({ others: [pipe], parameter }: ParameterMark, reader: WrittenReader): Shape {
  if (!pipe) return unknownShape;
  const call = termOf(resolved(pipe, reader));
  const [schema] = call?.kind === 'call' ? call.items : [];
  // `new ZodValidationPipe(schema)`
  const shape = schema === undefined ? unknownShape : shapeOf({ term: schema, at: pipe.at }, 'request', reader);
  if (shape.kind !== 'unknown') return shape;
  return libraryCall(pipe, marks.packages, reader)?.name === 'ValidationPipe'
    ? shapeByType(parameter, reader)
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
    const isArray = isBoolean(property(real, 'isArray', reader), 'true', reader);
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
