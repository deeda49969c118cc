import type { Json, JsonMap } from '../../core/document-change.ts';
import type { Endpoint, ResponseShape } from '../../core/endpoint.ts';
import { scalar, type Shape, type ShapeProperty } from '../../core/shape.ts';
import { parameterSchemaOf, schemaOf, type SpecVersion } from '../shapes/write.ts';
import { isDescribedElsewhere } from './parameters.ts';

/** What an operation is made of. */
export interface OperationSource {
  /** All that answer it. */
  readonly routes: readonly Endpoint[];
  /** The names of the parameters in its path, as the document spells it. */
  readonly parameters: readonly string[];
  readonly version: SpecVersion;
  /** Its own `security`; null where that of the document is right. */
  readonly security: Json | null;
}

/** The operation of routes: what the code tells of it. What is unknown is left out. */
export function operationOf(source: OperationSource): JsonMap {
  const { routes, version, security } = source;
  const [route] = routes;
  // Of several handlers, nobody knows which one reads the body.
  const schemas = routes.length === 1 ? route?.handling?.schemas : undefined;
  const parameters = [
    ...source.parameters.map((name) => pathParameter(name, version)),
    ...declared('query', schemas?.query ?? null, version),
    ...declared('header', schemas?.headers ?? null, version),
  ];
  const body = route && !bodiless.has(route.method) ? schemas?.body : null;
  const sent = schemas?.responses ?? [];
  return {
    ...(version === '2.0' ? swaggerBody(parameters, body, sent) : currentBody(parameters, body, version)),
    responses: responsesOf(statusesOf(routes), sent, version),
    ...(security === null ? {} : { security }),
  };
}

function currentBody(parameters: readonly Json[], body: Shape | null | undefined, version: SpecVersion): JsonMap {
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, ...bodyOf(body, version) } } : {}),
  };
}

/** In 2.0, a body is a parameter, and media types are those of the operation. */
function swaggerBody(
  parameters: readonly Json[],
  body: Shape | null | undefined,
  sent: readonly ResponseShape[],
): JsonMap {
  const all = [...parameters, ...(body ? [{ name: 'body', in: 'body', required: true, ...bodyOf(body, '2.0') }] : [])];
  return {
    ...(body ? { consumes: [json] } : {}),
    ...(sent.length > 0 ? { produces: [json] } : {}),
    ...(all.length > 0 ? { parameters: all } : {}),
  };
}

const json = 'application/json';

const bodiless: ReadonlySet<string> = new Set(['get', 'head', 'delete']);

/** A parameter in a path, which is always a text. */
export function pathParameter(name: string, version: SpecVersion): JsonMap {
  return { name, in: 'path', required: true, ...parameterSchemaOf(scalar('string'), version) };
}

function declared(place: 'query' | 'header', shape: Shape | null, version: SpecVersion): readonly JsonMap[] {
  if (shape?.kind !== 'object') return [];
  const described = shape.properties.filter(({ name }) => place === 'query' || !isDescribedElsewhere(name));
  return described.map((property) => parameterOf(place, property, version));
}

/** A parameter that the code reads. */
export function parameterOf(place: 'query' | 'header', property: ShapeProperty, version: SpecVersion): JsonMap {
  const { name, required, shape } = property;
  const written = parameterSchemaOf(shape, version);
  // Without it, the items of a list in 2.0 are separated by commas.
  const isRepeated = place === 'query' && written['type'] === 'array';
  return {
    name,
    in: place,
    ...(required ? { required: true } : {}),
    ...written,
    ...(isRepeated ? { collectionFormat: 'multi' } : {}),
  };
}

/** A body in JSON, as a part of what has it. */
function bodyOf(shape: Shape, version: SpecVersion): JsonMap {
  const schema = schemaOf(shape, version);
  return version === '2.0' ? { schema } : { content: { [json]: { schema } } };
}

/** The statuses that the code sends, each once and in order. */
function statusesOf(routes: readonly Endpoint[]): readonly string[] {
  const statuses = routes.flatMap(({ method, handling }) => (method === 'all' ? [] : (handling?.statuses ?? [])));
  return statuses.map(({ status }) => String(status));
}

function responsesOf(statuses: readonly string[], shapes: readonly ResponseShape[], version: SpecVersion): JsonMap {
  const described = new Map(shapes.map(({ status, shape }) => [keyOf(status), shape]));
  const keys = [...new Set([...statuses, ...described.keys()])].sort();
  if (keys.length === 0) return { default: responseOf('default', null, version) };
  return Object.fromEntries(keys.map((key) => [key, responseOf(key, described.get(key) ?? null, version)]));
}

/** `4xx` is written `4XX`, and `DEFAULT` `default`. */
function keyOf(status: string): string {
  return /^default$/i.test(status) ? 'default' : status.toUpperCase();
}

/** A response, in the words that HTTP has for its status. */
export function responseOf(status: string, shape: Shape | null, version: SpecVersion): JsonMap {
  // Imported, `node:http` would cost every run more than a small project takes to check.
  const { STATUS_CODES } = process.getBuiltinModule('node:http');
  const description = STATUS_CODES[status] ?? ranges[status] ?? 'Any response';
  return shape ? { description, ...bodyOf(shape, version) } : { description };
}

const ranges: Readonly<Record<string, string>> = {
  '1XX': 'Information',
  '2XX': 'Success',
  '3XX': 'Redirection',
  '4XX': 'Client error',
  '5XX': 'Server error',
};
