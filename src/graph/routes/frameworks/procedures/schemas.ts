import type { ResponseShape, Schemas } from '../../../../core/endpoint.ts';
import { intersectionOf, type Shape, unionOf, unknownShape } from '../../../../core/shape.ts';
import type { WrittenReader } from '../../handlers/written.ts';
import { noSchemas, shapeOf } from '../../schemas/schemas.ts';
import type { Procedure } from './node.ts';

/** How the input of a procedure is found in a request, and its output in a response. */
export interface Structure {
  /** The input is made of the path and the body, else of the path and the query. */
  readonly takesBody: boolean;
  /** The input is `{ params, query, headers, body }`. */
  readonly isDetailedInput: boolean;
  /** The output is `{ status, headers, body }`. */
  readonly isDetailedOutput: boolean;
  /** The parameters of the path. */
  readonly params: readonly string[];
  readonly status: number;
}

export function schemasOf({ inputs, output }: Procedure, structure: Structure, reader: WrittenReader): Schemas {
  const input = inputs.length > 0 ? intersectionOf(inputs.map((one) => shapeOf(one, 'request', reader))) : null;
  return {
    ...noSchemas,
    ...(input ? taken(input, structure) : {}),
    responses: output ? sent(shapeOf(output, 'response', reader), structure) : [],
  };
}

function taken(input: Shape, { takesBody, isDetailedInput, params }: Structure): Partial<Schemas> {
  if (isDetailedInput)
    return { body: part(input, 'body'), query: part(input, 'query'), headers: part(input, 'headers') };
  const rest = without(input, params);
  const isEmpty = rest.kind === 'object' && rest.properties.length === 0 && rest.rest === null;
  if (!takesBody) return { query: rest };
  return isEmpty ? {} : { body: rest };
}

function sent(output: Shape, { status, isDetailedOutput }: Structure): readonly ResponseShape[] {
  if (!isDetailedOutput) return [{ status: String(status), shape: output }];
  const options = output.kind === 'union' ? output.options : [output];
  return options.flatMap((one) => {
    const body = part(one, 'body');
    const code = part(one, 'status');
    const [value] = code?.kind === 'enum' ? code.values : [code ? '' : String(status)];
    return body && value ? [{ status: value, shape: body }] : [];
  });
}

/** A property of an object; null if it has none, and unknown if that is not known. */
function part(shape: Shape, name: string): Shape | null {
  if (shape.kind !== 'object') return unknownShape;
  return shape.properties.find((one) => one.name === name)?.shape ?? null;
}

/** An object without some of its properties. */
function without(shape: Shape, names: readonly string[]): Shape {
  if (shape.kind === 'union') return unionOf(shape.options.map((one) => without(one, names)));
  return shape.kind === 'object'
    ? { ...shape, properties: shape.properties.filter(({ name }) => !names.includes(name)) }
    : shape;
}
