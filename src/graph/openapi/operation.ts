import type { Json, JsonMap } from '../../core/document-change.ts';
import type { Endpoint, ResponseShape } from '../../core/endpoint.ts';
import type { Shape, ShapeProperty } from '../../core/shape.ts';
import { schemaOf, type SpecVersion } from '../shapes/write.ts';
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
    ...source.parameters.map(pathParameter),
    ...declared('query', schemas?.query ?? null, version),
    ...declared('header', schemas?.headers ?? null, version),
  ];
  const body = route && !bodiless.has(route.method) ? schemas?.body : null;
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: contentOf(body, version) } } : {}),
    responses: responsesOf(statusesOf(routes), schemas?.responses ?? [], version),
    ...(security === null ? {} : { security }),
  };
}

const bodiless: ReadonlySet<string> = new Set(['get', 'head', 'delete']);

/** A parameter in a path, which is always a text. */
export function pathParameter(name: string): JsonMap {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function declared(place: 'query' | 'header', shape: Shape | null, version: SpecVersion): readonly JsonMap[] {
  if (shape?.kind !== 'object') return [];
  const described = shape.properties.filter(({ name }) => place === 'query' || !isDescribedElsewhere(name));
  return described.map((property) => parameterOf(place, property, version));
}

/** A parameter that the code reads. */
export function parameterOf(place: 'query' | 'header', property: ShapeProperty, version: SpecVersion): JsonMap {
  const { name, required, shape } = property;
  return { name, in: place, ...(required ? { required: true } : {}), schema: schemaOf(shape, version) };
}

function contentOf(shape: Shape, version: SpecVersion): JsonMap {
  return { 'application/json': { schema: schemaOf(shape, version) } };
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
  return shape ? { description, content: contentOf(shape, version) } : { description };
}

const ranges: Readonly<Record<string, string>> = {
  '1XX': 'Information',
  '2XX': 'Success',
  '3XX': 'Redirection',
  '4XX': 'Client error',
  '5XX': 'Server error',
};
