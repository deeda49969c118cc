import type { Location } from '../../core/location.ts';
import { type ObjectShape, type ScalarType, type Shape, shapeText, type ShapeProperty } from '../../core/shape.ts';

/** Something that is sent and not accepted. */
export interface Mismatch {
  /** `extra`: a property that is not accepted; `missing`: one that is required and not, or not always, sent. */
  readonly kind: 'extra' | 'missing' | 'type';
  /** `user.tags[].name`; '' for the whole. */
  readonly name: string;
  /** The same, step by step. */
  readonly steps: readonly Step[];
  readonly sent: string;
  readonly accepted: string;
  readonly sentAt: Location | null;
  readonly acceptedAt: Location | null;
  /** What is `extra` may be absent. */
  readonly isOptional: boolean;
  /** It is that of one of several options, none of which fits: the one that differs least. */
  readonly isNearest: boolean;
}

/** From a value to one inside of it: a property, or any item of a list. */
export type Step = { readonly property: string } | 'items' | 'rest';

/** How exact shapes are. Types tell neither integers from other numbers, nor which texts there are: `loose` takes them for the best of what they may be. */
export type Precision = 'exact' | 'loose';

interface Where {
  readonly precision: Precision;
  readonly name: string;
  readonly steps: readonly Step[];
  readonly sentAt: Location | null;
  readonly acceptedAt: Location | null;
  readonly isNearest: boolean;
  /** How many more pairs of shapes are compared. */
  readonly work: { left: number };
}

/** Options of options have more pairs than anybody means to describe. */
const most = { deep: 20, pairs: 100_000 };

/** What is sent and not accepted. Of what is unknown, nothing is. */
export function mismatches(sent: Shape, accepted: Shape, precision: Precision = 'exact'): readonly Mismatch[] {
  const work = { left: most.pairs };
  const whole: Where = { precision, name: '', steps: [], sentAt: null, acceptedAt: null, isNearest: false, work };
  const found = [...between(sent, accepted, whole, 0)];
  // Of what was not compared in full, an option may fit that was not seen.
  return work.left < 0 ? [] : found;
}

function* between(sent: Shape, accepted: Shape, where: Where, depth: number): Iterable<Mismatch> {
  if (sent.kind === 'unknown' || accepted.kind === 'unknown' || depth > most.deep || --where.work.left < 0) return;
  if (sent.kind === 'union') {
    for (const option of sent.options) {
      const found = [...between(option, accepted, where, depth + 1)];
      yield* found;
      if (found.length > 0) return;
    }
  } else if (accepted.kind === 'union') yield* withOption(sent, accepted.options, where, depth);
  else if (sent.kind === 'object' && accepted.kind === 'object') yield* ofObjects(sent, accepted, where, depth);
  else if (sent.kind === 'array' && accepted.kind === 'array')
    yield* between(
      sent.items,
      accepted.items,
      { ...where, name: `${where.name}[]`, steps: [...where.steps, 'items'] },
      depth + 1,
    );
  else if (!(where.precision === 'loose' && mayFit(sent, accepted)) && !fits(sent, accepted))
    yield differing(sent, accepted, where);
}

/** How an option differs that has parts tells more than that none fits. */
function* withOption(sent: Shape, options: readonly Shape[], where: Where, depth: number): Iterable<Mismatch> {
  const alike = options.filter(({ kind }) => kind === sent.kind);
  const isNearest = where.isNearest || alike.length > 1;
  const found = new Map(
    options.map((option) => [option, [...between(sent, option, { ...where, isNearest }, depth + 1)]]),
  );
  if ([...found.values()].some((one) => one.length === 0)) return;
  // Each literal may be of another option.
  if (sent.kind === 'enum' && sent.values.every((value) => options.some((option) => takes(option, value)))) return;
  const hasParts = sent.kind === 'object' || sent.kind === 'array';
  const each = alike.map((option) => found.get(option) ?? []);
  // `'a' | 'b'` fits where one option has `'a'` and another `'b'`.
  const isDivided = ({ kind, name, sent: text }: Mismatch): boolean =>
    each.some((all) =>
      all.some((one) => kind === 'type' && one.kind === kind && one.name === name && one.sent !== text),
    );
  const [nearest] = [...each].sort(byDistance);
  // What differs from one option alone says nothing, where the value may as well be of another.
  const rivals = each.filter((all) => typesIn(all) === typesIn(nearest ?? []));
  const isShared = ({ kind, name }: Mismatch): boolean =>
    rivals.every((all) => all.some((one) => one.kind === kind && one.name === name));
  if (nearest && (hasParts || alike.length === 1))
    yield* nearest.filter((one) => !isDivided(one) && (one.kind === 'type' || isShared(one)));
  else yield differing(sent, { kind: 'union', options }, where);
}

