import { scalar, type Shape, unionOf } from '../../../core/shape.ts';
import type { WrittenReader } from '../handlers/written.ts';
import type { Written } from '../values.ts';

/** A schema: what it takes or gives, and whether it may be absent. */
export interface Field {
  readonly shape: Shape;
  readonly optional: boolean;
  /** Nothing tells whether it is absent. */
  readonly isUncertain?: boolean;
}

/** Reads the schemas inside of objects. */
export interface FieldReader {
  readonly reader: WrittenReader;
  field(written: Written): Field;
}

/** Any of some schemas. */
export function joinedFields(fields: readonly Field[]): Field {
  return { shape: unionOf(fields.map(({ shape }) => shape)), optional: fields.some(({ optional }) => optional) };
}

export function orNull(field: Field): Field {
  return { ...field, shape: unionOf([field.shape, scalar('null')]) };
}

/** How deep a part of a schema is, and how many more parts are read of the whole. */
export interface Effort {
  readonly depth: number;
  readonly work: { left: number };
}

const most = { deep: 60, parts: 10_000 };

export function wholeEffort(): Effort {
  return { depth: 0, work: { left: most.parts } };
}

/** That of a part inside; null where it is not read, since it is too deep, or one too many. */
export function partEffort({ depth, work }: Effort): Effort | null {
  return depth > most.deep || --work.left < 0 ? null : { depth: depth + 1, work };
}
