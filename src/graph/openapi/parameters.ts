import type { Location } from '../../core/location.ts';
import type { SchemaPlace } from './schema-place.ts';
import type { DocumentValue } from './values.ts';

export const parameterPlaces = ['path', 'query', 'header', 'cookie'] as const;
export type ParameterPlace = (typeof parameterPlaces)[number];

/** A parameter as a document declares it. */
export interface DocumentedParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  /** Its name. */
  readonly at: Location;
  readonly value: DocumentValue;
  readonly schema: DocumentValue | null;
  /** Where its schema is written, which in 2.0 is the parameter itself. */
  readonly place: SchemaPlace;
  /** The list that has it, and where: it may be a reference there. */
  readonly list: DocumentValue;
  readonly index: number;
}

export interface DocumentedParameters {
  /** Those of the operation, and those of its path that it does not replace. */
  readonly all: readonly DocumentedParameter[];
  /** Declared again in the same list. */
  readonly repeated: readonly DocumentedParameter[];
  /** A reference leads nowhere, or one parameter is the whole query, so that there may be more. */
  readonly isPartial: boolean;
}

const elsewhere = new Set(['accept', 'content-type', 'authorization']);

/** Does a document describe a header elsewhere? Then a parameter of its name is ignored. */
export function isDescribedElsewhere(header: string): boolean {
  return elsewhere.has(header.toLowerCase());
}

/** The parameters of an operation and of the path item that has it. */
export function parametersOf(operation: DocumentValue | null, item: DocumentValue | null): DocumentedParameters {
  const lists = [operation, item].flatMap((owner) => owner?.get('parameters') ?? []);
  const all = new Map<string, DocumentedParameter>();
  const repeated: DocumentedParameter[] = [];
  for (const list of lists) {
    const own = new Set<string>();
    for (const parameter of list.items().flatMap((value, i) => parameterOf(value, list, i) ?? [])) {
      const key = keyOf(parameter.in, parameter.name);
      if (own.has(key)) repeated.push(parameter);
      own.add(key);
      if (!all.has(key)) all.set(key, parameter);
    }
  }
  return { all: [...all.values()], repeated, isPartial: lists.some((list) => list.items().some(isOpen)) };
}

function isOpen(parameter: DocumentValue | null): boolean {
  return parameter === null || parameter.get('in')?.text === 'querystring';
}

/** Names of headers do not differ by case. */
export function keyOf(place: ParameterPlace, name: string): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}

function parameterOf(value: DocumentValue | null, list: DocumentValue, index: number): DocumentedParameter | null {
  const name = value?.get('name');
  const where = parameterPlaces.find((place) => place === value?.get('in')?.text);
  if (!value || !name || name.text === null || !where) return null;
  if (where === 'header' && isDescribedElsewhere(name.text)) return null;
  const schema = value.get('schema');
  const keys = schema?.key === value.key ? value.keys : [...value.keys, 'schema'];
  return {
    name: name.text,
    in: where,
    required: value.get('required')?.text === 'true',
    at: name.at,
    value,
    schema,
    place: { file: value.at.file, keys, value: schema },
    list,
    index,
  };
}