/** A property of another type, such as the literal that tells options apart, counts more than any that is missing. */
function byDistance(one: readonly Mismatch[], other: readonly Mismatch[]): number {
  return typesIn(one) - typesIn(other) || one.length - other.length;
}

function typesIn(all: readonly Mismatch[]): number {
  return all.filter(({ kind }) => kind === 'type').length;
}

function* ofObjects(sent: ObjectShape, accepted: ObjectShape, where: Where, depth: number): Iterable<Mismatch> {
  for (const property of sent.properties) {
    const other = accepted.properties.find(({ name }) => name === property.name);
    const inner = below(where, property, other);
    if (other) yield* between(property.shape, other.shape, inner, depth + 1);
    else if (accepted.rest) yield* between(property.shape, accepted.rest, inner, depth + 1);
    else {
      const isOptional = !property.required || property.isUncertain === true;
      yield { ...inner, kind: 'extra', sent: shapeText(property.shape), accepted: '', isOptional };
    }
  }
  for (const property of accepted.properties) {
    const other = sent.properties.find(({ name }) => name === property.name);
    if (!property.required || other?.required || other?.isUncertain || (!other && sent.rest)) continue;
    yield {
      ...below(where, other, property),
      kind: 'missing',
      isOptional: false,
      sent: other ? 'optional' : '',
      accepted: shapeText(property.shape),
    };
  }
  if (sent.rest && accepted.rest)
    yield* between(
      sent.rest,
      accepted.rest,
      { ...where, name: `${where.name}.*`, steps: [...where.steps, 'rest'] },
      depth + 1,
    );
}

/** May a text or a number be what is accepted? */
function mayFit(sent: Shape, accepted: Shape): boolean {
  if (sent.kind !== 'scalar' || sent.format !== null) return false;
  if (sent.type === 'number' && accepted.kind === 'scalar') return accepted.type === 'integer';
  return accepted.kind === 'enum' && accepted.values.some((value) => takes(sent, value));
}

function below(where: Where, sent: ShapeProperty | undefined, accepted: ShapeProperty | undefined): Where {
  const name = sent?.name ?? accepted?.name ?? '';
  return {
    precision: where.precision,
    isNearest: where.isNearest,
    work: where.work,
    name: where.name === '' ? name : `${where.name}.${name}`,
    steps: [...where.steps, { property: name }],
    sentAt: sent?.at ?? where.sentAt,
    acceptedAt: accepted?.at ?? where.acceptedAt,
  };
}

function differing(sent: Shape, accepted: Shape, where: Where): Mismatch {
  return {
    ...where,
    kind: 'type',
    isOptional: false,
    sent: shapeText(strange(sent, accepted)),
    accepted: shapeText(accepted),
  };
}

/** Of literals, those that are not accepted. */
function strange(sent: Shape, accepted: Shape): Shape {
  const options = accepted.kind === 'union' ? accepted.options : [accepted];
  if (sent.kind !== 'enum') return sent;
  return { ...sent, values: sent.values.filter((value) => !options.some((option) => takes(option, value))) };
}

/** Is everything of one shape, neither of which has parts that are compared, also of the other? */
function fits(sent: Shape, accepted: Shape): boolean {
  if (sent.kind === 'enum') return sent.values.every((value) => takes(accepted, value));
  if (sent.kind === 'scalar' && accepted.kind === 'scalar') {
    const isType = sent.type === accepted.type || (sent.type === 'integer' && accepted.type === 'number');
    return isType && (sent.format === null || accepted.format === null || isFormat(sent.format, accepted.format));
  }
  if (sent.kind === 'scalar' && accepted.kind === 'enum')
    return literals[sent.type]?.every((value) => accepted.values.includes(value)) ?? false;
  if (sent.kind === 'tuple' || accepted.kind === 'tuple') return isList(sent) && isList(accepted);
  return sent.kind === accepted.kind;
}

/** All values of a type, as JSON writes them. */
const literals: Readonly<Partial<Record<ScalarType, readonly string[]>>> = {
  boolean: ['true', 'false'],
  null: ['null'],
};

function isList({ kind }: Shape): boolean {
  return kind === 'tuple' || kind === 'array';
}

const sizes = new Set(['int32', 'int64', 'float', 'double']);

function isFormat(sent: string, accepted: string): boolean {
  return sent === accepted || (sizes.has(sent) && sizes.has(accepted));
}

/** Is a literal of JSON of a shape? */
function takes(accepted: Shape, value: string): boolean {
  if (accepted.kind === 'enum') return accepted.values.includes(value);
  if (accepted.kind !== 'scalar') return false;
  switch (accepted.type) {
    case 'string':
      return value.startsWith('"');
    case 'number':
      return /^-?\d/.test(value);
    case 'integer':
      return /^-?\d+$/.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'null':
      return value === 'null';
  }
}
