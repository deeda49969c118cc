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
