import type { Details } from '../../../core/check.ts';
import type { CodeChange, CodeProperty, Wanted } from '../../../core/code-change.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Location } from '../../../core/location.ts';
import { typeText } from '../../../core/shape-text.ts';
import type { ObjectShape, Shape, ShapeProperty } from '../../../core/shape.ts';
import { propertyOf, shapeAt } from '../../../graph/openapi/schema-place.ts';
import type { Mismatch, Step } from '../../../graph/shapes/compare.ts';
import type { Direction } from '../../../graph/shapes/schema.ts';
import { schemaOf } from '../../../graph/shapes/write.ts';
import { spot } from './words.ts';

/** Which side is wrong, and so is changed first. */
export const sides = ['spec', 'code'] as const;

export type Side = (typeof sides)[number];

/** The fix of the code first, and that of the document behind it. */
export function sided(details: Details, code: Fix): Details {
  const { fix } = details;
  return { ...details, fix: code, alternatives: fix && typeof fix === 'object' ? [fix] : [] };
}

/** The same body as a document has it, and as the code does. */
export interface Bodies {
  readonly documented: Shape;
  readonly code: Shape;
  readonly direction: Direction;
}

/** What is to happen to a property in the code. */
export type Verb = CodeChange['kind'];

function verbOf({ kind, sent }: Mismatch, direction: Direction): Verb {
  const isRequest = direction === 'request';
  switch (kind) {
    case 'type':
      return 'retype';
    case 'extra':
      return isRequest ? 'add' : 'remove';
    case 'missing':
      if (sent === '') return isRequest ? 'remove' : 'add';
      return isRequest ? 'release' : 'require';
  }
}

/** What makes the code accept or send what the document says. */
export function codeChange(found: Mismatch, { documented, code, direction }: Bodies): CodeChange | null {
  const verb = found.isNearest ? null : verbOf(found, direction);
  if (verb === null) return null;
  // Of what has no name, such as the items of a list, the property around is written anew.
  const depth = verb === 'retype' ? found.steps.findLastIndex(isProperty) + 1 : found.steps.length;
  const steps = found.steps.slice(0, depth);
  const last = steps.at(-1);
  if (last === undefined || !isProperty(last)) return null;
  const name = last.property;
  const inside = (shape: Shape): Shape | null => shapeAt(shape, steps.slice(0, -1));
  const [there, here] = [inside(documented), inside(code)].map((shape) => shape && propertyOf(shape, name));
  const object = inside(code);
  const around = object?.kind === 'object' ? object : null;
  return changeOf(verb, { name, there: there ?? null, here: here ?? null, around });
}

interface Ends {
  readonly name: string;
  readonly there: ShapeProperty | null;
  readonly here: ShapeProperty | null;
  /** The object in the code. */
  readonly around: ObjectShape | null;
  readonly isText?: true;
}

/** What is to become of a property; null where the place of what would be edited is not known. */
export function changeOf(verb: Verb, { name, there, here, around, isText }: Ends): CodeChange | null {
  const requiredAt = around?.requiredAt;
  const list = requiredAt ? { requiredAt } : {};
  const of: CodeProperty | null = here?.at ? { name, at: here.at, ...list } : null;
  const last = around?.properties.findLast(({ at }) => at?.place);
  const beside: CodeProperty | null = last?.at ? { name: last.name, at: last.at, ...list } : null;
  const wanted: Wanted | null = there && {
    shape: there.shape,
    schema: schemaOf(there.shape, '3.1'),
    required: (verb === 'retype' ? here : there)?.required ?? false,
    isText: isText ?? false,
  };
  if (verb === 'add') return beside && wanted ? { kind: verb, name, beside, ...wanted } : null;
  if (!of) return null;
  if (verb !== 'retype') return { kind: verb, of };
  return here && wanted ? { kind: verb, of, from: here, ...wanted } : null;
}

/** Where the code changes. */
export function placeOf(change: CodeChange): Location {
  return (change.kind === 'add' ? change.beside : change.of).at;
}

function isProperty(step: Step): step is Exclude<Step, string> {
  return typeof step === 'object';
}

/** What to write in the code, and where. */
export function codeStep(found: Mismatch, { documented, direction }: Bodies, at: Location): string {
  const shape = shapeAt(documented, found.steps);
  const what = found.name === '' ? 'the body' : `\`${found.name}\``;
  return sentence(verbOf(found, direction), { what, shape, at, way: direction === 'request' ? 'accept' : 'send' });
}

/** One sentence. */
export function sentence(
  verb: Verb,
  {
    what,
    shape,
    at,
    way,
  }: { readonly what: string; readonly shape: Shape | null; readonly at: Location; readonly way: 'accept' | 'send' },
): string {
  const as = shape && shape.kind !== 'unknown' ? ` as \`${typeText(shape)}\`` : '';
  const where = `in ${spot(at)}`;
  switch (verb) {
    case 'add':
    case 'retype':
      return `${way} ${what}${as} ${where}`;
    case 'remove':
      return way === 'send' ? `do not send ${what} ${where}` : `do not read ${what} ${where}`;
    case 'require':
      return `always send ${what} ${where}`;
    case 'release':
      return `make ${what} optional ${where}`;
  }
}
