import type { Schemas } from '../../../core/endpoint.ts';
import { type Shape, type ShapeProperty, unknownShape } from '../../../core/shape.ts';
import type { Answering, DeclaredAt, DeclaredTypes } from '../handlers/statuses.ts';
import { resolved, termOf, type WrittenReader } from '../handlers/written.ts';
import { typeReading } from '../schemas/classes.ts';
import { libraryCall } from '../schemas/library.ts';
import { noSchemas } from '../schemas/schemas.ts';
import { shapeOfType } from '../schemas/types.ts';
import type { GivenParameter, Written } from '../values.ts';

/** The decorators that say which part of a request a parameter is. */
export interface ParameterMarks {
  readonly packages: RegExp;
  readonly body: string;
  /** All of the query, unless a text names a part of it. */
  readonly query: string;
  /** One parameter of the query. */
  readonly part: string;
  /** What a parameter with arguments of its decorator takes; else its type says it. */
  shapeOf?(mark: ParameterMark, reader: WrittenReader): Shape;
}

/** A decorator of a parameter: the text that it begins with, and all other arguments. */
export interface ParameterMark {
  readonly text: string | null;
  readonly others: readonly Written[];
  readonly parameter: GivenParameter;
}

/** How methods answer whose parameters are decorated, and which send what they return. */
export function answeringBy(marks: ParameterMarks): Answering {
  return {
    argument: null,
    guardedElsewhere: true,
    read: () => null,
    bodies: new Set(),
    sendsReturned: true,
    schemas: (_, reader, parameters) => schemasOfParameters(parameters, marks, reader),
    declared: (types, reader) => typesOfParameters(types, marks, reader),
  };
}

/** What the decorators of parameters say of a request. */
export function schemasOfParameters(
  parameters: readonly GivenParameter[],
  marks: ParameterMarks,
  reader: WrittenReader,
): readonly Schemas[] {
  return [...bodyIn(parameters, marks, reader), ...queryIn(parameters, marks, reader)];
}

/** The declared type of the parameter that is the body. */
function typesOfParameters(
  { file, annotations, parameters }: DeclaredAt,
  marks: ParameterMarks,
  reader: WrittenReader,
): DeclaredTypes {
  const index = parameters.findIndex((one) =>
    marked(marks.body, [one], marks, reader).some(({ text }) => text === null),
  );
  const type = index < 0 ? undefined : annotations.find((one) => one.index === index);
  return { body: type ? [{ file, at: type.at, member: null }] : [], replies: [], answer: [] };
}

function marked(
  wanted: string,
  parameters: readonly GivenParameter[],
  { packages }: ParameterMarks,
  reader: WrittenReader,
): readonly ParameterMark[] {
  return parameters.flatMap((parameter) =>
    parameter.marks.flatMap((mark): ParameterMark[] => {
      const call = libraryCall(mark, packages, reader);
      if (call?.name !== wanted) return [];
      const [first, ...others] = call.args;
      const term = first && termOf(resolved(first, reader));
      return term?.kind === 'text'
        ? [{ text: term.text, others, parameter }]
        : [{ text: null, others: call.args, parameter }];
    }),
  );
}

/** A part of the body says nothing of the whole. */
function bodyIn(
  parameters: readonly GivenParameter[],
  marks: ParameterMarks,
  reader: WrittenReader,
): readonly Schemas[] {
  const bodies = marked(marks.body, parameters, marks, reader);
  const [only] = bodies;
  return only?.text === null && bodies.length === 1 ? [{ ...noSchemas, body: shapeOfMark(only, marks, reader) }] : [];
}

/** What a parameter takes that is the whole query, else each part by its name: of what type it is, only a pipe decides. */
function queryIn(
  parameters: readonly GivenParameter[],
  marks: ParameterMarks,
  reader: WrittenReader,
): readonly Schemas[] {
  const isWhole = ({ text }: ParameterMark): boolean => text === null;
  const whole = marked(marks.query, parameters, marks, reader).filter(isWhole);
  const parts = marked(marks.part, parameters, marks, reader).filter(
    (one) => !whole.some((all) => all.parameter === one.parameter),
  );
  const [first] = whole;
  if (first)
    return whole.length === 1 && parts.length === 0 ? [{ ...noSchemas, query: shapeOfMark(first, marks, reader) }] : [];
  if (parts.length === 0) return [];
  const properties = parts.map(({ text, parameter }): ShapeProperty => ({
    name: text ?? parameter.name,
    shape: unknownShape,
    required: false,
    at: null,
  }));
  // Interceptors and guards may read more.
  return [{ ...noSchemas, query: { kind: 'object', properties, rest: unknownShape } }];
}

function shapeOfMark(mark: ParameterMark, marks: ParameterMarks, reader: WrittenReader): Shape {
  return marks.shapeOf && mark.others.length > 0 ? marks.shapeOf(mark, reader) : shapeByType(mark.parameter, reader);
}

/** What values of the type of a parameter are. */
export function shapeByType({ type }: GivenParameter, reader: WrittenReader): Shape {
  return type ? shapeOfType(type, typeReading('request', reader)) : unknownShape;
}
