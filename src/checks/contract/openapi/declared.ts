import type { DocumentChange } from '../../../core/document-change.ts';
import type { Location } from '../../../core/location.ts';
import type { ObjectShape, ShapeProperty } from '../../../core/shape.ts';
import { parameterOf } from '../../../graph/openapi/operation.ts';
import {
  type DocumentedParameter,
  type DocumentedParameters,
  isDescribedElsewhere,
  keyOf,
} from '../../../graph/openapi/parameters.ts';
import type { DocumentValue } from '../../../graph/openapi/values.ts';
import { shapeOfSchema } from '../../../graph/shapes/schema.ts';
import { mismatches } from '../../../graph/shapes/compare.ts';
import { parameterSchemaOf, schemaOf } from '../../../graph/shapes/write.ts';
import type { Served } from '../../../graph/routes/served.ts';
import type { Compared, Demand } from './code-fixes.ts';
import { changeOf, placeOf, sentence, type Verb } from './code-side.ts';
import { append, inDocument, put, remove, rewriting } from './repair.ts';
import { type Difference, nameOf, served, spot } from './words.ts';

/** What an operation's parameters come behind. */
export const beforeParameters = ['tags', 'summary', 'description', 'externalDocs', 'operationId'];

/** Parameters beside those of the path, where a schema in the code says which there are. */
export function* declaredDifferences(
  one: Served,
  { parameters, operation, compared }: Around,
): Iterable<Difference<'parameter'>> {
  const [route, ...others] = one.routes;
  if (others.length > 0 || parameters.isPartial || !route.handling) return;
  const { query, headers } = route.handling.schemas;
  for (const [place, shape] of [['query', query] as const, ['header', headers] as const]) {
    if (shape?.kind !== 'object') continue;
    const documented = parameters.all.filter((parameter) => parameter.in === place);
    const own: Compared = {
      name: `the ${place === 'query' ? 'query' : 'headers'} of ${nameOf(one.operation.method, one.operation.name)}`,
      shape,
      differences(other) {
        if (other.kind !== 'object') return [];
        return [...differencesIn(one, { place, documented, operation, shape: other, own })].map(
          ({ data, details }) => `${data['name'] ?? ''} ${details.expected ?? ''}`,
        );
      },
    };
    compared.push(own);
    yield* differencesIn(one, { place, documented, operation, shape, own });
  }
}

interface Around {
  readonly parameters: DocumentedParameters;
  readonly operation: DocumentValue | null;
  /** All that is compared is put into it. */
  readonly compared: Compared[];
}

interface Pair {
  readonly place: 'query' | 'header';
  readonly documented: readonly DocumentedParameter[];
  readonly operation: DocumentValue | null;
  readonly shape: ObjectShape;
  readonly own: Compared;
}

/** Between a schema in the code and the parameters of one place. */
function* differencesIn(
  served: Served,
  { place, documented, operation, shape, own }: Pair,
): Iterable<Difference<'parameter'>> {
  const one: Own = { served, own };
  const { version } = served.contract;
  const documenting = (property: ShapeProperty): DocumentedParameter | undefined =>
    documented.find(({ name }) => keyOf(place, name) === keyOf(place, property.name));
  const missing = shape.properties.filter(
    (property) => !documenting(property) && !(place === 'header' && isDescribedElsewhere(property.name)),
  );
  const changes = operation
    ? missing.map((property) =>
        append(operation, ['parameters'], parameterOf(place, property, version), beforeParameters),
      )
    : [];
  for (const property of missing) yield undocumented(one, place, property, changes);
  for (const property of shape.properties) {
    const parameter = documenting(property);
    if (parameter) yield* between(one, parameter, property);
  }
  // Headers also come from clients and proxies, and nobody lists all of them.
  if (place === 'header' || shape.rest) return;
  for (const parameter of documented)
    if (!shape.properties.some(({ name }) => name === parameter.name)) yield unread(one, parameter);
}

/** A route and its operation, and what of it is compared. */
interface Own {
  readonly served: Served;
  readonly own: Compared;
}

