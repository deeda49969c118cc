import type { Location } from '../../core/location.ts';
import type { Direction, SchemaValue } from './schema.ts';

/** A limit that what is accepted has, and that what is sent does not keep. */
export interface Limit {
  readonly keyword: string;
  /** `user.tags[]`; '' for the whole. */
  readonly name: string;
  /** Null without one. */
  readonly sent: string | null;
  readonly accepted: string;
  readonly sentAt: Location | null;
  readonly acceptedAt: Location | null;
}

/** What is sent, and what is accepted, in which direction. */
export interface Limited {
  readonly sent: SchemaValue | null;
  readonly accepted: SchemaValue | null;
  readonly direction: Direction;
}

interface Walk {
  readonly direction: Direction;
  readonly name: string;
  readonly sentAt: Location | null;
  readonly acceptedAt: Location | null;
  /** The pairs around: a schema that refers to itself is compared once. */
  readonly above: readonly string[];
  /** How many more pairs are compared. */
  readonly work: { left: number };
}

/** Schemas that refer to each other have more ways through them than anybody means to describe. */
const most = 10_000;

/** The limits that are not kept, in objects and lists too. Of alternatives (`oneOf`, `anyOf`), nothing is told. */
export function* limits({ sent, accepted, direction }: Limited): Iterable<Limit> {
  yield* between(sent, accepted, {
    direction,
    name: '',
    sentAt: null,
    acceptedAt: null,
    above: [],
    work: { left: most },
  });
}

function* between(sent: SchemaValue | null, accepted: SchemaValue | null, walk: Walk): Iterable<Limit> {
  const pair = `${sent?.key ?? ''}\n${accepted?.key ?? ''}`;
  if (sent?.kind !== 'map' || accepted?.kind !== 'map' || !isNew(pair, walk)) return;
  const inside: Walk = { ...walk, above: [...walk.above, pair] };
  const [own, other] = [partsOf(sent), partsOf(accepted)];
  if (!own.some((part) => part.get('enum') ?? part.get('const'))) yield* ofValues(own, other, inside);
  yield* between(itemsOf(own), itemsOf(other), { ...inside, name: `${walk.name}[]` });
  for (const property of propertiesOf(other)) {
    const same = propertiesOf(own).find(({ key }) => key === property.key);
    const hidden = walk.direction === 'request' ? 'readOnly' : 'writeOnly';
    if (!same || property.value?.get(hidden)?.text === 'true') continue;
    yield* between(same.value, property.value, {
      ...inside,
      name: walk.name === '' ? property.key : `${walk.name}.${property.key}`,
      sentAt: same.at ?? walk.sentAt,
      acceptedAt: property.at ?? walk.acceptedAt,
    });
  }
}

/** Is a pair not compared yet on this way, and not one too many? */
function isNew(pair: string, { above, work }: Walk): boolean {
  return !above.includes(pair) && --work.left >= 0;
}

/** A schema and the parts of its `allOf`, all of which must hold. */
function partsOf(schema: SchemaValue, depth = 0): readonly SchemaValue[] {
  if (depth > deepest) return [];
  const parts = schema.get('allOf')?.items() ?? [];
  return [schema, ...parts.flatMap((part) => (part ? partsOf(part, depth + 1) : []))];
}

const deepest = 8;

function itemsOf(parts: readonly SchemaValue[]): SchemaValue | null {
  return parts.map((part) => part.get('items')).find((items) => items !== null) ?? null;
}

function propertiesOf(parts: readonly SchemaValue[]) {
  return parts.flatMap((part) => part.get('properties')?.entries() ?? []);
}

const upper = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'];
const lower = ['minLength', 'minItems', 'minProperties', 'minimum', 'exclusiveMinimum'];
const exact = ['format', 'multipleOf', 'uniqueItems'];

function* ofValues(sent: readonly SchemaValue[], accepted: readonly SchemaValue[], walk: Walk): Iterable<Limit> {
  // Any other pattern may accept more or less: in a response, clients rarely depend on it.
  const alike = walk.direction === 'request' ? [...exact, 'pattern'] : exact;
  for (const keyword of [...upper, ...lower, ...alike]) {
    const limit = textOf(accepted, keyword);
    if (limit === null) continue;
    const before = textOf(sent, keyword);
    if (!isKept(keyword, before, limit))
      yield {
        keyword,
        name: walk.name,
        sent: before,
        accepted: limit,
        sentAt: walk.sentAt,
        acceptedAt: walk.acceptedAt,
      };
  }
}

/** The limit of any part that has it. */
function textOf(parts: readonly SchemaValue[], keyword: string): string | null {
  return parts.map((part) => part.get(keyword)?.text ?? null).find((text) => text !== null) ?? null;
}

function isKept(keyword: string, sent: string | null, accepted: string): boolean {
  const isBound = upper.includes(keyword) || lower.includes(keyword);
  if (!isBound || Number.isNaN(Number(accepted))) return isSame(keyword, sent, accepted);
  // No text is shorter than nothing.
  const own = sent ?? (/^min[LIP]/.test(keyword) ? '0' : null);
  if (own === null) return false;
  return upper.includes(keyword) ? Number(own) <= Number(accepted) : Number(own) >= Number(accepted);
}

/** A format that became another one is another type. */
function isSame(keyword: string, sent: string | null, accepted: string): boolean {
  return accepted === 'false' || sent === accepted || (keyword === 'format' && sent !== null);
}