function* between(
  one: Own,
  parameter: DocumentedParameter,
  property: ShapeProperty,
): Iterable<Difference<'parameter'>> {
  const { name, at } = parameter;
  const inCode = property.at ?? one.served.routes[0].at;
  if (property.required && !parameter.required)
    yield difference(
      one,
      {
        ...{ name, at, inCode, code: { verb: 'release', here: property } },
        changes: [put(parameter.value, ['required'], true, ['name', 'in', 'description'])],
      },
      'is optional',
      'the code requires it',
      'add `required: true`',
    );
  // A text may be any value of a query.
  if (property.shape.kind === 'scalar' && property.shape.type === 'string') return;
  const { schema, place } = parameter;
  const { version } = one.served.contract;
  const isPlain = version === '2.0';
  const written = isPlain ? parameterSchemaOf(property.shape, version) : schemaOf(property.shape, version);
  const changes = rewriting(place, written);
  for (const { sent, accepted } of mismatches(shapeOfSchema(schema, 'request'), property.shape).slice(0, 1))
    yield difference(
      one,
      { name, at, inCode, changes, code: { verb: 'retype', there: documentedBy(parameter), here: property } },
      `is ${sent}`,
      `the code accepts ${accepted}`,
      `change its \`${isPlain ? 'type' : 'schema'}\``,
    );
}

function undocumented(
  one: Own,
  place: string,
  property: ShapeProperty,
  changes: readonly DocumentChange[],
): Difference<'parameter'> {
  const { name, at, required } = property;
  const where = {
    name,
    at: one.served.operation.at,
    inCode: at ?? one.served.routes[0].at,
    changes,
    code: { verb: 'remove', here: property },
  } as const;
  const type = one.served.contract.version === '2.0' ? 'type: …' : 'schema: { … }';
  const text = `{ name: ${name}, in: ${place}${required ? ', required: true' : ''}, ${type} }`;
  return difference(
    one,
    where,
    'is not documented',
    `the code reads it from the ${place}`,
    `add to \`parameters\`: \`${text}\``,
  );
}

function unread(one: Own, parameter: DocumentedParameter): Difference<'parameter'> {
  const { name, at, list, index } = parameter;
  const where = {
    ...{ name, at, inCode: one.served.routes[0].at, changes: [remove(list, String(index))] },
    code: { verb: 'add', there: documentedBy(parameter) },
  } as const;
  return difference(
    one,
    where,
    'is documented',
    'the code does not read it',
    'delete it, or add it to the schema in the code',
  );
}

interface Where {
  readonly name: string;
  readonly at: Location;
  readonly inCode: Location;
  readonly changes: readonly DocumentChange[];
  readonly code: InCode;
}

/** What the code is to do if the document is right. */
interface InCode {
  readonly verb: Verb;
  readonly there?: ShapeProperty;
  readonly here?: ShapeProperty;
}

function documentedBy({ name, schema, required, at }: DocumentedParameter): ShapeProperty {
  return { name, shape: shapeOfSchema(schema, 'request'), required, at };
}

function demandOf({ served, own }: Own, name: string, { verb, there, here }: InCode, at: Location): Demand {
  const change = changeOf(verb, {
    ...{
      name: here?.name ?? name,
      there: there ?? null,
      here: here ?? null,
      around: own.shape.kind === 'object' ? own.shape : null,
      isText: true,
    },
  });
  const { method, name: path } = served.operation;
  const what = `the parameter \`${name}\``;
  return {
    title: `correct the parameters of ${nameOf(method, path)} in ${(change ? placeOf(change) : at).file}`,
    steps: [sentence(verb, { what, shape: there?.shape ?? null, at, way: 'accept' })],
    edit: change && { of: own, change },
  };
}

function difference(
  one: Own,
  { name, at, inCode: inTheCode, changes, code }: Where,
  ...[found, expected, step]: readonly [found: string, expected: string, step: string]
): Difference<'parameter'> {
  const { method, name: path } = one.served.operation;
  return {
    message: 'parameter',
    data: { method, path, name },
    at,
    details: {
      found: `\`${name}\` ${found}`,
      expected,
      brief: `parameter \`${name}\` of ${nameOf(method, path)} ${found}, but ${expected} (${spot(inTheCode)})`,
      evidence: [{ file: inTheCode.file, line: inTheCode.place?.line ?? null, text: expected }, ...served(one.served)],
      fix: inDocument(`correct the parameters of ${nameOf(method, path)} in ${at.file}`, changes, [step]),
    },
    code: demandOf(one, name, code, inTheCode),
  };
}
